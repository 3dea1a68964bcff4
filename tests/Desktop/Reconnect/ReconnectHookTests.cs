using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>The hook before an attempt, the events, and what ends it.</summary>
    [TestClass]
    public sealed class ReconnectHookTests
    {
        [TestMethod]
        public void Hook_BeforeEachAttempt_GivesAFreshTokenAndAnotherUri()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            List<string> tokens = new List<string>();
            fixture.Host.Server.Opened += s => tokens.Add(((ServerWebSocket)s).Path);
            fixture.Client.BeforeAttempt = c =>
            {
                c.Uri = "ws://device" + c.Attempts + ".local/token" + c.Attempts;
                c.ClientOptions.Headers = new[] { "Authorization", "Bearer " + c.Attempts };
                return true;
            };
            fixture.Open();
            Assert.AreEqual("device1.local", fixture.Network.Host);
            fixture.Lose();
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual("device2.local", fixture.Network.Host);
            Assert.AreEqual("/token1 /token2", string.Join(" ", tokens));
        }

        [TestMethod]
        public void Hook_SeesWhyTheLastAttemptFailed_AndGivesUp()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            List<object> seen = new List<object>();
            int stopped = 0;
            fixture.Client.Stopped += s => stopped++;
            fixture.Switch.Connecting = () => throw new WebSocketException("no", 401, null, null);
            fixture.Client.BeforeAttempt = c =>
            {
                seen.Add(c.LastError == null ? 0 : ((WebSocketException)c.LastError).HttpStatus);
                return c.LastError == null;
            };
            Assert.IsTrue(fixture.Client.RunOnce(0));
            fixture.Clock.Ms += fixture.Client.DelayMs;
            Assert.IsTrue(fixture.Client.RunOnce(0));
            Assert.IsFalse(fixture.Client.RunOnce(0));
            Assert.IsFalse(fixture.Client.RunOnce(0));
            Assert.AreEqual("0 401", string.Join(" ", seen));
            Assert.AreEqual(1, stopped);
            Assert.AreEqual(WebSocketState.Closed, fixture.Client.State);
        }

        [TestMethod]
        public void Hook_StopsTheClient_NothingIsConnected()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Client.BeforeAttempt = c =>
            {
                c.Stop();
                return true;
            };
            Assert.IsTrue(fixture.Client.RunOnce(0));
            Assert.IsFalse(fixture.Client.RunOnce(0));
            Assert.IsNull(fixture.Network.Last);
        }

        [TestMethod]
        public void Hook_Throws_IsAFailedAttempt()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Client.BeforeAttempt = c => c.Attempts == 1 ? throw new FormatException("x") : true;
            fixture.Client.RunOnce(0);
            Assert.IsInstanceOfType<FormatException>(fixture.Client.LastError);
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
            Assert.IsNull(fixture.Client.LastError);
        }

        [TestMethod]
        public void Opened_AfterEachOpening_SubscribesAgainBeforeWhatWaited()
        {
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.MaxQueuedMessages = 4;
                o.MaxQueuedBytes = 100;
            });
            fixture.Client.Opened += s => Assert.IsTrue(s.SendString("subscribe"));
            fixture.Client.SendString("early");
            fixture.Open();
            fixture.Work();
            fixture.Lose();
            fixture.Client.SendString("meanwhile");
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual("subscribe early subscribe meanwhile", string.Join(" ", fixture.Received));
        }

        [TestMethod]
        public void Opened_Throws_ClosesAndTriesAgain()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Client.Opened += s =>
            {
                if (fixture.Client.Openings == 1)
                {
                    throw new FormatException("x");
                }
            };
            fixture.Work();
            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, fixture.Host.ClosedSocket.CloseStatus);
            Assert.IsInstanceOfType<FormatException>(fixture.Client.LastError);
            Assert.AreEqual(WebSocketState.Connecting, fixture.Client.State);
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
        }

        [TestMethod]
        public void Events_OfTwoConnections_ComeInOrderWithThisObject()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            List<string> events = new List<string>();
            fixture.Client.Opened += s => events.Add("opened " + (s == fixture.Client));
            fixture.Client.Closed += s => events.Add("closed " + (s == fixture.Client) + " " + (int)s.CloseStatus + " " + s.CloseStatusDescription + " " + fixture.Client.DelayMs);
            fixture.Client.MessageReceived += (s, buffer, offset, count, type, end) =>
            {
                events.Add((s == fixture.Client) + " " + System.Text.Encoding.UTF8.GetString(buffer, offset, count) + " " + type + " " + end);
                s.Send(buffer, offset, count, type);
            };
            fixture.Open();
            fixture.Host.Socket.SendString("one");
            fixture.Work();
            fixture.CloseFromServer(WebSocketCloseStatus.EndpointUnavailable);
            fixture.AssertAttemptAfter(1000);
            fixture.Host.Socket.SendString("two");
            fixture.Work();
            Assert.AreEqual("opened True|True one Text True|closed True 1001 x 1000|opened True|True two Text True", string.Join("|", events));
            Assert.AreEqual("one two", string.Join(" ", fixture.Received));
        }

        [TestMethod]
        public void ClosedHandler_Throws_TheNextAttemptComesAllTheSame()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Client.Closed += s => throw new FormatException("x");
            fixture.Open();
            fixture.Lose();
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
        }

        [TestMethod]
        public void MessageHandler_Throws_ReconnectsAfter1011()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Client.MessageReceived += (s, buffer, offset, count, type, end) => throw new FormatException("x");
            fixture.Open();
            fixture.Host.Socket.SendString("one");
            fixture.Work();
            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, fixture.Host.ClosedSocket.CloseStatus);
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
        }

        [TestMethod]
        [DataRow("http://device.local/", DisplayName = "no WebSocket URI")]
        [DataRow("ws://device.local/a b", DisplayName = "no path")]
        public void UriOfTheHook_ThatNobodyCanConnectTo_EndsItWithTheError(string uri)
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            int stopped = 0;
            fixture.Client.Stopped += s => stopped++;
            fixture.Client.BeforeAttempt = c =>
            {
                c.Uri = uri;
                return true;
            };
            fixture.Client.RunOnce(0);
            Assert.IsFalse(fixture.Client.RunOnce(0));
            Assert.IsInstanceOfType<ArgumentException>(fixture.Client.LastError);
            Assert.AreEqual(1, stopped);
        }

        [TestMethod]
        public void Construction_OfWhatCannotWork_IsRefused()
        {
            ReconnectOptions known = new ReconnectOptions { DeviceId = new byte[] { 1 } };
            Assert.ThrowsExactly<ArgumentException>(() => new ReconnectingClient("http://h/", known));
            Assert.ThrowsExactly<NotSupportedException>(() => new ReconnectingClient("wss://h/", known));
            Assert.ThrowsExactly<ArgumentNullException>(() => new ReconnectingClient("ws://h/", null));
            Assert.ThrowsExactly<ArgumentNullException>(() => new ReconnectingClient(null, known));
            Assert.AreEqual("no DeviceId", Refused(o => o.DeviceId = null));
            Assert.AreEqual("no DeviceId", Refused(o => o.DeviceId = Array.Empty<byte>()));
            using ReconnectingClient defaults = new ReconnectingClient("ws://h/", known);
            Assert.AreEqual(WebSocketState.Connecting, defaults.State);
            ClientWebSocketOptions client = new ClientWebSocketOptions { ReceiveBufferSize = 511 };
            StringAssert.Contains(Refused(o => o.Client = client), "ReceiveBufferSize is 511", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Options_AtTheirLimits_AreTakenAndBeyondRefused()
        {
            const int Day = ReconnectOptions.LongestDelayMs;
            Assert.AreEqual("BaseDelayMs is 0, not 1 to 86400000", Refused(o => o.BaseDelayMs = 0));
            Assert.AreEqual("BaseDelayMs is 86400001, not 1 to 86400000", Refused(o => o.BaseDelayMs = Day + 1));
            Assert.AreEqual("MaxDelayMs is 999, not 1000 to 86400000", Refused(o => o.MaxDelayMs = 999));
            Assert.AreEqual("MaxDelayMs is 86400001, not 1000 to 86400000", Refused(o => o.MaxDelayMs = Day + 1));
            Assert.AreEqual("ResetAfterMs is -1, not 0 to 86400000", Refused(o => o.ResetAfterMs = -1));
            Assert.AreEqual("RestartDelayMs is -1, not 0 to 86400000", Refused(o => o.RestartDelayMs = -1));
            Assert.AreEqual("TryAgainLaterDelayMs is -1, not 0 to 86400000", Refused(o => o.TryAgainLaterDelayMs = -1));
            Assert.AreEqual("MaxRetryAfterMs is 86400001, not 0 to 86400000", Refused(o => o.MaxRetryAfterMs = Day + 1));
            Assert.AreEqual("MaxQueuedMessages is -1, not 0 to 2147483647", Refused(o => o.MaxQueuedMessages = -1));
            Assert.AreEqual("MaxQueuedBytes is 0, not 1 to 1073741823", Refused(o => o.MaxQueuedMessages = 1));
            Assert.AreEqual("MaxQueuedBytes is 1, not 0 to 0", Refused(o => o.MaxQueuedBytes = 1));
            new ReconnectOptions { Entropy = new FixedEntropy(), BaseDelayMs = Day, MaxDelayMs = Day, ResetAfterMs = Day, RestartDelayMs = Day, TryAgainLaterDelayMs = Day, MaxRetryAfterMs = Day }.Validate();
            new ReconnectOptions { Entropy = new FixedEntropy(), BaseDelayMs = 1, MaxDelayMs = 1, ResetAfterMs = 0, RestartDelayMs = 0, TryAgainLaterDelayMs = 0, MaxRetryAfterMs = 0 }.Validate();
        }

        private static string Refused(Action<ReconnectOptions> configure)
        {
            ReconnectOptions options = new ReconnectOptions { DeviceId = new byte[] { 1 } };
            configure(options);
            return Assert.ThrowsExactly<ArgumentException>(() => new ReconnectingClient("ws://h/", options)).Message;
        }
    }
}
