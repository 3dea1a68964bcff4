using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// All static initialisers run before Main, in an order that looks alphabetical and that nobody promises. One that
    /// reads another class's static may find 0 or null there. So a static initialiser, and all that it calls, may use
    /// constants, its own class's statics, and new objects. Lambdas count too: the compiler keeps them in a static
    /// of a class of its own.
    /// </summary>
    public sealed class StaticOrderRule
    {
        // Library classes whose static methods work on their arguments alone.
        private static readonly HashSet<string> _withoutState = new(StringComparer.Ordinal)
        {
            "System.Array",
            "System.BitConverter",
            "System.Object",
            "System.Runtime.CompilerServices.RuntimeHelpers",
            "System.String",
            "System.Type",
        };

        private readonly AssemblySet _set;

        /// <summary>A rule over <paramref name="set"/>.</summary>
        public StaticOrderRule(AssemblySet set)
        {
            _set = set;
        }

        /// <summary>The uses of other classes' statics that the static initialiser of <paramref name="type"/> reaches.</summary>
        public IEnumerable<Finding> Check(TypeDefinition type)
        {
            ArgumentNullException.ThrowIfNull(type);
            MethodDefinition? initialiser = type.Methods.FirstOrDefault(m => m.IsConstructor && m.IsStatic);
            if (initialiser == null)
            {
                yield break;
            }

            HashSet<MethodDefinition> seen = [initialiser];
            Queue<(MethodDefinition Method, string Path)> todo = new([(initialiser, "")]);
            while (todo.TryDequeue(out (MethodDefinition Method, string Path) next))
            {
                if (!next.Method.HasBody)
                {
                    continue;
                }

                foreach (Instruction instruction in next.Method.Body.Instructions)
                {
                    string? used = Used(type, instruction);
                    if (used != null)
                    {
                        yield return new Finding(Rules.Statics, type.FullName, $"its static initialiser {used}{next.Path}");
                    }
                    else if (instruction.Operand is MethodReference called && _set.Own(called) is { } own && seen.Add(own))
                    {
                        todo.Enqueue((own, next.Path + " in " + TypeUses.NameOf(own)));
                    }
                }
            }
        }

        private string? Used(TypeDefinition type, Instruction instruction)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Ldsfld or Code.Ldsflda or Code.Stsfld:
                    FieldReference field = (FieldReference)instruction.Operand;
                    bool own = field.DeclaringType.FullName == type.FullName;
                    return own || IsData(field) ? null : $"{Verb(instruction)} {field.DeclaringType.FullName}.{field.Name}";
                case Code.Call:
                    MethodReference method = (MethodReference)instruction.Operand;
                    bool judged = method.HasThis || _set.Own(method) != null;
                    return judged || _withoutState.Contains(method.DeclaringType.FullName)
                        ? null
                        : $"calls {method.DeclaringType.FullName}.{method.Name}, which may need statics of its own";
                default:
                    return null;
            }
        }

        // The bytes of an array initialiser: they are part of the image and need no initialisation.
        private bool IsData(FieldReference field)
        {
            return _set.Own(field.DeclaringType)?.Fields.Any(f => f.Name == field.Name && (f.Attributes & FieldAttributes.HasFieldRVA) != 0) == true;
        }

        private static string Verb(Instruction instruction)
        {
            return instruction.OpCode.Code == Code.Stsfld ? "writes" : "reads";
        }
    }
}
