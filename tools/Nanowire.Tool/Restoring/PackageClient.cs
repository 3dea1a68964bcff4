using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace Nanowire.Tool
{
    /// <summary>
    /// Downloads packages with the NuGet client of the .NET SDK, which knows the user's feeds, proxies and credentials, tries again,
    /// checks signatures, and lets no package write outside its folder. It takes packages.config files no longer, so it gets a
    /// project that downloads the same packages and nothing else.
    /// </summary>
    internal sealed class PackageClient
    {
        private readonly Session _session;
        private readonly string? _source;
        private readonly string? _configFile;
        private readonly string _folder;

        /// <param name="source">A feed: a service index or a folder; null: the feeds of the user's nuget.config.</param>
        /// <param name="configFile">A nuget.config instead of the user's, or null.</param>
        internal PackageClient(Session session, string? source, string? configFile)
        {
            _session = session;
            _source = source;
            _configFile = configFile;

            // Within the repository, so that a nuget.config in it or above it counts.
            _folder = session.PathOf("artifacts/restore");
        }

        /// <summary>Downloads and unpacks them, to where <see cref="Unpacked"/> finds them.</summary>
        /// <exception cref="ToolException">One could not be had; the client has said why.</exception>
        internal void Download(IReadOnlyList<DevicePackage> packages)
        {
            Directory.CreateDirectory(_folder);
            string project = Path.Combine(_folder, "Packages.proj");
            File.WriteAllText(project, Project(packages).ToString());
            List<string> arguments = ["restore", project, "--nologo", "--force", "-v:m"];
            if (_source != null)
            {
                arguments.AddRange(["--source", _source]);
            }

            if (_configFile != null)
            {
                arguments.AddRange(["--configfile", _configFile]);
            }

            ChildProgram client = new(Dotnet.Path, arguments.ToArray()) { Folder = _folder };
            StringBuilder output = new();
            if (client.Run(_session, output) != 0)
            {
                string errors = string.Join("\n", output.ToString().Split('\n').Where(l => l.Contains("error", System.StringComparison.Ordinal))
                    .Select(l => l.Replace(project + " : ", "", System.StringComparison.Ordinal).Trim()).Distinct());
                throw new ToolException(ExitCode.Failed, "The packages could not be restored:\n" + (errors.Length > 0 ? errors : output.ToString().Trim()));
            }
        }

        /// <summary>Where the client has unpacked a package.</summary>
        internal string Unpacked(DevicePackage package)
        {
            return Path.Combine(_folder, "packages", package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant());
        }

        private XElement Project(IEnumerable<DevicePackage> packages)
        {
            return new XElement("Project",
                new XElement("PropertyGroup",
                    // The repository's own settings are for its projects.
                    new XElement("ImportDirectoryBuildProps", "false"),
                    new XElement("ImportDirectoryBuildTargets", "false"),
                    new XElement("ImportDirectoryPackagesProps", "false"),
                    new XElement("MSBuildProjectExtensionsPath", Path.Combine(_folder, "obj") + Path.DirectorySeparatorChar)),
                new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
                new XElement("PropertyGroup",
                    // Any framework; none of its packages.
                    new XElement("TargetFramework", "netstandard2.0"),
                    new XElement("DisableImplicitFrameworkReferences", "true"),
                    new XElement("RestorePackagesPath", Path.Combine(_folder, "packages"))),
                new XElement("ItemGroup", packages.Select(p =>
                    new XElement("PackageDownload", new XAttribute("Include", p.Id), new XAttribute("Version", "[" + p.Version + "]")))),
                new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")));
        }
    }
}
