using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Deflate
{
    /// <summary>permessage-deflate for the connections of one slot: what was agreed on, and who does the work.</summary>
    internal sealed class DeflateExtension : MessageExtension
    {
        internal const byte Rsv1 = 0x40;

        /// <summary>The window that the peer keeps for what it gets, as a power of two.</summary>
        internal int SendBits;

        private readonly PerMessageDeflate _options;
        private readonly Inflater _inflater;
        private readonly Deflater _deflater;

        /// <summary>Whether the context is kept from message to message.</summary>
        private bool _keepsReceived;
        private bool _keepsSent;

        /// <summary>Whether nothing of the message was decoded yet.</summary>
        private bool _isFresh;

        /// <summary>The bytes of the message so far, as they came and as they are.</summary>
        private long _deflated;
        private long _inflated;

        internal DeflateExtension(PerMessageDeflate options, Inflater inflater, Deflater deflater)
        {
            _options = options;
            _inflater = inflater;
            _deflater = deflater;
            MinSize = options.MinSize;
            Output = options.Output;
        }

        /// <inheritdoc/>
        public override bool Accept(byte[] buffer, int offset, int count)
        {
            DeflateParameters parameters = _options.Parameters;
            parameters.Enter(buffer, offset, count);
            if (!_options.IsServer)
            {
                return parameters.ReadNext(false) && !parameters.HasMore && AcceptAnswer(parameters);
            }

            // The first that can be met, as the client likes them best (RFC 7692 section 5).
            while (parameters.HasMore)
            {
                if (parameters.ReadNext(true) && AcceptOffer(parameters))
                {
                    return true;
                }
            }

            return false;
        }

        /// <inheritdoc/>
        public override int WriteParameters(byte[] output, int offset)
        {
            DeflateParameters parameters = _options.Parameters;
            if (!_options.IsServer)
            {
                parameters.ServerNoContext = !_options.InflateContext;
                parameters.ClientNoContext = !_options.DeflateContext;
                parameters.ServerBits = _options.InflateWindowBits == Inflater.MaxWindowBits ? 0 : _options.InflateWindowBits;
                parameters.ClientBits = _options.DeflateContext && _options.DeflateWindowBits != Inflater.MaxWindowBits
                    ? _options.DeflateWindowBits : DeflateParameters.NoValue;
            }

            return parameters.Write(output, offset);
        }

        /// <inheritdoc/>
        public override int Encode(byte[] input, int low, int offset, int count, byte[] output, int outputOffset, int capacity, bool endsMessage)
        {
            // It may be that of all connections, each with a lock of its own.
            lock (_deflater)
            {
                int encoded = _deflater.Encode(input, low, offset, count, SendBits, output, outputOffset, capacity, endsMessage);
                Used = _deflater.Used;
                if (!_keepsSent && endsMessage && Used == count)
                {
                    _deflater.Reset();
                }

                return encoded;
            }
        }

        /// <inheritdoc/>
        public override void Forget()
        {
            lock (_deflater)
            {
                _deflater.Reset();
            }
        }

        /// <inheritdoc/>
        protected override Violation Decode(byte[] input, int offset, int count, bool endsMessage)
        {
            Inflater inflater = _inflater;
            if (_isFresh)
            {
                _isFresh = false;
                _deflated = 0;
                _inflated = 0;
                if (!_keepsReceived)
                {
                    inflater.Reset();
                }
            }

            InflateStatus status = inflater.Decode(input, offset, count, Output, 0, Output.Length);
            Used = inflater.Used;
            OutputCount = inflater.Written;
            HasMore = status == InflateStatus.NeedOutput;
            _deflated += Used;
            _inflated += OutputCount;
            if (_inflated > _options.Limit || (HasMore && (_options.IsWhole || _inflated == _options.Limit))
                || (_inflated > PerMessageDeflate.RatioFloor && _inflated > _deflated * _options.MaxRatio))
            {
                return Violation.MessageTooBig;
            }

            if (status == InflateStatus.Invalid)
            {
                return Violation.ExtensionData;
            }

            if (endsMessage && !HasMore)
            {
                if (!inflater.EndMessage())
                {
                    return Violation.ExtensionData;
                }

                EndsMessage = true;
            }

            return Violation.None;
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            base.Reset();
            _inflater.Reset();
            Forget();
        }

        /// <inheritdoc/>
        public override void Begin(bool isApplied)
        {
            base.Begin(isApplied);
            _isFresh = isApplied;
        }

        /// <summary>Whether an offer can be met; makes the answer of it.</summary>
        private bool AcceptOffer(DeflateParameters offer)
        {
            PerMessageDeflate options = _options;
            int bits = options.InflateWindowBits;
            if (options.IsWhole || bits == Inflater.MaxWindowBits || (offer.ClientBits == 0 && !options.InflateContext && options.Limit <= 1 << bits))
            {
                // No limit is needed: what is referred to lies within the message, or within any window.
                offer.ClientBits = 0;
            }
            else if (offer.ClientBits == 0)
            {
                // The client did not say that it can be limited (section 7.1.2.2).
                return false;
            }
            else if (offer.ClientBits == DeflateParameters.NoValue || offer.ClientBits > bits)
            {
                offer.ClientBits = bits;
            }

            _keepsReceived = options.InflateContext;
            _keepsSent = options.DeflateContext && !offer.ServerNoContext;
            SendBits = Inflater.MaxWindowBits;
            if (offer.ServerBits != 0)
            {
                if (options.DeflateContext && offer.ServerBits > options.DeflateWindowBits)
                {
                    offer.ServerBits = options.DeflateWindowBits;
                }

                SendBits = offer.ServerBits;
            }

            offer.ServerNoContext = !_keepsSent;
            offer.ClientNoContext = !_keepsReceived;
            return true;
        }

        /// <summary>Whether an answer is one to the offer that was made (section 7.1).</summary>
        private bool AcceptAnswer(DeflateParameters answer)
        {
            PerMessageDeflate options = _options;
            bool isLimited = options.InflateWindowBits != Inflater.MaxWindowBits;
            if ((!options.InflateContext && !answer.ServerNoContext)
                || (isLimited && (answer.ServerBits == 0 || answer.ServerBits > options.InflateWindowBits))
                || (options.DeflateContext && answer.ClientBits > options.DeflateWindowBits))
            {
                return false;
            }

            _keepsReceived = !answer.ServerNoContext;
            _keepsSent = options.DeflateContext && !answer.ClientNoContext;
            SendBits = answer.ClientBits == 0 ? Inflater.MaxWindowBits : answer.ClientBits;
            return true;
        }
    }
}
