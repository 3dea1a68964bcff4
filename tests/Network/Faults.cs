using Nanowire.Tests;

namespace Nanowire.Tests.Network
{
    /// <summary>How a peer goes.</summary>
    public enum Going
    {
        /// <summary>The end of its stream.</summary>
        Fin,

        /// <summary>A reset: what was under way is gone with it.</summary>
        Reset,
    }

    /// <summary>What a peer does to its connection.</summary>
    internal static class Faults
    {
        /// <summary>The connection comes to an end.</summary>
        internal static void Go(this MemoryTransport transport, Going going)
        {
            if (going == Going.Fin)
            {
                transport.EndWriting();
            }
            else
            {
                transport.Lose();
            }
        }
    }
}
