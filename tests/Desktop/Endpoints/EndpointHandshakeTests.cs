using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>Interceptors, subprotocols and what else is decided before the 101.</summary>
    [TestClass]
    public sealed class EndpointHandshakeTests
    {
        private static readonly List<string> _notes = new List<string>();

        private readonly NotingEndpoint _handler = new NotingEndpoint();

        [TestInitialize]
        public void Forget()
        {
            _notes.Clear();
        }

        [TestMethod]
        public void Interceptors_OfASuccess_AreAskedInOrderAndToldInReverse()
        {
            EndpointConfig config = new EndpointConfig("/rooms/{room}", _handler) { Interceptors = new HandshakeInterceptor[] { new Noting("1"), new Noting("2") } };
            EndpointFixture fixture = new EndpointFixture(null, config);
            fixture.Ask("/rooms/b%20c?d", "X-Name: ann \r\nX-Empty:\r\n", out string head);
            Assert.AreEqual("before 1 b c /rooms/b%20c?d ann; before 2 b c /rooms/b%20c?d ann; after 2 101 True; after 1 101 True", string.Join("; ", _notes));
            Assert.AreEqual("open", _handler.Notes());
            StringAssert.EndsWith(head, "\r\nX-1: yes\r\nX-2: yes\r\n\r\n");
            StringAssert.Contains(head, "Sec-WebSocket-Accept: " + WirePeer.Accept + "\r\n");
            Assert.AreEqual("12", _handler.Session.GetProperty("by"));
        }

        [TestMethod]
        public void Interceptors_OneRefuses_ThoseBeforeItAreToldAndNothingIsOpened()
        {
            EndpointConfig config = new EndpointConfig("/a", _handler)
            {
                Interceptors = new HandshakeInterceptor[] { new Noting("1"), new Noting("2"), new Refusing(401), new Noting("3") },
            };
            EndpointFixture fixture = new EndpointFixture(null, config);
            WirePeer peer = fixture.Ask("/a", "", out string head);
            StringAssert.StartsWith(head, "HTTP/1.1 401 ");
            Assert.IsFalse(head.Contains("X-1", StringComparison.Ordinal));
            Assert.AreEqual("before 1  /a ; before 2  /a ; after 2 401 False; after 1 401 False", string.Join("; ", _notes));
            Assert.AreEqual("", _handler.Notes());
            Assert.AreEqual(0, config.SessionCount);
            Assert.AreEqual(1, fixture.Server.Statistics.GetRefused(401));
            peer.Transport.Close();
        }

        [TestMethod]
        [DataRow(-1)]
        [DataRow(99)]
        [DataRow(200)]
        [DataRow(399)]
        [DataRow(506)]
        public void Interceptors_OneThrowsOrAnswersNonsense_Is500(int status)
        {
            EndpointConfig config = new EndpointConfig("/a", _handler) { Interceptors = new HandshakeInterceptor[] { new Noting("1"), new Refusing(status) } };
            EndpointFixture fixture = new EndpointFixture(null, config, new EndpointConfig("/b", _handler));
            Assert.AreEqual(500, fixture.Status("/a"));
            Assert.AreEqual(1, fixture.Server.Statistics.HandlerErrors);
            Assert.AreEqual(0, fixture.Server.Statistics.PumpErrors);
            Assert.AreEqual("before 1  /a ; after 1 " + (status < 0 ? 500 : status) + " False", string.Join("; ", _notes));
            Assert.AreEqual(101, fixture.Status("/b"));
        }

        [TestMethod]
        public void Interceptors_OneSays101_GoesOn()
        {
            EndpointConfig config = new EndpointConfig("/a", _handler) { Interceptors = new HandshakeInterceptor[] { new Refusing(101), new Noting("1") } };
            new EndpointFixture(null, config).Open("/a");
            Assert.AreEqual("open", _handler.Notes());
            Assert.AreEqual(2, _notes.Count);
        }

        [TestMethod]
        public void Interceptors_AreNotAskedWhereTheServerRefuses()
        {
            EndpointConfig config = new EndpointConfig("/a", _handler) { Interceptors = new HandshakeInterceptor[] { new Noting("1") } };
            EndpointFixture fixture = new EndpointFixture(null, config);
            Assert.AreEqual(403, fixture.Status("/a", "Origin: https://elsewhere.example\r\n"));
            Assert.AreEqual(404, fixture.Status("/b"));
            Assert.AreEqual("", string.Join("; ", _notes));
        }

        [TestMethod]
        [DataRow("Upgrade", "x")]
        [DataRow("connection", "x")]
        [DataRow("Content-Length", "0")]
        [DataRow("transfer-encoding", "x")]
        [DataRow("Sec-WebSocket-Protocol", "x")]
        [DataRow("X Y", "x")]
        [DataRow("X", "a\r\nY: b")]
        [DataRow("X", "ä")]
        [DataRow("", "x")]
        public void AddHeader_ThatMayNotBe_IsRefused(string name, string value)
        {
            EndpointConfig config = new EndpointConfig("/a", _handler) { Interceptors = new HandshakeInterceptor[] { new Adding(name, value) } };
            EndpointFixture fixture = new EndpointFixture(null, config);
            Assert.AreEqual(500, fixture.Status("/a"));
        }

        [TestMethod]
        [DataRow(HandshakeRequest.MaxHeaderBytes - 5, 101)]
        [DataRow(HandshakeRequest.MaxHeaderBytes - 4, 500)]
        public void AddHeader_BothSidesOfItsRoom(int length, int status)
        {
            // "X: " and the line's end.
            EndpointConfig config = new EndpointConfig("/a", _handler) { Interceptors = new HandshakeInterceptor[] { new Adding("X", new string('v', length)) } };
            EndpointFixture fixture = new EndpointFixture(null, config);
            Assert.AreEqual(status, fixture.Status("/a"));
        }

        [TestMethod]
        [DataRow("/chat", "v1, v2", "v2")]
        [DataRow("/chat", "v1", "v1")]
        [DataRow("/chat", "news", null)]
        [DataRow("/chat", null, null)]
        [DataRow("/news", "v1, news", "news")]
        [DataRow("/plain", "v1, news", null)]
        [DataRow("/first", "v1, v2", "v1")]
        public void SubProtocol_IsTheEndpointsOwn(string target, string offered, string agreed)
        {
            EndpointFixture fixture = new EndpointFixture(
                null,
                new EndpointConfig("/chat", _handler) { SubProtocols = new[] { "v2", "v1" } },
                new EndpointConfig("/news", _handler) { SubProtocols = new[] { "news", "v1" } },
                new EndpointConfig("/plain", _handler),
                new Choosing("/first", _handler, "v1") { SubProtocols = new[] { "v2", "v1" } });
            fixture.Ask(target, offered == null ? "" : "Sec-WebSocket-Protocol: " + offered + "\r\n", out string head);
            Assert.AreEqual(agreed, _handler.Session.Socket.SubProtocol);
            Assert.AreEqual(agreed != null, head.Contains("\r\nSec-WebSocket-Protocol: " + agreed + "\r\n", StringComparison.Ordinal));
            Assert.AreEqual(agreed != null, head.Contains("Sec-WebSocket-Protocol", StringComparison.Ordinal));
        }

        [TestMethod]
        [DataRow("v3", "v3")]
        [DataRow("v1", "v2")]
        public void SubProtocol_ChosenThatIsNotThere_Is500(string chosen, string offered)
        {
            EndpointFixture fixture = new EndpointFixture(null, new Choosing("/a", _handler, chosen) { SubProtocols = new[] { "v2", "v1" } });
            Assert.AreEqual(500, fixture.Status("/a", "Sec-WebSocket-Protocol: " + offered + "\r\n"));
        }

        [TestMethod]
        public void MaxSessions_OneMore_Is503UntilOneLeaves()
        {
            EndpointFixture fixture = new EndpointFixture(
                new WebSocketServerOptions { MaxConnections = 8 },
                new EndpointConfig("/a", _handler) { MaxSessions = 2 },
                new EndpointConfig("/b", _handler));
            WirePeer peer = fixture.Open("/a");
            fixture.Open("/a");
            Assert.AreEqual(503, fixture.Status("/a"));
            fixture.Open("/b");
            peer.Transport.Close();
            fixture.Settle();
            fixture.Open("/a");
        }

        [TestMethod]
        public void Request_SaysWhoAsks()
        {
            Asking asking = new Asking();
            EndpointFixture fixture = new EndpointFixture(
                new WebSocketServerOptions { Guard = new NamingGuard() },
                new EndpointConfig("/a", _handler) { Interceptors = new HandshakeInterceptor[] { asking } });
            fixture.Open("/a");
            Assert.AreEqual("10.0.0.9 ann", asking.Who);
        }

        private sealed class Noting : HandshakeInterceptor
        {
            private readonly string _name;

            public Noting(string name)
            {
                _name = name;
            }

            public override int BeforeHandshake(HandshakeRequest request)
            {
                _notes.Add("before " + _name + " " + request.GetPathParameter("room") + " " + request.Path + " " + request.GetHeader("x-NAME"));
                Assert.IsNull(request.GetHeader("x-none"));
                request.Session.SetProperty("by", (string)request.Session.GetProperty("by") + _name);
                request.AddHeader("X-" + _name, "yes");
                return 0;
            }

            public override void AfterHandshake(HandshakeRequest request, int status)
            {
                _notes.Add("after " + _name + " " + status + " " + (request.Session.Socket != null));
            }
        }

        private sealed class Refusing : HandshakeInterceptor
        {
            private readonly int _status;

            public Refusing(int status)
            {
                _status = status;
            }

            public override int BeforeHandshake(HandshakeRequest request)
            {
                return _status < 0 ? throw new InvalidOperationException() : _status;
            }
        }

        private sealed class Adding : HandshakeInterceptor
        {
            private readonly string _name;
            private readonly string _value;

            public Adding(string name, string value)
            {
                _name = name;
                _value = value;
            }

            public override int BeforeHandshake(HandshakeRequest request)
            {
                request.AddHeader(_name, _value);
                return 0;
            }
        }

        private sealed class Asking : HandshakeInterceptor
        {
            public string Who { get; private set; }

            public override int BeforeHandshake(HandshakeRequest request)
            {
                Who = request.RemoteAddress + " " + request.User;
                return 0;
            }
        }

        private sealed class Choosing : EndpointConfig
        {
            private readonly string _choice;

            public Choosing(string path, Endpoint handler, string choice)
                : base(path, handler)
            {
                _choice = choice;
            }

            public override string ChooseSubProtocol(HandshakeRequest request)
            {
                return _choice;
            }
        }

        private sealed class NamingGuard : ConnectionGuard
        {
            public override int Admit(string address, long nowMs)
            {
                return 0;
            }

            public override int Check(ConnectionRequest request, long nowMs)
            {
                request.User = "ann";
                request.Address = "10.0.0.9";
                return 0;
            }

            public override int WriteRefusal(int status, HttpMethod method, byte[] output, int offset, int capacity)
            {
                return 0;
            }

            public override int Charge(int place, int bytes, int messages, long nowMs)
            {
                return 0;
            }

            public override void Release(int place)
            {
            }
        }
    }
}
