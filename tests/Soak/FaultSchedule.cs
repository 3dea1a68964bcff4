using System;
using System.Collections.Generic;
using System.Threading;
using Nanowire.Interop;

namespace Nanowire.Soak
{
    /// <summary>Lets the proxy misbehave: a fault every few hundred milliseconds, on a link of the generator's choice.</summary>
    internal sealed class FaultSchedule
    {
        private const int MinMs = 50;
        private const int MaxMs = 400;

        /// <summary>Above every deadline of a connection that stalls; then the proxy is to hear that its ends are gone.</summary>
        private const int StallMs = 3 * SoakServer.DeadlineMs;

        /// <summary>Bytes in front of which nothing is corrupted: the handshake, which bears the connection's number.</summary>
        private const int HandshakeSize = 500;

        private readonly FaultyProxy _proxy;
        private readonly SoakLedger _ledger;
        private readonly Random _random;
        private readonly int[] _counts = new int[Names.Length];
        private readonly Random _newLinks;
        private readonly Queue<(FaultyLink Link, long UntilMs)> _stalled = new Queue<(FaultyLink Link, long UntilMs)>();
        private readonly Thread _thread;
        private volatile bool _isStopping;

        internal FaultSchedule(FaultyProxy proxy, SoakLedger ledger, int seed)
        {
            _proxy = proxy;
            _ledger = ledger;
            _random = new Random(seed);
            _newLinks = new Random(seed + 1);
            proxy.Prepare = PrepareLink;
            _thread = new Thread(Run) { IsBackground = true, Name = "faults" };
            _thread.Start();
        }

        private static string[] Names { get; } = ["fin", "reset", "silence", "stall", "trickle", "delay", "corrupt", "mend", "in the handshake"];

        /// <summary>No further faults, and links that still stall, trickle or delay are mended.</summary>
        internal void Stop()
        {
            _isStopping = true;
            _thread.Join();
            foreach (FaultyLink link in _proxy.Links)
            {
                Mend(link);
            }
        }

        public override string ToString()
        {
            return string.Join(", ", Array.ConvertAll(Names, n => _counts[Array.IndexOf(Names, n)] + " " + n));
        }

        private static void Mend(FaultyLink link)
        {
            foreach (FaultyDirection direction in new[] { link.Up, link.Down })
            {
                direction.IsStalled = false;
                direction.PieceSize = int.MaxValue;
                direction.PauseMs = 0;
            }
        }

        /// <summary>Some end in their handshake; on the proxy's thread.</summary>
        private void PrepareLink(FaultyLink link)
        {
            if (!_isStopping && _newLinks.Next(6) == 0)
            {
                FaultyDirection direction = _newLinks.Next(2) == 0 ? link.Up : link.Down;
                direction.CutAt(_newLinks.Next(250), (LinkFault)_newLinks.Next((int)LinkFault.Fin, (int)LinkFault.Silence + 1));
                _counts[^1]++;
            }
        }

        private void Run()
        {
            while (!_isStopping)
            {
                Thread.Sleep(_random.Next(MinMs, MaxMs));
                while (_stalled.Count > 0 && Environment.TickCount64 >= _stalled.Peek().UntilMs)
                {
                    Mend(_stalled.Dequeue().Link);
                }

                FaultyLink[] links = _proxy.Links;
                if (links.Length > 0)
                {
                    Misbehave(links[_random.Next(links.Length)]);
                }
            }
        }

        private void Misbehave(FaultyLink link)
        {
            FaultyDirection direction = _random.Next(2) == 0 ? link.Up : link.Down;

            // Two of every three faults do not end a connection, so that it meets several of them.
            int fault = _random.Next(3) == 0 ? _random.Next(3) : _random.Next(3, Names.Length - 1);
            switch (fault)
            {
                case 0:
                    direction.CutAt(direction.Passed + _random.Next(200), LinkFault.Fin);
                    break;
                case 1:
                    direction.CutAt(direction.Passed + _random.Next(200), LinkFault.Reset);
                    break;
                case 2:
                    link.Cut(LinkFault.Silence);
                    break;
                case 3:
                    direction.IsStalled = true;
                    _stalled.Enqueue((link, Environment.TickCount64 + StallMs));
                    break;
                case 4:
                    direction.PieceSize = _random.Next(1, 4);
                    break;
                case 5:
                    direction.PauseMs = _random.Next(1, 50);
                    direction.PieceSize = _random.Next(100, 2000);
                    break;
                case 6:
                    SoakConnection connection = _ledger.FindByPort(link.ClientPort);
                    if (connection == null || link.Up.Passed < HandshakeSize || link.Down.Passed < HandshakeSize)
                    {
                        return;
                    }

                    connection.IsCorrupted = true;
                    direction.CorruptAt(direction.Passed + _random.Next(200), 1 << _random.Next(8));
                    break;
                default:
                    Mend(link);
                    break;
            }

            _counts[fault]++;
        }
    }
}
