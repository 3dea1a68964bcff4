using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Samples.BinaryStream")]
[assembly: AssemblyDescription("Samples at 1 kHz in blocks: a sample of Nanowire.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
