using System;
using System.Net;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The application that is flashed, and that runs the same on a desktop with a simulated board: serves the dashboard
    /// at "/", sends telemetry to everyone at "/ws" and takes commands there. One thread does everything.
    /// </summary>
    public sealed partial class DeviceApplication : IDisposable
    {
        /// <summary>The least sampling interval in milliseconds.</summary>
        public const int MinIntervalMs = 100;

        /// <summary>The greatest sampling interval in milliseconds.</summary>
        public const int MaxIntervalMs = 60000;

        /// <summary>The sampling interval at start in milliseconds.</summary>
        public const int DefaultIntervalMs = 1000;

        /// <summary>The path of the WebSocket endpoint.</summary>
        public const string WebSocketPath = "/ws";

        /// <summary>How long a round waits at most, in milliseconds; a sample is late by no more.</summary>
        private const int WaitMs = 20;

        /// <summary>How long the closing of connections may take when the application ends, in milliseconds.</summary>
        private const int StopMs = 1000;

        /// <summary>The place of name.local among the hosts.</summary>
        private const int LocalName = 0;

        private readonly Board _board;
        private readonly HostPolicy _hosts;
        private readonly DeviceSettings _settings;
        private readonly WebSocketServer _server;
        private readonly Sampler _sampler;
        private readonly CommandProcessor _commands;

        private bool _isStopping;

        /// <summary>Reserves all memory; does not listen yet.</summary>
        /// <param name="board">What it runs on.</param>
        /// <param name="machine">What it asks about memory, and to be started anew.</param>
        /// <param name="settings">The settings as they were stored; see also <see cref="SettingsStore.Storage"/>.</param>
        /// <param name="address">The local address to listen on; null for all.</param>
        /// <param name="port">The port to listen on; 0 for any that is free.</param>
        /// <param name="hosts">
        /// The names that its users reach it by, such as "panel.lan", besides localhost and addresses. A request for another
        /// is refused
        /// with 421, since a page from elsewhere can have its own name lead here (DNS rebinding).
        /// </param>
        /// <exception cref="ArgumentNullException">An argument other than the address is null.</exception>
        /// <exception cref="ArgumentException">A name is none.</exception>
        public DeviceApplication(Board board, Machine machine, DeviceSettings settings, IPAddress address, int port, params string[] hosts)
        {
            if (board == null || machine == null || settings == null || hosts == null)
            {
                throw new ArgumentNullException(
                    board == null ? nameof(board) : machine == null ? nameof(machine) : settings == null ? nameof(settings) : nameof(hosts));
            }

            string[] known = new string[hosts.Length + 3];
            known[LocalName] = settings.Name + ".local";
            known[LocalName + 1] = settings.Name;
            known[LocalName + 2] = "localhost";
            hosts.CopyTo(known, LocalName + 3);
            _hosts = new HostPolicy(known);

            _board = board;
            _settings = settings;
            SensorSet sensors = new SensorSet(board.Sensors);
            Health = new DeviceHealth(board, machine, settings);
            SignIn = new SignIn(settings, new RandomEntropy());
            Authority = new Authority(settings, SignIn);
            Description = new DeviceDescription(board, sensors, settings.Name);
            string[] origins = TrustedOrigins.Parse(settings[DeviceSettings.TrustedOriginsIndex].Value);
            WebSocketServerOptions options = new WebSocketServerOptions
            {
                Address = address,
                Port = port,
                Path = WebSocketPath,
                MaxConnections = board.MaxConnections,
                ReceiveBufferSize = board.ReceiveBufferSize,
                SendBufferSize = board.SendBufferSize,
                AllowedOrigins = origins,
                Guard = new RequestGuard(_hosts, origins != null),
            };
            ObserveEvents(options);
            _server = new WebSocketServer(options);

            _sampler = new Sampler(board, sensors, _server, Health, settings.IntervalMs);
            _commands = new CommandProcessor(this, board, Authority, SignIn, new CommandAnswer(_sampler.Telemetry));
            _server.AddContent("/", new DashboardContent());
            _server.AddContent("/api/device", Description);
            _server.AddContent("/api/settings", new SettingsContent(settings, Authority));
            _server.AddContent("/api/health", new HealthContent(this, sensors));
            _server.AddContent("/status", new StatusLines(this, sensors));
            AddHistory();
            if (board.Extra != null)
            {
                board.Extra.Attach(this);
                Health.Extra = board.Extra.Health;
            }

            _server.Opened += OnOpened;
            _server.Closed += Health.Closed;
            _server.MessageReceived += OnMessageReceived;
        }

        /// <summary>The server, for more content or for its statistics.</summary>
        public WebSocketServer Server => _server;

        /// <summary>How many connections there may be.</summary>
        public int MaxConnections => _board.MaxConnections;

        /// <summary>The settings.</summary>
        public DeviceSettings Settings => _settings;

        /// <summary>Restarts, supervision and memory.</summary>
        public DeviceHealth Health { get; }

        /// <summary>Who is signed in.</summary>
        public SignIn SignIn { get; }

        /// <summary>Who may do what.</summary>
        public Authority Authority { get; }

        /// <summary>Whether the device is to be started anew when <see cref="Run"/> has returned; the reason is stored.</summary>
        public bool IsRestartRequested { get; private set; }

        /// <summary>
        /// Deletes what a factory reset has to delete besides the settings, such as Wi-Fi credentials; null for nothing.
        /// </summary>
        public ResetHandler Resetting { get; set; }

        /// <summary>The log.</summary>
        public DeviceLog Log => _settings.Log;

        /// <summary>The sampling interval in milliseconds, <see cref="MinIntervalMs"/> to <see cref="MaxIntervalMs"/>.</summary>
        public int IntervalMs
        {
            get => _sampler.IntervalMs;
            set
            {
                if (value < MinIntervalMs || value > MaxIntervalMs)
                {
                    throw new ArgumentOutOfRangeException(nameof(value));
                }

                _sampler.IntervalMs = value;
            }
        }

        /// <summary>Listens, before <see cref="Run"/>.</summary>
        public void Listen()
        {
            _server.Listen();
        }

        /// <summary>Runs until <see cref="Stop"/>, from the calling thread, after <see cref="Listen"/>.</summary>
        public void Run()
        {
            Health.Supervisor.Start();
            try
            {
                while (!_isStopping)
                {
                    RunOnce();
                }
            }
            finally
            {
                Health.EndRounds();
                Health.Supervisor.Stop();
            }

            _server.Stop();
            long deadlineMs = Environment.TickCount64 + StopMs;
            while (_server.ConnectionCount > 0 && Environment.TickCount64 < deadlineMs)
            {
                _server.RunOnce(WaitMs);
            }
        }

        /// <summary>One round: the server's, and a sample when it is due.</summary>
        public void RunOnce()
        {
            _server.RunOnce(WaitMs);
            long nowMs = Environment.TickCount64;
            Health.Round(nowMs);
            _sampler.RunOnce(nowMs);
            _board.Extra?.RunOnce(nowMs);
        }

        /// <summary>Ends <see cref="Run"/> soon; from any thread.</summary>
        public void Stop()
        {
            _isStopping = true;
        }

        /// <summary>Somebody is at the device: for a while the admin password may be set from the network.</summary>
        public void OpenPresenceWindow()
        {
            Authority.OpenPresenceWindow(Environment.TickCount64);
            Log.Add("button", "the admin password may be set for " + (Authority.PresenceMs / 1000).ToString() + " s");
        }

        /// <summary>Deletes all settings and asks for a restart.</summary>
        /// <returns>Whether they are deleted; when not, nothing has changed.</returns>
        public bool FactoryReset()
        {
            if ((Resetting != null && !Resetting()) || !_settings.Reset())
            {
                Log.Add("settings", "could not be deleted");
                return false;
            }

            SignIn.SignOutAll();
            RequestRestart(RestartReason.FactoryReset, null);
            return true;
        }

        /// <summary>Stores why, and ends <see cref="Run"/> when what is on its way to the pages is out.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="detail">What more there is to say; may be null.</param>
        public void RequestRestart(RestartReason reason, string detail)
        {
            Health.Restarts.Record(reason, detail, Environment.TickCount64 - Health.StartedMs);
            IsRestartRequested = true;
            _isStopping = true;
        }

        /// <summary>Stops and closes what is open.</summary>
        public void Dispose()
        {
            Stop();
            _board.Extra?.Detach();
            _server.Dispose();
        }

        /// <summary>The device goes by another name than that of the settings, which somebody else in the network has.</summary>
        /// <param name="name">The name without ".local".</param>
        internal void SetLocalName(string name)
        {
            _hosts.Set(LocalName, name + ".local");
            Log.Add("network", "another device has the name; this one is http://" + name + ".local/");
        }

        /// <summary>What the device says of itself.</summary>
        internal DeviceDescription Description { get; }

        /// <summary>Switches an output and tells everyone at the next round.</summary>
        internal void Switch(int output, bool isOn)
        {
            _board.Switch(output, isOn);
            _sampler.SampleSoon();
        }

        /// <summary>Sets the level of an output and tells everyone at the next round.</summary>
        internal void SetLevel(int output, int level)
        {
            _board.SetLevel(output, level);
            _sampler.SampleSoon();
        }

        private void OnOpened(WebSocket socket)
        {
            Health.Opened(socket);

            _sampler.Subscribe(socket);
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            if (_board.Extra == null || !_board.Extra.TryProcess(socket, buffer, offset, count))
            {
                _commands.Process(socket, buffer, offset, count);
            }
        }

        // Of the whole firmware (Nanowire.Firmware.Whole.projitems); the small one has other or none.
        partial void ObserveEvents(WebSocketServerOptions options);

        partial void AddHistory();
    }
}
