using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Hosting
{
    /// <summary>When a server asks its guard and tells its observer, and what it does when they fail.</summary>
    [TestClass]
    public sealed class GuardTests
    {
        [TestMethod]
        public void Guard_OfAConversation_IsAskedInOrder()
        {
            NotingGuard guard = new NotingGuard();
            HostingServer host = Start(guard, null);
            host.Echo();
            WirePeer peer = host.Open("/", "");
            peer.Send(WirePeer.TextFrame("abc"));
            Assert.IsTrue(host.ReadFrame(peer));
            peer.Send(WirePeer.Frame(WirePeer.Text, false, new byte[2], 0, 2));
            host.Settle();
            peer.Send(WirePeer.Frame(WirePeer.Continuation, true, new byte[0], 0, 0));
            Assert.IsTrue(host.ReadFrame(peer));
            peer.Send(WirePeer.CloseFrame(1000));
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual("admit check:upgrade bytes:9 message bytes:8 bytes:6 message bytes:8 release", guard.Notes());
        }

        [TestMethod]
        public void Guard_EachConnection_IsReleasedOnceHoweverItEnds()
        {
            NotingGuard guard = new NotingGuard();
            HostingServer host = Start(guard, null);
            host.Server.AddContent("/", new ByteArrayContent(new byte[3], "text/plain", null, false));
            HttpContentTests.Request(host, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            Assert.AreEqual("admit check:other release", guard.Notes());
            HttpContentTests.Request(host, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            Assert.AreEqual("admit check:other release", guard.Notes());
            HttpContentTests.Request(host, "nonsense\r\n\r\n", out _);
            Assert.AreEqual("admit release", guard.Notes());
            host.Connect().Transport.Close();
            host.Settle();
            Assert.AreEqual("admit release", guard.Notes());
            WirePeer lost = host.Open();
            ((MemoryTransport)lost.Transport).Lose();
            host.Settle();
            Assert.AreEqual("admit check:upgrade release", guard.Notes());
            host.Open();
            host.Connect();
            host.Settle();
            host.Server.Dispose();
            Assert.AreEqual("admit check:upgrade admit release release", guard.Notes());
        }

        [TestMethod]
        public void Guard_ThatThrows_IsANoAndTheServerLivesOn()
        {
            foreach (string where in new[] { "admit", "check", "bytes", "message", "release", "write" })
            {
                NotingGuard guard = new NotingGuard { Throws = where };
                HostingServer host = Start(guard, null);
                host.Echo();
                if (where == "admit" || where == "check" || where == "write")
                {
                    guard.Refuses = where == "write";
                    WirePeer refused = host.Connect();
                    refused.Send(WirePeer.UpgradeRequest("/", ""));
                    host.Settle();
                    refused.Receive();
                    string head = refused.ReadHead();
                    refused.Transport.Close();
                    host.Settle();
                    StringAssert.StartsWith(head, where == "write" ? "HTTP/1.1 403 " : "HTTP/1.1 500 Internal Server Error\r\n", where);
                }
                else
                {
                    WirePeer peer = host.Open();
                    peer.Send(WirePeer.TextFrame("x"));
                    Assert.IsTrue(host.ReadFrame(peer), where);
                    Assert.AreEqual(where == "release" ? WirePeer.Text : WirePeer.Close, peer.Opcode, where);
                    Assert.AreEqual(where == "release" ? 0 : 1011, peer.CloseStatus, where);
                    peer.Transport.Close();
                    host.Settle();
                }

                Assert.AreEqual(1, host.Server.Statistics.HandlerErrors, where);
                Assert.AreEqual(0, host.Server.Statistics.PumpErrors, where);
                guard.Throws = null;
                guard.Refuses = false;
                WirePeer next = host.Open();
                next.Send(WirePeer.TextFrame("y"));
                Assert.IsTrue(host.ReadFrame(next), where);
                Assert.AreEqual("y", next.PayloadText, where);
            }
        }

        [TestMethod]
        public void Guard_ThatRefusesManyAtOnce_AnswersOneAndEndsTheOthersWhileOthersAreServed()
        {
            NotingGuard guard = new NotingGuard { RefusesAdmission = true };
            HostingServer host = Start(guard, null);
            WirePeer[] peers = new WirePeer[20];
            for (int i = 0; i < peers.Length; i++)
            {
                peers[i] = host.Connect();
            }

            host.Settle();
            int answered = 0;
            int ended = 0;
            foreach (WirePeer peer in peers)
            {
                peer.Receive();
                ended += peer.IsEnded ? 1 : 0;
                answered += peer.IsEnded ? 0 : 1;
            }

            Assert.AreEqual(1, answered);
            Assert.AreEqual(19, ended);
            Assert.AreEqual(20, host.Server.Statistics.GetRefused(429));
            guard.RefusesAdmission = false;
            host.Open();
        }

        [TestMethod]
        public void Observer_OfAServersLife_IsToldAll()
        {
            NotingObserver observer = new NotingObserver();
            HostingServer host = Start(null, observer);
            host.Listener.Connect();
            host.Listener.LastServerEnd.Address = "10.0.0.9";
            host.Settle();
            WirePeer peer = host.Open();
            peer.Send(new byte[] { 0x81, 0x00 });
            Assert.IsTrue(host.ReadEnd(peer));
            WirePeer other = host.Connect();
            other.Send(WirePeer.UpgradeRequest("/", "Origin: http://evil.example\r\n"));
            ((MemoryTransport)other.Transport).EndWriting();
            Assert.IsTrue(host.ReadEnd(other));
            Assert.AreEqual(
                "Accepted 10.0.0.9 0 Request;Accepted memory 0 Request;Opened memory 0 Request;Violated memory 7 Request;Lost memory 1002 Request;"
                + "Accepted memory 0 Request;Refused memory 403 Origin;",
                observer.Notes);
            Assert.AreEqual(0, host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void Observer_FullHouse_IsTold()
        {
            NotingObserver observer = new NotingObserver();
            HostingServer host = new HostingServer(new WebSocketServerOptions { Observer = observer, MaxConnections = 1 }, 4096);
            host.Open();
            WirePeer peer = host.Connect();
            host.Settle();
            peer.Transport.Close();
            StringAssert.EndsWith(observer.Notes, "Refused memory 503 Busy;");
        }

        [TestMethod]
        public void Observer_BroadcastToASlowReader_IsToldWhatIsDropped()
        {
            NotingObserver observer = new NotingObserver();
            HostingServer host = Start(null, observer);
            host.Open();
            host.Listener.LastServerEnd.MaxWrite = 0;
            int taken = 0;
            for (int i = 0; i < 5; i++)
            {
                taken += host.Server.Broadcast(new byte[300], 0, 300, WebSocketMessageType.Binary);
            }

            Assert.AreEqual(2, taken);
            Assert.AreEqual(3, host.Server.Statistics.BroadcastsSkipped);
            StringAssert.EndsWith(observer.Notes, "Dropped memory 1 Request;Dropped memory 1 Request;Dropped memory 1 Request;");
        }

        [TestMethod]
        public void Observer_ThatThrows_EndsNothing()
        {
            NotingObserver observer = new NotingObserver { Throws = true };
            HostingServer host = Start(null, observer);
            host.Echo();
            WirePeer peer = host.Open();
            peer.Send(WirePeer.TextFrame("x"));
            Assert.IsTrue(host.ReadFrame(peer));
            peer.Transport.Close();
            host.Settle();
            HttpContentTests.Request(host, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            Assert.AreEqual(5, host.Server.Statistics.HandlerErrors);
            Assert.AreEqual(0, host.Server.Statistics.PumpErrors);
        }

        private static HostingServer Start(ConnectionGuard guard, ServerObserver observer)
        {
            return new HostingServer(new WebSocketServerOptions { Guard = guard, Observer = observer }, 4096);
        }

        private sealed class NotingGuard : ConnectionGuard
        {
            private readonly List<string> _notes = new List<string>();

            internal string Throws { get; set; }

            internal bool Refuses { get; set; }

            internal bool RefusesAdmission { get; set; }

            /// <summary>What was noted since the last time.</summary>
            internal string Notes()
            {
                string notes = string.Join(' ', _notes);
                _notes.Clear();
                return notes;
            }

            public override int Admit(string address, long nowMs)
            {
                Note("admit");
                Reason = RefusalReason.Connections;
                return RefusesAdmission ? -HttpStatus.TooManyRequests : 7;
            }

            public override int Check(ConnectionRequest request, long nowMs)
            {
                Note("check", request.IsUpgrade ? "check:upgrade" : "check:other");
                Assert.AreEqual(7, request.Place);
                return Refuses ? HttpStatus.Forbidden : 0;
            }

            public override int WriteRefusal(int status, HttpMethod method, byte[] output, int offset, int capacity)
            {
                Note("write");
                return 0;
            }

            public override int Charge(int place, int bytes, int messages, long nowMs)
            {
                Assert.AreEqual(7, place);
                Assert.IsTrue(bytes == 0 != (messages == 0));
                Note(bytes == 0 ? "message" : "bytes", bytes == 0 ? "message" : "bytes:" + bytes);
                return 0;
            }

            public override void Release(int place)
            {
                Assert.AreEqual(7, place);
                Note("release");
            }

            private void Note(string what, string text = null)
            {
                _notes.Add(text ?? what);
                if (what == Throws)
                {
                    throw new InvalidOperationException("the guard sleeps");
                }
            }
        }

        private sealed class NotingObserver : ServerObserver
        {
            internal string Notes { get; private set; } = "";

            internal bool Throws { get; set; }

            public override void Happened(ServerEventKind kind, string address, int status, RefusalReason reason)
            {
                Notes += kind + " " + address + " " + status + " " + reason + ";";
                if (Throws)
                {
                    throw new InvalidOperationException("the observer sleeps");
                }
            }
        }
    }
}
