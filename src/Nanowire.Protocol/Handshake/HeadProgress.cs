namespace Nanowire.WebSockets.Protocol
{
    /// <summary>How far the bytes collected so far make a head; see <see cref="HttpHead.Scan"/>.</summary>
    public enum HeadProgress
    {
        /// <summary>The empty line that ends a head is not there yet.</summary>
        NeedInput = 0,

        /// <summary>A whole head is there and can be parsed.</summary>
        Complete = 1,

        /// <summary>No head can begin like this; <see cref="HttpHead.Refusal"/> has the status.</summary>
        Invalid = 2,
    }
}
