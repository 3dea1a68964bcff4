using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Mqtt")]
[assembly: AssemblyDescription("MQTT over WebSocket, as the network channel of nanoFramework.M2Mqtt.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
