using Microsoft.VisualStudio.TestTools.UnitTesting;

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
    }
}
