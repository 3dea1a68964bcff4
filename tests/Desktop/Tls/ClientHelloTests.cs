using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Tests.Tls
{
    /// <summary>The first bytes of a connection to a TLS port (RFC 8446 section 5.1).</summary>
    [TestClass]
    public sealed class ClientHelloTests
    {
        private const int Most = 4096;

        [TestMethod]
        [DataRow("", ClientHello.NeedInput, DisplayName = "nothing yet")]
        [DataRow("16", ClientHello.NeedInput, DisplayName = "a handshake")]
        [DataRow("16 03", ClientHello.NeedInput, DisplayName = "of version 3")]
        [DataRow("16 03 01 02 00", ClientHello.NeedInput, DisplayName = "with its length, but not what it is")]
        [DataRow("16 03 01 02 00 01", 517, DisplayName = "a ClientHello as browsers send it")]
        [DataRow("16 03 03 00 04 01", 9, DisplayName = "the least that a message has")]
        [DataRow("16 03 01 10 00 01", 4101, DisplayName = "the longest that is wanted")]
        [DataRow("16 03 01 10 01", ClientHello.Refused, DisplayName = "one byte longer")]
        [DataRow("16 03 01 ff ff 01", ClientHello.Refused, DisplayName = "longer than any record")]
        [DataRow("16 03 03 00 03", ClientHello.Refused, DisplayName = "too short for a message")]
        [DataRow("16 03 03 00 00", ClientHello.Refused, DisplayName = "empty")]
        [DataRow("16 03 01 02 00 02", ClientHello.Refused, DisplayName = "a ServerHello")]
        [DataRow("16 02", ClientHello.Refused, DisplayName = "SSL 2")]
        [DataRow("47", ClientHello.Refused, DisplayName = "HTTP, at its first byte")]
        [DataRow("15 03 03 00 02 01", ClientHello.Refused, DisplayName = "an alert")]
        [DataRow("17 03 03 00 20 01", ClientHello.Refused, DisplayName = "application data")]
        [DataRow("80 2e 01 03 01 00", ClientHello.Refused, DisplayName = "a ClientHello in the form of SSL 2")]
        public void GetCount_OfFirstBytes_SaysWhatTheyAre(string hex, int expected)
        {
            byte[] bytes = Hex.Parse(hex);
            byte[] buffer = new byte[ClientHello.PeekCount];
            bytes.CopyTo(buffer, 0);

            Assert.AreEqual(expected, ClientHello.GetCount(buffer, bytes.Length, Most));
        }
    }
}
