using Nanowire.WebSockets.Access;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The wait after wrong passwords: one for the whole device, so that more connections or addresses give no more tries. Whoever
    /// keeps guessing keeps the owner out as well; opening the presence window ends that.
    /// </summary>
    public sealed class FailureWait
    {
        /// <summary>Failures that cost nothing: people mistype.</summary>
        public const int FreeFailures = FailureDelay.DefaultFreeFailures;

        /// <summary>The wait after the next one in milliseconds; each further one doubles it.</summary>
        public const int FirstMs = FailureDelay.DefaultFirstDelayMs;

        /// <summary>The longest wait in milliseconds.</summary>
        public const int MaxMs = FailureDelay.DefaultMaxDelayMs;

        /// <summary>Failures are forgotten so long after the last one, in milliseconds.</summary>
        public const int ForgetMs = FailureDelay.DefaultForgetAfterMs;

        private readonly FailureDelay _delay = new FailureDelay();
        private int _failures;
        private long _failedMs;

        /// <summary>How long nobody may try, in milliseconds; 0 when anybody may.</summary>
        public int GetLeftMs(long nowMs)
        {
            long passed = nowMs - _failedMs;
            if (_failures > 0 && (passed < 0 || passed >= ForgetMs))
            {
                // Also when the clock went back: a wait has an end.
                Forget();
            }

            int waitMs = _delay.GetDelayMs(_failures);
            return passed >= waitMs || passed < 0 ? 0 : (int)(waitMs - passed);
        }

        /// <summary>Counts a failure.</summary>
        public void Fail(long nowMs)
        {
            _failedMs = nowMs;
            _failures++;
        }

        /// <summary>Forgets all failures.</summary>
        public void Forget()
        {
            _failures = 0;
        }
    }
}
