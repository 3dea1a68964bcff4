using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Stomp")]
[assembly: AssemblyDescription("STOMP 1.2 and 1.1 over WebSocket, for .NET nanoFramework and the desktop.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
