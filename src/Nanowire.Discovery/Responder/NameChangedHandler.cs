namespace Nanowire.WebSockets.Discovery
{
    /// <summary>Told when another device has the name, so that this one goes by another.</summary>
    /// <param name="name">The name from now on, without ".local".</param>
    public delegate void NameChangedHandler(string name);
}
