using System.Reflection;

[assembly: AssemblyTitle("Nanowire.Deflate")]
[assembly: AssemblyDescription("Compression of messages (permessage-deflate, RFC 7692) for Nanowire, with its own DEFLATE in little memory.")]
[assembly: AssemblyCompany("The Nanowire authors")]
[assembly: AssemblyProduct("Nanowire")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Nanowire authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
