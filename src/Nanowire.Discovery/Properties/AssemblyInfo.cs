using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Discovery")]
[assembly: AssemblyDescription("Multicast DNS and DNS-SD for .NET nanoFramework and the desktop: a device's name, its services and its neighbours.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
