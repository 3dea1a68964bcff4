using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Portal")]
[assembly: AssemblyDescription("What a setup access point needs: a DHCP server and a captive DNS responder.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
