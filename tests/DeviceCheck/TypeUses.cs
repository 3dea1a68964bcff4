using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Nanowire.DeviceCheck
{
    /// <summary>Where a type mentions other types: in signatures, locals, code, bases and attributes.</summary>
    public static class TypeUses
    {
        /// <summary>Every mention in <paramref name="type"/>, with the type or member that mentions it, constructed types as they stand.</summary>
        public static IEnumerable<(TypeReference Type, string Where)> In(TypeDefinition type)
        {
            ArgumentNullException.ThrowIfNull(type);
            return Mentions(type).SelectMany(m => Parts(m.Type).Select(p => (p, m.Where)));
        }

        /// <summary>The name of a member as findings show it.</summary>
        public static string NameOf(IMemberDefinition member)
        {
            ArgumentNullException.ThrowIfNull(member);
            return member.DeclaringType.FullName + "." + member.Name;
        }

        private static IEnumerable<(TypeReference Type, string Where)> Mentions(TypeDefinition type)
        {
            foreach (TypeReference t in Header(type))
            {
                yield return (t, type.FullName);
            }

            foreach (FieldDefinition field in type.Fields)
            {
                yield return (field.FieldType, NameOf(field));
                foreach (TypeReference t in Attributes(field))
                {
                    yield return (t, NameOf(field));
                }
            }

            foreach (MethodDefinition method in type.Methods)
            {
                foreach (TypeReference t in Signature(method).Concat(Attributes(method)).Concat(Body(method)))
                {
                    yield return (t, NameOf(method));
                }
            }

            foreach (IMemberDefinition member in type.Properties.Cast<IMemberDefinition>().Concat(type.Events))
            {
                foreach (TypeReference t in Attributes(member))
                {
                    yield return (t, NameOf(member));
                }
            }
        }

        private static IEnumerable<TypeReference> Header(TypeDefinition type)
        {
            if (type.BaseType != null)
            {
                yield return type.BaseType;
            }

            foreach (InterfaceImplementation i in type.Interfaces)
            {
                yield return i.InterfaceType;
            }

            foreach (TypeReference t in Attributes(type))
            {
                yield return t;
            }
        }

        private static IEnumerable<TypeReference> Signature(MethodReference method)
        {
            yield return method.DeclaringType;
            yield return method.ReturnType;
            foreach (ParameterDefinition parameter in method.Parameters)
            {
                yield return parameter.ParameterType;
            }

            if (method is GenericInstanceMethod instance)
            {
                foreach (TypeReference argument in instance.GenericArguments)
                {
                    yield return argument;
                }
            }
        }

        private static IEnumerable<TypeReference> Body(MethodDefinition method)
        {
            if (!method.HasBody)
            {
                yield break;
            }

            foreach (VariableDefinition local in method.Body.Variables)
            {
                yield return local.VariableType;
            }

            foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
            {
                if (handler.CatchType != null)
                {
                    yield return handler.CatchType;
                }
            }

            foreach (Instruction instruction in method.Body.Instructions)
            {
                foreach (TypeReference t in Operand(instruction.Operand))
                {
                    yield return t;
                }
            }
        }

        private static IEnumerable<TypeReference> Operand(object? operand)
        {
            return operand switch
            {
                TypeReference t => [t],
                FieldReference f => [f.DeclaringType, f.FieldType],
                MethodReference m => Signature(m),
                CallSite c => c.Parameters.Select(p => p.ParameterType).Append(c.ReturnType),
                _ => [],
            };
        }

        private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider)
        {
            foreach (CustomAttribute attribute in provider.CustomAttributes)
            {
                yield return attribute.AttributeType;
                foreach (CustomAttributeArgument argument in attribute.ConstructorArguments)
                {
                    yield return argument.Type;
                    if (argument.Value is TypeReference t)
                    {
                        yield return t;
                    }
                }
            }
        }

        // The type itself, and what it is made of.
        private static IEnumerable<TypeReference> Parts(TypeReference type)
        {
            yield return type;
            IEnumerable<TypeReference> inner = type switch
            {
                GenericInstanceType g => g.GenericArguments,
                RequiredModifierType r => [r.ModifierType, r.ElementType],
                OptionalModifierType o => [o.ModifierType, o.ElementType],
                FunctionPointerType f => f.Parameters.Select(p => p.ParameterType).Append(f.ReturnType),
                TypeSpecification s => [s.ElementType],
                _ => [],
            };
            foreach (TypeReference part in inner.SelectMany(Parts))
            {
                yield return part;
            }
        }
    }
}
