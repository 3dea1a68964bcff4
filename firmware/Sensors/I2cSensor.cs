namespace Nanowire.Firmware
{
    /// <summary>
    /// A sensor on an I2C bus that converts when it is told to. A measurement reads what the one before has started, so that nobody waits;
    /// only when there is none, or it is too old, the few milliseconds of a conversion are waited for.
    /// </summary>
    public abstract class I2cSensor : Sensor
    {
        /// <summary>How old a value may be that was converted in advance, in milliseconds.</summary>
        public const int MaxAgeMs = 2000;

        /// <summary>The address at which the part was found; 0 while it was not.</summary>
        public int Address;

        private readonly I2cBus _bus;
        private readonly int _firstAddress;
        private readonly int _lastAddress;
        private readonly int _conversionMs;
        private readonly byte[] _request = new byte[4];
        private readonly byte[] _answer;
        private bool _isConverting;
        private long _startedMs;

        /// <summary>Describes a sensor; touches no hardware.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="firstAddress">The first address that the part may have.</param>
        /// <param name="lastAddress">The last; the same when it is known.</param>
        /// <param name="conversionMs">How long a conversion takes at most, in milliseconds.</param>
        /// <param name="answerSize">The longest answer in bytes.</param>
        /// <param name="id">Its id; unique on a board.</param>
        /// <param name="name">What people call it.</param>
        /// <param name="readings">What it measures.</param>
        protected I2cSensor(
            I2cBus bus, int firstAddress, int lastAddress, int conversionMs, int answerSize, string id, string name, params Reading[] readings)
            : base(id, name, readings)
        {
            _bus = bus;
            _firstAddress = firstAddress;
            _lastAddress = lastAddress;
            _conversionMs = conversionMs;
            _answer = new byte[answerSize];
        }

        /// <summary>What was read last.</summary>
        protected byte[] Answer => _answer;

        /// <inheritdoc/>
        public sealed override bool Open()
        {
            for (int address = _firstAddress; address <= _lastAddress; address++)
            {
                if (!_bus.Claim(address))
                {
                    if (LastError == SensorError.None)
                    {
                        Fail(SensorError.AddressInUse);
                    }

                    continue;
                }

                SensorError known = LastError;
                int detail = LastDetail;
                LastError = SensorError.None;
                Address = address;
                if (Identify())
                {
                    LastError = SensorError.None;
                    LastDetail = 0;
                    return true;
                }

                _bus.Release(address);
                Address = 0;
                if (LastError == SensorError.BusStuck)
                {
                    return false;
                }

                // That nobody answers here is no news when a wrong chip has answered before.
                if (LastError == SensorError.NotConnected && known != SensorError.None && known != SensorError.AddressInUse)
                {
                    Fail(known, detail);
                }
            }

            return false;
        }

        /// <inheritdoc/>
        public sealed override bool Measure(long uptimeMs)
        {
            // By the bus's own clock: uptimeMs is when the round began, and other sensors may have taken their time since.
            long ageMs = _bus.GetTickMs() - _startedMs;
            if (_isConverting && ageMs <= _conversionMs)
            {
                // Asked again at once: what was measured a moment ago.
                return true;
            }

            if (!_isConverting || ageMs > MaxAgeMs)
            {
                if (!Start())
                {
                    return false;
                }

                _bus.Wait(_conversionMs);
            }

            _isConverting = false;
            if (!Read())
            {
                return false;
            }

            // A start that fails is no reason to lose the value; the next measurement starts anew and finds out.
            SensorError error = LastError;
            _isConverting = Start();
            _startedMs = _bus.GetTickMs();
            LastError = error;
            return true;
        }

        /// <inheritdoc/>
        public sealed override void Close()
        {
            _isConverting = false;
            if (Address != 0)
            {
                _bus.Release(Address);
                Address = 0;
            }
        }

        /// <summary>Finds out whether the part is at <see cref="Address"/>, and prepares it.</summary>
        protected abstract bool Identify();

        /// <summary>Starts a conversion.</summary>
        protected abstract bool Start();

        /// <summary>Reads what was converted into Values.</summary>
        protected abstract bool Read();

        /// <summary>Writes one byte.</summary>
        protected bool Write(int first)
        {
            return Transfer(1, first, 0, 0);
        }

        /// <summary>Writes two bytes: a register and its value, or a command.</summary>
        protected bool Write(int first, int second)
        {
            return Transfer(2, first, second, 0);
        }

        /// <summary>Reads into <see cref="Answer"/> from a register on.</summary>
        protected bool ReadFrom(int register, int count)
        {
            return Transfer(1, register, 0, count);
        }

        /// <summary>Reads the answer to a command of two bytes into <see cref="Answer"/>.</summary>
        protected bool ReadFrom(int first, int second, int count)
        {
            return Transfer(2, first, second, count);
        }

        /// <summary>Reads into <see cref="Answer"/> what the part has to say by itself.</summary>
        protected bool ReadOnly(int count)
        {
            return Transfer(0, 0, 0, count);
        }

        private bool Transfer(int requestCount, int first, int second, int answerCount)
        {
            _request[0] = (byte)first;
            _request[1] = (byte)second;
            SensorError error = _bus.Transfer(Address, _request, requestCount, _answer, answerCount);
            return error == SensorError.None || Fail(error);
        }
    }
}
