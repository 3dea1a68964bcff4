namespace Nanowire.Firmware
{
    /// <summary>Brings a part that stalled to life again, from the supervising thread.</summary>
    /// <returns>Whether there was something to be done.</returns>
    public delegate bool PartRestarter();

    /// <summary>A part of the application that has to show signs of life while it is at work.</summary>
    public sealed class SupervisedPart
    {
        /// <summary>What it is called, at most <see cref="RestartLog.MaxDetailLength"/> characters.</summary>
        public readonly string Name;

        /// <summary>How long it may be without a sign of life, in milliseconds.</summary>
        public readonly int DeadlineMs;

        /// <summary>How to restart it; null when it cannot be restarted alone.</summary>
        public PartRestarter Restarter;

        /// <summary>How often it stalled.</summary>
        public int Stalls;

        internal bool IsAtWork;
        internal long BeatMs;
        internal int Tries;

        internal SupervisedPart(string name, int deadlineMs)
        {
            Name = name;
            DeadlineMs = deadlineMs;
        }

        /// <summary>Whether it stalls now.</summary>
        public bool IsStalled => Tries > 0;

        /// <summary>A sign of life; another must come within <see cref="DeadlineMs"/>, or <see cref="End"/>.</summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        public void Beat(long nowMs)
        {
            BeatMs = nowMs;
            IsAtWork = true;
        }

        /// <summary>The work is done; nothing is expected until the next <see cref="Beat"/>.</summary>
        public void End()
        {
            IsAtWork = false;
        }
    }
}
