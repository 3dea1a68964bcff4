using System;
using System.Net;
using System.Threading;

namespace Nanowire.Firmware.Host
{
    /// <summary>A simulated device on this machine: the firmware, run anew in this process and on the same port at each of its restarts.</summary>
    internal sealed class HostDevice : IDisposable
    {
        private readonly HostOptions _options;
        private readonly HostMachine _machine = new HostMachine();
        private readonly DeviceLog _log = new DeviceLog();
        private readonly Storage _storage;
        private readonly string _host;

        private volatile bool _isStopping;
        private int _holdMs;
        private int _port;
        private bool _isAnnounced;
        private FirmwareRun _run;

        internal HostDevice(HostOptions options)
        {
            _options = options;
            _port = options.Port;
            _storage = options.DataFolder == null ? new MemoryStorage() : new FolderStorage(options.DataFolder);
            _host = !options.IsDiscoverable && (options.Address.Equals(IPAddress.Any) || IPAddress.IsLoopback(options.Address)) ? "localhost" : options.Address.ToString();
            Wifi = new SimulatedWifi { IsDown = options.IsWifiDown };
            SimulatedLink link = CreateLink();
            if (!options.IsFirstStart && !link.HasCredentials)
            {
                link.StoreCredentials(SimulatedWifi.HomeSsid, SimulatedWifi.HomePassword);
            }
        }

        internal SimulatedWifi Wifi { get; }

        internal HostBoard Board { get; } = new HostBoard();

        /// <summary>Runs until <see cref="Stop"/>.</summary>
        internal void Run()
        {
            while (!_isStopping)
            {
                _machine.Begin();
                Board.Reset();
                using (_run = Start())
                {
                    while (!_isStopping && !_run.IsRestartDue && !_machine.IsRestartAsked)
                    {
                        _run.RunOnce();
                        if (!_isAnnounced && _run.IsListening)
                        {
                            Announce();
                        }
                    }

                    _run.End();
                }
            }
        }

        /// <summary>Ends <see cref="Run"/> soon; from any thread.</summary>
        internal void Stop()
        {
            _isStopping = true;
        }

        /// <summary>Restarts the device with its button held; from any thread.</summary>
        /// <param name="holdMs">For how long it is held, in milliseconds; 0 for not at all.</param>
        internal void Restart(int holdMs)
        {
            Interlocked.Exchange(ref _holdMs, holdMs);
            _machine.Restart();
        }

        public void Dispose()
        {
            _run?.Dispose();
        }

        private SimulatedLink CreateLink()
        {
            // The one who wants to see the dashboard is not to wait for a simulation.
            return new SimulatedLink(Wifi, _storage, _host, !_options.IsFirstStart && !_options.IsWifiDown);
        }

        private FirmwareRun Start()
        {
            SimulatedLink link = CreateLink();

            // What is demonstrated is not locked away behind a sign-in; a first start is to be as on a device.
            DeviceSettings settings = new DeviceSettings(_storage, DeviceName.Default(link.MacAddress), !_options.IsFirstStart, Board.Extra?.CreateSettings(), _log);
            NetworkOptions network = new NetworkOptions();
            if (_options.UnprovenAfterMs > 0)
            {
                network.UnprovenAfterMs = _options.UnprovenAfterMs;
            }

            FirmwareRun run = new FirmwareRun(new FirmwareOptions
            {
                Network = network,
                Board = Board,
                Machine = _machine,
                Link = link,
                Settings = settings,
                Memory = new StoredNetworkMemory(_storage),
                Address = _options.Address,
                PortalAddress = _options.Address,
                Port = _port,
                Hosts = _options.Hosts.ToArray(),
                IsDiscoverable = _options.IsDiscoverable,
            });
            run.Server.AddContent("/", PlainPage.Unpack(run.Portal == null ? new DashboardContent() : new PortalContent()));
            int holdMs = Interlocked.Exchange(ref _holdMs, 0);
            if (holdMs > 0)
            {
                // A little longer, so that the time is over when it is let go.
                Board.HoldButton(holdMs + 100);
            }

            return run;
        }

        private void Announce()
        {
            // The next run has the same port.
            _port = _run.Server.Port;
            _isAnnounced = true;
            Console.WriteLine("Nanowire runs on a simulated board. Point a browser at http://" + _host + ":" + _port + "/ (Ctrl+C ends it)");
        }
    }
}
