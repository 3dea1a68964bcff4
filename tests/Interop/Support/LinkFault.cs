namespace Nanowire.Interop
{
    /// <summary>How a connection through a <see cref="FaultyProxy"/> comes to its end.</summary>
    internal enum LinkFault
    {
        /// <summary>It does not.</summary>
        None,

        /// <summary>Both ends see a FIN behind what has passed.</summary>
        Fin,

        /// <summary>Both ends see a RST.</summary>
        Reset,

        /// <summary>Nothing passes any more and nobody is told, as when a router lost its state; what is sent is swallowed.</summary>
        Silence,
    }
}
