using System;
using System.Collections.Generic;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// Files in memory, for a host that keeps nothing and for tests, which can cut the power in the middle of a write.
    /// </summary>
    internal sealed class MemoryStorage : Storage
    {
        internal readonly Dictionary<string, byte[]> Files = new Dictionary<string, byte[]>();

        /// <summary>Writes that were begun.</summary>
        internal int Writes;

        /// <summary>
        /// Steps until the power goes: each byte written is one, and so are the emptying of a file and its deletion; -1 for
        /// never.
        /// </summary>
        internal int StepsLeft = -1;

        /// <summary>Whether the power is gone, so that everything fails until it is set to false again.</summary>
        internal bool IsOff;

        /// <inheritdoc/>
        protected override int ReadFile(string name, byte[] buffer)
        {
            if (IsOff || !Files.TryGetValue(name, out byte[] file))
            {
                return -1;
            }

            Array.Copy(file, buffer, Math.Min(file.Length, buffer.Length));
            return file.Length;
        }

        /// <inheritdoc/>
        protected override bool WriteFile(string name, byte[] buffer, int count)
        {
            Writes++;
            if (!Step())
            {
                return false;
            }

            for (int i = 0; i <= count; i++)
            {
                Files[name] = buffer.AsSpan(0, i).ToArray();
                if (i < count && !Step())
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        protected override bool DeleteFile(string name)
        {
            if (!Step())
            {
                return false;
            }

            Files.Remove(name);
            return true;
        }

        private bool Step()
        {
            IsOff |= StepsLeft == 0;
            StepsLeft -= StepsLeft > 0 ? 1 : 0;
            return !IsOff;
        }
    }
}
