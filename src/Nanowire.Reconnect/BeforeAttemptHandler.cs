namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>
    /// Asked before each attempt to connect, on the thread of the pump. It may change <see cref="ReconnectingClient.Uri"/>, and in
    /// <see cref="ReconnectingClient.ClientOptions"/> Headers and SubProtocols: a fresh token, another server. Why the last
    /// attempt failed is in <see cref="ReconnectingClient.LastError"/>. When it throws, the attempt has failed.
    /// </summary>
    /// <param name="client">Who asks.</param>
    /// <returns>False to give up.</returns>
    public delegate bool BeforeAttemptHandler(ReconnectingClient client);
}
