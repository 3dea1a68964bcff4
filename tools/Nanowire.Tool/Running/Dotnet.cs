using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Nanowire.Tool
{
    /// <summary>The dotnet command.</summary>
    internal static class Dotnet
    {
        /// <summary>That of the runtime which runs the tool.</summary>
        internal static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }
}
