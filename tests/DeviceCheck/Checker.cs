using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Nanowire.DeviceCheck
{
    /// <summary>All rules over a set of assemblies.</summary>
    public static class Checker
    {
        /// <summary>What the device would not run, each thing once: what is about a whole assembly, then type by type.</summary>
        public static IReadOnlyList<Finding> Check(AssemblySet set)
        {
            ArgumentNullException.ThrowIfNull(set);
            StaticOrderRule statics = new(set);
            FinalizerRule finalizers = new(set);
            List<Finding> findings = [.. DataRule.Check(set.Types), .. CodeRule.Check(set.Types)];
            foreach (TypeDefinition type in set.Types)
            {
                findings.AddRange(ShapeRules.Check(type).Concat(statics.Check(type)).Concat(finalizers.Check(type)).Distinct());
            }

            return findings;
        }
    }
}
