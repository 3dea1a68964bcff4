using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>Settings, their bounds, and what becomes of them when the power goes or the file is not what it was.</summary>
    [TestClass]
    public sealed class SettingsStoreTests
    {
        [TestMethod]
        public void Settings_AtAFirstStart_AreTheDefaultsAndNothingIsWritten()
        {
            MemoryStorage storage = new MemoryStorage();
            SilentLog log = new SilentLog();
            DeviceSettings settings = new DeviceSettings(storage, "nanowire-1a2b", false, null, log);
            Assert.AreEqual("nanowire-1a2b", settings.Name);
            Assert.IsFalse(settings.IsControlOpen);
            Assert.IsFalse(settings.IsStatic);
            Assert.IsFalse(settings.HasPassword);
            Assert.AreEqual(DeviceApplication.DefaultIntervalMs, settings.IntervalMs);
            Assert.AreEqual(300000, settings.AccessPointAfterMs);
            Assert.AreEqual(0, storage.Writes);
            Assert.AreEqual("settings: none stored, defaults are used", log.Text);
        }

        [TestMethod]
        [DataRow("name", "kitchen", null)]
        [DataRow("name", "k", null)]
        [DataRow("name", "12345678901234567890123456789012", null)]
        [DataRow("name", "123456789012345678901234567890123", "name: 1 to 32 letters, digits and hyphens between them")]
        [DataRow("name", "", "name: 1 to 32 letters, digits and hyphens between them")]
        [DataRow("name", "-k", "name: 1 to 32 letters, digits and hyphens between them")]
        [DataRow("name", "k-", "name: 1 to 32 letters, digits and hyphens between them")]
        [DataRow("name", "küche", "name: 1 to 32 letters, digits and hyphens between them")]
        [DataRow("network", "dhcp", null)]
        [DataRow("network", "DHCP", "network: one of dhcp, static")]
        [DataRow("network", "static", "network: static needs address and mask first")]
        [DataRow("address", "192.168.1.20", null)]
        [DataRow("address", "255.255.255.255", null)]
        [DataRow("address", "", null)]
        [DataRow("address", "256.1.1.1", "address: an IPv4 address, or nothing")]
        [DataRow("address", "1.2.3", "address: an IPv4 address, or nothing")]
        [DataRow("address", "1.2.3.4.5", "address: an IPv4 address, or nothing")]
        [DataRow("address", "1.2.3.", "address: an IPv4 address, or nothing")]
        [DataRow("address", "1..2.3", "address: an IPv4 address, or nothing")]
        [DataRow("address", "1.2.3.04", "address: an IPv4 address, or nothing")]
        [DataRow("accessPointAfterMs", "60000", null)]
        [DataRow("accessPointAfterMs", "59999", "accessPointAfterMs: a whole number, 60000 to 86400000")]
        [DataRow("accessPointAfterMs", "86400000", null)]
        [DataRow("accessPointAfterMs", "86400001", "accessPointAfterMs: a whole number, 60000 to 86400000")]
        [DataRow("intervalMs", "0500", "intervalMs: a whole number, 100 to 60000")]
        [DataRow("intervalMs", "+500", "intervalMs: a whole number, 100 to 60000")]
        [DataRow("intervalMs", "5e2", "intervalMs: a whole number, 100 to 60000")]
        [DataRow("openControl", "true", null)]
        [DataRow("openControl", "yes", "openControl: true or false")]
        public void Value_OnBothSidesOfItsBounds_IsStoredOrRefused(string name, string value, string error)
        {
            MemoryStorage storage = new MemoryStorage();
            DeviceSettings settings = Open(storage);
            int index = settings.IndexOf(name);
            string before = settings[index].Value;
            Assert.AreEqual(error, settings.Set(index, value, 0));
            Assert.AreEqual(error == null ? value : before, settings[index].Value);
            Assert.AreEqual(error == null ? value : before, Open(storage)[index].Value);
        }

        [TestMethod]
        public void Text_WithControlCharacters_IsRefused()
        {
            Setting text = Setting.Text("text", SettingKind.Text, 1, 4, "ab");
            Assert.IsNull(text.Check("äö", out _), "four bytes");
            Assert.IsNotNull(text.Check("äöü", out _));
            Assert.IsNotNull(text.Check("", out _));
            Assert.IsNotNull(text.Check("a\n", out _));
            Assert.IsNotNull(text.Check("a\u007f", out _));
            Assert.ThrowsExactly<ArgumentException>(() => Setting.Integer("n", 1, 2, 3));
            Assert.ThrowsExactly<ArgumentException>(() => Setting.Text("n", SettingKind.Text, 0, Setting.MaxValueLength + 1, ""));
            Assert.ThrowsExactly<ArgumentException>(() => Setting.Flag(new string('n', Setting.MaxNameLength + 1), true));
            Assert.IsNotNull(Setting.Flag(new string('n', Setting.MaxNameLength), true));
        }

        [TestMethod]
        public void Commit_OfWhatIsStored_WritesNothing()
        {
            MemoryStorage storage = new MemoryStorage();
            DeviceSettings settings = Open(storage);
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
            Assert.IsNull(settings.Change(DeviceSettings.NameIndex, "hall"));
            Assert.IsNull(settings.Change(DeviceSettings.NameIndex, "kitchen"));
            Assert.IsNull(settings.Commit(0));
            Assert.AreEqual(1, storage.Writes);
            Assert.AreEqual(1, settings.Writes);
        }

        [TestMethod]
        public void Changes_CommittedTogether_AreOneWriteAndAllOrNothing()
        {
            MemoryStorage storage = new MemoryStorage();
            DeviceSettings settings = Open(storage);
            Assert.IsNull(settings.Change(DeviceSettings.NetworkIndex, "static"));
            Assert.IsNull(settings.Change(DeviceSettings.AddressIndex, "10.0.0.2"));
            Assert.AreEqual("network: static needs address and mask first", settings.Commit(0));
            Assert.AreEqual("", settings[DeviceSettings.AddressIndex].Value);
            Assert.AreEqual(0, settings[DeviceSettings.NetworkIndex].Number);
            Assert.IsNull(settings.Change(DeviceSettings.NetworkIndex, "static"));
            Assert.IsNull(settings.Change(DeviceSettings.AddressIndex, "10.0.0.2"));
            Assert.IsNull(settings.Change(DeviceSettings.MaskIndex, "255.0.0.0"));
            Assert.IsNull(settings.Commit(0));
            Assert.AreEqual(1, storage.Writes);
            Assert.IsTrue(Open(storage).IsStatic);
        }

        [TestMethod]
        public void Power_LostAtEveryByteOfAChange_LeavesTheStateBefore()
        {
            int steps = 0;
            string error = "";
            for (; error != null; steps++)
            {
                MemoryStorage storage = new MemoryStorage();
                DeviceSettings settings = Open(storage);
                Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
                Assert.IsNull(settings.Set(DeviceSettings.IntervalMsIndex, "2000", 0));
                settings = steps % 2 == 0 ? settings : Open(storage);
                storage.StepsLeft = steps;
                error = settings.Set(DeviceSettings.NameIndex, "hall", 0);
                string told = settings.Name;
                storage.StepsLeft = -1;
                storage.IsOff = false;
                DeviceSettings after = Open(storage);
                Assert.AreEqual(error == null ? "hall" : "kitchen", after.Name, "cut after " + steps);
                Assert.AreEqual(after.Name, told);
                Assert.AreEqual(2000, after.IntervalMs);
                Assert.IsTrue(error == null || error == "could not be stored", error);
            }

            Assert.IsTrue(steps > 40, "cut in " + steps + " places only");
        }

        [TestMethod]
        public void Files_BothDamaged_GiveDefaultsAndSaySo()
        {
            MemoryStorage storage = new MemoryStorage();
            DeviceSettings settings = Open(storage);
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "hall", 0));
            storage.Files["settings.a"][20] ^= 1;
            storage.Files["settings.b"] = new byte[5000];
            SilentLog log = new SilentLog();
            settings = new DeviceSettings(storage, "nanowire-test", false, null, log);
            Assert.AreEqual("nanowire-test", settings.Name);
            Assert.AreEqual("settings: settings.a is damaged\nsettings: settings.b is too large\nsettings: none stored, defaults are used", log.Text);
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "cellar", 0));
            Assert.AreEqual("cellar", Open(storage).Name);
        }

        [TestMethod]
        public void Record_OfAnotherFirmware_IsTakenAsFarAsItIsKnown()
        {
            MemoryStorage storage = new MemoryStorage();
            Versioned first = new Versioned(storage, 1, new SilentLog(), Setting.Text("host", SettingKind.Label, 1, 32, "none"), Setting.Integer("seconds", 1, 100, 5),
                Setting.Integer("old", 0, 9, 0), Setting.Integer("small", 0, 1000, 0), Setting.Integer("same", 0, 9, 0));
            first.Load();
            string[] values = { "kitchen", "30", "3", "999", "7" };
            for (int i = 0; i < values.Length; i++)
            {
                Assert.IsNull(first.Change(i, values[i]));
            }

            Assert.IsNull(first.Commit(0));
            SilentLog log = new SilentLog();
            Versioned third = new Versioned(storage, 3, log, Setting.Integer("same", 0, 9, 0), Setting.Text("name", SettingKind.Label, 1, 32, "none"),
                Setting.Integer("ms", 1, 100000, 5000), Setting.Integer("small", 0, 10, 4));
            third.Load();
            Assert.AreEqual("7 kitchen 30000 4", string.Join(" ", Enumerable.Range(0, 4).Select(i => third[i].Value)));
            Assert.AreEqual("settings: old is unknown and dropped\nsettings: small is not a whole number, 0 to 10; its default is used", log.Text);
            Assert.IsNull(third.Set(0, "8", 0));
            log = new SilentLog();
            third = new Versioned(storage, 3, log, Setting.Text("name", SettingKind.Label, 1, 32, "none"), Setting.Integer("ms", 1, 100000, 5000), Setting.Integer("same", 0, 9, 0));
            third.Load();
            Assert.AreEqual("kitchen 30000 8", string.Join(" ", Enumerable.Range(0, 3).Select(i => third[i].Value)));
            Assert.AreEqual("", log.Text, "what was unknown is gone");
        }

        [TestMethod]
        public void Record_ThatEndsWithinAnEntry_IsTakenUpToThere()
        {
            foreach (byte[] payload in new[] { new byte[] { 1 }, new byte[] { 4, (byte)'n' }, new byte[] { 4, 110, 97, 109, 101, 200, 1 }, new byte[] { 0 } })
            {
                MemoryStorage storage = new MemoryStorage();
                byte[] buffer = new byte[100];
                byte[] known = Encoding.UTF8.GetBytes("\u000bopenControl\u0004true");
                known.CopyTo(buffer, RecordFile.PayloadOffset);
                payload.CopyTo(buffer, RecordFile.PayloadOffset + known.Length);
                RecordFile file = new RecordFile(storage, SettingsStore.FileName, (byte)'S', DeviceSettings.Version);
                file.Load(new byte[100]);
                Assert.IsTrue(file.Save(buffer, known.Length + payload.Length));
                SilentLog log = new SilentLog();
                DeviceSettings settings = new DeviceSettings(storage, "nanowire-test", false, null, log);
                Assert.IsTrue(settings.IsControlOpen);
                Assert.AreEqual("nanowire-test", settings.Name);
                StringAssert.Contains(log.Text, "the record ends within an entry");
            }
        }

        [TestMethod]
        public void Writes_TooMany_AreRefusedUntilTimePasses()
        {
            MemoryStorage storage = new MemoryStorage();
            DeviceSettings settings = Open(storage);
            long nowMs = 1000;
            for (int i = 0; i < SettingsStore.MaxBurst; i++)
            {
                Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "n" + i, nowMs));
            }

            Assert.AreEqual("too many changes; try again in 31 s", settings.Set(DeviceSettings.NameIndex, "kitchen", nowMs));
            Assert.AreEqual("n" + (SettingsStore.MaxBurst - 1), settings.Name);
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, settings.Name, nowMs), "nothing changes, nothing is written");
            Assert.IsNotNull(settings.Set(DeviceSettings.NameIndex, "kitchen", nowMs + SettingsStore.RefillMs - 1));

            // A clock that jumps back makes nobody wait for ever.
            Assert.IsNotNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", SettingsStore.RefillMs));
            Assert.IsNotNull(settings.Set(DeviceSettings.NameIndex, "hall", SettingsStore.RefillMs));
            Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "hall", long.MaxValue / 2));
            for (int i = 1; i < SettingsStore.MaxBurst; i++)
            {
                Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "n" + i, long.MaxValue / 2));
            }

            Assert.IsNotNull(settings.Set(DeviceSettings.NameIndex, "one-more", long.MaxValue / 2), "never more than " + SettingsStore.MaxBurst);
        }

        [TestMethod]
        public void Settings_LargerThanTheirFile_AreRefusedWhole()
        {
            MemoryStorage storage = new MemoryStorage();
            Setting[] many = Enumerable.Range(0, 8).Select(i => Setting.Text("text" + i, SettingKind.Text, 0, 160, "")).ToArray();
            Versioned settings = new Versioned(storage, 1, new SilentLog(), many);
            settings.Load();

            // An entry is 5 bytes of name, the value and two lengths; a file holds 1,008 bytes of them: six, and 6 bytes less of another.
            for (int i = 0; i < 6; i++)
            {
                Assert.IsNull(settings.Set(i, new string('x', 160), 0));
            }

            Assert.AreEqual("the settings are larger than their file may be", settings.Set(6, new string('x', 0 + 1008 - (6 * 167) - 7 + 1), 0) ?? settings.Set(6, new string('x', 160), 0));
            Assert.AreEqual("", settings[6].Value);
            Assert.AreEqual(new string('x', 160), settings[5].Value);
        }

        [TestMethod]
        public void Reset_CutOffAtEveryStep_LeavesTheLastStateOrTheDefaults()
        {
            for (int steps = 0; steps < 4; steps++)
            {
                MemoryStorage storage = new MemoryStorage();
                DeviceSettings settings = Open(storage);
                Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "older", 0));
                Assert.IsNull(settings.Set(DeviceSettings.NameIndex, "kitchen", 0));
                storage.StepsLeft = steps;
                bool isReset = settings.Reset();
                storage.IsOff = false;
                Assert.AreEqual(steps >= 2, isReset);
                Assert.AreEqual(isReset ? "nanowire-test" : "kitchen", settings.Name);
                Assert.AreEqual(isReset ? "nanowire-test" : "kitchen", Open(storage).Name);
            }
        }

        private static DeviceSettings Open(Storage storage)
        {
            return new DeviceSettings(storage, "nanowire-test", false, null, new SilentLog());
        }

        /// <summary>A firmware in which "host" became "name" in version 2, and "seconds" became "ms" in version 3.</summary>
        private sealed class Versioned : SettingsStore
        {
            internal Versioned(Storage storage, int version, DeviceLog log, params Setting[] settings)
                : base(storage, settings, version, log)
            {
            }

            protected override void Migrate(int version, ref string name, ref string value)
            {
                if (version == 1 && name == "host")
                {
                    name = "name";
                }
                else if (version == 2 && name == "seconds")
                {
                    name = "ms";
                    value += "000";
                }
            }
        }
    }
}
