namespace Nanowire.WebSockets.Stomp
{
    /// <summary>Where clients of a <see cref="StompBroker"/> subscribe and send to. Made by <see cref="StompBroker.AddDestination"/>.</summary>
    public sealed class StompDestination
    {
        /// <summary>Its name, such as "/topic/temp".</summary>
        public readonly string Name;

        /// <summary>Whether what a client sends goes to all subscribers; otherwise it only goes to the application.</summary>
        public readonly bool IsRelayed;

        /// <summary>The header "destination" of its messages.</summary>
        internal readonly byte[] Lines;
        internal readonly byte[] NameBytes;

        internal StompDestination(string name, bool isRelayed)
        {
            Name = name;
            IsRelayed = isRelayed;
            NameBytes = System.Text.Encoding.UTF8.GetBytes(name);
            Lines = StompEncoder.EncodeHeaders(new string[] { "destination", name });
        }
    }
}
