namespace Nanowire.WebSockets.Tls
{
    /// <summary>What differs between the runtimes: here, .NET on a desktop.</summary>
    internal static class TlsPlatform
    {
        internal const bool HasTls13 = true;
    }
}
