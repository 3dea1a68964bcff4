using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Tests.Firmware.Streams
{
    /// <summary>The thread that samples. What the machine does meanwhile may delay it; the account has to be right all the same.</summary>
    [TestClass]
    public sealed class StreamSamplerTests
    {
        private const int BlockSamples = 10;

        [TestMethod]
        public void Samples_LieOnAnEvenGridAndAllAreAccountedFor()
        {
            Input input = new Input { StopAfter = 100 };
            StreamSampler sampler = input.Run();

            Assert.AreEqual(0, input.Sequence.Missing);
            Assert.AreEqual(0, sampler.Failures);
            AssertAccount(input, sampler);
            CollectionAssert.AreEqual(Enumerable.Range(0, input.Values.Count).Select(i => i * 2).ToList(), input.Values, "as converted, 1 stands for 2");
        }

        [TestMethod]
        public void Sampler_HeldUpForMoreThanABlock_LeavesAGapAndCountsIt()
        {
            Input input = new Input { StopAfter = 100, HoldAt = 25, HoldMs = 60 };
            StreamSampler sampler = input.Run();

            Assert.IsGreaterThanOrEqualTo(40, sampler.Missed);
            Assert.IsTrue(input.Gaps >= 1, "the times of the blocks must show it");
            Assert.AreEqual(0, input.Sequence.Missing, "no block was made that did not arrive");
            AssertAccount(input, sampler);
        }

        [TestMethod]
        public void Sampler_HeldUpForLess_CatchesUpAndCountsWhatIsLate()
        {
            Input input = new Input { StopAfter = 100, HoldAt = 25, HoldMs = 6 };
            StreamSampler sampler = input.Run();

            Assert.IsGreaterThanOrEqualTo(1, sampler.Late + sampler.Missed);
            AssertAccount(input, sampler);
        }

        [TestMethod]
        public void Blocks_ThatNobodyTakes_AreLostAndCountedAndTakeTheirNumbers()
        {
            Input input = new Input { StopAfter = 100, IsTaken = false };
            input.Run();

            Assert.IsGreaterThanOrEqualTo(8, input.Stream.BlocksLost);
            int first = input.Stream.Take();
            Assert.AreEqual(24 + (2 * BlockSamples), first);
            Assert.AreEqual(0u, BitConverter.ToUInt32(input.Stream.Frame.Buffer, MessageFrame.PayloadOffset + 8));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Input_ThatFails_EndsTheThreadAndIsCounted(bool throws)
        {
            Input input = new Input { StopAfter = 1000, FailAt = 15, Throws = throws };
            StreamSampler sampler = input.Run();

            Assert.AreEqual(1, sampler.Failures);
            Assert.IsFalse(sampler.IsRunning);
            Assert.IsTrue(input.IsClosed, "it is given back");
            Assert.AreEqual(15, input.Values.Count + (throws ? 5 : 0), "what was converted before counts, but for what is in the block of the one that threw");
        }

        [TestMethod]
        public void Input_ThatCannotBeHad_IsAFailure()
        {
            Input input = new Input { FailsToOpen = true };
            StreamSampler sampler = input.Run();

            Assert.AreEqual(1, sampler.Failures);
            Assert.IsFalse(input.IsClosed, "it was never taken");
        }

        private static void AssertAccount(Input input, StreamSampler sampler)
        {
            Assert.AreEqual(0, (input.EndUs - input.FirstUs) % Input.IntervalUs);
            Assert.AreEqual((input.EndUs - input.FirstUs) / Input.IntervalUs, input.Values.Count + sampler.Missed);
        }

        /// <summary>An input that counts, and takes the blocks on the sampling thread itself, so that none can be lost.</summary>
        private sealed class Input : AnalogInput
        {
            internal const int IntervalUs = 1000;

            internal readonly SampleStream Stream = new SampleStream(new SampleBlockWriter(1, SampleType.Int16, 1, 3, IntervalUs, BlockSamples));
            internal readonly BlockSequence Sequence = new BlockSequence();
            internal readonly List<int> Values = new List<int>();
            internal int StopAfter;
            internal int HoldAt = -1;
            internal int HoldMs;
            internal int FailAt = -1;
            internal bool Throws;
            internal bool FailsToOpen;
            internal bool IsTaken = true;
            internal bool IsClosed;
            internal int Gaps;
            internal long FirstUs = -1;
            internal long EndUs;

            private readonly BlockReader _block = new BlockReader();
            private StreamSampler _sampler;
            private int _reads;

            internal StreamSampler Run()
            {
                Supervisor supervisor = new Supervisor(null, new TestMachine(), new SilentLog(), 0);
                _sampler = new StreamSampler(this, 2048, 4096, supervisor.Add("stream", 5000), Environment.TickCount64);
                _sampler.Start(Stream, IntervalUs, BlockSamples);
                _sampler.Join(30000);
                Assert.IsFalse(_sampler.IsRunning);
                Take();
                return _sampler;
            }

            public override void Open()
            {
                if (FailsToOpen)
                {
                    throw new InvalidOperationException();
                }
            }

            public override int Read()
            {
                Take();
                if (_reads == HoldAt)
                {
                    Thread.Sleep(HoldMs);
                }

                if (_reads == FailAt)
                {
                    return Throws ? throw new InvalidOperationException() : -1;
                }

                if (_reads == StopAfter)
                {
                    _sampler.Stop();
                }

                return _reads++;
            }

            public override void Close()
            {
                IsClosed = true;
            }

            private void Take()
            {
                int count = Stream.Take();
                if (count == 0 || !IsTaken)
                {
                    return;
                }

                Assert.IsTrue(_block.TryRead(Stream.Frame.Buffer, MessageFrame.PayloadOffset, count));
                Sequence.Follow(_block);
                if (FirstUs < 0)
                {
                    FirstUs = _block.TimeUs;
                }
                else if (_block.TimeUs != EndUs)
                {
                    Gaps++;
                }

                EndUs = _block.TimeUs + (_block.Count * IntervalUs);
                for (int i = 0; i < _block.Count; i++)
                {
                    Values.Add(_block.GetRaw(i, 0));
                }

                Stream.Release();
            }
        }
    }
}
