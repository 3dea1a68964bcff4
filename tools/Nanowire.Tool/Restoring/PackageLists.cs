using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Nanowire.Tool
{
    /// <summary>Reads the packages.config files of the repository.</summary>
    internal static class PackageLists
    {
        private static readonly string[] _notOurs = ["bin", "obj", "artifacts", "packages", "node_modules"];

        /// <summary>Each package once, in order of their names.</summary>
        internal static List<DevicePackage> Read(Session session)
        {
            return Find(session.Root).SelectMany(ReadFile).Distinct().OrderBy(p => p.Folder, StringComparer.OrdinalIgnoreCase).ToList();
        }

        private static IEnumerable<string> Find(string folder)
        {
            return Directory.GetFiles(folder, "packages.config").Concat(Directory.GetDirectories(folder)
                .Where(d => !_notOurs.Contains(Path.GetFileName(d)) && !Path.GetFileName(d).StartsWith('.'))
                .SelectMany(Find));
        }

        private static List<DevicePackage> ReadFile(string path)
        {
            try
            {
                return XDocument.Load(path).Descendants("package")
                    .Select(e => new DevicePackage(e.Attribute("id")?.Value ?? "", e.Attribute("version")?.Value ?? ""))
                    .Select(p => IsSane(p) ? p : throw new ToolException(ExitCode.Failed, path + " has a package '" + p.Id + "' of version '" + p.Version + "'."))
                    .ToList();
            }
            catch (XmlException e)
            {
                throw new ToolException(ExitCode.Failed, path + " cannot be read: " + e.Message);
            }
        }

        // They become names of folders, and text in a project.
        private static bool IsSane(DevicePackage package)
        {
            return Regex.IsMatch(package.Id, @"^\w+([.\-]\w+)*$") && Regex.IsMatch(package.Version, @"^\d+(\.\d+){1,3}(-[0-9A-Za-z.\-]+)?$");
        }
    }
}
