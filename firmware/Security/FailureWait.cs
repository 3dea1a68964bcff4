namespace Nanowire.Firmware
{
    /// <summary>
    /// The wait after wrong passwords: one for the whole device, so that more connections or addresses give no more tries. Whoever
    /// keeps guessing keeps the owner out as well; opening the presence window ends that.
    /// </summary>
    public sealed class FailureWait
    {
        /// <summary>Failures that cost nothing: people mistype.</summary>
        public const int FreeFailures = 3;

        /// <summary>The wait after the next one in milliseconds; each further one doubles it.</summary>
        public const int FirstMs = 1000;

        /// <summary>The longest wait in milliseconds.</summary>
        public const int MaxMs = 300000;

        /// <summary>Failures are forgotten so long after the last one, in milliseconds.</summary>
        public const int ForgetMs = 900000;

        private int _failures;
        private int _waitMs;
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

            return passed >= _waitMs || passed < 0 ? 0 : (int)(_waitMs - passed);
        }

        /// <summary>Counts a failure.</summary>
        public void Fail(long nowMs)
        {
            _failedMs = nowMs;
            _failures++;
            if (_failures > FreeFailures)
            {
                _waitMs = _waitMs == 0 ? FirstMs : _waitMs >= MaxMs / 2 ? MaxMs : _waitMs * 2;
            }
        }

        /// <summary>Forgets all failures.</summary>
        public void Forget()
        {
            _failures = 0;
            _waitMs = 0;
        }
    }
}
