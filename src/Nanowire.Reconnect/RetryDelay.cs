using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>Capped exponential backoff with full jitter: each wait is drawn from a window that doubles with every failure.</summary>
    internal sealed class RetryDelay
    {
        private const int DateCount = 29;
        private const int FirstYearOfAClock = 2021;

        private readonly ReconnectOptions _options;
        private readonly EntropySource _entropy;
        private int _windowMs;

        internal RetryDelay(ReconnectOptions options, EntropySource entropy)
        {
            _options = options;
            _entropy = entropy;
            Reset();
        }

        /// <summary>Begins anew with the smallest window.</summary>
        internal void Reset()
        {
            _windowMs = _options.BaseDelayMs;
        }

        /// <summary>Draws the next wait in milliseconds, from 0 to the window.</summary>
        /// <param name="leastWindowMs">The window is not smaller than this.</param>
        internal int Draw(int leastWindowMs)
        {
            int windowMs = _windowMs;
            int mostMs = _options.MaxDelayMs;
            _windowMs = windowMs > mostMs >> 1 ? mostMs : windowMs << 1;
            if (windowMs < leastWindowMs)
            {
                windowMs = leastWindowMs;
            }

            return (int)(((ulong)_entropy.NextUInt32() * ((uint)windowMs + 1)) >> 32);
        }

        /// <summary>
        /// What a Retry-After asks for (RFC 9110 section 10.2.3): seconds, or a date of the form that servers must write, where the clock knows
        /// the date.
        /// </summary>
        /// <returns>Milliseconds from now, MaxRetryAfterMs at most; 0 for what is not understood.</returns>
        internal int ParseRetryAfter(string text, ReconnectClock clock)
        {
            int mostMs = _options.MaxRetryAfterMs;
            long waitMs = text == null ? 0 : Number(text, 0, text.Length) * 1000L;
            if (waitMs < 0)
            {
                DateTime now = clock.UtcNow;
                waitMs = now.Year < FirstYearOfAClock ? 0 : (Date(text) - now.Ticks) / TimeSpan.TicksPerMillisecond;
            }

            return waitMs < 0 ? 0 : waitMs > mostMs ? mostMs : (int)waitMs;
        }

        /// <summary>The ticks of "Sun, 06 Nov 1994 08:49:37 GMT"; 0 for what is no such date.</summary>
        private static long Date(string text)
        {
            if (text.Length != DateCount || !text.EndsWith(" GMT"))
            {
                return 0;
            }

            int month = "JanFebMarAprMayJunJulAugSepOctNovDec".IndexOf(text.Substring(8, 3));
            int day = Number(text, 5, 2);
            int year = Number(text, 12, 4);
            int hour = Number(text, 17, 2);
            int minute = Number(text, 20, 2);
            int second = Number(text, 23, 2);
            if (month < 0 || month % 3 != 0 || day < 1 || day > 28 + 3 || year < FirstYearOfAClock || (uint)hour > 23
                || (uint)minute > 59 || (uint)second > 59)
            {
                return 0;
            }

            // Days by hand: a 31st of February would throw, or not, as the runtime likes.
            return new DateTime(year, (month / 3) + 1, 1, hour, minute, second).Ticks + ((day - 1) * TimeSpan.TicksPerDay);
        }

        /// <summary>A number of digits only, a large one for what is larger; -1 for what is none.</summary>
        private static int Number(string text, int offset, int count)
        {
            const int Large = 100000000;
            char[] chars = text.Substring(offset, count).ToCharArray();
            int value = count == 0 ? -1 : 0;
            for (int i = 0; i < chars.Length; i++)
            {
                int digit = chars[i] - '0';
                if (digit < 0 || digit > 9)
                {
                    return -1;
                }

                value = value >= Large ? Large : (value * 10) + digit;
            }

            return value;
        }
    }
}
