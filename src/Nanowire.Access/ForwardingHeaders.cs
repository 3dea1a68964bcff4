namespace Nanowire.WebSockets.Access
{
    /// <summary>Which headers a trusted proxy tells the client's address in.</summary>
    public enum ForwardingHeaders
    {
        /// <summary>X-Forwarded-For, -Proto and -Host, as nginx, Apache httpd, haproxy and lighttpd write them.</summary>
        XForwarded = 0,

        /// <summary>Forwarded (RFC 7239).</summary>
        Forwarded,
    }
}
