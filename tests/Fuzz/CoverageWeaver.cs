using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Nanowire.Fuzz
{
    /// <summary>Writes a copy of an assembly that calls <see cref="Coverage.Block"/> at the start of each basic block.</summary>
    internal static class CoverageWeaver
    {
        /// <summary>Weaves one assembly.</summary>
        /// <param name="source">The file.</param>
        /// <param name="target">The new file.</param>
        /// <param name="seed">Numbers the blocks; different for each assembly.</param>
        /// <param name="onlyNamespace">Where to weave: a namespace, or null for all.</param>
        /// <returns>The number of blocks.</returns>
        public static int Weave(string source, string target, int seed, string onlyNamespace)
        {
            using DefaultAssemblyResolver resolver = new DefaultAssemblyResolver();
            resolver.AddSearchDirectory(Path.GetDirectoryName(source));
            resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
            using ModuleDefinition module = ModuleDefinition.ReadModule(source, new ReaderParameters { AssemblyResolver = resolver });
            MethodReference block = module.ImportReference(typeof(Coverage).GetMethod(nameof(Coverage.Block)));
            int blocks = 0;
            foreach (TypeDefinition type in module.GetTypes().Where(t => onlyNamespace == null || t.Namespace == onlyNamespace))
            {
                foreach (MethodDefinition method in type.Methods.Where(m => m.HasBody))
                {
                    blocks += Weave(method.Body, block, seed + blocks);
                }
            }

            module.Write(target);
            return blocks;
        }

        private static int Weave(MethodBody body, MethodReference block, int seed)
        {
            body.SimplifyMacros();
            ILProcessor il = body.GetILProcessor();
            List<Instruction> original = body.Instructions.ToList();
            HashSet<Instruction> leaders = new HashSet<Instruction> { original[0] };
            foreach (Instruction instruction in original)
            {
                if (instruction.Operand is Instruction target)
                {
                    leaders.Add(target);
                }
                else if (instruction.Operand is Instruction[] targets)
                {
                    leaders.UnionWith(targets);
                }

                if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next != null)
                {
                    leaders.Add(instruction.Next);
                }
            }

            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                leaders.Add(handler.HandlerStart);
            }

            Dictionary<Instruction, Instruction> moved = new Dictionary<Instruction, Instruction>();
            int number = seed;
            foreach (Instruction leader in original.Where(leaders.Contains))
            {
                // Spread over the map, so that neighbors do not share a counter.
                Instruction first = il.Create(OpCodes.Ldc_I4, (int)((uint)(number++ * 2654435761) >> 16));
                il.InsertBefore(leader, first);
                il.InsertBefore(leader, il.Create(OpCodes.Call, block));
                moved[leader] = first;
            }

            foreach (Instruction instruction in original)
            {
                if (instruction.Operand is Instruction target)
                {
                    instruction.Operand = moved[target];
                }
                else if (instruction.Operand is Instruction[] targets)
                {
                    instruction.Operand = targets.Select(t => moved[t]).ToArray();
                }
            }

            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                handler.TryStart = moved.GetValueOrDefault(handler.TryStart, handler.TryStart);
                handler.TryEnd = moved.GetValueOrDefault(handler.TryEnd, handler.TryEnd);
                handler.HandlerStart = moved[handler.HandlerStart];
                if (handler.HandlerEnd != null)
                {
                    handler.HandlerEnd = moved.GetValueOrDefault(handler.HandlerEnd, handler.HandlerEnd);
                }
            }

            body.OptimizeMacros();
            return number - seed;
        }
    }
}
