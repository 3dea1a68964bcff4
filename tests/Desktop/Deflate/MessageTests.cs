using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>Compressed messages through a server: RSV1, fragments, limits and what is wrong (RFC 7692 sections 6, 7.2).</summary>
    [TestClass]
    public sealed class MessageTests
    {
        private const string Offer = "permessage-deflate; client_max_window_bits";

        private static readonly byte[] _hello = Convert.FromHexString("F248CDC9C90700");

        [TestMethod]
        public void Message_WholeInFragmentsAndPlain_Arrives()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            peer.SendRaw(0x41, true, _hello);
            peer.SendRaw(0x41, false, _hello[..3]);
            peer.SendRaw(WirePeer.Ping, true, Array.Empty<byte>());
            peer.SendRaw(0, false, Array.Empty<byte>());
            peer.SendRaw(0, true, _hello[3..]);
            peer.SendRaw(WirePeer.Text, true, Encoding.ASCII.GetBytes("plain"));
            peer.SendRaw(WirePeer.Text, false, Encoding.ASCII.GetBytes("pla"));
            peer.SendRaw(0, true, Encoding.ASCII.GetBytes("in"));
            peer.SendRaw(0x42, true, new byte[1]);
            peer.SendRaw(0x42, false, Array.Empty<byte>());
            peer.SendRaw(0, true, new byte[1]);
            peer.SendRaw(0x41, true, Convert.FromHexString("F348CDC9C9070000"));
            peer.SendRaw(0x41, true, Convert.FromHexString("F2480500" + "0000FFFFCAC9C90700"));
            peer.SendRaw(0x41, true, _hello);
            Assert.AreEqual("Hello;Hello;plain;plain;;;Hello;Hello;Hello;", peer.Messages.ToString());
            Assert.AreEqual(WirePeer.Pong | 0x80, peer.Read().First);
            Assert.AreEqual(0, peer.Read().First, "nothing was wrong");
        }

        [TestMethod]
        public void Message_ByteByByte_Arrives()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            byte[] frame = WirePeer.Join(WirePeer.Frame(0x41, false, _hello, 0, 4), WirePeer.Frame(0, true, _hello, 4, 3));
            foreach (byte b in frame)
            {
                peer.Wire.Send(new[] { b });
                peer.Host.Settle();
            }

            Assert.AreEqual("Hello;", peer.Messages.ToString());
        }

        [TestMethod]
        [DataRow(0x40, 1002, DisplayName = "RSV1 on a continuation")]
        [DataRow(0x49, 1002, DisplayName = "RSV1 on a Ping")]
        [DataRow(0x48, 1002, DisplayName = "RSV1 on a Close")]
        [DataRow(0x43, 1002, DisplayName = "RSV1 on an unknown opcode")]
        [DataRow(0x21, 1002, DisplayName = "RSV2")]
        [DataRow(0x11, 1002, DisplayName = "RSV3")]
        [DataRow(0x61, 1002, DisplayName = "RSV1 and RSV2")]
        [DataRow(0x41, 1002, DisplayName = "a message inside a message")]
        public void Rsv1_WhereItMustNotBe_FailsTheConnection(int opcode, int status)
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            if ((opcode & 15) < 2)
            {
                peer.SendRaw(0x41, false, _hello[..3]);
            }

            peer.SendRaw(opcode, true, Array.Empty<byte>());
            Assert.AreEqual(status, peer.ReadClose());
            Assert.AreEqual("", peer.Messages.ToString());
        }

        [TestMethod]
        [DataRow(0x41, "FFFFFFFF", 1007, DisplayName = "no DEFLATE")]
        [DataRow(0x41, "F248CDC9", 1007, DisplayName = "truncated")]
        [DataRow(0x41, "F248CDC9C907000000FFFF", 1007, DisplayName = "with what should have been left off")]
        [DataRow(0x41, "000200FDFFC32800", 1007, DisplayName = "text that is not UTF-8")]
        [DataRow(0x41, "000100FEFFC300", 1007, DisplayName = "text that ends within a character")]
        [DataRow(0x42, "000200FDFFC32800", 0, DisplayName = "the same bytes as binary")]
        [DataRow(0x41, "000200FDFFC3A900", 0, DisplayName = "a character")]
        public void Data_Wrong_ClosesWith1007(int opcode, string hex, int status)
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            peer.SendRaw(opcode, true, Convert.FromHexString(hex));
            Assert.AreEqual(status, peer.ReadClose());
            Assert.AreEqual(status == 0, peer.Messages.Length != 0);
        }

        [TestMethod]
        public void Utf8_AcrossPiecesAndFragments_IsValidatedAfterInflating()
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("äöü€", 700)));
            DeflatePeer peer = new DeflatePeer(o => (o.AllowPartialMessages, o.ReceiveBufferSize) = (true, 512), new PerMessageDeflate { InflateWindowBits = 15 }, Offer);
            peer.Send(text, WirePeer.Text);
            Assert.AreEqual(Encoding.Latin1.GetString(text), peer.Messages.ToString().Replace("|", "", StringComparison.Ordinal).TrimEnd(';'));
            Assert.IsTrue(peer.Messages.ToString().Contains('|', StringComparison.Ordinal), "in pieces");
            text[^1] = (byte)'x';
            peer.Send(text, WirePeer.Text);
            Assert.AreEqual(1007, peer.ReadClose());
        }

        [TestMethod]
        [DataRow(0, DisplayName = "at the limit")]
        [DataRow(1, DisplayName = "above it")]
        public void MaxMessageSize_AfterInflating_IsALimit(int above)
        {
            int limit = WebSocketServerOptions.DefaultReceiveBufferSize - WebSocketServerOptions.ReceiveBufferReserve;
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            peer.Send(new byte[limit + above]);
            Assert.AreEqual(above == 0 ? 0 : 1009, peer.ReadClose());
            Assert.AreEqual(above == 0 ? limit + 1 : 0, peer.Messages.Length);
        }

        [TestMethod]
        [DataRow(5000, 0)]
        [DataRow(5001, 1009)]
        public void MaxInflatedSize_IsTheLimitAndMayExceedTheReceiveBuffer(int count, int status)
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate { MaxInflatedSize = 5000, MaxRatio = 2000 }, Offer);
            peer.Send(new byte[count]);
            Assert.AreEqual(status, peer.ReadClose());
            Assert.AreEqual(status == 0 ? count + 1 : 0, peer.Messages.Length, "whole");
        }

        [TestMethod]
        [DataRow(5000, 0)]
        [DataRow(5001, 1009)]
        public void MaxInflatedSize_InPieces_IsTheLimit(int count, int status)
        {
            DeflatePeer peer = new DeflatePeer(o => o.AllowPartialMessages = true, new PerMessageDeflate { MaxInflatedSize = 5000, MaxRatio = 2000 }, Offer);
            peer.Send(new byte[count]);
            Assert.AreEqual(status, peer.ReadClose());
            Assert.AreEqual(status == 0, peer.Messages.ToString().EndsWith(';'));
        }

        [TestMethod]
        public void MaxRatio_AboveTheFloor_IsALimit()
        {
            static int Status(int count, int ratio)
            {
                PerMessageDeflate extension = new PerMessageDeflate { MaxInflatedSize = 100000, MaxRatio = ratio };
                DeflatePeer peer = new DeflatePeer(null, extension, Offer);
                peer.Send(new byte[count]);
                return peer.ReadClose();
            }

            int compressed = DeflateData.ByZlib(new byte[50000], 6).Length;
            int exact = (50000 + compressed - 1) / compressed;
            Assert.AreEqual(0, Status(50000, exact), "the ratio itself");
            Assert.AreEqual(1009, Status(50000, exact - 1), "above it");
            Assert.AreEqual(0, Status(PerMessageDeflate.RatioFloor, 1), "as small as the floor");
            Assert.AreEqual(1009, Status(PerMessageDeflate.RatioFloor + 1, 1), "above the floor");
        }

        [TestMethod]
        public void Bomb_CostsACloseAndNoMore()
        {
            DeflatePeer peer = new DeflatePeer(o => (o.AllowPartialMessages, o.ReceiveBufferSize) = (true, 4096), new PerMessageDeflate(), Offer);
            peer.SendRaw(0x42, true, DeflateData.ByZlib(new byte[2000000], 9)[..1900]);
            Assert.AreEqual(1009, peer.ReadClose());
            Assert.IsTrue(peer.Messages.Length <= PerMessageDeflate.RatioFloor + 4096, "handed over " + peer.Messages.Length);
        }

        [TestMethod]
        public void MinSize_OnBothSides_DecidesWhatIsCompressed()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate { MinSize = 100 }, Offer);
            byte[] data = new byte[100];
            peer.Host.Socket.Send(data, 0, 99, WebSocketMessageType.Binary);
            Assert.AreEqual(0x82, peer.Read().First, "99 bytes");
            peer.Host.Socket.Send(data, 0, 100, WebSocketMessageType.Binary);
            (int first, byte[] payload) = peer.Read();
            Assert.AreEqual(0xC2, first, "100 bytes");
            CollectionAssert.AreEqual(data, DeflateData.ReadByZlib(payload));
        }

        [TestMethod]
        public void Send_WhatDoesNotShrink_GoesAsItIs()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate { DeflateContext = true }, Offer);
            byte[] noise = new byte[500];
            new Random(1).NextBytes(noise);
            byte[] json = DeflateData.Json(new Random(2), 500);
            Inflater inflater = new Inflater(9);
            for (int i = 0; i < 4; i++)
            {
                peer.Host.Socket.Send(noise, 0, 500, WebSocketMessageType.Binary);
                (int first, byte[] payload) = peer.Read();
                Assert.AreEqual(0x82, first);
                CollectionAssert.AreEqual(noise, payload);
                peer.Host.Socket.Send(json, 0, 500, WebSocketMessageType.Text);
                (first, payload) = peer.Read();
                Assert.AreEqual(0xC1, first);
                CollectionAssert.AreEqual(json, DeflateData.Read(inflater, payload), "both ends know the same");
            }
        }

        [TestMethod]
        public void Send_LargerThanTheBuffer_GoesInCompressedFragments()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            byte[] data = DeflateData.Json(new Random(3), 20000);
            Assert.IsTrue(peer.Host.Socket.Send(data, 0, data.Length, WebSocketMessageType.Text));
            byte[] message = Array.Empty<byte>();
            int frames = 0;
            while (true)
            {
                (int first, byte[] payload) = peer.Read();
                Assert.AreEqual(frames == 0 ? 0x41 : 0, first & 0x7F);
                message = WirePeer.Join(message, payload);
                frames++;
                if (first >= 0x80)
                {
                    break;
                }
            }

            CollectionAssert.AreEqual(data, DeflateData.ReadByZlib(message));
            Assert.IsTrue(frames > 2 && message.Length < data.Length / 3, frames + " frames, " + message.Length + " bytes");
            Assert.AreEqual(0, peer.Host.Socket.BufferedAmount);
        }

        [TestMethod]
        public void Broadcast_ReachesEachAsItAgreed()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            WirePeer plain = peer.Host.Open();
            byte[] data = DeflateData.Json(new Random(4), 600);
            Assert.AreEqual(2, peer.Host.Server.Broadcast(data, 0, data.Length, WebSocketMessageType.Text));
            (int first, byte[] payload) = peer.Read();
            Assert.AreEqual(0xC1, first);
            CollectionAssert.AreEqual(data, DeflateData.ReadByZlib(payload));
            plain.Receive();
            Assert.IsTrue(plain.ReadFrame() && plain.PayloadIs(data, 0, data.Length));
        }

        [TestMethod]
        public void Slot_UsedAgain_ForgetsWhatWasAgreed()
        {
            DeflatePeer peer = new DeflatePeer(o => o.MaxConnections = 1, new PerMessageDeflate { InflateContext = true, DeflateContext = true }, Offer);
            peer.SendRaw(0x41, true, _hello);
            peer.Wire.Transport.Close();
            peer.Host.Settle();
            WirePeer plain = peer.Host.Open();
            plain.Send(WirePeer.Frame(0x41, true, _hello, 0, _hello.Length));
            Assert.IsTrue(peer.Host.ReadFrame(plain));
            Assert.AreEqual(1002, plain.CloseStatus);
        }

        [TestMethod]
        public void Echo_Compressed_MakesNoGarbage()
        {
            DeflatePeer peer = new DeflatePeer(null, new PerMessageDeflate(), Offer);
            HostingServer host = new HostingServer(new WebSocketServerOptions { PingIntervalMs = 0, Extension = new PerMessageDeflate() }, 65536);
            host.Echo();
            WirePeer wire = host.Open("/", "Sec-WebSocket-Extensions: " + Offer + "\r\n");
            byte[] message = DeflateData.ByZlib(DeflateData.Json(new Random(9), 700), 6);
            byte[] frame = WirePeer.Frame(0x41, true, message, 0, message.Length);
            byte[] sink = new byte[65536];
            long least = long.MaxValue;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 200; i++)
                {
                    wire.Send(frame);
                    host.Run(4);
                    Assert.IsTrue(wire.Transport.Read(sink, 0, sink.Length) > 100);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.AreEqual(0, host.EchoesRefused);
        }
    }
}
