namespace Nanowire.Firmware
{
    /// <summary>What the stream has to say in /api/health and /status: its rate, and everything that was lost on the way.</summary>
    internal sealed class StreamHealth : HealthSection
    {
        private readonly AnalogStream _stream;

        internal StreamHealth(AnalogStream stream)
        {
            _stream = stream;
        }

        /// <inheritdoc/>
        public override string Name => "stream";

        /// <inheritdoc/>
        public override void Write(JsonWriter json)
        {
            json.BeginObject();
            json.Member("topic", AnalogStream.TopicName);
            json.Member("hz", _stream.RateHz);
            json.Member("running", _stream.IsRunning);
            json.Member("blocks", _stream.Blocks);
            json.Member("lost", _stream.BlocksLost);
            json.Member("skipped", _stream.MessagesSkipped);
            json.Member("late", _stream.SamplesLate);
            json.Member("missed", _stream.SamplesMissed);
            json.Member("failures", _stream.Failures);
            json.EndObject();
        }

        /// <inheritdoc/>
        public override string Describe()
        {
            return AnalogStream.TopicName + (_stream.IsRunning ? " at " + _stream.RateHz.ToString() + " Hz" : " idle")
                + ", blocks " + _stream.Blocks.ToString() + ", lost " + _stream.BlocksLost.ToString()
                + ", skipped " + _stream.MessagesSkipped.ToString() + "; samples late " + _stream.SamplesLate.ToString()
                + ", missed " + _stream.SamplesMissed.ToString() + "; failures " + _stream.Failures.ToString();
        }
    }
}
