namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What <see cref="StompDecoder.Read"/> found.</summary>
    public enum StompEvent
    {
        /// <summary>All of the input is read.</summary>
        NeedInput = 0,

        /// <summary>A frame is complete, in <see cref="StompDecoder.Frame"/>.</summary>
        Frame = 1,

        /// <summary>An end of line between frames: a heart-beat, or what a peer puts behind each frame.</summary>
        HeartBeat = 2,

        /// <summary>The input is not STOMP, or exceeds a limit; <see cref="StompDecoder.Violation"/> says which. Nothing is read after it.</summary>
        Violation = 3,
    }
}
