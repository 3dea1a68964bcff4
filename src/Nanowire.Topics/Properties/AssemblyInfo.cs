using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Topics")]
[assembly: AssemblyDescription("Messages by topic for the clients of a Nanowire server, with policies for slow readers.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
