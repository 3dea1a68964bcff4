using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>Sends with a completion, and objects as messages.</summary>
    [TestClass]
    public sealed class EndpointSendTests
    {
        private readonly NotingEndpoint _handler = new NotingEndpoint();
        private readonly List<string> _done = new List<string>();
        private readonly EndpointConfig _config;
        private EndpointFixture _fixture;
        private MemoryTransport _end;

        public EndpointSendTests()
        {
            _config = new EndpointConfig("/a", _handler);
        }

        [TestMethod]
        public void SendAsync_WithRoom_IsCompletedByThePumpWhenItIsOut()
        {
            WirePeer peer = Open();
            Assert.IsTrue(Send(1, 10));
            Assert.AreEqual("", Done(), "not before it returned");
            _fixture.Settle();
            Assert.AreEqual("1 sent", Done());
            Assert.AreEqual("10", Sizes(peer));
            _fixture.Settle();
            Assert.AreEqual("", Done());
        }

        [TestMethod]
        public void SendAsync_WithoutRoom_WaitsInOrderAndIsCompletedOnceEach()
        {
            WirePeer peer = Open();
            _end.MaxWrite = 0;
            Assert.IsTrue(Send(1, 500));
            Assert.IsTrue(Send(2, 500));
            Assert.IsTrue(Send(3, 5000), "larger than the send buffer");
            Assert.IsTrue(Send(4, 1));
            Assert.IsFalse(Send(5, 1), "more than MaxPendingSends");
            Assert.IsFalse(_handler.Session.Send("overtaking"));
            _fixture.Server.RunOnce(0);
            _fixture.Server.RunOnce(0);
            Assert.AreEqual("", Done());
            _end.MaxWrite = 100000;
            _fixture.Settle();
            Assert.AreEqual("1 sent 2 sent 3 sent 4 sent", Done());
            Assert.AreEqual("500 500 5000 1", Sizes(peer));
            Assert.IsTrue(_handler.Session.Send("x"));
            Assert.AreEqual("1", Sizes(peer));
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(3)]
        public void SendAsync_MaxPendingSends_BothSidesOfIt(int most)
        {
            _config.MaxPendingSends = most;
            WirePeer peer = Open();
            for (int round = 0; round < 5; round++)
            {
                _end.MaxWrite = 0;
                for (int i = 0; i < most; i++)
                {
                    Assert.IsTrue(Send(i, 600));
                }

                Assert.IsFalse(Send(9, 1));
                _end.MaxWrite = 100000;
                _fixture.Settle();
                peer.Receive();
                while (peer.ReadFrame())
                {
                    Assert.AreEqual(600, peer.PayloadCount);
                }

                Assert.AreEqual(most, Done().Split("sent").Length - 1);
            }
        }

        [TestMethod]
        public void SendAsync_ConnectionIsLost_IsCompletedAsNotSent()
        {
            Open();
            _end.MaxWrite = 0;
            Send(1, 500);
            Send(2, 5000);
            _end.Lose();
            _fixture.Settle();
            Assert.AreEqual("1 lost 2 lost", Done());
            StringAssert.Contains(_handler.Notes(), "close 1006");
            Assert.IsFalse(Send(3, 1));
            _fixture.Settle();
            Assert.AreEqual("", Done());
        }

        [TestMethod]
        public void SendAsync_BehindAClose_IsNotSentAndThePumpRests()
        {
            WirePeer peer = Open();
            _end.MaxWrite = 0;
            Send(1, 500);
            Send(2, 5000);
            Send(3, 1);
            _handler.Session.Close();
            _end.MaxWrite = 100000;
            _fixture.Settle();
            Assert.IsFalse(_fixture.Server.RunOnce(0), "nothing to do until the peer answers");
            Assert.AreEqual("500 5000 2", Sizes(peer), "what was taken, and the Close frame");
            Assert.AreEqual("1 sent 2 sent", Done());
            peer.Send(WirePeer.CloseFrame(1000));
            _fixture.Settle();
            Assert.AreEqual("3 lost", Done());
        }

        [TestMethod]
        public void SendAsync_CallbackThatSendsOrThrows_HurtsNobody()
        {
            _handler.ClosesOnError = false;
            WirePeer peer = Open();
            WebSocketSession session = _handler.Session;
            int left = 3;
            SendCompletedHandler again = null;
            again = (s, buffer, isSent) =>
            {
                left--;
                if (left > 0)
                {
                    Assert.IsTrue(s.SendAsync(buffer, 0, 2, WebSocketMessageType.Binary, again));
                    throw new InvalidOperationException("mine");
                }
            };
            Assert.IsTrue(session.SendAsync(new byte[2], 0, 2, WebSocketMessageType.Binary, again));
            Assert.IsTrue(session.SendAsync(new byte[3], 0, 3, WebSocketMessageType.Binary, null));
            _fixture.Settle();
            Assert.AreEqual(0, left);
            Assert.AreEqual("2 3 2 2", Sizes(peer));
            Assert.AreEqual("open; error mine; error mine", _handler.Notes());
        }

        [TestMethod]
        public void SendAsync_CallbackThatEndsTheConnection_CompletesTheOthersOnce()
        {
            Open();
            WebSocketSession session = _handler.Session;
            session.SendAsync(new byte[] { 1 }, 0, 1, WebSocketMessageType.Binary, (s, b, sent) =>
            {
                Note(s, b, sent);
                _fixture.Server.Dispose();
            });
            Send(2, 1);
            Send(3, 1);
            _fixture.Server.RunOnce(0);
            Assert.AreEqual("1 sent 2 lost 3 lost", Done());
        }

        [TestMethod]
        public void SendAsync_ArgumentsThatAreWrong_ThrowAndQueueNothing()
        {
            Open();
            WebSocketSession session = _handler.Session;
            Assert.ThrowsExactly<ArgumentNullException>(() => session.SendAsync(null, 0, 1, WebSocketMessageType.Binary, Note));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => session.SendAsync(new byte[2], 1, 2, WebSocketMessageType.Binary, Note));
            Assert.ThrowsExactly<ArgumentException>(() => session.SendAsync(new byte[2], 0, 2, (WebSocketMessageType)2, Note));
            _fixture.Settle();
            Assert.AreEqual("", Done());
        }

        [TestMethod]
        public void Objects_GoThroughTheFirstCodecThatTakesThem()
        {
            _config.Encoders = new MessageEncoder[] { new NumberEncoder(), new TextEncoder() };
            _config.Decoders = new MessageDecoder[] { new NumberDecoder(), new EvenDecoder() };
            WirePeer peer = Open();
            WebSocketSession session = _handler.Session;
            Assert.IsTrue(session.SendObject(7));
            Assert.IsTrue(session.SendObject("seven"));
            Assert.ThrowsExactly<ArgumentException>(() => session.SendObject(7.0));
            Assert.AreEqual("#7 seven", _fixture.Talk(peer, WirePeer.TextFrame("12"), WirePeer.TextFrame("abcd"), WirePeer.TextFrame("abc"), EndpointFixture.Binary("12")));
            Assert.AreEqual("open; object 12; object even abcd; text abc; binary 12", _handler.Notes());
        }

        [TestMethod]
        public void Objects_DecoderThatThrows_IsAnError()
        {
            _config.Decoders = new MessageDecoder[] { new NumberDecoder() };
            WirePeer peer = Open();
            Assert.AreEqual("close 1011", _fixture.Talk(peer, WirePeer.TextFrame("99999999999")));
            StringAssert.StartsWith(_handler.Notes(), "open; error ");
        }

        [TestMethod]
        public void Objects_WhatTheSendBufferHasNoRoomFor_IsRefused()
        {
            _config.Encoders = new MessageEncoder[] { new TextEncoder() };
            WirePeer peer = Open();
            int most = _fixture.Server.MaxFrameSize - 14;
            Assert.IsTrue(_handler.Session.SendObject(new string('x', most)));
            _fixture.Settle();
            Assert.AreEqual(most.ToString(System.Globalization.CultureInfo.InvariantCulture), Sizes(peer));
            Assert.ThrowsExactly<ArgumentException>(() => _handler.Session.SendObject(new string('x', most + 1)));
        }

        private static string Sizes(WirePeer peer)
        {
            List<int> sizes = new List<int>();
            peer.Receive();
            while (peer.ReadFrame())
            {
                sizes.Add(peer.PayloadCount);
            }

            return string.Join(" ", sizes);
        }

        private WirePeer Open()
        {
            _fixture = new EndpointFixture(null, _config);
            WirePeer peer = _fixture.Open("/a");
            _end = _fixture.Listener.LastServerEnd;
            return peer;
        }

        private bool Send(int number, int size)
        {
            byte[] message = new byte[size];
            message[0] = (byte)number;
            return _handler.Session.SendAsync(message, 0, size, WebSocketMessageType.Binary, Note);
        }

        private void Note(WebSocketSession session, byte[] buffer, bool isSent)
        {
            Assert.AreSame(_handler.Session, session);
            _done.Add(buffer[0] + (isSent ? " sent" : " lost"));
        }

        private string Done()
        {
            string done = string.Join(" ", _done);
            _done.Clear();
            return done;
        }

        private sealed class NumberEncoder : MessageEncoder
        {
            public NumberEncoder()
                : base(WebSocketMessageType.Text)
            {
            }

            public override int Encode(object message, byte[] buffer, int offset, int capacity)
            {
                return message is int number ? Encoding.ASCII.GetBytes("#" + number, 0, 2, buffer, offset) : NotMine;
            }
        }

        private sealed class TextEncoder : MessageEncoder
        {
            public TextEncoder()
                : base(WebSocketMessageType.Text)
            {
            }

            public override int Encode(object message, byte[] buffer, int offset, int capacity)
            {
                return message is string text ? Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, offset) : NotMine;
            }
        }

        private sealed class NumberDecoder : MessageDecoder
        {
            public NumberDecoder()
                : base(WebSocketMessageType.Text)
            {
            }

            public override object Decode(byte[] buffer, int offset, int count)
            {
                string text = Encoding.UTF8.GetString(buffer, offset, count);
                return char.IsDigit(text[0]) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
            }
        }

        private sealed class EvenDecoder : MessageDecoder
        {
            public EvenDecoder()
                : base(WebSocketMessageType.Text)
            {
            }

            public override object Decode(byte[] buffer, int offset, int count)
            {
                return count % 2 == 0 ? "even " + Encoding.UTF8.GetString(buffer, offset, count) : null;
            }
        }
    }
}
