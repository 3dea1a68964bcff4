using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>One record in two files, and what can happen to them.</summary>
    [TestClass]
    public sealed class RecordFileTests
    {
        private const int Size = 128;

        [TestMethod]
        public void Record_SavedAgainAndAgain_IsTheLastOneAndLiesInBothFilesInTurn()
        {
            MemoryStorage storage = new MemoryStorage();
            Assert.IsNull(Load(storage));
            RecordFile file = Open(storage);
            for (int i = 0; i < 300; i++)
            {
                Assert.IsTrue(Save(file, "record " + i));
                Assert.AreEqual("record " + i, Load(storage));
                Assert.AreEqual(i == 0 ? 1 : 2, storage.Files.Count);
            }
        }

        [TestMethod]
        public void Power_LostAtEveryByteOfAWrite_LeavesTheLastConfirmedRecord()
        {
            for (int saved = 0; saved <= 5; saved++)
            {
                string last = saved == 0 ? null : "record " + saved;
                bool isConfirmed = false;
                for (int steps = 0; !isConfirmed; steps++)
                {
                    Assert.IsTrue(steps < 1000, "a write has an end");
                    MemoryStorage storage = new MemoryStorage();
                    RecordFile file = Open(storage);
                    for (int i = 1; i <= saved; i++)
                    {
                        Assert.IsTrue(Save(file, "record " + i));
                    }

                    // Also by who has read the files and written none yet, as after each start.
                    file = saved % 2 == 0 ? file : Open(storage);
                    storage.StepsLeft = steps;
                    isConfirmed = Save(file, "the next");
                    bool isCut = storage.IsOff;
                    storage.StepsLeft = -1;
                    storage.IsOff = false;
                    Assert.AreEqual(!isCut, isConfirmed);
                    Assert.AreEqual(isConfirmed ? "the next" : last, Load(storage), "cut after " + steps);

                    // A try that failed takes nothing from the next one.
                    Assert.IsTrue(Save(isConfirmed ? file : Open(storage), "after it"));
                    Assert.AreEqual("after it", Load(storage));
                }
            }
        }

        [TestMethod]
        public void Bit_ChangedAnywhereInTheNewest_LeavesTheOneBeforeAndIsReported()
        {
            MemoryStorage whole = new MemoryStorage();
            RecordFile file = Open(whole);
            Assert.IsTrue(Save(file, "older"));
            Assert.IsTrue(Save(file, "newer"));
            string name = whole.Files.Single(f => Encoding.UTF8.GetString(f.Value).Contains("newer", StringComparison.Ordinal)).Key;
            for (int bit = 0; bit < whole.Files[name].Length * 8; bit++)
            {
                MemoryStorage storage = Copy(whole);
                storage.Files[name][bit / 8] ^= (byte)(1 << (bit % 8));
                RecordFile damaged = Open(storage);
                byte[] buffer = new byte[Size];
                int count = damaged.Load(buffer);
                Assert.AreEqual("older", Encoding.UTF8.GetString(buffer, RecordFile.PayloadOffset, count), "bit " + bit);
                RecordState state = name == "test.a" ? damaged.StateA : damaged.StateB;
                Assert.AreEqual(bit < 24 ? RecordState.Foreign : RecordState.Damaged, state, "bit " + bit);
            }
        }

        [TestMethod]
        [DataRow("", RecordState.Damaged)]
        [DataRow("N", RecordState.Damaged)]
        [DataRow("NWT", RecordState.Damaged)]
        [DataRow("NWX", RecordState.Foreign)]
        [DataRow("NX", RecordState.Foreign)]
        [DataRow("{\"json\":true}", RecordState.Foreign)]
        [DataRow("long", RecordState.TooLarge)]
        public void Files_BothOfNoUse_AreReportedAndReplaced(string content, RecordState state)
        {
            MemoryStorage storage = new MemoryStorage();
            byte[] bytes = content == "long" ? new byte[Size + 1] : Encoding.UTF8.GetBytes(content);
            storage.Files["test.a"] = bytes;
            storage.Files["test.b"] = bytes;
            RecordFile file = Open(storage);
            Assert.AreEqual(state, file.StateA);
            Assert.AreEqual(state, file.StateB);
            Assert.IsNull(Load(storage));
            Assert.IsTrue(Save(file, "new"));
            Assert.AreEqual("new", Load(storage));
        }

        [TestMethod]
        public void Version_Later_IsNotReadButOutlivedByWhatIsWrittenAfterIt()
        {
            MemoryStorage storage = new MemoryStorage();
            Assert.IsTrue(Save(Open(storage), "version 1"));
            RecordFile later = new RecordFile(storage, "test", (byte)'T', 2);
            Assert.IsTrue(later.Load(new byte[Size]) > 0);
            Assert.AreEqual(1, later.LoadedVersion);
            Assert.IsTrue(Save(later, "version 2"));

            // The device is given the older firmware again: its own last state is still there.
            Assert.AreEqual("version 1", Load(storage));
            Assert.IsTrue(Save(Open(storage), "back"));
            Assert.AreEqual("back", Load(storage));
            later = new RecordFile(storage, "test", (byte)'T', 2);
            byte[] buffer = new byte[Size];
            Assert.AreEqual("back", Encoding.UTF8.GetString(buffer, RecordFile.PayloadOffset, later.Load(buffer)));

            MemoryStorage future = new MemoryStorage();
            RecordFile only = new RecordFile(future, "test", (byte)'T', 255);
            only.Load(new byte[Size]);
            Assert.IsTrue(Save(only, "1"));
            Assert.IsTrue(Save(only, "2"));
            Assert.IsNull(Load(future));
            Assert.AreEqual(RecordState.Newer, Open(future).StateA);
        }

        [TestMethod]
        public void Payload_LargestAndOneMore_FitsOrThrows()
        {
            RecordFile file = Open(new MemoryStorage());
            Assert.IsTrue(file.Save(new byte[Size], Size - RecordFile.Overhead));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Save(new byte[Size], Size - RecordFile.Overhead + 1));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Save(new byte[Size], -1));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RecordFile(new MemoryStorage(), "test", 0, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RecordFile(new MemoryStorage(), "test", 0, 256));
            Assert.ThrowsExactly<InvalidOperationException>(() => new RecordFile(new MemoryStorage(), "test", 0, 1).Save(new byte[Size], 1));
        }

        [TestMethod]
        public void Delete_CutOffBetweenTheFiles_LeavesTheNewestState()
        {
            MemoryStorage storage = new MemoryStorage();
            RecordFile file = Open(storage);
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(Save(file, "state " + i));
                MemoryStorage cut = Copy(storage);
                cut.StepsLeft = 1;
                Assert.IsFalse(Open(cut).Delete());
                cut.IsOff = false;
                Assert.AreEqual("state " + i, Load(cut));
                cut.StepsLeft = -1;
                Assert.IsTrue(Open(cut).Delete());
                Assert.IsNull(Load(cut));
            }
        }

        [TestMethod]
        public void Crc_OfARecord_IsThatOfTheStandard()
        {
            Assert.AreEqual(0xCBF43926u, Crc32.Compute(Encoding.ASCII.GetBytes("123456789"), 0, 9));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow(".a")]
        [DataRow("a/b")]
        [DataRow("a\\b")]
        [DataRow("A")]
        [DataRow("C:")]
        [DataRow("12345678901234567")]
        public void Name_ThatIsNone_Throws(string name)
        {
            MemoryStorage storage = new MemoryStorage();
            Assert.ThrowsExactly<ArgumentException>(() => storage.Read(name, new byte[1]));
            Assert.ThrowsExactly<ArgumentException>(() => storage.Write(name, new byte[1], 1));
            Assert.ThrowsExactly<ArgumentException>(() => storage.Delete(name));
            Assert.IsTrue(storage.Write("1234567890123456", new byte[1], 1));
        }

        [TestMethod]
        public void Folder_OfFiles_KeepsReplacesAndDeletes()
        {
            string folder = Path.Combine(Path.GetTempPath(), "nanowire-" + Guid.NewGuid().ToString("N"));
            try
            {
                FolderStorage storage = new FolderStorage(folder);
                byte[] buffer = new byte[4];
                Assert.AreEqual(-1, storage.Read("x", buffer));
                Assert.IsTrue(storage.Delete("x"));
                Assert.IsTrue(storage.Write("x", new byte[] { 1, 2, 3, 4 }, 4));
                Assert.IsTrue(storage.Write("x", new byte[] { 5, 6, 7 }, 2));
                Assert.AreEqual(2, new FolderStorage(folder).Read("x", buffer));
                Assert.AreEqual(5, buffer[0]);
                Assert.AreEqual(2, storage.Read("x", new byte[1]), "its length where it does not fit");
                Assert.IsTrue(storage.Delete("x"));
                Assert.AreEqual(-1, storage.Read("x", buffer));
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => storage.Write("x", new byte[Storage.MaxFileSize + 1], Storage.MaxFileSize + 1));
                Assert.IsTrue(storage.Write("x", new byte[Storage.MaxFileSize], Storage.MaxFileSize));

                // Where there is a file in place of the folder nothing can be kept, and nothing throws.
                Assert.IsFalse(new FolderStorage(Path.Combine(folder, "x")).Write("y", buffer, 1));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        internal static MemoryStorage Copy(MemoryStorage storage)
        {
            MemoryStorage copy = new MemoryStorage();
            foreach (string name in storage.Files.Keys)
            {
                copy.Files[name] = (byte[])storage.Files[name].Clone();
            }

            return copy;
        }

        private static RecordFile Open(Storage storage)
        {
            RecordFile file = new RecordFile(storage, "test", (byte)'T', 1);
            file.Load(new byte[Size]);
            return file;
        }

        private static string Load(Storage storage)
        {
            byte[] buffer = new byte[Size];
            int count = new RecordFile(storage, "test", (byte)'T', 1).Load(buffer);
            return count < 0 ? null : Encoding.UTF8.GetString(buffer, RecordFile.PayloadOffset, count);
        }

        private static bool Save(RecordFile file, string text)
        {
            byte[] buffer = new byte[Size];
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            bytes.CopyTo(buffer, RecordFile.PayloadOffset);
            return file.Save(buffer, bytes.Length);
        }
    }
}
