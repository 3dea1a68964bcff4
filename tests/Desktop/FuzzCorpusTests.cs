using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Fuzz;
using Nanowire.WebSockets.Protocol;
using FuzzCorpus = Nanowire.Fuzz.Corpus;

namespace Nanowire.Tests
{
    /// <summary>
    /// The long fuzz (tests/Fuzz) in short: every input of its corpus in every cut, then a few new ones, with a fixed seed and
    /// with a fresh one. Without the woven calls of the long one only what the targets report guides it.
    /// </summary>
    [TestClass]
    [DoNotParallelize]
    public class FuzzCorpusTests
    {
        private const int FixedSeed = 6455;
        private const int Inputs = 2000;

        public static IEnumerable<object[]> Targets => FuzzTargets.Create().Select(t => new object[] { t.Name });

        [TestMethod]
        [DynamicData(nameof(Targets))]
        public void Corpus_EveryInputInEveryCut_IsRight(string name)
        {
            FuzzTarget target = Create(name);
            List<byte[]> inputs = FuzzCorpus.Load(FuzzCorpus.DefaultFolder(), name);
            Assert.IsTrue(inputs.Count > 10, name + " has no corpus");
            foreach (byte[] input in inputs)
            {
                Check(() => target.Run(input, true), () => input, name);
            }
        }

        [TestMethod]
        [DynamicData(nameof(Targets))]
        public void Fuzz_OfTheFixedSeed_FindsNothing(string name)
        {
            Fuzz(name, FixedSeed);
        }

        [TestMethod]
        [DynamicData(nameof(Targets))]
        public void Fuzz_OfAFreshSeed_FindsNothing(string name)
        {
            Fuzz(name, FreshSeed.Value);
        }

        [TestMethod]
        public void Corpus_EveryFile_IsThatOfATarget()
        {
            List<string> names = FuzzTargets.Create().ConvertAll(t => t.Name + ".txt");
            string[] files = Directory.GetFiles(FuzzCorpus.DefaultFolder()).Select(Path.GetFileName).ToArray();
            CollectionAssert.AreEquivalent(names, files);
        }

        [TestMethod]
        [DataRow("decoder-server", true)]
        [DataRow("decoder-client", false)]
        public async Task Corpus_EveryStream_IsWhatTheReferenceAndDotNetSay(string name, bool isServer)
        {
            DotNetJudge judge = new DotNetJudge();
            foreach (byte[] input in FuzzCorpus.Load(FuzzCorpus.DefaultFolder(), name).FindAll(i => i.Length > 1))
            {
                byte[] stream = input.AsSpan(1).ToArray();
                FrameLimits limits = DecoderTarget.LimitsOf(input[0]);
                string expected = ProtocolReference.Run(isServer, limits, stream);
                string trace = DecoderDriver.Run(new FrameDecoder(isServer, limits), stream, stream.Length, 1, out _);
                Assert.AreEqual(expected, trace, Convert.ToHexString(input));
                await judge.Check(isServer, stream, Convert.ToHexString(input));
            }

            Assert.IsTrue(judge.Errors > 10 && judge.Closes > 0, "the corpus is no test, " + judge.Errors + " " + judge.Closes);
        }

        private static void Fuzz(string name, int seed)
        {
            FuzzSession session = new FuzzSession(Create(name), seed);
            session.Start(FuzzCorpus.Load(FuzzCorpus.DefaultFolder(), name));
            Check(() => session.Run(Inputs, long.MaxValue), () => session.Current, name + ", seed " + seed);
            Assert.AreEqual(Inputs, session.Executions, name);
        }

        private static void Check(Action action, Func<byte[]> current, string what)
        {
            try
            {
                action();
            }
            catch (FuzzException e)
            {
                Assert.Fail(what + ": " + Convert.ToHexString(current()) + ": " + e);
            }
        }

        private static FuzzTarget Create(string name)
        {
            return FuzzTargets.Create().Find(t => t.Name == name);
        }
    }
}
