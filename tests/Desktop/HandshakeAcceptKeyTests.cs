using System;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>Keys and answers against the framework's own SHA-1 and Base64.</summary>
    [TestClass]
    public class HandshakeAcceptKeyTests
    {
        private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

        private readonly AcceptKey _acceptKey = new AcceptKey();

        [TestMethod]
        public void Write_RandomNonces_AreAsInTheFramework()
        {
            Random random = new Random(20261120);
            byte[] nonce = new byte[AcceptKey.NonceCount];
            for (int round = 0; round < 20000; round++)
            {
                random.NextBytes(nonce);
                ExpectAsInFramework(nonce);
            }
        }

        [TestMethod]
        public void Write_EachBitSetAlone_IsAsInTheFramework()
        {
            for (int bit = 0; bit < 8 * AcceptKey.NonceCount; bit++)
            {
                byte[] nonce = new byte[AcceptKey.NonceCount];
                nonce[bit >> 3] = (byte)(1 << (bit & 7));
                ExpectAsInFramework(nonce);
            }
        }

        [TestMethod]
        public void Write_KeysOfAnyBytes_AreAsInTheFramework()
        {
            // What is digested are bytes; that they are Base64 is for the handshake to see to.
            Random random = new Random(6455);
            byte[] text = new byte[AcceptKey.KeyCount + Guid.Length];
            Encoding.ASCII.GetBytes(Guid, 0, Guid.Length, text, AcceptKey.KeyCount);
            byte[] answer = new byte[AcceptKey.AcceptCount];
            for (int round = 0; round < 20000; round++)
            {
                random.NextBytes(text.AsSpan(0, AcceptKey.KeyCount));
                _acceptKey.Write(text, 0, answer, 0);
                Assert.AreEqual(Convert.ToBase64String(Digest(text)), Encoding.ASCII.GetString(answer), Convert.ToHexString(text));
            }
        }

        private void ExpectAsInFramework(byte[] nonce)
        {
            byte[] output = new byte[AcceptKey.KeyCount];
            byte[] answer = new byte[AcceptKey.AcceptCount];
            _acceptKey.WriteKey(nonce, 0, output, 0);
            string key = Encoding.ASCII.GetString(output);
            Assert.AreEqual(Convert.ToBase64String(nonce), key, "key");
            _acceptKey.Write(output, 0, answer, 0);
            Assert.AreEqual(Convert.ToBase64String(Digest(Encoding.ASCII.GetBytes(key + Guid))), Encoding.ASCII.GetString(answer), key);
        }

        // The accept value is SHA-1 by RFC 6455 section 1.3; nothing is protected by it.
#pragma warning disable CA5350
        private static byte[] Digest(byte[] text)
        {
            return SHA1.HashData(text);
        }
#pragma warning restore CA5350
    }
}
