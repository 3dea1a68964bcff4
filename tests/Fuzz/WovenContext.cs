using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// Where this program runs a second time with woven copies of the code under test, for they must be loaded instead of
    /// the assemblies that this program was built with.
    /// </summary>
    internal sealed class WovenContext : AssemblyLoadContext
    {
        private static readonly string[] _woven = ["Nanowire.Protocol", "Nanowire.Deflate", "Nanowire.WebSockets", "Nanowire.Firmware.Host"];

        // Where to weave: all of the first two, and of the others what is fuzzed.
        private static readonly string[] _namespaces = [null, null, "Nanowire.WebSockets", "Nanowire.Firmware"];

        private readonly string _folder;

        public WovenContext(string folder)
            : base("woven")
        {
            _folder = folder;
            Directory.CreateDirectory(folder);
            for (int i = 0; i < _woven.Length; i++)
            {
                string file = _woven[i] + ".dll";
                Blocks += CoverageWeaver.Weave(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(folder, file), Blocks, _namespaces[i]);
            }
        }

        /// <summary>The basic blocks that report when they are reached.</summary>
        public int Blocks { get; }

        /// <summary>Removes the copies.</summary>
        public void Delete()
        {
            Directory.Delete(_folder, true);
        }

        /// <inheritdoc/>
        protected override Assembly Load(AssemblyName assemblyName)
        {
            if (Array.IndexOf(_woven, assemblyName.Name) >= 0)
            {
                return LoadFromAssemblyPath(Path.Combine(_folder, assemblyName.Name + ".dll"));
            }

            return assemblyName.Name == "Nanowire.Fuzz" ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Nanowire.Fuzz.dll")) : null;
        }
    }
}
