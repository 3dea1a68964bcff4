using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A board whose names need escapes, with one reading that is absent and two outputs.</summary>
    internal sealed class SmallBoard : Board
    {
        private readonly bool[] _isOn = new bool[2];

        internal SmallBoard(string missing = "missing", int places = 2)
        {
            MaxConnections = places;
            Sensors = new Sensor[]
            {
                new FixedSensor(new Reading("temperature", "Temperatur \"innen\"", "°C", 2, -4000, 8500), -305),
                new FixedSensor(new Reading(missing, "Fehlt", "", 0, 0, 1), Reading.Absent),
            };
        }

        public override string Id => "small";

        public override string Name => "Small \\ board\n";

        public override int MaxConnections { get; }

        public override int ReceiveBufferSize => 1024;

        public override int SendBufferSize => 1024;

        public override Sensor[] Sensors { get; }

        public override Output[] Outputs { get; } = { new Output("led", "LED"), new Output("relay", "Relay") };

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
