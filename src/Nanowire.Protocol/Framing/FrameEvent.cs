namespace Nanowire.WebSockets.Protocol
{
    /// <summary>What <see cref="FrameDecoder.Read"/> found.</summary>
    public enum FrameEvent
    {
        /// <summary>All input is used up. The input buffer is no longer borrowed.</summary>
        NeedInput,

        /// <summary>A piece of a data frame's payload, possibly empty; every data frame yields at least one.</summary>
        Payload,

        /// <summary>A whole control frame.</summary>
        Control,

        /// <summary>The peer broke a rule; <see cref="FrameDecoder.Violation"/> says which. It stays so until Reset.</summary>
        Error,
    }
}
