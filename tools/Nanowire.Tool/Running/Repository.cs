using System;
using System.IO;

namespace Nanowire.Tool
{
    /// <summary>Finds the repository that the tool works on.</summary>
    internal static class Repository
    {
        /// <summary>The one that the user stands in, and otherwise the one that the tool was built in.</summary>
        internal static string Find()
        {
            return Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
                ?? throw new ToolException(ExitCode.Usage, "There is no nf.sln with a folder 'boards' beside it above " + Directory.GetCurrentDirectory() + ".");
        }

        private static string? Above(string start)
        {
            DirectoryInfo? folder = new(start);
            while (folder != null && !(File.Exists(Path.Combine(folder.FullName, "nf.sln")) && Directory.Exists(Path.Combine(folder.FullName, "boards"))))
            {
                folder = folder.Parent;
            }

            return folder?.FullName;
        }
    }
}
