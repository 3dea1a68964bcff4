namespace Nanowire.Firmware
{
    /// <summary>
    /// A board as the application sees it: what it measures, what it switches, and how much it can carry. Each board's
    /// own is in boards/&lt;id&gt;/Board.cs.
    /// </summary>
    public abstract class Board
    {
        /// <summary><see cref="HistorySize"/> of a board that says nothing else: one without PSRAM.</summary>
        public const int DefaultHistorySize = 8192;

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

        /// <summary>
        /// How much of its memory the history of its readings may take, in bytes; without meaning in the small firmware, which has none.
        /// </summary>
        public virtual int HistorySize => DefaultHistorySize;

        /// <summary>Whether there is memory for the name service: <see cref="MaxNeighbours"/> and what its messages take, some 5 KB.</summary>
        public virtual bool IsDiscoverable => true;

        /// <summary>How many other devices it remembers at most; each takes some 650 bytes.</summary>
        public virtual int MaxNeighbours => 4;

        /// <summary>What it measures with: those that are on it, and those that people connect to it. Made once.</summary>
        public abstract Sensor[] Sensors { get; }

        /// <summary>What it switches; the order is that of <see cref="IsOn"/> and <see cref="Switch"/>.</summary>
        public abstract Output[] Outputs { get; }

        /// <summary>What it has and most boards have not, made once; null for nothing.</summary>
        public virtual BoardExtra Extra => null;

        /// <summary>Whether it is on the network by Ethernet; otherwise by Wi-Fi.</summary>
        public virtual bool HasEthernet => false;

        /// <summary>Whether its button is held down; never on a board without one.</summary>
        public virtual bool IsButtonPressed => false;

        /// <summary>Whether an output is on.</summary>
        public abstract bool IsOn(int index);

        /// <summary>Switches an output.</summary>
        public abstract void Switch(int index, bool isOn);

        /// <summary>The level of a <see cref="LevelOutput"/>, within its bounds; a board without such an output has no need of this.</summary>
        public virtual int GetLevel(int index)
        {
            return IsOn(index) ? 1 : 0;
        }

        /// <summary>Sets the level of a <see cref="LevelOutput"/>, within its bounds.</summary>
        public virtual void SetLevel(int index, int level)
        {
            Switch(index, level != 0);
        }

        /// <summary>
        /// Shows the device's own state on its light; a board without one does nothing. Where the light is an output too, the one who
        /// acted last decides: showing again what is shown already does not count.
        /// </summary>
        public virtual void ShowLight(bool isOn)
        {
        }
    }
}
