using System.IO;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>A package of the device projects, in the version that they name.</summary>
    internal sealed record DevicePackage(string Id, string Version)
    {
        /// <summary>What the hint paths call its folder below packages/.</summary>
        internal string Folder => Id + "." + Version;

        /// <summary>Whether a folder of packages has it, with a library to refer to.</summary>
        internal bool IsIn(string packages)
        {
            string library = Path.Combine(packages, Folder, "lib");
            return Directory.Exists(library) && Directory.EnumerateFiles(library, "*", SearchOption.AllDirectories).Any();
        }
    }
}
