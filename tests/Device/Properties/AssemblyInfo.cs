using System.Reflection;

[assembly: AssemblyTitle("NFUnitTest")]
[assembly: AssemblyDescription("The portable tests of Nanowire, run on the device or its virtual counterpart.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
