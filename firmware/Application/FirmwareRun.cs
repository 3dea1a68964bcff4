using System;
using System.Net;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// One run of the firmware, from a start to the next: the network, the button, the light, and the one application that this start
    /// is for, the dashboard or the setup portal. One thread does everything; a restart is the caller's.
    /// </summary>
    public sealed partial class FirmwareRun : IDisposable
    {
        private const int WaitMs = 20;

        /// <summary>How long the closing of connections may take at the end, in milliseconds.</summary>
        private const int EndMs = 1000;

        private readonly Board _board;
        private readonly NetworkLink _link;
        private readonly NetworkMemory _memory;
        private readonly int _port;
        private readonly DeviceSettings _settings;
        private readonly NetworkSupervisor _network;
        private readonly ButtonGestures _button = new ButtonGestures();
        private readonly StatusLight _light = new StatusLight();
        private readonly DeviceApplication _application;
        private readonly PortalApplication _portal;
        private readonly IPAddress _address;
        private readonly RestartLog _restarts;
        private readonly long _startedMs = Environment.TickCount64;

        private bool _hasBegun;
        private bool _isRestartRecorded;

        /// <summary>Reserves all memory, so that a board with too little says so at once; nothing listens yet.</summary>
        public FirmwareRun(FirmwareOptions options)
        {
            _board = options.Board;
            _link = options.Link;
            _memory = options.Memory;
            _port = options.Port;
            _settings = options.Settings;
            NetworkLink link = options.Link;
            options.Network.AccessPointAfterMs = _settings.AccessPointAfterMs;
            bool isPortal = link.IsAccessPointEnabled;
            NetworkPart[] parts = null;
            if (options.IsDiscoverable && options.Board.IsDiscoverable && !isPortal)
            {
                CreateDiscovery(options, ref parts);
            }

            _network = new NetworkSupervisor(
                link,
                options.Network,
                options.Memory,
                _settings.Name,
                parts,
                options.ServesVisitors && isPortal ? new NetworkPart[] { new AccessPointPart() } : null);
            _network.Logged += OnLogged;
            if (isPortal)
            {
                _address = options.PortalAddress ?? IPAddress.Parse(link.AccessPointAddress);
                _portal = new PortalApplication(options.Board, _settings, _network, options.Network);
                _restarts = new RestartLog(_settings.Storage, options.Machine, _settings.Log);
            }
            else
            {
                _address = options.Address;
                _application = new DeviceApplication(
                    options.Board, options.Machine, _settings, options.Address, options.Port, options.Hosts);
                AddNeighbours();
                _application.Resetting = EraseNetwork;
                _application.Health.Network = new NetworkHealth(_network);
                _application.Health.Supervisor.Start();
                _restarts = _application.Health.Restarts;
            }
        }

        /// <summary>The network.</summary>
        public NetworkSupervisor Network => _network;

        /// <summary>The dashboard's application; null in a run for the portal.</summary>
        public DeviceApplication Application => _application;

        /// <summary>The portal's application; null in a run for the dashboard.</summary>
        public PortalApplication Portal => _portal;

        /// <summary>The server of whichever there is.</summary>
        public WebSocketServer Server => _portal == null ? _application.Server : _portal.Server;

        /// <summary>Whether the server listens: from the first address on, and then also while the network is away.</summary>
        public bool IsListening { get; private set; }

        /// <summary>Whether the device is to restart now.</summary>
        public bool IsRestartDue => _network.IsRestartDue || (_application != null && _application.IsRestartRequested);

        /// <summary>One round; it waits 20 ms at most.</summary>
        public void RunOnce()
        {
            long nowMs = Environment.TickCount64;
            ButtonGesture gesture = _button.RunOnce(_board.IsButtonPressed, nowMs);
            if (!_hasBegun && !_button.IsHeldAtStart)
            {
                // Nobody holds the button, or not any longer.
                _hasBegun = true;
                Begin(gesture, nowMs);
            }

            else if (gesture == ButtonGesture.Presence && _application != null)
            {
                _application.OpenPresenceWindow();
            }

            _network.RunOnce(nowMs);
            if (_network.State == NetworkState.Restarting && !_isRestartRecorded)
            {
                _isRestartRecorded = true;
                bool isReset = _network.Reason == NetworkReason.FactoryReset;
                Record(isReset ? RestartReason.FactoryReset : RestartReason.Network, NetworkText.Name(_network.Reason));
            }

            bool isPresent = _application != null && _application.Authority.GetPresenceMs(nowMs) > 0;
            _light.RunOnce(StatusLight.Choose(_network.State, _button.Pending, isPresent), _board, nowMs);
            if (!IsListening && (_network.State == NetworkState.Up || _network.IsPortalOpen))
            {
                Listen();
            }

            if (!IsListening)
            {
                Thread.Sleep(WaitMs);
            }
            else if (_portal != null)
            {
                _portal.RunOnce(WaitMs);
            }
            else
            {
                _application.RunOnce();
            }
        }

        /// <summary>Stores that it ended with an exception, for the next start to tell.</summary>
        public void Fail(Exception e)
        {
            Record(RestartReason.Failed, e.GetType().Name);
        }

        /// <summary>Tells those who are connected that it ends, and waits for their answers a second at most.</summary>
        public void End()
        {
            StopParts();
            Server.Stop();
            long deadlineMs = Environment.TickCount64 + EndMs;
            while (IsListening && Server.ConnectionCount > 0 && Environment.TickCount64 < deadlineMs)
            {
                Server.RunOnce(WaitMs);
            }
        }

        /// <summary>Ends everything that is open.</summary>
        public void Dispose()
        {
            StopParts();
            if (_portal != null)
            {
                _portal.Dispose();
            }
            else
            {
                _application.Dispose();
            }
        }

        private void Begin(ButtonGesture gesture, long nowMs)
        {
            if (gesture == ButtonGesture.FactoryReset)
            {
                FactoryReset(nowMs);
                return;
            }

            string error = AddressPlan.From(_settings).Validate();
            if (error != null)
            {
                _settings.Log.Add("network", error);
            }
            else if (!_link.ApplyAddressing(AddressPlan.From(_settings)))
            {
                _settings.Log.Add("network", "the address could not be set");
            }

            _network.Begin(nowMs, gesture == ButtonGesture.Portal);
        }

        private void FactoryReset(long nowMs)
        {
            // All that it can, and what was not possible is said: there is nobody else to do it.
            bool isDone = EraseNetwork();
            isDone &= _settings.Reset();
            _settings.Log.Add("network", isDone ? "everything is set back" : "not everything could be set back; try again");
            _network.Restart(NetworkReason.FactoryReset, nowMs);
        }

        private bool EraseNetwork()
        {
            _memory.ProvenSsid = string.Empty;
            _memory.Save();
            return _link.EraseCredentials();
        }

        private void StopParts()
        {
            _network.Stop();
            if (_application != null)
            {
                _application.Health.EndRounds();
                _application.Health.Supervisor.Stop();
            }
        }

        private void Record(RestartReason reason, string detail)
        {
            _restarts.Record(reason, detail, Environment.TickCount64 - _startedMs);
        }

        private void Listen()
        {
            // After the address: a device's socket needs an interface that has one.
            Server.Listen(_link.CreateListener(_address, _port, _board.MaxConnections));
            IsListening = true;
            int port = Server.Port;
            string url = "http://" + _network.Address + (port == 80 ? "/" : ":" + port.ToString() + "/");
            if (_portal != null)
            {
                // Whatever a visitor's device asks for to find out whether there is internet leads to the page.
                Server.SetFallback(new RedirectContent(url));
            }

            OnLogged(_portal == null ? "open " + url : "join the Wi-Fi \"" + _network.Name + "\" and open " + url);
        }

        private void OnLogged(string line)
        {
            _settings.Log.Add("network", line);
        }

        // Of a firmware with the name service (FirmwareRun.Discovery.cs).
        partial void CreateDiscovery(FirmwareOptions options, ref NetworkPart[] parts);

        partial void AddNeighbours();
    }
}
