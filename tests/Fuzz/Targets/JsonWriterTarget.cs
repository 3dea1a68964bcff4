using System;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Nanowire.Firmware;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// The firmware's <see cref="JsonWriter"/> against a plainer one and .NET's reader: an input is a byte for the capacity, and a
    /// script of a value: what it is, and its members, digits and letters.
    /// </summary>
    internal sealed class JsonWriterTarget : FuzzTarget
    {
        private const int Offset = 3;
        private const int MaxDepth = 6;

        private readonly JsonWriter _writer = new JsonWriter();
        private readonly byte[] _buffer = new byte[4096];

        public JsonWriterTarget()
            : base("json-writer", 150, new Mutator(
                "\0", "\u0001", "\u0002", "\u0003", "\u0004", "\u0005", "\u0006", "\u0007", "\"", "\\", "\u001f", "\u007f", "\u00ff\u00ff\u00ff\u00ff", "\u0080\0\0\0", "\u0009"))
        {
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return
            [
                [255, 0, 3, 1, (byte)'a', 2, 0, 0, 0, 0, 0, 0, 0, 128, 2, (byte)'"', 0xE4, 3, 0, 0, 0, 128, 9, 0, 7, 4],
                [255, 1, 2, 5, 6],
                [8, 7, 5, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o'],
                [255, 3, 1, 0, 0, 0, 2],
            ];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            int limit = input.Length == 0 ? 0 : input[0] == 255 ? _buffer.Length - Offset - 1 : input[0];
            StringBuilder expected = new StringBuilder();
            int whole = Write(input, _buffer.Length - Offset - 1, expected);
            FuzzException.Unless(!_writer.IsOverflowed, "no room in plenty");
            string text = Encoding.UTF8.GetString(_buffer, Offset, whole);
            FuzzException.Unless(text == expected.ToString(), "written " + text + ", not " + expected);
            using (JsonDocument document = JsonDocument.Parse(_buffer.AsMemory(Offset, whole)))
            {
                Coverage.Feature(6100, (int)document.RootElement.ValueKind, Coverage.Bucket(whole));
            }

            for (int capacity = isThorough ? 0 : limit; capacity <= (isThorough ? Math.Min(whole + 1, 300) : limit); capacity++)
            {
                Array.Fill(_buffer, (byte)0x5A);
                int count = Write(input, capacity, null);
                FuzzException.Unless(_writer.IsOverflowed == whole > capacity, "overflow at " + capacity + " of " + whole);
                FuzzException.Unless(count <= capacity, "more than there is room for");
                FuzzException.Unless(_writer.IsOverflowed || Encoding.UTF8.GetString(_buffer, Offset, count) == text, "the same document again");
                FuzzException.Unless(_buffer.AsSpan(0, Offset).IndexOfAnyExcept((byte)0x5A) < 0, "written in front");
                FuzzException.Unless(_buffer.AsSpan(Offset + capacity).IndexOfAnyExcept((byte)0x5A) < 0, "written behind");
            }
        }

        private int Write(byte[] input, int capacity, StringBuilder expected)
        {
            _writer.Begin(_buffer, Offset, capacity);
            int at = 1;
            Value(input, ref at, 0, expected);
            return _writer.Count;
        }

        private void Value(byte[] input, ref int at, int depth, StringBuilder expected)
        {
            int kind = Byte(input, ref at) % 8;
            if (depth == MaxDepth && kind < 2)
            {
                kind = 6;
            }

            switch (kind)
            {
                case 0:
                case 1:
                    int members = Byte(input, ref at) % 5;
                    if (kind == 0)
                    {
                        _writer.BeginObject();
                    }
                    else
                    {
                        _writer.BeginArray();
                    }

                    expected?.Append(kind == 0 ? '{' : '[');
                    for (int i = 0; i < members; i++)
                    {
                        expected?.Append(i > 0 ? "," : "");
                        if (kind == 0)
                        {
                            byte[] name = Letters(input, ref at);
                            _writer.Name(name);
                            expected?.Append(Quoted(name)).Append(':');
                        }

                        Value(input, ref at, depth + 1, expected);
                    }

                    if (kind == 0)
                    {
                        _writer.EndObject();
                    }
                    else
                    {
                        _writer.EndArray();
                    }

                    expected?.Append(kind == 0 ? '}' : ']');
                    break;
                case 2:
                    long number = 0;
                    for (int i = 0; i < 8; i++)
                    {
                        number |= (long)Byte(input, ref at) << (8 * i);
                    }

                    _writer.Value(number);
                    expected?.Append(number.ToString(CultureInfo.InvariantCulture));
                    break;
                case 3:
                    int digits = Byte(input, ref at) | (Byte(input, ref at) << 8) | (Byte(input, ref at) << 16) | (Byte(input, ref at) << 24);
                    int decimals = Byte(input, ref at) % 10;
                    _writer.Value(digits, decimals);
                    expected?.Append(Fixed(digits, decimals));
                    break;
                case 4:
                case 5:
                    _writer.Value(kind == 5);
                    expected?.Append(kind == 5 ? "true" : "false");
                    break;
                case 6:
                    _writer.Null();
                    expected?.Append("null");
                    break;
                default:
                    byte[] text = Letters(input, ref at);
                    _writer.Value(text, 0, text.Length);
                    expected?.Append(Quoted(text));
                    break;
            }
        }

        private static int Byte(byte[] input, ref int at)
        {
            return at < input.Length ? input[at++] : 6;
        }

        /// <summary>A string as its callers have it: UTF-8.</summary>
        private static byte[] Letters(byte[] input, ref int at)
        {
            int count = Math.Min(Byte(input, ref at) % 20, Math.Max(0, input.Length - at));
            string text = Encoding.Latin1.GetString(input, at, count);
            at += count;
            return Encoding.UTF8.GetBytes(text);
        }

        private static string Quoted(byte[] utf8)
        {
            StringBuilder text = new StringBuilder("\"");
            foreach (char c in Encoding.UTF8.GetString(utf8))
            {
                text.Append(c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                    _ => c.ToString(),
                });
            }

            return text.Append('"').ToString();
        }

        private static string Fixed(int value, int decimals)
        {
            string digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
            string text = decimals == 0 ? digits : digits.Insert(digits.Length - decimals, ".");
            return value < 0 ? "-" + text : text;
        }
    }
}
