using System;
using System.Threading;
using Nanowire.Firmware.Host;

namespace Nanowire.Firmware
{
    /// <summary>A simulated board on a desktop: a room through a day that lasts ten minutes, and switches that hold their state.</summary>
    public sealed class HostBoard : Board
    {
        private readonly int[] _levels = new int[4];
        private long _buttonUntilMs;

        /// <summary>A board in a simulated room.</summary>
        /// <param name="outdoor">A recording of what is outdoors, as <see cref="SimulatedRoom"/> takes it; null for a sine.</param>
        public HostBoard(string outdoor = null)
        {
            Room = new SimulatedRoom(this, outdoor);
            Extra = new AnalogStream(StreamInput);
        }

        /// <summary>The room, with the parts that measure it and may fail on cue.</summary>
        public SimulatedRoom Room { get; }

        /// <inheritdoc/>
        public override string Id => "host";

        /// <inheritdoc/>
        public override string Name => "Simulated board";

        /// <inheritdoc/>
        public override int MaxConnections => 16;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 8192;

        /// <inheritdoc/>
        public override int SendBufferSize => 4096;

        /// <inheritdoc/>
        public override int HistorySize => 65536;

        /// <summary>What its stream listens to: something that swings four times a second, and knocks now and then.</summary>
        public LiveAnalogInput StreamInput { get; } =
            new LiveAnalogInput(new DescribedSignal(6) { Mean = 2048, Amplitude = 900, PeriodMs = 250, Step = 300, StepMs = 3000, Noise = 40 });

        /// <inheritdoc/>
        public override BoardExtra Extra { get; }

        /// <inheritdoc/>
        public override Sensor[] Sensors => Room.Sensors;

        /// <inheritdoc/>
        public override Output[] Outputs { get; } = 
        {
            new Output("led", "LED"),
            new Output("relay", "Relay"),
            new LevelOutput("fan", "Fan", "%", 0, 100),
            new LevelOutput("scene", "Scene", new[] { "day", "evening", "night" }),
        };

        /// <inheritdoc/>
        public override bool IsButtonPressed => Environment.TickCount64 < Interlocked.Read(ref _buttonUntilMs);

        /// <summary>Whether its light is on.</summary>
        public bool IsLit { get; private set; }

        /// <summary>
        /// What a restart does to a board's chips: outputs are off, and drivers know nothing any more. The room, and the faults of the parts
        /// in it, stay.
        /// </summary>
        public void Reset()
        {
            Array.Clear(_levels);
            IsLit = false;
            for (int i = 0; i < Sensors.Length; i++)
            {
                Sensors[i].Close();
            }
        }

        /// <summary>Holds the button from now on; from any thread.</summary>
        /// <param name="ms">For how long, in milliseconds.</param>
        public void HoldButton(int ms)
        {
            Interlocked.Exchange(ref _buttonUntilMs, Environment.TickCount64 + ms);
        }

        /// <inheritdoc/>
        public override bool IsOn(int index)
        {
            return _levels[index] != 0;
        }

        /// <inheritdoc/>
        public override void Switch(int index, bool isOn)
        {
            _levels[index] = isOn ? 1 : 0;
        }

        /// <inheritdoc/>
        public override int GetLevel(int index)
        {
            return _levels[index];
        }

        /// <inheritdoc/>
        public override void SetLevel(int index, int level)
        {
            _levels[index] = level;
        }

        /// <inheritdoc/>
        public override void ShowLight(bool isOn)
        {
            IsLit = isOn;
        }
    }
}
