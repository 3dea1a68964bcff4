using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <content>The record: its entries, what becomes of older ones, and what is reported of its files.</content>
    public partial class SettingsStore
    {
        private void Take(string name, string value)
        {
            for (int version = _file.LoadedVersion; version < _version && name != null; version++)
            {
                Migrate(version, ref name, ref value);
            }

            if (name == null)
            {
                return;
            }

            int index = IndexOf(name);
            if (index < 0)
            {
                // Dropped: nothing here knows its bounds. It is gone with the next write.
                _log.Add(Part, name + " is unknown and dropped");
                return;
            }

            Setting setting = _settings[index];
            string error = setting.Check(value, out int _);
            if (error != null)
            {
                _log.Add(Part, name + " is not " + error + "; its default is used");
                return;
            }

            setting.Value = value;
        }

        private string Write()
        {
            byte[] buffer = new byte[MaxFileSize];
            int at = RecordFile.PayloadOffset;
            for (int i = 0; i < _settings.Length; i++)
            {
                Setting setting = _settings[i];
                if (setting.Value != setting.Default)
                {
                    byte[] key = setting.Key;
                    byte[] value = Encoding.UTF8.GetBytes(setting.Value);
                    if (at + key.Length + value.Length + 2 > MaxFileSize - RecordFile.Overhead + RecordFile.PayloadOffset)
                    {
                        return "the settings are larger than their file may be";
                    }

                    WriteText(buffer, ref at, key);
                    WriteText(buffer, ref at, value);
                }
            }

            Writes++;
            if (_file.Save(buffer, at - RecordFile.PayloadOffset))
            {
                return null;
            }

            _log.Add(Part, "could not be stored");
            return "could not be stored";
        }

        private void Report(string file, RecordState state)
        {
            string what = state == RecordState.Damaged ? " is damaged"
                : state == RecordState.Foreign ? " is no settings file"
                : state == RecordState.TooLarge ? " is too large"
                : state == RecordState.Newer ? " is of a later version" : null;
            if (what != null)
            {
                _log.Add(Part, FileName + file + what);
            }
        }

        private static string ReadText(byte[] buffer, ref int at, int end)
        {
            int length = at < end ? buffer[at] : end;
            if (length >= end - at)
            {
                at = end;
                return null;
            }

            string text = Encoding.UTF8.GetString(buffer, at + 1, length);
            at += length + 1;
            return text;
        }

        private static void WriteText(byte[] buffer, ref int at, byte[] utf8)
        {
            buffer[at] = (byte)utf8.Length;
            Array.Copy(utf8, 0, buffer, at + 1, utf8.Length);
            at += utf8.Length + 1;
        }
    }
}
