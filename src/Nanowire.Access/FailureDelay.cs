namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// How long an address has to wait that keeps failing to show who it is. Meanwhile it gets 429 with Retry-After at once, and
    /// its credentials are not looked at, so that no slot and no pump waits and guessing gains nothing.
    /// </summary>
    /// <remarks>A request without any credentials is no failure: browsers ask like that first. Success forgets all failures.</remarks>
    public sealed class FailureDelay
    {
        /// <summary>Default of <see cref="FreeFailures"/>.</summary>
        public const int DefaultFreeFailures = 3;

        /// <summary>Default of <see cref="FirstDelayMs"/>.</summary>
        public const int DefaultFirstDelayMs = 1000;

        /// <summary>Default of <see cref="MaxDelayMs"/>.</summary>
        public const int DefaultMaxDelayMs = 300000;

        /// <summary>Default of <see cref="ForgetAfterMs"/>.</summary>
        public const int DefaultForgetAfterMs = 900000;

        /// <summary>Failures that cost nothing, 0 or more.</summary>
        public int FreeFailures = DefaultFreeFailures;

        /// <summary>The wait after the first failure that does, in milliseconds; each further one doubles it.</summary>
        public int FirstDelayMs = DefaultFirstDelayMs;

        /// <summary>The longest wait, in milliseconds.</summary>
        public int MaxDelayMs = DefaultMaxDelayMs;

        /// <summary>Failures are forgotten so long after the last wait was over, in milliseconds.</summary>
        public int ForgetAfterMs = DefaultForgetAfterMs;

        internal void Validate()
        {
            AddressLimits.Require(nameof(FreeFailures), FreeFailures, 0, 1000000);
            AddressLimits.Require(nameof(MaxDelayMs), MaxDelayMs, 1, int.MaxValue);
            AddressLimits.Require(nameof(FirstDelayMs), FirstDelayMs, 1, MaxDelayMs);
            AddressLimits.Require(nameof(ForgetAfterMs), ForgetAfterMs, 0, int.MaxValue);
        }

        /// <summary>The wait after so many failures, in milliseconds.</summary>
        public int GetDelayMs(int failures)
        {
            int doublings = failures - FreeFailures - 1;
            if (doublings < 0)
            {
                return 0;
            }

            long delay = FirstDelayMs;
            for (; doublings > 0 && delay < MaxDelayMs; doublings--)
            {
                delay <<= 1;
            }

            return delay < MaxDelayMs ? (int)delay : MaxDelayMs;
        }
    }
}
