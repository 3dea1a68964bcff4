using System.Reflection;

[assembly: AssemblyTitle("Nanowire.DeviceEcho")]
[assembly: AssemblyDescription("An echo server for a device, to measure the library with.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
