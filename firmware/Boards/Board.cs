namespace Nanowire.Firmware
{
    /// <summary>
    /// A board as the application sees it: what it measures, what it switches, and how much it can carry. Each board's
    /// own is in boards/&lt;id&gt;/Board.cs.
    /// </summary>
    public abstract class Board
    {
        /// <summary>The board's id, the name of its folder.</summary>
        public abstract string Id { get; }

        /// <summary>What people call it.</summary>
        public abstract string Name { get; }

        /// <summary>How many connections fit its memory and sockets.</summary>
        public abstract int MaxConnections { get; }

        /// <summary>The receive buffer of each connection, in bytes.</summary>
        public abstract int ReceiveBufferSize { get; }

        /// <summary>The send buffer of each connection, in bytes.</summary>
        public abstract int SendBufferSize { get; }

        /// <summary>What it measures; the order is that of <see cref="Read"/>.</summary>
        public abstract Reading[] Readings { get; }

        /// <summary>What it switches; the order is that of <see cref="IsOn"/> and <see cref="Switch"/>.</summary>
        public abstract Output[] Outputs { get; }

        /// <summary>Measures.</summary>
        /// <param name="index">The place in <see cref="Readings"/>.</param>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        /// <returns>The value in the reading's fixed point, or <see cref="Reading.Absent"/>.</returns>
        public abstract int Read(int index, long uptimeMs);

        /// <summary>Whether an output is on.</summary>
        public abstract bool IsOn(int index);

        /// <summary>Switches an output.</summary>
        public abstract void Switch(int index, bool isOn);
    }
}
