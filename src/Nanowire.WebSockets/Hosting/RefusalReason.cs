namespace Nanowire.WebSockets
{
    /// <summary>Why a connection or request was refused, or a connection closed for a limit: what its status alone does not say.</summary>
    public enum RefusalReason
    {
        /// <summary>The request itself: its form, method, path, coding or version, as the status says.</summary>
        Request = 0,

        /// <summary>The request's head did not arrive in time (408).</summary>
        Late,

        /// <summary>All connections are taken (503).</summary>
        Busy,

        /// <summary>A page of another origin (403); see <see cref="WebSocketServerOptions.AllowedOrigins"/>.</summary>
        Origin,

        /// <summary>A Host that is none of the server's: DNS rebinding, or a name that the server was not told (421).</summary>
        Host,

        /// <summary>Too many connections of one address at once (429).</summary>
        Connections,

        /// <summary>Too many connections of one address in a time (429).</summary>
        ConnectionRate,

        /// <summary>More messages than an address may send; the connection is closed with 1008.</summary>
        MessageRate,

        /// <summary>More bytes than an address may send; the connection is closed with 1008.</summary>
        ByteRate,

        /// <summary>No credentials, or wrong ones (401, or 403 where no challenge can be answered).</summary>
        Credentials,

        /// <summary>The credentials are right and do not suffice (403).</summary>
        Permission,

        /// <summary>An address that failed too often has to wait (429).</summary>
        Delay,

        /// <summary>The guard's table has no place for another address (503).</summary>
        Table,

        /// <summary>A guard threw an exception (500).</summary>
        Error,
    }
}
