using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
using Net = System.Net.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>
    /// A whole connection with .NET's WebSocket at the other end, in memory: messages in fragments both ways, pings between
    /// them, and the closing handshake, begun by either. Our role alternates; what passes is random, and so is every cut.
    /// </summary>
    [TestClass]
    public class ProtocolDotNetPairTests
    {
        private const int Connections = 60;

        [TestMethod]
        public async Task DotNetPair_OfTheFixedSeed_HearsAllAndClosesCleanly()
        {
            await Check(6455);
        }

        [TestMethod]
        public async Task DotNetPair_OfAFreshSeed_HearsAllAndClosesCleanly()
        {
            await Check(FreshSeed.Value);
        }

        private static async Task Check(int seed)
        {
            Random random = new Random(seed);
            int pongs = 0;
            for (int i = 0; i < Connections; i++)
            {
                string what = "seed " + seed + ", connection " + i;
                using Pair pair = new Pair(i % 2 == 0, random, what);
                for (int step = random.Next(1, 30); step > 0; step--)
                {
                    if (random.Next(2) == 0)
                    {
                        await pair.TheySend();
                    }
                    else
                    {
                        await pair.WeSend();
                    }
                }

                await pair.Close(random.Next(2) == 0);
                pongs += pair.Pongs;
            }

            Assert.IsTrue(pongs > Connections, "seed " + seed + ": the pings are no test");
        }

        /// <summary>Our end, theirs, and what is between.</summary>
        private sealed class Pair : IDisposable
        {
            private readonly Random _random;
            private readonly string _what;
            private readonly ProtocolDriver _end;
            private readonly DuplexMemory _stream = new DuplexMemory();
            private readonly Net.WebSocket _peer;
            private readonly List<string> _pings = new List<string>();

            public Pair(bool isServer, Random random, string what)
            {
                _random = random;
                _what = what;
                _end = new ProtocolDriver(isServer, random.Next(WebSocketProtocol.MinSendBufferSize, 1500), new FrameLimits(100000, 1000));
                _peer = Net.WebSocket.CreateFromStream(_stream, !isServer, null, TimeSpan.Zero);
            }

            public int Pongs { get; private set; }

            public void Dispose()
            {
                _peer.Dispose();
                _stream.Dispose();
            }

            /// <summary>A message of theirs, in fragments; it must come out whole.</summary>
            public async Task TheySend()
            {
                byte[] message = Message(out bool isText);
                int parts = _random.Next(1, 4);
                int at = 0;
                for (int part = 1; part <= parts; part++)
                {
                    int count = part == parts ? message.Length - at : _random.Next(message.Length - at + 1);
                    await _peer.SendAsync(new ArraySegment<byte>(message, at, count), Type(isText), part == parts, CancellationToken.None);
                    at += count;
                }

                Assert.AreEqual((isText ? "text " : "bin ") + Hex(message) + ".", Hear(), _what);
            }

            /// <summary>A message of ours, in fragments, with pings between; they must get it whole, and answer the pings.</summary>
            public async Task WeSend()
            {
                byte[] message = Message(out bool isText);
                WebSocketMessageType type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                int parts = _random.Next(1, 4);
                int at = 0;
                for (int part = 1; part <= parts; part++)
                {
                    int count = part == parts ? message.Length - at : _random.Next(message.Length - at + 1);
                    bool sent = parts == 1
                        ? _end.Protocol.TrySend(type, message, at, count)
                        : _end.Protocol.TrySendFragment(type, message, at, count, part == parts);
                    Assert.IsTrue(sent, _what);
                    at += count;
                    if (_random.Next(2) == 0)
                    {
                        byte[] payload = new byte[_random.Next(126)];
                        _random.NextBytes(payload);
                        if (_end.Protocol.TryPing(payload, 0, payload.Length))
                        {
                            _pings.Add("pong " + Hex(payload));
                        }
                    }

                    Flush();
                }

                byte[] buffer = new byte[message.Length + 200];
                int total = 0;
                Net.WebSocketReceiveResult result;
                do
                {
                    result = await _peer.ReceiveAsync(new ArraySegment<byte>(buffer, total, _random.Next(1, buffer.Length - total)), CancellationToken.None);
                    Assert.AreEqual(Type(isText), result.MessageType, _what);
                    total += result.Count;
                }
                while (!result.EndOfMessage);

                Assert.AreEqual(Hex(message), Hex(buffer.AsSpan(0, total)), _what);
            }

            /// <summary>The closing handshake, RFC 6455 section 7.</summary>
            public async Task Close(bool weBegin)
            {
                if (weBegin)
                {
                    Assert.IsTrue(_end.Close(4321, "c3a9"), _what);
                    Flush();
                    Net.WebSocketReceiveResult result = await _peer.ReceiveAsync(new ArraySegment<byte>(new byte[10]), CancellationToken.None);
                    Assert.AreEqual("Close 4321 \u00e9", result.MessageType + " " + (int)result.CloseStatus + " " + result.CloseStatusDescription, _what);
                    await _peer.CloseOutputAsync(Net.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    Assert.AreEqual("close 03e8", Hear(), _what);
                }
                else
                {
                    // It answers a Ping when it next reads, and behind its Close no answer may come.
                    Assert.AreEqual(string.Empty, Hear(), _what);
                    _pings.Clear();
                    await _peer.CloseOutputAsync(Net.WebSocketCloseStatus.EndpointUnavailable, "bye", CancellationToken.None);
                    Assert.AreEqual("close 03e9627965", Hear(), _what);
                    Flush();
                    Net.WebSocketReceiveResult result = await _peer.ReceiveAsync(new ArraySegment<byte>(new byte[10]), CancellationToken.None);
                    Assert.AreEqual("Close 1001", result.MessageType + " " + (int)result.CloseStatus, _what);
                }

                Assert.AreEqual(Net.WebSocketState.Closed, _peer.State, _what);
                Assert.IsTrue(_end.Protocol.WasClean, _what);
                Assert.AreEqual(0, _pings.Count, _what + ": a ping was not answered");
            }

            /// <summary>Moves what we have to say to them, in pieces.</summary>
            private void Flush()
            {
                while (_end.Take(_random.Next(1, 3000), _random.Next(1, 700)) > 0)
                {
                    _stream.Input.AddRange(_end.SentBytes());
                }
            }

            /// <summary>Takes what they said, in pieces; the events but for the pongs, which answer our pings.</summary>
            private string Hear()
            {
                byte[] bytes = _stream.TakeOutput();
                StringBuilder events = new StringBuilder();
                for (int at = 0; at < bytes.Length;)
                {
                    int count = Math.Min(bytes.Length - at, _random.Next(1, _random.Next(2, 2000)));
                    string more = _end.ReceiveBytes(bytes, at, count);
                    at += count;
                    while (_pings.Count > 0 && (more == _pings[0] || more.StartsWith(_pings[0] + " ", StringComparison.Ordinal)))
                    {
                        more = more.Substring(Math.Min(more.Length, _pings[0].Length + 1));
                        _pings.RemoveAt(0);
                        Pongs++;
                    }

                    events.Append(more);
                }

                return events.ToString();
            }

            private byte[] Message(out bool isText)
            {
                isText = _random.Next(2) == 0;
                if (!isText)
                {
                    byte[] bytes = new byte[_random.Next(_random.Next(2, 5000))];
                    _random.NextBytes(bytes);
                    return bytes;
                }

                StringBuilder text = new StringBuilder();
                for (int i = _random.Next(_random.Next(1, 400)); i > 0; i--)
                {
                    text.Append(_random.Next(4) switch { 0 => "\u00e9", 1 => "\u20ac", 2 => "\U0001f609", _ => "plain" });
                }

                return Encoding.UTF8.GetBytes(text.ToString());
            }

            private static Net.WebSocketMessageType Type(bool isText)
            {
                return isText ? Net.WebSocketMessageType.Text : Net.WebSocketMessageType.Binary;
            }

            private static string Hex(ReadOnlySpan<byte> bytes)
            {
                return Convert.ToHexString(bytes).ToLowerInvariant();
            }
        }
    }
}
