using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>What watches over the application, in one place: restarts, supervision, memory, the server's events.</summary>
    public sealed partial class DeviceHealth
    {
        /// <summary>How long a round of the pump may take, in milliseconds.</summary>
        public const int PumpDeadlineMs = 30000;

        /// <summary>How long a measurement may take, in milliseconds.</summary>
        public const int SensorsDeadlineMs = 5000;

        /// <summary>The restarts so far.</summary>
        public readonly RestartLog Restarts;

        /// <summary>Supervises the parts; more can be added before the application runs.</summary>
        public readonly Supervisor Supervisor;

        /// <summary>Watches the memory.</summary>
        public readonly MemoryGuard Memory;

        /// <summary>
        /// When the application started, by Environment.TickCount64. The clock on the wall may jump, this one does not.
        /// </summary>
        public readonly long StartedMs = Environment.TickCount64;

        /// <summary>What the network has to say; null for nothing.</summary>
        public HealthSection Network;

        /// <summary>What the board's extra has to say; null for nothing.</summary>
        public HealthSection Extra;

        private readonly SupervisedPart _pump;
        private readonly SupervisedPart _sensors;
        private readonly DeviceLog _log;
        private readonly WebSocket[] _sockets;

        /// <summary>Reads the log of restarts, and counts this start.</summary>
        public DeviceHealth(Board board, Machine machine, DeviceSettings settings)
        {
            _log = settings.Log;
            _sockets = new WebSocket[board.MaxConnections];
            Restarts = new RestartLog(settings.Storage, machine, _log);
            Supervisor = new Supervisor(Restarts, machine, _log, StartedMs);
            Memory = new MemoryGuard(machine, board);
            _pump = Supervisor.Add("pump", PumpDeadlineMs);
            _sensors = Supervisor.Add("sensors", SensorsDeadlineMs);
        }

        /// <summary>One round of the pump: a sign of life, and a look at the memory when that is due.</summary>
        public void Round(long nowMs)
        {
            _pump.Beat(nowMs);
            switch (Memory.Check(nowMs, nowMs - StartedMs))
            {
                case MemoryState.Low:
                    _log.Add("memory", Memory.Free.ToString() + " bytes free, connections are closed");
                    CloseAll();
                    break;
                case MemoryState.Critical:
                    Supervisor.RestartNow(RestartReason.Memory, Memory.Free.ToString() + " bytes free", nowMs);
                    break;
            }
        }

        /// <summary>The pump ends; nothing is expected of it any more.</summary>
        public void EndRounds()
        {
            _pump.End();
        }

        /// <summary>Measuring begins, or is over.</summary>
        public void Measuring(bool isAtWork)
        {
            if (isAtWork)
            {
                _sensors.Beat(Environment.TickCount64);
            }
            else
            {
                _sensors.End();
            }
        }

        /// <summary>Takes note of a WebSocket.</summary>
        public void Opened(WebSocket socket)
        {
            for (int i = 0; i < _sockets.Length; i++)
            {
                if (_sockets[i] == null)
                {
                    _sockets[i] = socket;
                    return;
                }
            }
        }

        /// <summary>Forgets a WebSocket.</summary>
        public void Closed(WebSocket socket)
        {
            for (int i = 0; i < _sockets.Length; i++)
            {
                if (_sockets[i] == socket)
                {
                    _sockets[i] = null;
                }
            }
        }

        /// <summary>Writes what the command status answers with: some 60 bytes of members, and the addresses of as many as fit an answer.</summary>
        /// <param name="json">Gets it.</param>
        /// <param name="asker">Who asks.</param>
        /// <param name="isTrusted">Whether it may know who else is connected.</param>
        internal void WriteStatus(JsonWriter json, WebSocket asker, bool isTrusted)
        {
            int open = 0;
            for (int i = 0; i < _sockets.Length; i++)
            {
                open += _sockets[i] == null ? 0 : 1;
            }

            json.Member("connections", open);
            json.Member("places", _sockets.Length);
            if (Memory.Free >= 0)
            {
                json.Member("free", Memory.Free);
            }

            int signal = Network == null ? NetworkLink.UnknownSignal : Network.Signal;
            if (signal != NetworkLink.UnknownSignal)
            {
                json.Member("rssi", signal);
            }

            if (isTrusted)
            {
                WriteOthers(json, asker);
            }
        }

        private void WriteOthers(JsonWriter json, WebSocket asker)
        {
            json.Name("others");
            json.BeginArray();
            for (int i = 0; i < _sockets.Length; i++)
            {
                if (_sockets[i] != asker && _sockets[i] is ServerWebSocket other)
                {
                    // With quotes, comma and what ends the answer. What is left out the number of connections tells.
                    string address = other.RemoteAddress;
                    if (json.Count + address.Length + 6 > CommandAnswer.MaxSize)
                    {
                        break;
                    }

                    json.Value(address);
                }
            }

            json.EndArray();
        }

        /// <summary>1013 asks clients to come back later (RFC 6455 section 7.4.2 and the registry it opens).</summary>
        private void CloseAll()
        {
            for (int i = 0; i < _sockets.Length; i++)
            {
                if (_sockets[i] != null)
                {
                    _sockets[i].Close(WebSocketCloseStatus.TryAgainLater, "low memory");
                }
            }
        }
    }
}
