namespace Nanowire.WebSockets.Access
{
    /// <summary>What an <see cref="Authenticator"/> makes of a request.</summary>
    public enum Authentication
    {
        /// <summary>It has no credentials of this kind.</summary>
        Missing = 0,

        /// <summary>The credentials are right.</summary>
        Accepted,

        /// <summary>The credentials are wrong: 401, and a failure of the address.</summary>
        Rejected,

        /// <summary>The credentials are right and do not suffice: 403.</summary>
        Forbidden,
    }
}
