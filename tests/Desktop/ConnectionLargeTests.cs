using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>What ConnectionRoomTests shows, for messages that a device's heap does not hold twice.</summary>
    [TestClass]
    public class ConnectionLargeTests
    {
        [TestMethod]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(65537)]
        public void Send_PayloadAtTheEndOf16Bits_IsOneWholeFrame(int count)
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both(70000))
            {
                byte[] message = ProtocolDriver.Pattern(count);
                Assert.IsTrue(end.Send(message), end.Role);
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ".", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(500)]
        public void Send_LargerThanTheArray_ItsFirstBytesGoWithTheHeader(int before)
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                byte[] first = ProtocolDriver.Pattern(before);
                byte[] message = ProtocolDriver.Pattern(1600);
                Assert.IsTrue(before == 0 || end.Send(first), end.Role);
                Assert.IsTrue(end.Send(message), end.Role);

                // The front of an array of 1,024 bytes, whose back a Pong and a Close frame of full length may need.
                Assert.AreEqual(1024 - (2 * WebSocketProtocol.SendBufferReserve), end.Protocol.PrepareOutput(), end.Role);
                Assert.AreEqual((before == 0 ? "" : "bin " + ProtocolDriver.HexOf(first) + ". ") + "bin " + ProtocolDriver.HexOf(message) + ".", end.Sent(), end.Role);
            }
        }
    }
}
