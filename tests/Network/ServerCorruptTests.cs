using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>Every bit of a handshake and of frames inverted in turn: a verdict, no harm to others, and the place free in time.</summary>
    [TestClass]
    public sealed class ServerCorruptTests
    {
        [TestMethod]
        public void Request_EachBitInverted_OpensOrIsRefusedAndThePlaceIsFree()
        {
            Scene scene = new Scene();
            byte[] request = Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", ""));
            int opened = 0;
            int refused = 0;
            int late = 0;
            for (int bit = 0; bit < request.Length * 8; bit++)
            {
                request[bit / 8] ^= (byte)(1 << (bit % 8));
                WirePeer peer = scene.Host.Connect();
                peer.Send(request);
                scene.Pump();
                peer.Receive();
                string head = peer.ReadHead();
                if (head == null)
                {
                    // Its end is not to be seen any more; the request's deadline decides.
                    late++;
                    scene.Rest(3000);
                    peer.Receive();
                    head = peer.ReadHead();
                    StringAssert.StartsWith(head, "HTTP/1.1 408 ", StringComparison.Ordinal);
                }
                else if (head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
                {
                    opened++;
                }
                else
                {
                    refused++;
                    StringAssert.Matches(head, new System.Text.RegularExpressions.Regex("^HTTP/1\\.1 (4[0-9][0-9]|505) "), bit.ToString());
                }

                ((MemoryTransport)peer.Transport).Close();
                scene.Exchange();
                scene.Pump();
                Assert.IsTrue(scene.ServerEnd.IsClosed, bit.ToString());
                request[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            // Letters of the other case and other hosts, keys and paths are as good; most are not.
            Assert.IsTrue(opened > 100 && refused > 500 && late > 5, opened + " " + refused + " " + late);
            Assert.AreEqual(opened, scene.ClosedCount);
            scene.ServesAnother();
            Assert.AreEqual(0, scene.Statistics.PumpErrors);
        }

        [TestMethod]
        [DataRow(WirePeer.Text)]
        [DataRow(WirePeer.Binary)]
        [DataRow(WirePeer.Ping)]
        [DataRow(WirePeer.Close)]
        public void Frame_EachBitInverted_IsDeliveredOrAViolationAndThePlaceIsFree(int opcode)
        {
            Scene scene = new Scene();
            byte[] frame = opcode == WirePeer.Close ? WirePeer.CloseFrame(1000) : WirePeer.Frame(opcode, true, Encoding.UTF8.GetBytes("grüße"), 0, 7);
            for (int bit = 0; bit < frame.Length * 8; bit++)
            {
                byte[] corrupt = (byte[])frame.Clone();
                corrupt[bit / 8] ^= (byte)(1 << (bit % 8));
                WirePeer peer = scene.Host.Open();
                peer.Send(corrupt);
                scene.Pump();
                scene.Exchange();
                peer.Receive();
                string what = Convert.ToHexString(corrupt);
                if (peer.ReadFrame() && peer.Opcode == WirePeer.Close)
                {
                    Assert.IsTrue(
                        peer.CloseStatus is 0 or 1000 or 1002 or 1007 or 1009 || opcode == WirePeer.Close, what + ": " + peer.CloseStatus);
                    if (peer.CloseStatus is 1002 or 1007 or 1009 && !scene.ServerEnd.IsClosed)
                    {
                        // The violator is listened to for as long as its Close frame may need, and then given up.
                        scene.Rest(2000);
                        Assert.IsTrue(scene.ServerEnd.IsClosed, what);
                        Assert.AreEqual(peer.CloseStatus, (int)scene.Host.ClosedSocket.CloseStatus, what);
                        Assert.AreNotEqual("", scene.Host.ClosedSocket.CloseStatusDescription, "the application is told which rule it was");
                    }
                }

                ((MemoryTransport)peer.Transport).Close();
                scene.Pump();
                Assert.IsTrue(scene.ServerEnd.IsClosed, what);
                Assert.AreEqual(bit + 1, scene.ClosedCount, what);
                scene.Exchange();
            }

            scene.ServesAnother();
            Assert.AreEqual(0, scene.Statistics.PumpErrors + scene.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void Noise_InsteadOfARequestOrFrames_IsRefusedOrClosed()
        {
            Random random = new Random(6455);
            Scene scene = new Scene();
            byte[] noise = new byte[2000];
            for (int i = 0; i < 2000; i++)
            {
                random.NextBytes(noise);
                WirePeer peer = i % 2 == 0 ? scene.Host.Connect() : scene.Host.Open();
                peer.Send(noise, 0, random.Next(noise.Length));
                scene.Pump();
                scene.Exchange();
                ((MemoryTransport)peer.Transport).Close();
                scene.Pump();
                Assert.IsTrue(scene.ServerEnd.IsClosed, i.ToString());
            }

            Assert.AreEqual(1000, scene.ClosedCount);
            scene.ServesAnother();
            Assert.AreEqual(0, scene.Statistics.PumpErrors + scene.Statistics.HandlerErrors);
        }
    }
}
