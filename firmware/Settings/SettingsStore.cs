using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Settings by a table of definitions, stored so that a loss of power at any moment leaves the last state that was confirmed
    /// (<see cref="RecordFile"/>). What cannot be read is at its default, and the log says so. From one thread.
    /// </summary>
    /// <remarks>
    /// The record has each value that is not its default, by name: so a default may change with the firmware, and the order of the
    /// table means nothing.
    /// <code>
    /// length of the name, name in UTF-8, length of the value, value as text in UTF-8; and the next
    /// </code>
    /// </remarks>
    public partial class SettingsStore
    {
        /// <summary>The name of the files, which end in ".a" and ".b".</summary>
        public const string FileName = "settings";

        /// <summary>The largest file in bytes.</summary>
        public const int MaxFileSize = 1024;

        /// <summary>Writes that may follow each other without a pause, since flash wears out.</summary>
        public const int MaxBurst = 20;

        /// <summary>How often one more is allowed, in milliseconds.</summary>
        public const int RefillMs = 30000;

        private const string Part = "settings";

        private readonly Storage _storage;
        private readonly DeviceLog _log;
        private readonly Setting[] _settings;
        private readonly RecordFile _file;
        private readonly int _version;
        private readonly WriteLimit _limit = new WriteLimit(MaxBurst, RefillMs);

        // The values that are stored, between a change and its commit; null while those are the values.
        private string[] _stored;

        /// <summary>Takes the definitions; <see cref="Load"/> comes next.</summary>
        /// <param name="storage">Where they are stored.</param>
        /// <param name="settings">The definitions, each name once.</param>
        /// <param name="version">What the values mean: 1 to 255, one more whenever a name or a meaning changes (see <see
        /// cref="Migrate"/>).</param>
        /// <param name="log">Is told what could not be read.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public SettingsStore(Storage storage, Setting[] settings, int version, DeviceLog log)
        {
            if (storage == null || settings == null || log == null)
            {
                throw new ArgumentNullException(storage == null ? nameof(storage) : settings == null ? nameof(settings) : nameof(log));
            }

            _storage = storage;
            _settings = settings;
            _version = version;
            _log = log;
            _file = new RecordFile(storage, FileName, (byte)'S', version);
        }

        /// <summary>Where the settings are stored, for what else is to be kept.</summary>
        public Storage Storage => _storage;

        /// <summary>The log.</summary>
        public DeviceLog Log => _log;

        /// <summary>How many settings there are.</summary>
        public int Count => _settings.Length;

        /// <summary>How often the settings were written since the start.</summary>
        public int Writes { get; private set; }

        /// <summary>A setting by its place in the table.</summary>
        public Setting this[int index] => _settings[index];

        /// <summary>The place of a name in the table; -1 when there is none.</summary>
        public int IndexOf(string name)
        {
            for (int i = 0; i < _settings.Length; i++)
            {
                if (_settings[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Reads what is stored. Everything that cannot be read is at its default afterwards.</summary>
        public void Load()
        {
            SetDefaults();
            byte[] buffer = new byte[MaxFileSize];
            int count = _file.Load(buffer);
            Report(".a", _file.StateA);
            Report(".b", _file.StateB);
            if (count < 0)
            {
                _log.Add(Part, "none stored, defaults are used");
                return;
            }

            int at = RecordFile.PayloadOffset;
            int end = at + count;
            while (at < end)
            {
                string name = ReadText(buffer, ref at, end);
                string value = ReadText(buffer, ref at, end);
                if (value == null)
                {
                    // The CRC was right, so who wrote it was wrong.
                    _log.Add(Part, "the record ends within an entry");
                    return;
                }

                Take(name, value);
            }
        }

        /// <summary>
        /// Changes a value in memory; <see cref="Commit"/> makes it count, or <see cref="Cancel"/> takes it back.
        /// </summary>
        /// <param name="index">The place in the table.</param>
        /// <param name="value">The value as text.</param>
        /// <returns>Null, or what is wrong with it; nothing is changed then.</returns>
        public string Change(int index, string value)
        {
            Setting setting = _settings[index];
            string error = setting.Check(value, out int _);
            if (error != null)
            {
                return setting.Name + ": " + error;
            }

            if (_stored == null)
            {
                string[] stored = new string[_settings.Length];
                for (int i = 0; i < stored.Length; i++)
                {
                    stored[i] = _settings[i].Value;
                }

                _stored = stored;
            }

            setting.Value = value;
            return null;
        }

        /// <summary>
        /// Stores what was changed. When it returns null the values are on the medium and have been read back. A commit of what is
        /// stored already writes nothing.
        /// </summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        /// <returns>Null, or why nothing was stored; all values are as they were before then.</returns>
        public string Commit(long nowMs)
        {
            bool isChanged = false;
            for (int i = 0; _stored != null && i < _settings.Length; i++)
            {
                isChanged |= _settings[i].Value != _stored[i];
            }

            if (!isChanged)
            {
                _stored = null;
                return null;
            }

            string error = Check() ?? _limit.Take(nowMs) ?? Write();
            if (error != null)
            {
                Cancel();
                return error;
            }

            _stored = null;
            return null;
        }

        /// <summary>Takes back what was changed since the last commit.</summary>
        public void Cancel()
        {
            for (int i = 0; _stored != null && i < _settings.Length; i++)
            {
                _settings[i].Value = _stored[i];
            }

            _stored = null;
        }

        /// <summary>Changes one value and stores it.</summary>
        /// <returns>Null when it is stored, or why it is not.</returns>
        public string Set(int index, string value, long nowMs)
        {
            return Change(index, value) ?? Commit(nowMs);
        }

        /// <summary>Deletes what is stored, so that all is at its default.</summary>
        /// <returns>Whether it is deleted; when not, nothing has changed.</returns>
        public bool Reset()
        {
            if (!_file.Delete())
            {
                Cancel();
                return false;
            }

            SetDefaults();
            return true;
        }

        /// <summary>
        /// Brings an entry of an older record a version further; called for each version from the record's on. Without an override
        /// names and values keep their meaning.
        /// </summary>
        /// <param name="version">The version that the entry has now.</param>
        /// <param name="name">Its name; null afterwards to drop it.</param>
        /// <param name="value">Its value.</param>
        protected virtual void Migrate(int version, ref string name, ref string value)
        {
        }

        /// <summary>Whether values that are each within their bounds also fit each other.</summary>
        /// <returns>Null, or what is wrong.</returns>
        protected virtual string Check()
        {
            return null;
        }

        private void SetDefaults()
        {
            _stored = null;
            for (int i = 0; i < _settings.Length; i++)
            {
                _settings[i].Value = _settings[i].Default;
            }
        }
    }
}
