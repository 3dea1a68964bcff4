using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Nanowire.Tests
{
    /// <summary>The files of the repository as the tests about it see them: without build output and what npm brought.</summary>
    internal static class RepositoryTree
    {
        private const string BoardProperty = "$(NanowireBoard)";

        private static readonly string[] _notOurs = { "bin", "obj", "artifacts", "packages", "node_modules", "TestResults" };

        /// <summary>The folder that holds nf.sln.</summary>
        public static string Root { get; } = FindRoot();

        /// <summary>All files below <paramref name="folder"/> with that ending, as paths from the root with '/'.</summary>
        public static List<string> Files(string folder, string ending)
        {
            string start = Path.Combine(Root, folder);
            return Directory.Exists(start)
                ? Walk(start).Where(p => p.EndsWith(ending, StringComparison.Ordinal)).Select(FromRoot).OrderBy(p => p, StringComparer.Ordinal).ToList()
                : new List<string>();
        }

        /// <summary>All device projects.</summary>
        public static List<string> DeviceProjects()
        {
            return Files(".", ".nfproj");
        }

        /// <summary>All desktop projects.</summary>
        public static List<string> DesktopProjects()
        {
            return Files(".", ".csproj");
        }

        /// <summary>The text of a file.</summary>
        public static string Read(string path)
        {
            return File.ReadAllText(Path.Combine(Root, path));
        }

        /// <summary>Whether there is such a file.</summary>
        public static bool Exists(string path)
        {
            return File.Exists(Path.Combine(Root, path));
        }

        /// <summary>The elements of that name in a project file, whatever its namespace.</summary>
        public static List<XElement> Elements(string project, string name)
        {
            return XDocument.Parse(Read(project)).Descendants().Where(e => e.Name.LocalName == name).ToList();
        }

        /// <summary>The attribute of an element, or the empty string.</summary>
        public static string Attribute(XElement element, string name)
        {
            return element.Attribute(name)?.Value ?? "";
        }

        /// <summary>The lists of shared sources that a project imports.</summary>
        public static List<string> SharedLists(string project)
        {
            return Elements(project, "Import")
                .Where(e => Attribute(e, "Label") == "Shared")
                .Select(e => Resolve(project, Attribute(e, "Project")))
                .ToList();
        }

        /// <summary>
        /// The sources that a project compiles: its own and those of the shared lists, wildcards resolved; the firmware's with those of
        /// every board that it can be built for.
        /// </summary>
        public static List<string> Sources(string project)
        {
            return SharedLists(project).Prepend(project)
                .SelectMany(f => Elements(f, "Compile").SelectMany(e => Expand(f, Attribute(e, "Include"))))
                .ToList();
        }

        /// <summary>A path in a project file, relative to that file, as a path from the root with '/'.</summary>
        public static string Resolve(string file, string path)
        {
            string local = path.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Replace('\\', '/');
            return FromRoot(Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(file), local)));
        }

        private static IEnumerable<string> Expand(string file, string include)
        {
            if (include.Contains(BoardProperty, StringComparison.Ordinal))
            {
                return Boards.BoardFile.Devices().SelectMany(b => Expand(file, include.Replace(BoardProperty, b.Id, StringComparison.Ordinal)));
            }

            string path = Resolve(file, include);
            int star = path.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
            {
                return new[] { path };
            }

            string folder = path.Substring(0, path.LastIndexOf('/', star) + 1);
            bool deep = path.Contains("**", StringComparison.Ordinal);
            return Files(folder.Length == 0 ? "." : folder, ".cs").Where(p => deep || p.LastIndexOf('/') < folder.Length);
        }

        private static IEnumerable<string> Walk(string folder)
        {
            return Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder)
                .Where(d => !_notOurs.Contains(Path.GetFileName(d)) && !Path.GetFileName(d).StartsWith('.'))
                .SelectMany(Walk));
        }

        private static string FromRoot(string path)
        {
            return Path.GetRelativePath(Root, path).Replace('\\', '/');
        }

        private static string FindRoot()
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "nf.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no nf.sln above " + AppContext.BaseDirectory);
            }

            return folder;
        }
    }
}
