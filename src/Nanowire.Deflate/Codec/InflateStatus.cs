namespace Nanowire.WebSockets.Deflate
{
    /// <summary>Why <see cref="Inflater.Decode"/> returned.</summary>
    public enum InflateStatus
    {
        /// <summary>All input is used up, and all that it stands for was written.</summary>
        NeedInput,

        /// <summary>The output is full, and there is more.</summary>
        NeedOutput,

        /// <summary>The input is no DEFLATE (RFC 1951), or reaches back behind the window; nothing more is read.</summary>
        Invalid,
    }
}
