using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>Brings the packages of the device projects to packages/, as <c>nuget restore nf.sln</c> does on Windows.</summary>
    internal sealed class PackageRestore
    {
        /// <summary>A feed for those who do not want to write a nuget.config.</summary>
        internal const string SourceVariable = "NANOWIRE_NUGET_SOURCE";

        /// <summary>A folder that already has them, as tests/device.sh takes it.</summary>
        internal const string PackagesVariable = "NANOFRAMEWORK_PACKAGES";

        private readonly Session _session;
        private readonly string? _source;
        private readonly string? _configFile;
        private readonly string _packages;

        internal PackageRestore(Session session, string? source, string? configFile)
        {
            _session = session;
            _source = source ?? Environment.GetEnvironmentVariable(SourceVariable);
            _configFile = configFile;
            _packages = session.PathOf("packages");
        }

        internal void Run()
        {
            List<DevicePackage> all = PackageLists.Read(_session);
            List<DevicePackage> missing = all.Where(p => !p.IsIn(_packages)).ToList();
            missing = missing.Where(p => !TryTake(p)).ToList();
            if (missing.Count > 0)
            {
                _session.Say("Restoring " + missing.Count + " packages ...");
                PackageClient client = new(_session, _source, _configFile);
                client.Download(missing);
                missing.ForEach(p => Place(p, client.Unpacked(p)));
            }

            _session.Say($"{all.Count} packages in {_packages}.");
        }

        private static bool IsOfTheClient(string file)
        {
            // What the client notes for itself, and what packages.config users do not have.
            return file == ".nupkg.metadata" || file.EndsWith(".nupkg.sha512", StringComparison.OrdinalIgnoreCase);
        }

        private bool TryTake(DevicePackage package)
        {
            string? folder = Environment.GetEnvironmentVariable(PackagesVariable);
            if (string.IsNullOrEmpty(folder) || !package.IsIn(folder))
            {
                return false;
            }

            Place(package, Path.Combine(folder, package.Folder));
            return true;
        }

        // Whole or not at all: what stopped half-way is no package next time.
        private void Place(DevicePackage package, string unpacked)
        {
            string folder = Path.Combine(_packages, package.Folder);
            string half = Path.Combine(_packages, "." + package.Folder + "." + Environment.ProcessId);
            try
            {
                Copy(unpacked, half, package);
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, true);
                }

                Directory.Move(half, folder);
            }
            finally
            {
                if (Directory.Exists(half))
                {
                    Directory.Delete(half, true);
                }
            }

            if (!package.IsIn(_packages))
            {
                throw new ToolException(ExitCode.Failed, "The package " + package.Folder + " has no library.");
            }

            _session.Say("  " + package.Folder);
        }

        private void Copy(string from, string to, DevicePackage package)
        {
            Directory.CreateDirectory(to);
            foreach (string file in Directory.GetFiles(from))
            {
                string name = Path.GetFileName(file);
                _session.Stopped.ThrowIfCancellationRequested();
                if (!IsOfTheClient(name))
                {
                    // Visual Studio takes a package as restored when its .nupkg is there under this name.
                    bool isPackage = name.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);
                    File.Copy(file, Path.Combine(to, isPackage ? package.Folder + ".nupkg" : name));
                }
            }

            foreach (string folder in Directory.GetDirectories(from))
            {
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)), package);
            }
        }
    }
}
