using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Nanowire.DeviceCheck
{
    /// <summary>The rules that one look at a type and its code decides.</summary>
    public static class ShapeRules
    {
        /// <summary>What the device does not run in <paramref name="type"/>.</summary>
        public static IEnumerable<Finding> Check(TypeDefinition type)
        {
            ArgumentNullException.ThrowIfNull(type);
            return Definitions(type)
                .Concat(TypeUses.In(type).SelectMany(u => Use(u.Type, u.Where)))
                .Concat(type.Methods.Where(m => m.HasBody).SelectMany(Code));
        }

        private static IEnumerable<Finding> Definitions(TypeDefinition type)
        {
            if (type.HasGenericParameters)
            {
                yield return new Finding(Rules.Generics, type.FullName, "a generic type is not loaded");
            }

            foreach (MethodDefinition method in type.Methods)
            {
                if (method.HasGenericParameters)
                {
                    yield return new Finding(Rules.Generics, TypeUses.NameOf(method), "a generic method is not loaded");
                }

                if (type.IsInterface && !method.IsAbstract)
                {
                    yield return new Finding(Rules.Interfaces, TypeUses.NameOf(method), "an interface member with a body throws when it is called");
                }
            }
        }

        private static IEnumerable<Finding> Use(TypeReference type, string where)
        {
            switch (type)
            {
                case GenericInstanceType:
                    yield return new Finding(Rules.Generics, where, $"uses {type.FullName}");
                    break;
                case ArrayType { Rank: > 1 }:
                    yield return new Finding(Rules.Arrays, where, $"uses {type.FullName}, which crashes at load");
                    break;
                case PointerType or FunctionPointerType:
                    yield return new Finding(Rules.Pointers, where, $"uses {type.FullName}");
                    break;
                case PinnedType:
                    yield return new Finding(Rules.Pointers, where, "pins an object (fixed)");
                    break;
                case RequiredModifierType r when r.ModifierType.Name == "IsVolatile":
                    yield return new Finding(Rules.Volatile, where, "is volatile, or uses a volatile field; lock instead");
                    break;
                case TypeSpecification or GenericParameter:
                    break;
                default:
                    // The open form, as in typeof(List<>). A generic type's own members are not reported once more.
                    if (type.Name.Contains('`', StringComparison.Ordinal) && !where.StartsWith(type.FullName, StringComparison.Ordinal))
                    {
                        yield return new Finding(Rules.Generics, where, $"uses {type.FullName}");
                    }

                    break;
            }
        }

        private static IEnumerable<Finding> Code(MethodDefinition method)
        {
            string where = TypeUses.NameOf(method);
            foreach (Instruction instruction in method.Body.Instructions)
            {
                switch (instruction.OpCode.Code)
                {
                    case Mono.Cecil.Cil.Code.Localloc:
                        yield return new Finding(Rules.Pointers, where, "stackalloc throws at run time");
                        break;
                    case Mono.Cecil.Cil.Code.Calli or Mono.Cecil.Cil.Code.Cpblk or Mono.Cecil.Cil.Code.Initblk:
                        yield return new Finding(Rules.Pointers, where, $"{instruction.OpCode.Name} works on pointers");
                        break;
                    case Mono.Cecil.Cil.Code.Volatile:
                        yield return new Finding(Rules.Volatile, where, "reads or writes a volatile field; lock instead");
                        break;
                    case Mono.Cecil.Cil.Code.Add_Ovf or Mono.Cecil.Cil.Code.Add_Ovf_Un or Mono.Cecil.Cil.Code.Sub_Ovf
                        or Mono.Cecil.Cil.Code.Sub_Ovf_Un or Mono.Cecil.Cil.Code.Mul_Ovf or Mono.Cecil.Cil.Code.Mul_Ovf_Un:
                        yield return new Finding(Rules.Overflow, where, "checked arithmetic never throws; compare the operands");
                        break;
                    case Mono.Cecil.Cil.Code.Ldstr when ((string)instruction.Operand).Contains('\0', StringComparison.Ordinal):
                        yield return new Finding(Rules.Strings, where, "a string ends at its first U+0000");
                        break;
                    default:
                        break;
                }

                if (instruction.Operand is GenericInstanceMethod generic)
                {
                    yield return new Finding(Rules.Generics, where, $"calls {generic.FullName}");
                }
            }
        }
    }
}
