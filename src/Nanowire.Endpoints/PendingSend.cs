namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>A message that is under way; made once for its place in a session's queue.</summary>
    internal sealed class PendingSend
    {
        internal byte[] Buffer;
        internal int Offset;
        internal int Count;
        internal WebSocketMessageType MessageType;
        internal SendCompletedHandler Completed;
    }
}
