using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Bench.Device")]
[assembly: AssemblyDescription("What the library costs, operation by operation, on whatever runs this.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
