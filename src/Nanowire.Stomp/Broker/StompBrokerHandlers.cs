namespace Nanowire.WebSockets.Stomp
{
    /// <summary>Says whether a client may come in.</summary>
    /// <param name="broker">That was asked.</param>
    /// <param name="socket">The client's connection.</param>
    /// <param name="connect">Its CONNECT, with login and passcode where it has them; borrowed until the handler returns.</param>
    /// <returns>False refuses it with ERROR.</returns>
    public delegate bool StompConnectHandler(StompBroker broker, WebSocket socket, StompFrame connect);

    /// <summary>Takes what a client sent, before it goes to subscribers.</summary>
    /// <param name="broker">Where it came to.</param>
    /// <param name="socket">The client's connection.</param>
    /// <param name="destination">Where the client sent it to.</param>
    /// <param name="frame">The SEND frame, borrowed until the handler returns.</param>
    public delegate void StompSendHandler(StompBroker broker, WebSocket socket, StompDestination destination, StompFrame frame);
}
