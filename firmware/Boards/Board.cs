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

        /// <summary>What it measures with: those that are on it, and those that people connect to it. Made once.</summary>
        public abstract Sensor[] Sensors { get; }

        /// <summary>What it switches; the order is that of <see cref="IsOn"/> and <see cref="Switch"/>.</summary>
        public abstract Output[] Outputs { get; }

        /// <summary>Whether its button is held down; never on a board without one.</summary>
        public virtual bool IsButtonPressed => false;

        /// <summary>Whether an output is on.</summary>
        public abstract bool IsOn(int index);

        /// <summary>Switches an output.</summary>
        public abstract void Switch(int index, bool isOn);

        /// <summary>Shows the device's own state on its light, where it has one for that; otherwise does nothing.</summary>
        public virtual void ShowLight(bool isOn)
        {
        }
    }
}
