namespace Nanowire.Firmware
{
    /// <content>What is kept of the samples.</content>
    public sealed partial class Sampler
    {
        private History _history;

        /// <summary>What was measured until now.</summary>
        public History History => _history;

        partial void CreateHistory(Board board)
        {
            _history = new History(_sensors.Readings, board.HistorySize);
        }

        partial void RecordWhenDue(long uptimeMs)
        {
            // Whoever opens the page later wants to see what was while nobody looked.
            if (_history.IsDue(uptimeMs))
            {
                _health.Measuring(true);
                _sensors.Measure(uptimeMs);
                _health.Measuring(false);
                Record(uptimeMs);
            }
        }

        partial void Record(long uptimeMs)
        {
            _history.Add(uptimeMs, _sensors.Values);
        }
    }
}
