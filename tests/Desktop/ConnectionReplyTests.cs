using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>Whether a connection wants more input; the rest of it is in ConnectionRoomTests, for the device too.</summary>
    [TestClass]
    public class ConnectionReplyTests
    {
        [TestMethod]
        public void CanReply_AsServerBehindThePeersClose_IsTrueHoweverMuchWaits()
        {
            // Input is dropped from there on, and calls for no answer.
            ProtocolDriver server = ProtocolDriver.Both(1024)[0];
            Assert.IsTrue(server.Send(ProtocolDriver.Pattern(700)));
            Assert.IsFalse(server.Protocol.CanReply, "more than half is taken");
            Assert.AreEqual("close 03e8", server.Receive("88 02|03e8"));
            Assert.AreEqual(WebSocketState.Closed, server.Protocol.State);
            Assert.IsTrue(server.Protocol.WantsWrite);
            Assert.IsTrue(server.Protocol.CanReply, "nothing can come");
        }
    }
}
