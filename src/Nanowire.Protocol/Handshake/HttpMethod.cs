namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The request methods that a server of static content and WebSockets tells apart.</summary>
    public enum HttpMethod
    {
        /// <summary>Any method but GET and HEAD, or no request parsed yet.</summary>
        Other = 0,

        /// <summary>GET.</summary>
        Get = 1,

        /// <summary>HEAD: a GET whose response has no body.</summary>
        Head = 2,
    }
}
