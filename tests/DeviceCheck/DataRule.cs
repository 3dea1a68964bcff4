using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// The bytes of array initialisers lie in the signature table of their assembly, and what points into that table has
    /// 16 bits: beyond 64 KB the metadata processor cuts the offset off without a word, and arrays get other bytes.
    /// </summary>
    public static class DataRule
    {
        /// <summary>How many bytes of array data an assembly may hold; the rest of the 64 KB is left to real signatures.</summary>
        public const int MaxBytes = 60000;

        // Before each array's bytes stands their number.
        private const int LengthSize = 2;

        /// <summary>A finding for each assembly whose array data may not fit.</summary>
        public static IEnumerable<Finding> Check(IEnumerable<TypeDefinition> types)
        {
            ArgumentNullException.ThrowIfNull(types);
            return from type in types
                   group type by type.Module.Assembly.Name.Name into assembly
                   let bytes = assembly.SelectMany(t => t.Fields).Where(f => f.InitialValue.Length > 0).Sum(f => f.InitialValue.Length + LengthSize)
                   where bytes > MaxBytes
                   select new Finding(Rules.Data, assembly.Key, $"{bytes} bytes of array initialisers; {MaxBytes} are safe");
        }
    }
}
