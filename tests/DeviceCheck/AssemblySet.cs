using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// The assemblies under check, and by their side those they refer to: only names and base types of the latter
    /// are looked at.
    /// </summary>
    public sealed class AssemblySet : IDisposable
    {
        private readonly DefaultAssemblyResolver _resolver = new();
        private readonly List<ModuleDefinition> _modules = [];
        private readonly Dictionary<(string Assembly, string Type), TypeDefinition> _types = [];

        /// <summary>Opens <paramref name="paths"/>; what they refer to is looked for beside them and in <paramref name="referenceDirs"/>.</summary>
        public AssemblySet(IReadOnlyList<string> paths, IReadOnlyList<string> referenceDirs)
        {
            ArgumentNullException.ThrowIfNull(paths);
            ArgumentNullException.ThrowIfNull(referenceDirs);
            foreach (string dir in _resolver.GetSearchDirectories())
            {
                _resolver.RemoveSearchDirectory(dir);
            }

            foreach (string dir in paths.Select(p => Path.GetDirectoryName(Path.GetFullPath(p))!).Concat(referenceDirs).Distinct())
            {
                _resolver.AddSearchDirectory(dir);
            }

            foreach (string path in paths)
            {
                ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = _resolver });
                _modules.Add(module);
                foreach (TypeDefinition type in module.GetTypes())
                {
                    _types[(module.Assembly.Name.Name, type.FullName)] = type;
                }
            }
        }

        /// <summary>How many assemblies are under check.</summary>
        public int Count => _modules.Count;

        /// <summary>Every type of the assemblies under check, nested and compiler-generated ones too.</summary>
        public IEnumerable<TypeDefinition> Types => _modules.SelectMany(m => m.GetTypes());

        /// <summary>The definition of <paramref name="type"/> if one of the assemblies under check has it, else null.</summary>
        public TypeDefinition? Own(TypeReference type)
        {
            ArgumentNullException.ThrowIfNull(type);
            TypeReference element = type.GetElementType();
            if (element is GenericParameter)
            {
                return null;
            }

            string scope = element.Scope is ModuleDefinition here ? here.Assembly.Name.Name : element.Scope?.Name ?? "";
            return _types.GetValueOrDefault((scope, element.FullName));
        }

        /// <summary>The definition of <paramref name="method"/> if one of the assemblies under check has it, else null.</summary>
        public MethodDefinition? Own(MethodReference method)
        {
            ArgumentNullException.ThrowIfNull(method);
            return Own(method.DeclaringType) == null ? null : method.Resolve();
        }

        /// <summary>Whether <paramref name="type"/> is <paramref name="fullName"/> or derived from it, through any assembly.</summary>
        public static bool Is(TypeReference? type, string fullName)
        {
            while (type != null)
            {
                if (type.FullName == fullName)
                {
                    return true;
                }

                type = Definition(type)?.BaseType;
            }

            return false;
        }

        /// <summary>Closes the files.</summary>
        public void Dispose()
        {
            foreach (ModuleDefinition module in _modules)
            {
                module.Dispose();
            }

            _resolver.Dispose();
        }

        private static TypeDefinition? Definition(TypeReference type)
        {
            try
            {
                return type.Resolve();
            }
            catch (AssemblyResolutionException)
            {
                // A type of an assembly that nobody declared for us: it has no base that we know.
                return null;
            }
        }
    }
}
