using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Samples.DeviceToDevice")]
[assembly: AssemblyDescription("Devices that find each other and talk: a sample of Nanowire.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
