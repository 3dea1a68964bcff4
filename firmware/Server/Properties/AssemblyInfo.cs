using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Server")]
[assembly: AssemblyDescription("What the firmware uses of the Nanowire libraries.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
