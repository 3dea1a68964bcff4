using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// A finalizer runs when nobody holds the wrapper any more, not when nobody uses the connection: on something that
    /// holds a socket or a stream, also through other objects, it closes live connections at the next collection.
    /// </summary>
    public sealed class FinalizerRule
    {
        private static readonly string[] _connections = ["System.Net.Sockets.Socket", "System.IO.Stream"];

        private readonly AssemblySet _set;
        private readonly List<TypeDefinition> _types;

        /// <summary>A rule over <paramref name="set"/>.</summary>
        public FinalizerRule(AssemblySet set)
        {
            ArgumentNullException.ThrowIfNull(set);
            _set = set;
            _types = [.. set.Types];
        }

        /// <summary>A finding if <paramref name="type"/> has a finalizer and holds a socket or stream.</summary>
        public IEnumerable<Finding> Check(TypeDefinition type)
        {
            ArgumentNullException.ThrowIfNull(type);
            if (type.Methods.Any(m => m.Name == "Finalize" && m.IsVirtual && m.Parameters.Count == 0))
            {
                string? path = PathToConnection(type, []);
                if (path != null)
                {
                    yield return new Finding(Rules.Finalizers, type.FullName, $"has a finalizer and {path}");
                }
            }
        }

        // How a value of this type holds a connection, in words, or null. A field of an interface or base class type may
        // hold any of those that implement or derive from it.
        private string? PathToConnection(TypeReference type, HashSet<string> seen)
        {
            if (type is TypeSpecification specification)
            {
                return PathToConnection(specification.ElementType, seen);
            }

            string? connection = Array.Find(_connections, c => AssemblySet.Is(type, c));
            if (connection != null)
            {
                return $"is a {connection}";
            }

            return _set.Own(type) is { } own && seen.Add(own.FullName)
                ? PathThroughFields(own, seen) ?? PathThroughHeirs(own, seen)
                : null;
        }

        private string? PathThroughHeirs(TypeDefinition type, HashSet<string> seen)
        {
            foreach (TypeDefinition heir in _types.Where(t => DerivesFrom(t, type)))
            {
                string? path = PathToConnection(heir, seen);
                if (path != null)
                {
                    return $"as {heir.Name} {path}";
                }
            }

            return null;
        }

        private string? PathThroughFields(TypeDefinition type, HashSet<string> seen)
        {
            foreach (FieldDefinition field in type.Fields.Where(f => !f.IsStatic))
            {
                string? path = PathToConnection(field.FieldType, seen);
                if (path != null)
                {
                    return $"holds {field.Name}, which {path}";
                }
            }

            return type.BaseType != null && _set.Own(type.BaseType) is { } own ? PathThroughFields(own, seen) : null;
        }

        private static bool DerivesFrom(TypeDefinition type, TypeDefinition ancestor)
        {
            return type.BaseType?.FullName == ancestor.FullName || type.Interfaces.Any(i => i.InterfaceType.FullName == ancestor.FullName);
        }
    }
}
