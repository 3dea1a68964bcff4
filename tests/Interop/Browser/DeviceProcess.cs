using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Nanowire.Interop.Browser
{
    /// <summary>The firmware's application on the simulated board, as a process of its own.</summary>
    internal sealed class DeviceProcess : IDisposable
    {
        internal const string Password = "correct horse";

        private readonly string[] _options;
        private ChildProcess _process;

        internal DeviceProcess(params string[] options)
        {
            _options = options;
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

        /// <summary>Has it stand still, as a device that hangs: its connections stay open, and nothing is answered.</summary>
        internal void Freeze()
        {
            _process.Freeze();
        }

        /// <summary>Starts it again where it was.</summary>
        internal void StartAgain()
        {
            Start(Port);
        }

        /// <summary>Types something on its console: what somebody beside a device would do.</summary>
        internal void Type(string command)
        {
            _process.WriteLine(command);
        }

        /// <summary>Sets the first password, beside the device, which signs in.</summary>
        /// <param name="page">Shows the view where that is done.</param>
        internal async Task SetPasswordAsync(IPage page)
        {
            Type("button press");
            await page.GetByLabel("New password").FillAsync(Password).ConfigureAwait(false);
            await page.Locator("#set-password").ClickAsync().ConfigureAwait(false);
            await page.Locator("#access-state").GetByText("You are signed in").WaitForAsync().ConfigureAwait(false);
        }

        /// <summary>Waits until its log says so.</summary>
        internal void AwaitLine(string text)
        {
            while (!_process.ReadLine().Contains(text, StringComparison.Ordinal))
            {
            }
        }

        public void Dispose()
        {
            _process.Dispose();
        }

        private void Start(int port)
        {
            _process = ChildProcess.StartDotnet("Nanowire.Firmware.Host", ["--port", port.ToString(CultureInfo.InvariantCulture), .. _options]);
            string line = _process.ReadLine();
            while (!line.Contains("Point a browser at", StringComparison.Ordinal))
            {
                line = _process.ReadLine();
            }

            int at = line.IndexOf("http://", StringComparison.Ordinal);
            Port = new Uri(line[at..].Split(' ')[0]).Port;
        }
    }
}
