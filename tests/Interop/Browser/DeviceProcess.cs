using System;
using System.Globalization;

namespace Nanowire.Interop.Browser
{
    /// <summary>The firmware's application on the simulated board, as a process of its own.</summary>
    internal sealed class DeviceProcess : IDisposable
    {
        private ChildProcess _process;

        internal DeviceProcess()
        {
            Start(0);
        }

        internal int Port { get; private set; }

        internal string PageUrl => "http://127.0.0.1:" + Port + "/";

        internal string WebSocketUrl => "ws://127.0.0.1:" + Port + "/ws";

        /// <summary>Ends it as a power failure would: nobody is told.</summary>
        internal void Kill()
        {
            _process.Dispose();
        }

        /// <summary>Starts it again where it was.</summary>
        internal void StartAgain()
        {
            Start(Port);
        }

        public void Dispose()
        {
            _process.Dispose();
        }

        private void Start(int port)
        {
            _process = ChildProcess.StartDotnet("Nanowire.Firmware.Host", "--port", port.ToString(CultureInfo.InvariantCulture));
            string line = _process.ReadLine();
            int at = line.IndexOf("http://", StringComparison.Ordinal);
            Port = new Uri(line[at..].Split(' ')[0]).Port;
        }
    }
}
