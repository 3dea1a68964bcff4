using System.Reflection;

[assembly: AssemblyTitle("Nanowire.SockJS")]
[assembly: AssemblyDescription("SockJS server: sessions over WebSocket, XHR and EventSource for sockjs-client, for .NET nanoFramework and the desktop.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
