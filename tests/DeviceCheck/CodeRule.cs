using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// The byte code of all methods of an assembly lies in one table, and what points into that has 16 bits: beyond 64 KB the
    /// metadata processor cuts the offset off without a word, and methods run other code.
    /// </summary>
    public static class CodeRule
    {
        /// <summary>How many bytes of byte code an assembly may hold.</summary>
        public const int MaxBytes = 65535;

        // A token takes four bytes in a .dll and two in a .pe.
        private const int TokenSaving = 2;

        // What a clause of a try takes behind its method's code, and their count.
        private const int ClauseSize = 10;

        /// <summary>A finding for each assembly whose byte code may not fit.</summary>
        public static IEnumerable<Finding> Check(IEnumerable<TypeDefinition> types)
        {
            ArgumentNullException.ThrowIfNull(types);
            return from type in types
                   group type by type.Module.Assembly.Name.Name into assembly
                   let bytes = assembly.SelectMany(t => t.Methods).Where(m => m.HasBody).Sum(m => Size(m.Body))
                   where bytes > MaxBytes
                   select new Finding(Rules.Code, assembly.Key, $"{bytes} bytes of byte code; {MaxBytes} can be addressed");
        }

        /// <summary>The bytes of a method in a .pe, or some more.</summary>
        private static int Size(MethodBody body)
        {
            int tokens = body.Instructions.Count(i => i.OpCode.OperandType
                is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineString or OperandType.InlineTok or OperandType.InlineType);
            return body.CodeSize - (tokens * TokenSaving) + (body.ExceptionHandlers.Count * ClauseSize);
        }
    }
}
