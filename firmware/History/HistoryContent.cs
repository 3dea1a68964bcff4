using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The history as it is served: blocks of samples (the same as binary messages have), oldest first, each of one tier. A coarse
    /// tier goes as far as the next finer one begins; its last point may reach into that.
    /// </summary>
    /// <remarks>
    /// Sampling goes on while it is sent. What is overwritten before it could be sent is skipped, which the number and time of the next
    /// block say; what comes after the answer has caught up is not waited for. firmware/dashboard/README.md describes the fields.
    /// </remarks>
    public sealed class HistoryContent : DynamicContent
    {
        // A block of version 1, as Nanowire.Blocks has it, which is written by a call for each value and would be flashed for this alone.
        private const int Mark = 0xB1;
        private const int Int32Type = 2;
        private const int HeaderSize = 24;
        private const int ValueSize = 4;
        private const int MaxCount = 65535;

        // A position is 0 at the start, then which tier, coarse ones first, the point's number in the lower bits, and 1.
        private const int NumberBits = 29;
        private const int End = int.MaxValue - 1;

        private readonly History _history;
        private readonly long _windowMs;

        /// <summary>A history, or its newest part.</summary>
        /// <param name="history">The history.</param>
        /// <param name="windowMs">Up to how long before its newest sample it goes back, in milliseconds; 0 for all of it.</param>
        /// <exception cref="ArgumentNullException">There is no history.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
        public HistoryContent(History history, long windowMs)
        {
            if (history == null)
            {
                throw new ArgumentNullException(nameof(history));
            }

            if (windowMs < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(windowMs));
            }

            _history = history;
            _windowMs = windowMs;
        }

        /// <inheritdoc/>
        public override string ContentType => "application/octet-stream";

        /// <inheritdoc/>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            if (position == End || _history.ReadingCount == 0)
            {
                return 0;
            }

            int index;
            int number;
            if (position == 0)
            {
                index = Start(out number);
            }
            else
            {
                index = History.TierCount - 1 - ((position - 1) >> NumberBits);
                number = (position - 1) & ((1 << NumberBits) - 1);
            }

            HistoryTier tier = _history.Tiers[index];
            int end = GetEnd(index);
            while (number >= end && index > 0)
            {
                tier = _history.Tiers[--index];
                number = 0;
                end = GetEnd(index);
            }

            if (number < tier.Oldest)
            {
                number = tier.Oldest;
            }

            int channels = tier.Width * _history.ReadingCount;
            int count = (capacity - HeaderSize) / (channels * ValueSize);
            count = count < MaxCount ? count : MaxCount;
            if (count > end - number)
            {
                count = end - number;
            }

            if (count <= 0)
            {
                position = End;
                return 0;
            }

            buffer[offset] = Mark;
            buffer[offset + 1] = Int32Type;
            buffer[offset + 2] = (byte)channels;
            buffer[offset + 3] = 0;
            Put(buffer, offset + 4, index | (count << 16));
            Put(buffer, offset + 8, number);
            Put(buffer, offset + 12, (int)((uint)tier.StepMs * 1000));
            long timeUs = (long)number * tier.StepMs * 1000;
            Put(buffer, offset + 16, (int)timeUs);
            Put(buffer, offset + 20, (int)(timeUs >> 32));
            WritePoints(tier, number, count, buffer, offset + HeaderSize);
            number += count;
            position = index == 0 && number == end ? End : ((History.TierCount - 1 - index) << NumberBits) + number + 1;
            return HeaderSize + (count * channels * ValueSize);
        }

        /// <summary>Where to begin: in the finest tier that goes back as far as is wanted.</summary>
        private int Start(out int number)
        {
            HistoryTier[] tiers = _history.Tiers;
            int index = History.TierCount - 1;
            number = 0;
            if (_windowMs > 0)
            {
                long sinceMs = ((tiers[0].Newest + 1L) * tiers[0].StepMs) - _windowMs;
                sinceMs = sinceMs > 0 ? sinceMs : 0;
                index = 0;
                while (index < History.TierCount - 1 && (long)tiers[index].Oldest * tiers[index].StepMs > sinceMs)
                {
                    index++;
                }

                number = (int)(sinceMs / tiers[index].StepMs);
            }

            return index;
        }

        /// <summary>
        /// Where a tier ends here: behind its newest point, or with the first that does not begin before all that the next finer tier has.
        /// </summary>
        private int GetEnd(int index)
        {
            HistoryTier tier = _history.Tiers[index];
            if (index == 0)
            {
                return tier.Newest + 1;
            }

            HistoryTier finer = _history.Tiers[index - 1];
            return (int)((((long)finer.Oldest * finer.StepMs) + tier.StepMs - 1) / tier.StepMs);
        }

        private void WritePoints(HistoryTier tier, int number, int count, byte[] buffer, int at)
        {
            ushort[] codings = _history.Codings;
            int[] bases = _history.Bases;
            byte[] shifts = _history.Shifts;
            int readings = bases.Length;
            int width = tier.Width;
            int slot = number % tier.Count;
            int from = tier.Offset + (slot * width * readings);
            for (int left = count; left > 0; left--)
            {
                for (int i = 0; i < readings; i++)
                {
                    int first = bases[i];
                    int shift = shifts[i];
                    for (int k = width; k > 0; k--)
                    {
                        int code = codings[from++];
                        int value = code == 0 ? Reading.Absent : first + ((code - 1) << shift);
                        buffer[at] = (byte)value;
                        buffer[at + 1] = (byte)(value >> 8);
                        buffer[at + 2] = (byte)(value >> 16);
                        buffer[at + 3] = (byte)(value >> 24);
                        at += ValueSize;
                    }
                }

                if (++slot == tier.Count)
                {
                    slot = 0;
                    from = tier.Offset;
                }
            }
        }

        private static void Put(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)value;
            buffer[at + 1] = (byte)(value >> 8);
            buffer[at + 2] = (byte)(value >> 16);
            buffer[at + 3] = (byte)(value >> 24);
        }
    }
}
