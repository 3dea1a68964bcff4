using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>What a decoder makes of more input at once than a device's buffer holds.</summary>
    [TestClass]
    public class FramingLargeTests
    {
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Read_ManyFramesInOneInput_AreHandedOutOneByOne(bool isServer)
        {
            const int Frames = 400;
            const int Count = 200;
            FrameMask mask = new FrameMask();
            byte[] input = new byte[Frames * (FrameLimits.MaxHeaderSize + Count)];
            int at = 0;
            for (int i = 0; i < Frames; i++)
            {
                uint key = isServer ? 0x01020304u * (uint)i : 0;
                at += FrameEncoder.WriteHeader(input, at, Opcode.Binary, true, Count, isServer, key);
                Array.Fill(input, (byte)i, at, Count);
                mask.Apply(input, at, Count, key);
                at += Count;
            }

            FrameDecoder decoder = new FrameDecoder(isServer, new FrameLimits(1000, 1));
            decoder.SetInput(input, 0, at);
            for (int i = 0; i < Frames; i++)
            {
                Assert.AreEqual(FrameEvent.Payload, decoder.Read(), "frame " + i);
                Assert.AreEqual(Count, decoder.PayloadCount, "frame " + i);
                for (int k = 0; k < Count; k++)
                {
                    Assert.AreEqual((byte)i, decoder.PayloadBuffer[decoder.PayloadOffset + k], "frame " + i);
                }
            }

            Assert.AreEqual(FrameEvent.NeedInput, decoder.Read());
        }
    }
}
