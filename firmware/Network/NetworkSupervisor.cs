namespace Nanowire.Firmware
{
    /// <summary>
    /// Keeps the device in its network, or opens an access point where somebody can say which one. It is run from the application's
    /// rounds, waits for nothing and tries for ever; a network that goes away and returns needs nobody. One thread.
    /// </summary>
    /// <remarks>
    /// <code>
    /// state       ends when                                                      and then is
    /// Starting    Begin, with an access point enabled                            Portal
    ///             Begin, with no credentials or the button held: as soon as the  Restarting (access point)
    ///             link stored that it is to open an access point
    ///             Begin, otherwise                                               Joining
    /// Joining     the link is up                                                 Up
    ///             the link says that it failed, or JoinTimeoutMs passed          Waiting
    /// Waiting     the link is up                                                 Up
    ///             joining has failed for AccessPointAfterMs (UnprovenAfterMs     Restarting (access point)
    ///             with a network that the device was never in)
    ///             the wait is over                                               Joining
    /// Up          the link is down                                               Lost
    /// Lost        the link is up                                                 Up
    ///             LostAfterMs passed                                             Joining
    /// Portal      no access point within AccessPointStartMs                      Restarting
    ///             the link is up in the stored network, and there is no visitor  Restarting (no access point)
    ///             Restart: somebody chose a network                              Restarting (no access point)
    /// any         Restart                                                        Restarting
    /// Restarting  never; after RestartDelayMs IsRestartDue is true
    /// </code>
    /// In the portal the stored network, if there is one, is tried whenever there was no visitor for PortalRetryMs.
    /// </remarks>
    public sealed class NetworkSupervisor
    {
        private readonly NetworkLink _link;
        private readonly NetworkOptions _options;
        private readonly NetworkMemory _memory;
        private readonly RetryBackoff _backoff;
        private readonly string _name;
        private readonly NetworkPartList _upParts;
        private readonly NetworkPartList _portalParts;

        private bool _hasBegun;
        private long _enteredMs;
        private long _failingSinceMs;
        private long _dueMs;
        private long _portalDueMs;
        private NetworkReason _told;

        /// <summary>How often the device came into a network since start.</summary>
        public int JoinCount;

        /// <summary>How many attempts failed since start.</summary>
        public int FailureCount;

        /// <summary>How often a network went away since start.</summary>
        public int LossCount;

        /// <summary>How many visitors the portal has, to be kept up to date by who serves it.</summary>
        public int Visitors;

        /// <summary>A supervisor that has not begun.</summary>
        /// <param name="link">The hardware.</param>
        /// <param name="options">How long it waits for what.</param>
        /// <param name="memory">What it keeps from one start to the next.</param>
        /// <param name="name">The device's name, which its access point goes by too.</param>
        /// <param name="upParts">What runs while there is a network; null for nothing.</param>
        /// <param name="portalParts">What runs while there is an access point; null for nothing.</param>
        public NetworkSupervisor(
            NetworkLink link, NetworkOptions options, NetworkMemory memory, string name, NetworkPart[] upParts, NetworkPart[] portalParts)
        {
            options.Validate();
            _link = link;
            _options = options;
            _memory = memory;
            _name = name;
            _upParts = new NetworkPartList(upParts, options.PartRetryMs, this);
            _portalParts = new NetworkPartList(portalParts, options.PartRetryMs, this);
            _backoff = new RetryBackoff(options.RetryMinMs, options.RetryMaxMs, link.MacAddress);
        }

        /// <summary>Is told what happens, in words, and what to do about it.</summary>
        public event NetworkLogHandler Logged;

        /// <summary>Where it is.</summary>
        public NetworkState State { get; private set; }

        /// <summary>Why it is there.</summary>
        public NetworkReason Reason { get; private set; }

        /// <summary>The hardware.</summary>
        public NetworkLink Link => _link;

        /// <summary>The device's name.</summary>
        public string Name => _name;

        /// <summary>The device's address where people reach it: in the network, or at its own access point; null while there is none.</summary>
        public string Address => _upParts.Address ?? _portalParts.Address;

        /// <summary>Whether the access point can be joined.</summary>
        public bool IsPortalOpen => State == NetworkState.Portal && _portalParts.Address != null;

        /// <summary>Whether the device is to restart now.</summary>
        public bool IsRestartDue { get; private set; }

        /// <summary>Begins.</summary>
        /// <param name="nowMs">The time since start in milliseconds; it never goes back.</param>
        /// <param name="wantsPortal">Whether somebody asks for the portal, with the button.</param>
        public void Begin(long nowMs, bool wantsPortal)
        {
            _hasBegun = true;
            _failingSinceMs = nowMs;
            if (_link.IsAccessPointEnabled)
            {
                Enter(NetworkState.Portal, _memory.Reason == NetworkReason.None ? NetworkReason.NoCredentials : _memory.Reason, nowMs);
                Log("opening the access point " + _name);
            }
            else if (_link.HasAccessPoint && (wantsPortal || !_link.HasCredentials))
            {
                Reason = wantsPortal ? NetworkReason.Button : NetworkReason.NoCredentials;
                OpenPortal(Reason, nowMs);
            }
            else
            {
                StartJoining(nowMs, NetworkReason.None);
            }
        }

        /// <summary>One round.</summary>
        /// <param name="nowMs">The time since start in milliseconds; it never goes back.</param>
        public void RunOnce(long nowMs)
        {
            _link.RunOnce(nowMs);
            switch (State)
            {
                case NetworkState.Starting:
                    if (_hasBegun)
                    {
                        OpenPortal(Reason, nowMs);
                    }

                    break;
                case NetworkState.Joining:
                    RunJoining(nowMs);
                    break;
                case NetworkState.Waiting:
                    RunWaiting(nowMs);
                    break;
                case NetworkState.Up:
                case NetworkState.Lost:
                    RunUp(nowMs);
                    break;
                case NetworkState.Portal:
                    RunPortal(nowMs);
                    break;
                default:
                    IsRestartDue = IsRestartDue || nowMs - _enteredMs >= _options.RestartDelayMs;
                    break;
            }

            _upParts.RunOnce(nowMs);
            _portalParts.RunOnce(nowMs);
        }

        /// <summary>Restarts the device soon. From the portal it goes on to the stored network.</summary>
        public void Restart(NetworkReason reason, long nowMs)
        {
            if (State == NetworkState.Restarting)
            {
                return;
            }

            if (_link.IsAccessPointEnabled && reason != NetworkReason.AccessPointFailed)
            {
                _link.DisableAccessPoint();
            }

            _memory.Reason = reason;
            _memory.Save();
            Enter(NetworkState.Restarting, reason, nowMs);
            Log("restarting: " + NetworkText.Describe(reason));
        }

        /// <summary>Ends what runs, before the application does.</summary>
        public void Stop()
        {
            _upParts.Stop();
            _portalParts.Stop();
        }

        /// <summary>Tells a line to who listens.</summary>
        internal void Log(string line)
        {
            if (Logged != null)
            {
                Logged(line);
            }
        }

        private void RunJoining(long nowMs)
        {
            if (_link.IsUp)
            {
                ComeUp(nowMs);
                return;
            }

            JoinResult result = _link.JoinResult;
            bool isOver = nowMs - _enteredMs >= _options.JoinTimeoutMs;
            if (!isOver && (result == JoinResult.Pending || result == JoinResult.Joined))
            {
                return;
            }

            FailureCount++;
            NetworkReason reason = NetworkText.From(result);
            _dueMs = nowMs + _backoff.Draw();
            Enter(NetworkState.Waiting, reason, nowMs);
            if (reason == _told)
            {
                // A night without the router is no reason to wash everything else out of the log.
                return;
            }

            _told = reason;
            Log("not in " + Where() + ": " + NetworkText.Describe(reason));
            string advice = NetworkText.Advise(reason);
            if (advice != null)
            {
                Log(advice);
            }
        }

        private void RunWaiting(long nowMs)
        {
            if (_link.IsUp)
            {
                ComeUp(nowMs);
                return;
            }

            // The limit of a network that worked before may be "never"; one that never worked is somebody's typing.
            int limitMs = _memory.ProvenSsid == _link.Ssid ? _options.AccessPointAfterMs : _options.UnprovenAfterMs;
            if (limitMs != 0 && _link.HasAccessPoint && nowMs - _failingSinceMs >= limitMs && OpenPortal(Reason, nowMs))
            {
                return;
            }

            if (nowMs >= _dueMs)
            {
                StartJoining(nowMs, Reason);
            }
        }

        private void RunUp(long nowMs)
        {
            if (_link.IsUp)
            {
                if (State == NetworkState.Lost)
                {
                    Enter(NetworkState.Up, NetworkReason.Joined, nowMs);
                    Log("the network is back");
                }

                if (_upParts.Start(_link.Address, nowMs))
                {
                    Log("the address is now " + _link.Address);
                }
            }
            else if (State == NetworkState.Up)
            {
                LossCount++;
                Enter(NetworkState.Lost, NetworkReason.NetworkLost, nowMs);
                Log("the network went away; the device joins again by itself");
            }
            else if (nowMs - _enteredMs >= _options.LostAfterMs)
            {
                _failingSinceMs = nowMs;
                _backoff.Reset();
                _upParts.Stop();
                StartJoining(nowMs, NetworkReason.NetworkLost);
            }
        }

        private void RunPortal(long nowMs)
        {
            if (!IsPortalOpen)
            {
                if (_link.IsAccessPointUp)
                {
                    _portalParts.Start(_link.AccessPointAddress, nowMs);
                    _dueMs = nowMs + _options.PortalRetryMs;
                    Log("the access point " + Quote(_name) + " is open, since " + NetworkText.Describe(Reason));
                }
                else if (nowMs - _enteredMs >= _options.AccessPointStartMs)
                {
                    // With a network to go back to it is not tried again and again.
                    if (_link.HasCredentials)
                    {
                        _link.DisableAccessPoint();
                    }

                    Restart(NetworkReason.AccessPointFailed, nowMs);
                }
            }
            else if (Visitors > 0 || _link.AccessPointStations > 0)
            {
                // Nobody is thrown out: the network is tried some time after the last one left.
                _dueMs = nowMs + _options.PortalRetryMs;
            }
            else if (_link.HasCredentials && _link.IsUp)
            {
                Restart(NetworkReason.NetworkBack, nowMs);
            }
            else if (_link.HasCredentials && nowMs >= _dueMs)
            {
                _dueMs = nowMs + _options.PortalRetryMs;
                _link.Join();
                Log("trying " + Quote(_link.Ssid) + " again");
            }
        }

        private void StartJoining(long nowMs, NetworkReason reason)
        {
            Enter(NetworkState.Joining, reason, nowMs);
            _link.Join();
            if (_told == NetworkReason.None)
            {
                Log("joining " + Where());
            }
        }

        private void ComeUp(long nowMs)
        {
            JoinCount++;
            _told = NetworkReason.None;
            _backoff.Reset();
            Enter(NetworkState.Up, NetworkReason.Joined, nowMs);
            if (_memory.ProvenSsid != _link.Ssid)
            {
                _memory.ProvenSsid = _link.Ssid;
                _memory.Save();
            }

            _upParts.Start(_link.Address, nowMs);
            Log("in " + Where() + " as " + Address);
        }

        /// <summary>Has the next start open the access point, and restarts; or tries again later.</summary>
        private bool OpenPortal(NetworkReason reason, long nowMs)
        {
            if (nowMs < _portalDueMs)
            {
                return false;
            }

            if (!_link.EnableAccessPoint(_name))
            {
                _portalDueMs = nowMs + _options.AccessPointRetryMs;
                Log("the access point could not be set up; it is tried again");
                return false;
            }

            _memory.Reason = reason;
            _memory.Save();
            Enter(NetworkState.Restarting, reason, nowMs);
            Log("restarting as the access point " + Quote(_name) + ": " + NetworkText.Describe(reason));
            return true;
        }

        private void Enter(NetworkState state, NetworkReason reason, long nowMs)
        {
            State = state;
            Reason = reason;
            _enteredMs = nowMs;
        }

        /// <summary>The network as people know it.</summary>
        private string Where()
        {
            return _link.Kind == NetworkLinkKind.Ethernet ? "the network" : Quote(_link.Ssid);
        }

        private static string Quote(string name)
        {
            return "\"" + name + "\"";
        }
    }
}
