using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Nanowire.Tests
{
    /// <summary>
    /// What objects of the library take in a device's managed heap, found by reflection here: heap blocks of 12 bytes, one for an
    /// object and one more for each of its fields whatever their type; arrays and strings have a block and what they hold.
    /// </summary>
    internal static class DeviceMemory
    {
        private const int Block = 12;

        private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private static readonly string[] _libraries = { "Nanowire.Protocol", "Nanowire.WebSockets", "Nanowire.Topics", "Nanowire.Blocks", "Nanowire.Stomp", "Nanowire.Deflate" };

        /// <summary>A type of the libraries; null when there is none of that name.</summary>
        public static Type FindType(string name)
        {
            return _libraries.Select(l => Assembly.Load(l).GetType(name)).FirstOrDefault(t => t != null);
        }

        /// <summary>The fields of an object, those of its base types included.</summary>
        public static IEnumerable<FieldInfo> Fields(Type type)
        {
            return type == null || type == typeof(object) ? Enumerable.Empty<FieldInfo>() : Fields(type.BaseType).Concat(type.GetFields(Declared));
        }

        /// <summary>The bytes of an object of that type.</summary>
        public static int Size(Type type)
        {
            return Block + (Block * Fields(type).Count());
        }

        /// <summary>
        /// What can be reached from an object: those of the libraries, arrays and strings. What others wrote, such as sockets and
        /// delegates, is left out with all behind it; and so is the empty string, which is there anyway.
        /// </summary>
        public static HashSet<object> Reach(object root)
        {
            HashSet<object> reached = new HashSet<object>(ReferenceEqualityComparer.Instance);
            Queue<object> left = new Queue<object>();
            left.Enqueue(root);
            while (left.Count > 0)
            {
                object item = left.Dequeue();
                if (item is null or "" || !(item is Array || item is string || IsOurs(item.GetType())) || !reached.Add(item))
                {
                    continue;
                }

                foreach (object next in Parts(item))
                {
                    left.Enqueue(next);
                }
            }

            return reached;
        }

        /// <summary>The bytes of an object, an array or a string.</summary>
        public static int Size(object item)
        {
            switch (item)
            {
                case string text:
                    return Blocks(text.Length + 1);
                case Array array:
                    return Blocks(array.GetType().GetElementType().IsPrimitive ? Buffer.ByteLength(array) : array.Length * Block);
                default:
                    return Size(item.GetType());
            }
        }

        private static bool IsOurs(Type type)
        {
            return _libraries.Contains(type.Assembly.GetName().Name);
        }

        private static IEnumerable<object> Parts(object item)
        {
            if (item is string || (item is Array array && array.GetType().GetElementType().IsPrimitive))
            {
                return Enumerable.Empty<object>();
            }

            return item is Array references
                ? ((IEnumerable)references).Cast<object>()
                : Fields(item.GetType()).Where(f => !f.FieldType.IsValueType).Select(f => f.GetValue(item));
        }

        private static int Blocks(int bytes)
        {
            return Block + ((bytes + Block - 1) / Block * Block);
        }
    }
}
