using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Blocks")]
[assembly: AssemblyDescription("Blocks of samples as binary messages: written in place on the device, read by nanowire.js and by other devices.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
