namespace Nanowire.WebSockets.Tls
{
    /// <summary>Whether a connection from that address is let in; asked on the pump before anything of it is read.</summary>
    /// <param name="address">The peer's address without a port.</param>
    public delegate bool AddressFilter(string address);
}
