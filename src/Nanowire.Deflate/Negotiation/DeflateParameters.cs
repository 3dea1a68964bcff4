using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Deflate
{
    /// <summary>The parameters of permessage-deflate (RFC 7692 section 7.1), read from an offer or an answer, or to be written.</summary>
    internal sealed class DeflateParameters
    {
        /// <summary>In <see cref="ClientBits"/>: client_max_window_bits without a value, which an offer may have.</summary>
        internal const int NoValue = -1;

        /// <summary>The bytes of the longest value: all four parameters, two with numbers.</summary>
        internal const int MaxCount = 18 + 28 + 28 + 27 + 27;

        internal bool ServerNoContext;
        internal bool ClientNoContext;

        /// <summary>The bits of windows; 0 without the parameter.</summary>
        internal int ServerBits;
        internal int ClientBits;

        private readonly byte[] _name = Ascii.GetBytes("permessage-deflate");
        private readonly byte[] _serverNoContext = Ascii.GetBytes("server_no_context_takeover");
        private readonly byte[] _clientNoContext = Ascii.GetBytes("client_no_context_takeover");
        private readonly byte[] _serverBits = Ascii.GetBytes("server_max_window_bits");
        private readonly byte[] _clientBits = Ascii.GetBytes("client_max_window_bits");

        private byte[] _buffer;
        private int _at;
        private int _end;

        /// <summary>Whether another element follows.</summary>
        internal bool HasMore => _at < _end;

        internal void Clear()
        {
            ServerNoContext = false;
            ClientNoContext = false;
            ServerBits = 0;
            ClientBits = 0;
        }

        /// <summary>Begins to read a line's value.</summary>
        internal void Enter(byte[] buffer, int offset, int count)
        {
            _buffer = buffer;
            _at = offset;
            _end = offset + count;
        }

        /// <summary>
        /// Reads an element of the list. Returns whether it is permessage-deflate, and each of its parameters is known, valid and there
        /// once (RFC 7692 section 7.1).
        /// </summary>
        /// <param name="isOffer">Whether client_max_window_bits may be without a value.</param>
        internal bool ReadNext(bool isOffer)
        {
            Clear();
            int count = TakeToken();
            bool isValid = Ascii.AreEqual(_buffer, _at - count, count, _name);
            while (Take(';'))
            {
                count = TakeToken();
                int name = _at - count;
                isValid &= Set(name, count, Take('=') ? TakeBits() : NoValue, isOffer);
            }

            // The comma, or what nobody understands in front of it.
            while (_at < _end && !Take(','))
            {
                isValid = false;
                _at++;
            }

            return isValid;
        }

        /// <summary>Writes them; NoValue is written as such.</summary>
        /// <returns>Where they end.</returns>
        internal int Write(byte[] output, int at)
        {
            at = Put(_name, output, at, 0);
            if (ServerNoContext)
            {
                at = Put(_serverNoContext, output, at, NoValue);
            }

            if (ClientNoContext)
            {
                at = Put(_clientNoContext, output, at, NoValue);
            }

            if (ServerBits != 0)
            {
                at = Put(_serverBits, output, at, ServerBits);
            }

            return ClientBits == 0 ? at : Put(_clientBits, output, at, ClientBits);
        }

        private static int Put(byte[] text, byte[] output, int at, int value)
        {
            if (value != 0)
            {
                output[at++] = (byte)';';
                output[at++] = (byte)' ';
            }

            Array.Copy(text, 0, output, at, text.Length);
            at += text.Length;
            if (value > 0)
            {
                output[at++] = (byte)'=';
                if (value > 9)
                {
                    output[at++] = (byte)'1';
                    value -= 10;
                }

                output[at++] = (byte)('0' + value);
            }

            return at;
        }

        /// <summary>Takes note of a parameter. Returns whether it is known, new and has a value that it may have.</summary>
        private bool Set(int name, int count, int value, bool isOffer)
        {
            bool isNew;
            if (Ascii.AreEqual(_buffer, name, count, _serverNoContext))
            {
                isNew = !ServerNoContext;
                ServerNoContext = true;
                return isNew && value == NoValue;
            }

            if (Ascii.AreEqual(_buffer, name, count, _clientNoContext))
            {
                isNew = !ClientNoContext;
                ClientNoContext = true;
                return isNew && value == NoValue;
            }

            if (Ascii.AreEqual(_buffer, name, count, _serverBits))
            {
                isNew = ServerBits == 0;
                ServerBits = value;
                return isNew && value > 0;
            }

            if (Ascii.AreEqual(_buffer, name, count, _clientBits))
            {
                isNew = ClientBits == 0;
                ClientBits = value;
                return isNew && (value > 0 || (value == NoValue && isOffer));
            }

            return false;
        }

        /// <summary>Passes a number from 8 to 15 without leading zeros, quoted or not; returns 0 for anything else.</summary>
        private int TakeBits()
        {
            bool isQuoted = Take('"');
            int count = TakeToken();
            int value = 0;
            if (count == 1)
            {
                value = _buffer[_at - 1] - '0';
            }
            else if (count == 2 && _buffer[_at - 2] == '1')
            {
                value = 10 + _buffer[_at - 1] - '0';

                // Digits alone follow a 1.
                value = value < 10 ? 0 : value;
            }

            if (isQuoted && !Take('"'))
            {
                return 0;
            }

            return value < Inflater.MinWindowBits || value > Inflater.MaxWindowBits || (count == 1 && value > 9) ? 0 : value;
        }

        private bool Take(char c)
        {
            Skip();
            if (_at == _end || _buffer[_at] != c)
            {
                return false;
            }

            _at++;
            return true;
        }

        /// <summary>Passes a token; returns its bytes, 0 for none.</summary>
        private int TakeToken()
        {
            Skip();
            int start = _at;
            while (_at < _end && Ascii.IsTokenByte(_buffer[_at]))
            {
                _at++;
            }

            return _at - start;
        }

        private void Skip()
        {
            while (_at < _end && (_buffer[_at] == ' ' || _buffer[_at] == '\t'))
            {
                _at++;
            }
        }
    }
}
