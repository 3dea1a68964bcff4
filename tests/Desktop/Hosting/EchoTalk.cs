using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Hosting
{
    /// <summary>
    /// A peer of an echo server that sends messages of many sizes in many frames with control frames between them, reads when it
    /// likes, and checks what comes back. What it does follows from its numbers alone.
    /// </summary>
    internal sealed class EchoTalk
    {
        private readonly Random _random;
        private readonly WirePeer _peer;
        private readonly MemoryTransport _end;
        private readonly int _largest;
        private readonly int _readsOneIn;
        private readonly bool _givesUp;
        private readonly Queue<byte[]> _messages = new Queue<byte[]>();
        private readonly Queue<byte[]> _pings = new Queue<byte[]>();
        private readonly List<byte> _echo = new List<byte>();
        private byte[] _output = Array.Empty<byte>();
        private int _sent;
        private int _left;
        private bool _isInMessage;
        private bool _isClosing;

        internal EchoTalk(HostingServer host, int seed, int largest)
        {
            _random = new Random(seed);
            _peer = host.Open();
            _end = host.Listener.LastServerEnd;
            _largest = largest;
            _left = _random.Next(1, 25);
            _readsOneIn = _random.Next(3) == 0 ? _random.Next(2, 60) : 1;
            _givesUp = _random.Next(5) == 0;
        }

        /// <summary>Messages that came back.</summary>
        internal int Echoes { get; private set; }

        /// <summary>Whether it came to its end, which a peer that gives up does not await.</summary>
        internal bool IsOver { get; private set; }

        internal void Work()
        {
            _end.MaxRead = _random.Next(4) == 0 ? _random.Next(1, 20) : int.MaxValue;
            _end.MaxWrite = _random.Next(4) == 0 ? _random.Next(0, 200) : int.MaxValue;
            if (_sent == _output.Length)
            {
                _sent = 0;
                _output = Compose();
            }

            _sent += _peer.TrySend(_output, _sent, _random.Next(_output.Length - _sent + 1));
            if (_givesUp && _left == 0)
            {
                _peer.Transport.Close();
                IsOver = true;
                return;
            }

            if (_random.Next(_readsOneIn) == 0)
            {
                _peer.Receive();
                while (!IsOver && _peer.ReadFrame())
                {
                    Take();
                }

                Assert.IsTrue(IsOver || !_peer.IsEnded, "the server ended it");
            }
        }

        /// <summary>The next message's frames, or the end of the talk.</summary>
        private byte[] Compose()
        {
            if (_left == 0)
            {
                if (_isClosing || _messages.Count + _pings.Count > 0)
                {
                    return Array.Empty<byte>();
                }

                _isClosing = true;
                return WirePeer.CloseFrame(1000);
            }

            _left--;
            int count = _random.Next(4) switch
            {
                0 => _random.Next(_largest + 1),
                1 => _largest - _random.Next(Math.Min(_largest, 5)),
                _ => _random.Next(Math.Min(_largest, 130) + 1),
            };
            byte[] message = new byte[count];
            _random.NextBytes(message);
            _messages.Enqueue(message);
            byte[] all = Array.Empty<byte>();
            int frames = _random.Next(2) == 0 ? 1 : _random.Next(1, 8);
            int at = 0;
            for (int i = 1; i <= frames; i++)
            {
                int piece = i == frames ? count - at : _random.Next(count - at + 1);
                all = WirePeer.Join(all, WirePeer.Frame(i == 1 ? WirePeer.Binary : WirePeer.Continuation, i == frames, message, at, piece));
                at += piece;
                if (_random.Next(3) == 0)
                {
                    byte[] ping = new byte[_random.Next(126)];
                    _random.NextBytes(ping);
                    _pings.Enqueue(ping);
                    all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Ping, true, ping, 0, ping.Length));
                }
            }

            return all;
        }

        private void Take()
        {
            if (_peer.Opcode == WirePeer.Pong)
            {
                byte[] ping = _pings.Dequeue();
                Assert.IsTrue(_peer.PayloadIs(ping, 0, ping.Length), "another pong");
                return;
            }

            if (_peer.Opcode == WirePeer.Close)
            {
                Assert.AreEqual(1000, _peer.CloseStatus);
                Assert.IsTrue(_isClosing && _messages.Count == 0, "closed before its time");
                IsOver = true;
                return;
            }

            Assert.AreEqual(_isInMessage ? WirePeer.Continuation : WirePeer.Binary, _peer.Opcode);
            _echo.AddRange(new ArraySegment<byte>(_peer.Buffer, _peer.PayloadOffset, _peer.PayloadCount));
            _isInMessage = !_peer.IsFinal;
            if (_peer.IsFinal)
            {
                CollectionAssert.AreEqual(_messages.Dequeue(), _echo.ToArray(), "another message");
                _echo.Clear();
                Echoes++;
            }
        }
    }
}
