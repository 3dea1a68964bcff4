using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>An exception for the caller says what was wrong: in words, and by the argument's name where it has one.</summary>
    [TestClass]
    public class ProtocolArgumentTests
    {
        [TestMethod]
        public void FrameLimits_BelowOne_AreNamed()
        {
            Assert.AreEqual("maxMessageSize", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FrameLimits(0, 1)).ParamName);
            Assert.AreEqual("maxFragments", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FrameLimits(5, 0)).ParamName);
            Assert.AreEqual("maxFragments", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FrameLimits(1, 0)).ParamName);
        }

        [TestMethod]
        public void Constructors_ArraysThatAreTooSmall_AreNamed()
        {
            FrameLimits limits = new FrameLimits(1, 1);
            byte[] scratch = new byte[FrameDecoder.ScratchSize];
            Says<ArgumentException>("scratch", () => Assert.IsNotNull(new FrameDecoder(true, limits, new FrameMask(), new byte[FrameDecoder.ScratchSize - 1])));
            Says<ArgumentException>(
                "sendBuffer",
                () => Assert.IsNotNull(
                    new WebSocketProtocol(new ProtocolOptions(limits), new FrameMask(), null, scratch, new byte[WebSocketProtocol.MinSendBufferSize - 1])));
        }

        [TestMethod]
        public void Options_TimesThatMakeNoSense_AreNamedWithTheirValue()
        {
            ProtocolOptions options = new ProtocolOptions(new FrameLimits(1, 1)) { PongTimeoutMs = -3 };
            string message = Assert.ThrowsExactly<ArgumentException>(options.Validate).Message;
            StringAssert.Contains(message, "PongTimeoutMs is -3, below 1");
        }

        [TestMethod]
        public void Connection_CallsThatMakeNoSense_AreToldInWords()
        {
            WebSocketProtocol client = ProtocolDriver.Both()[1].Protocol;
            byte[] bytes = new byte[10];
            Says<ArgumentException>("1005", () => client.TryClose(WebSocketCloseStatus.Empty, bytes, 0, 1));
            Says<ArgumentException>("status", () => client.Fail(WebSocketCloseStatus.AbnormalClosure));
            Says<ArgumentException>("sent", () => client.Fail(WebSocketCloseStatus.AbnormalClosure));
            Says<ArgumentException>("UTF-8", () => client.TryClose(WebSocketCloseStatus.NormalClosure, new byte[] { 0xFF }, 0, 1));
            Says<ArgumentException>("text or binary", () => client.TrySend((WebSocketMessageType)2, bytes, 0, 1));
            Says<InvalidOperationException>("client", () => client.TrySendEncoded(bytes, 0, 2, bytes, 2, 1));
            Assert.IsTrue(client.TrySendFragment(WebSocketMessageType.Text, bytes, 0, 1, false));
            Says<InvalidOperationException>("type", () => client.TrySendFragment(WebSocketMessageType.Binary, bytes, 0, 1, true));
        }

        [TestMethod]
        public void CheckMessage_WhatMayBeSent_IsGivenItsOpcode()
        {
            byte[] bytes = new byte[10];
            Assert.AreEqual(Opcode.Text, WebSocketProtocol.CheckMessage(WebSocketMessageType.Text, bytes, 0, 10));
            Assert.AreEqual(Opcode.Binary, WebSocketProtocol.CheckMessage(WebSocketMessageType.Binary, bytes, 10, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => WebSocketProtocol.CheckMessage(WebSocketMessageType.Binary, bytes, 10, 1));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => WebSocketProtocol.CheckMessage(WebSocketMessageType.Binary, bytes, -1, 1));
        }

        [TestMethod]
        public void Ascii_LastCharacter_IsTakenAndNotPrinted()
        {
            Assert.AreEqual(0x7F, (int)Ascii.GetBytes("\u007f")[0]);
            Assert.AreEqual("~?", Ascii.GetString(new byte[] { 0x7E, 0x7F }, 0, 2));
            Says<ArgumentException>("ASCII", () => Ascii.GetBytes("\u0080"));
        }

        private static void Says<TException>(string word, Action action)
            where TException : Exception
        {
            StringAssert.Contains(Assert.ThrowsExactly<TException>(action).Message, word);
        }
    }
}
