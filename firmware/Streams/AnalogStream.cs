using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Blocks;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Firmware
{
    /// <summary>
    /// An analogue input as a topic of blocks (docs/protocol.md), at the rate of a setting: sampled on a thread of its own while somebody is
    /// subscribed, published by the pump. A block that the pump is too late for is lost with its number, and a page that reads too slowly
    /// misses blocks, so whoever receives counts both.
    /// </summary>
    public sealed class AnalogStream : BoardExtra
    {
        /// <summary>The topic.</summary>
        public const string TopicName = "analog";

        /// <summary>The setting of the rate, in samples a second.</summary>
        public const string RateSetting = "streamHz";

        /// <summary>The least rate.</summary>
        public const int MinRateHz = 10;

        /// <summary>The greatest rate, and the one until another is set.</summary>
        public const int MaxRateHz = 1000;

        /// <summary>The id in the blocks.</summary>
        public const int StreamId = 1;

        /// <summary>How many blocks wait for pages that read slowly: 0.8 s.</summary>
        public const int QueuedBlocks = 8;

        /// <summary>How many blocks there are room for between the sampler and the pump, which may be late by one less: 0.3 s.</summary>
        public const int SampledBlocks = 4;

        /// <summary>How long after a start a failed input is opened again, in milliseconds.</summary>
        public const int RetryMs = 10000;

        private const int Decimals = 3;
        private const int BlocksPerSecond = 10;
        private const int MaxBlockSamples = MaxRateHz / BlocksPerSecond;
        private const int FrameHeaderSize = 4;
        private const int StopMs = 1000;

        private readonly AnalogInput _input;
        private readonly int _rawMax;
        private readonly int _maxMillivolts;

        private DeviceSettings _settings;
        private WebSocketServer _server;
        private TopicHub _hub;
        private Topic _topic;
        private StreamCommandReader _command;
        private StreamSampler _sampler;
        private SampleBlockWriter _writer;
        private SampleStream _stream;
        private JsonWriter _json;
        private byte[] _answer;
        private StreamHealth _health;
        private int _rateIndex;
        private int _lostBefore;
        private bool _isWanted;
        private long _notBeforeMs;

        /// <summary>Describes an input; touches no hardware.</summary>
        /// <param name="input">The input; no sensor's.</param>
        /// <param name="rawMax">The greatest raw value, at most 65,535.</param>
        /// <param name="maxMillivolts">What that stands for, at most 32,767.</param>
        public AnalogStream(AnalogInput input, int rawMax = 4095, int maxMillivolts = 3300)
        {
            _input = input;
            _rawMax = rawMax;
            _maxMillivolts = maxMillivolts;
        }

        /// <summary>The rate of the samples.</summary>
        public int RateHz { get; private set; }

        /// <summary>Whether it samples now.</summary>
        public bool IsRunning => _sampler.IsRunning;

        /// <summary>How many blocks were published.</summary>
        public int Blocks { get; private set; }

        /// <summary>How many blocks were lost because the pump was late.</summary>
        public int BlocksLost => _lostBefore + _stream.BlocksLost;

        /// <summary>How many messages connections did not get because they read too slowly, or ended.</summary>
        public int MessagesSkipped => _hub.Statistics.Skipped;

        /// <summary>How many samples were converted more than an interval late.</summary>
        public int SamplesLate => _sampler.Late;

        /// <summary>How many samples were not converted because the sampler was more than a block behind.</summary>
        public int SamplesMissed => _sampler.Missed;

        /// <summary>How often the input failed.</summary>
        public int Failures => _sampler.Failures;

        /// <inheritdoc/>
        public override HealthSection Health => _health;

        /// <inheritdoc/>
        public override Setting[] CreateSettings()
        {
            return new[] { Setting.Integer(RateSetting, MinRateHz, MaxRateHz, MaxRateHz) };
        }

        /// <inheritdoc/>
        public override void Attach(DeviceApplication application)
        {
            int capacity = BlockFormat.GetBlockSize(SampleType.Int16, 1, MaxBlockSamples);
            _settings = application.Settings;
            _rateIndex = _settings.IndexOf(RateSetting);
            _server = application.Server;
            _hub = new TopicHub(_server, new TopicHubOptions
            {
                MaxSubscribers = application.MaxConnections,
                MaxTopics = 1,
                QueueSize = QueuedBlocks * (capacity + FrameHeaderSize),
                MaxQueuedMessages = QueuedBlocks,
                Policy = SlowReaderPolicy.DropOldest,
            });
            _topic = _hub.AddTopic(TopicName, capacity);
            _command = new StreamCommandReader(TopicName);
            _json = new JsonWriter();
            _answer = new byte[CommandAnswer.MaxSize / 2];
            _health = new StreamHealth(this);
            SupervisedPart part = application.Health.Supervisor.Add("stream", DeviceHealth.SensorsDeadlineMs);
            _sampler = new StreamSampler(_input, _rawMax, _maxMillivolts, part, application.Health.StartedMs);
            _writer = null;
            _stream = null;
            _lostBefore = 0;
            _isWanted = false;
            Blocks = 0;
            SetRate(GetRate());
        }

        /// <inheritdoc/>
        public override void Describe(JsonWriter json)
        {
            json.Name("streams");
            json.BeginArray();
            json.BeginObject();
            json.Member("topic", TopicName);
            json.Member("name", "Analogue input");
            json.Member("unit", "V");
            json.EndObject();
            json.EndArray();
        }

        /// <inheritdoc/>
        public override bool TryProcess(WebSocket socket, byte[] buffer, int offset, int count)
        {
            StreamCommandReader command = _command;
            string error = command.Read(buffer, offset, count);
            if (!command.IsKnown)
            {
                return false;
            }

            error ??= command.Error;
            Answer(socket, command.Id, error, command.IsSubscribe);
            if (error != null)
            {
                return true;
            }

            if (!command.IsSubscribe)
            {
                _hub.Unsubscribe(socket, _topic);
            }
            else if (_hub.Subscribe(socket, _topic))
            {
                // Behind the answer, which says what the topic's blocks look like.
                _isWanted = true;
                _notBeforeMs = 0;
            }

            return true;
        }

        /// <inheritdoc/>
        public override void RunOnce(long nowMs)
        {
            // Asked first: what a thread that has ended left is there then.
            bool isRunning = _sampler.IsRunning;
            for (int count = _stream.Take(); count > 0; count = _stream.Take())
            {
                Publish(count);
            }

            if (isRunning)
            {
                if (GetRate() != RateHz)
                {
                    _sampler.Stop();
                    _notBeforeMs = 0;
                }

                return;
            }

            if (GetRate() != RateHz)
            {
                SetRate(GetRate());
            }

            if (_isWanted && nowMs >= _notBeforeMs)
            {
                // Nobody left is noticed by a block that nobody gets; an input that fails makes none.
                _isWanted = _server.ConnectionCount > 0;
                if (_isWanted)
                {
                    _notBeforeMs = nowMs + RetryMs;
                    _sampler.Start(_stream, 1000000 / RateHz, GetBlockSamples(RateHz));
                }
            }
        }

        /// <inheritdoc/>
        public override void Detach()
        {
            _isWanted = false;
            _sampler.Stop();
            _sampler.Join(StopMs);
        }

        private static int GetBlockSamples(int rateHz)
        {
            return rateHz / BlocksPerSecond;
        }

        private int GetRate()
        {
            return _rateIndex < 0 ? MaxRateHz : _settings[_rateIndex].Number;
        }

        // Only while the sampler does not run and no block waits.
        private void SetRate(int rateHz)
        {
            uint sequence = 0;
            if (_writer != null)
            {
                sequence = _writer.Sequence;
                _lostBefore += _stream.BlocksLost;
            }

            RateHz = rateHz;
            _writer = new SampleBlockWriter(StreamId, SampleType.Int16, 1, Decimals, 1000000 / rateHz, GetBlockSamples(rateHz)) { Sequence = sequence };
            _stream = new SampleStream(_writer, SampledBlocks);
        }

        private void Publish(int count)
        {
            TopicHubStatistics statistics = _hub.Statistics;
            int offered = statistics.Offered;
            _hub.Publish(_topic, _stream.Frame.Buffer, MessageFrame.PayloadOffset, count, WebSocketMessageType.Binary);
            _stream.Release();
            Blocks++;
            if (statistics.Offered == offered)
            {
                // Nobody is subscribed. Whoever is next begins with what is sampled then.
                _hub.Forget(_topic);
                _isWanted = false;
                _sampler.Stop();
            }
        }

        private void Answer(WebSocket socket, int id, string error, bool isSubscribe)
        {
            JsonWriter json = _json;
            json.Begin(_answer, 0, _answer.Length);
            json.BeginObject();
            json.Member("type", "result");
            json.Name("id");
            if (id == CommandParser.None)
            {
                json.Null();
            }
            else
            {
                json.Value((long)id);
            }

            json.Member("ok", error == null);
            if (error != null)
            {
                json.Member("error", error);
            }
            else if (isSubscribe)
            {
                json.Member("stream", StreamId);
            }

            json.EndObject();
            socket.Send(_answer, 0, json.Count, WebSocketMessageType.Text);
        }
    }
}
