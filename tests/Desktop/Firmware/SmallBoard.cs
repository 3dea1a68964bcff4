using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A board whose names need escapes, with one reading that is absent and two outputs.</summary>
    internal sealed class SmallBoard : Board
    {
        private readonly bool[] _isOn = new bool[2];
        private readonly string _missing;

        internal SmallBoard(string missing = "missing")
        {
            _missing = missing;
            Readings = new[] { new Reading("temperature", "Temperatur \"innen\"", "°C", 2, -4000, 8500), new Reading(_missing, "Fehlt", "", 0, 0, 1) };
        }

        public override string Id => "small";

        public override string Name => "Small \\ board\n";

        public override int MaxConnections => 2;

        public override int ReceiveBufferSize => 1024;

        public override int SendBufferSize => 1024;

        public override Reading[] Readings { get; }

        public override Output[] Outputs { get; } = { new Output("led", "LED"), new Output("relay", "Relay") };

        public override int Read(int index, long uptimeMs)
        {
            return index == 0 ? -305 : Reading.Absent;
        }

        public override bool IsOn(int index)
        {
            return _isOn[index];
        }

        public override void Switch(int index, bool isOn)
        {
            _isOn[index] = isOn;
        }
    }
}
