using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Small files by name: the device's file system, a folder of a desktop, memory. Nothing here throws for what a medium does;
    /// a write that was cut off leaves a file that is short or damaged, which <see cref="RecordFile"/> is there to meet.
    /// </summary>
    public abstract class Storage
    {
        /// <summary>The longest name in characters.</summary>
        public const int MaxNameLength = 16;

        /// <summary>The largest file in bytes.</summary>
        public const int MaxFileSize = 4096;

        /// <summary>Reads a file.</summary>
        /// <param name="name">1 to <see cref="MaxNameLength"/> of a to z, 0 to 9, point and hyphen; no point first.</param>
        /// <param name="buffer">Gets the file.</param>
        /// <returns>
        /// Its length in bytes; more than the buffer's length when it does not fit, and what is in the buffer means nothing
        /// then; -1 when
        /// there is none, or it cannot be read.
        /// </returns>
        /// <exception cref="ArgumentException">The name is none.</exception>
        public int Read(string name, byte[] buffer)
        {
            CheckName(name);
            try
            {
                return ReadFile(name, buffer);
            }
            catch (Exception)
            {
                return -1;
            }
        }

        /// <summary>Writes a file over what is there.</summary>
        /// <param name="name">As in <see cref="Read"/>.</param>
        /// <param name="buffer">Holds the file from its start.</param>
        /// <param name="count">Its length in bytes, 0 to <see cref="MaxFileSize"/>.</param>
        /// <returns>Whether it is on the medium; when not, the file may be anything.</returns>
        /// <exception cref="ArgumentException">The name is none.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The count is out of range.</exception>
        public bool Write(string name, byte[] buffer, int count)
        {
            CheckName(name);
            if (count < 0 || count > MaxFileSize || count > buffer.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            try
            {
                return WriteFile(name, buffer, count);
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>Deletes a file.</summary>
        /// <param name="name">As in <see cref="Read"/>.</param>
        /// <returns>Whether there is none now.</returns>
        /// <exception cref="ArgumentException">The name is none.</exception>
        public bool Delete(string name)
        {
            CheckName(name);
            try
            {
                return DeleteFile(name);
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>Reads, as <see cref="Read"/> says; an exception counts as -1.</summary>
        protected abstract int ReadFile(string name, byte[] buffer);

        /// <summary>Writes, as <see cref="Write"/> says; an exception counts as false.</summary>
        protected abstract bool WriteFile(string name, byte[] buffer, int count);

        /// <summary>Deletes, as <see cref="Delete"/> says; an exception counts as false.</summary>
        protected abstract bool DeleteFile(string name);

        /// <summary>A name leads to one file below the storage's root and nowhere else, on all file systems.</summary>
        private static void CheckName(string name)
        {
            char[] chars = name.ToCharArray();
            bool isName = chars.Length > 0 && chars.Length <= MaxNameLength && chars[0] != '.';
            for (int i = 0; i < chars.Length; i++)
            {
                char c = chars[i];
                isName &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
            }

            if (!isName)
            {
                throw new ArgumentException("not a file's name", nameof(name));
            }
        }
    }
}
