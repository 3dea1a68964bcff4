using System.IO;
using System.IO.Compression;
using System.Text;

namespace Nanowire.Tool.Tests
{
    /// <summary>Makes packages, as NuGet feeds have them.</summary>
    internal static class PackageFile
    {
        /// <summary>A package with a library in a flat lib folder, as those of nanoFramework have, and with any other entries.</summary>
        internal static byte[] Make(string id, string version, params (string Name, string Text)[] others)
        {
            using MemoryStream stream = new();
            using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
            {
                Add(zip, id + ".nuspec", $"""
                    <?xml version="1.0"?>
                    <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                      <metadata><id>{id}</id><version>{version}</version><authors>lab</authors><description>lab</description></metadata>
                    </package>
                    """);
                foreach ((string name, string text) in others.Length > 0 ? others : [("lib/" + id + ".dll", "library of " + id)])
                {
                    Add(zip, name, text);
                }
            }

            return stream.ToArray();
        }

        private static void Add(ZipArchive zip, string name, string text)
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
