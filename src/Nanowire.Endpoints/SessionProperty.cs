namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>A property of a session; they are few, so they are a list.</summary>
    internal sealed class SessionProperty
    {
        internal string Name;
        internal object Value;
        internal SessionProperty Next;
    }
}
