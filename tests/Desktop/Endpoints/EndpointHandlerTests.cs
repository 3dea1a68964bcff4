using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>What handlers are told, in which order, and what becomes of what they throw.</summary>
    [TestClass]
    public sealed class EndpointHandlerTests
    {
        private readonly NotingEndpoint _handler = new NotingEndpoint();

        [TestMethod]
        public void Handler_OfAConversation_IsToldInOrder()
        {
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a", _handler));
            WirePeer peer = fixture.Open("/a");
            Assert.AreSame(_handler.Session, _handler.Session.Socket.Tag);
            Assert.IsTrue(_handler.Session.IsOpen);
            byte[] first = System.Text.Encoding.UTF8.GetBytes("in ");
            Assert.AreEqual("", fixture.Talk(
                peer,
                WirePeer.TextFrame("grün"),
                EndpointFixture.Binary("bin"),
                WirePeer.Frame(WirePeer.Text, false, first, 0, 3),
                EndpointFixture.Pong("p"),
                WirePeer.Frame(WirePeer.Continuation, true, first, 0, 2)));
            Assert.AreEqual("close 1000", fixture.Talk(peer, WirePeer.CloseFrame(1000)));
            Assert.AreEqual("open; text grün; binary bin; pong p; text in in; close 1000 ", _handler.Notes());
            Assert.IsFalse(_handler.Session.IsOpen);
            Assert.IsFalse(_handler.Session.Send("late"));
            Assert.AreEqual(0, fixture.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void Handler_ThatOverridesNothing_ClosesWith1003()
        {
            EndpointFixture fixture = new EndpointFixture(
                null, new EndpointConfig("/whole", new Deaf()), new EndpointConfig("/parts", new Deaf()) { AllowPartialMessages = true });
            Assert.AreEqual("close 1003", fixture.Talk(fixture.Open("/whole"), WirePeer.TextFrame("x")));
            Assert.AreEqual("close 1003", fixture.Talk(fixture.Open("/whole"), EndpointFixture.Binary("x")));
            Assert.AreEqual("close 1003", fixture.Talk(fixture.Open("/parts"), EndpointFixture.Binary("x")));
            Assert.AreEqual("", fixture.Talk(fixture.Open("/parts"), EndpointFixture.Pong("x")));
        }

        [TestMethod]
        [DataRow("open", null)]
        [DataRow("text x", "text")]
        [DataRow("binary x", "binary")]
        [DataRow("pong x", "pong")]
        public void Handler_Throws_OnErrorThen1011AndTheServerLivesOn(string where, string frame)
        {
            _handler.Also = (session, note) =>
            {
                if (note == where)
                {
                    throw new InvalidOperationException("mine");
                }
            };
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a", _handler));
            WirePeer peer = fixture.Open("/a");
            string answer = frame == null ? fixture.Read(peer) : fixture.Talk(peer, OfKind(frame));
            Assert.AreEqual("close 1011", answer);
            fixture.Talk(peer, WirePeer.CloseFrame(1011));
            StringAssert.EndsWith(_handler.Notes(), where + "; error mine; close 1011 ");
            Assert.AreEqual(1, fixture.Server.Statistics.HandlerErrors);
            _handler.Also = null;
            Assert.AreEqual("", fixture.Talk(fixture.Open("/a"), OfKind("text")));
            Assert.AreEqual("open; text x", _handler.Notes());
        }

        [TestMethod]
        public void Handler_WhoseOnErrorDoesNotClose_GoesOn()
        {
            _handler.ClosesOnError = false;
            _handler.Also = (session, note) =>
            {
                if (note == "text x")
                {
                    throw new InvalidOperationException("mine");
                }

                if (note == "text y")
                {
                    session.Send("still here");
                }
            };
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a", _handler));
            Assert.AreEqual("still here", fixture.Talk(fixture.Open("/a"), WirePeer.TextFrame("x"), WirePeer.TextFrame("y")));
        }

        [TestMethod]
        public void Handler_WhoseOnErrorThrows_IsClosedWith1011()
        {
            _handler.ClosesOnError = false;
            _handler.Also = (session, note) =>
            {
                if (note != "open")
                {
                    throw new InvalidOperationException("mine");
                }
            };
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a", _handler));
            Assert.AreEqual("close 1011", fixture.Talk(fixture.Open("/a"), WirePeer.TextFrame("x")));
            Assert.AreEqual(2, fixture.Server.Statistics.HandlerErrors);
            Assert.AreEqual(0, fixture.Server.Statistics.PumpErrors);
        }

        [TestMethod]
        public void Handler_OfEachConnection_IsItsOwn()
        {
            OwnConfig config = new OwnConfig();
            EndpointFixture fixture = new EndpointFixture(null, config);
            WirePeer one = fixture.Open("/own/1");
            WirePeer two = fixture.Open("/own/2");
            fixture.Talk(one, WirePeer.TextFrame("a"));
            fixture.Talk(two, WirePeer.TextFrame("b"));
            Assert.AreEqual("open; text a", config.Made[0].Notes());
            Assert.AreEqual("open; text b", config.Made[1].Notes());
            Assert.AreEqual("1", config.Made[0].Session.GetPathParameter("id"));
            Assert.AreEqual("2", config.Made[1].Session.GetPathParameter("id"));
        }

        [TestMethod]
        public void Handler_IsDecorated()
        {
            EndpointFixture fixture = new EndpointFixture(
                null, new EndpointConfig("/a", new Loud(_handler)), new EndpointConfig("/p", new Loud(_handler)) { AllowPartialMessages = true });
            WirePeer peer = fixture.Open("/a");
            fixture.Talk(peer, WirePeer.TextFrame("x"), EndpointFixture.Binary("y"), EndpointFixture.Pong("z"), WirePeer.CloseFrame(0));
            Assert.AreEqual("opening; open; text x; binary y; pong z; close 1005 ", _handler.Notes());
            fixture.Talk(fixture.Open("/p"), WirePeer.TextFrame("x"));
            Assert.AreEqual("opening; open; last Text 1", _handler.Notes());
        }

        [TestMethod]
        public void Session_PropertiesAreItsOwn()
        {
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a", _handler));
            fixture.Open("/a");
            WebSocketSession one = _handler.Session;
            fixture.Open("/a");
            one.SetProperty("user", "ann");
            one.SetProperty("count", 1);
            one.SetProperty("count", 2);
            Assert.AreEqual("ann", one.GetProperty("user"));
            Assert.AreEqual(2, one.GetProperty("count"));
            Assert.IsNull(one.GetProperty("none"));
            Assert.IsNull(_handler.Session.GetProperty("user"));
            one.SetProperty("user", null);
            Assert.IsNull(one.GetProperty("user"));
            Assert.ThrowsExactly<ArgumentNullException>(() => one.SetProperty(null, 1));
        }

        [TestMethod]
        public void Sessions_OfAnEndpoint_AreListedWhileTheyAreOpen()
        {
            EndpointConfig config = new EndpointConfig("/a", _handler);
            EndpointFixture fixture = new EndpointFixture(null, config, new EndpointConfig("/b", new NotingEndpoint()));
            _handler.Also = (session, note) =>
            {
                if (note.StartsWith("text", StringComparison.Ordinal))
                {
                    for (WebSocketSession other = config.FirstSession; other != null; other = other.Next)
                    {
                        other.Send(note);
                    }
                }
            };
            WirePeer[] peers = { fixture.Open("/a"), fixture.Open("/a"), fixture.Open("/b"), fixture.Open("/a") };
            Assert.AreEqual(3, config.SessionCount);
            Assert.AreEqual("text x", fixture.Talk(peers[0], WirePeer.TextFrame("x")));
            Assert.AreEqual("text x", fixture.Read(peers[1]));
            Assert.AreEqual("", fixture.Read(peers[2]));
            Assert.AreEqual("text x", fixture.Read(peers[3]));
            foreach (int leaving in new[] { 1, 3, 0 })
            {
                peers[leaving].Transport.Close();
                fixture.Settle();
            }

            Assert.AreEqual(0, config.SessionCount);
            Assert.IsNull(config.FirstSession);
        }

        [TestMethod]
        public void Endpoint_WithoutAHandler_IsTheServersEvents()
        {
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a", _handler), new EndpointConfig("/raw", null) { MaxMessageSize = 3 });
            fixture.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
            {
                if (socket.Tag == null)
                {
                    socket.Send(buffer, offset, count, type);
                }
            };
            Assert.AreEqual("x close 1009", fixture.Talk(fixture.Open("/raw"), WirePeer.TextFrame("x"), EndpointFixture.Pong("p"), WirePeer.TextFrame("1234")));
            Assert.AreEqual("", fixture.Talk(fixture.Open("/a"), WirePeer.TextFrame("x")));
            Assert.AreEqual("open; text x", _handler.Notes());
        }

        private static byte[] OfKind(string kind)
        {
            return kind == "text" ? WirePeer.TextFrame("x") : kind == "binary" ? EndpointFixture.Binary("x") : EndpointFixture.Pong("x");
        }

        private sealed class Deaf : Endpoint
        {
        }

        private sealed class Loud : EndpointDecorator
        {
            public Loud(NotingEndpoint inner)
                : base(inner)
            {
            }

            public override void OnOpen(WebSocketSession session)
            {
                ((NotingEndpoint)Inner).Note(session, "opening");
                base.OnOpen(session);
            }
        }

        private sealed class OwnConfig : EndpointConfig
        {
            public OwnConfig()
                : base("/own/{id}", null)
            {
            }

            public System.Collections.Generic.List<NotingEndpoint> Made { get; } = new System.Collections.Generic.List<NotingEndpoint>();

            public override Endpoint CreateHandler(HandshakeRequest request)
            {
                Made.Add(new NotingEndpoint());
                return Made[^1];
            }
        }
    }
}
