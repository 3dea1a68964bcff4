// Hosting reads a few fields of the hot path directly; a property costs a call, the dearest thing on the device.
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Nanowire.WebSockets")]
