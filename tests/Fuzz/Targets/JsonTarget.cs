using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Nanowire.Firmware;
using JsonValueKind = Nanowire.Firmware.JsonValueKind;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// The firmware's <see cref="JsonObjectReader"/> against .NET's: what it accepts .NET accepts and reads alike, and what it
    /// refuses is no JSON, or has what its own docs exclude.
    /// </summary>
    internal sealed class JsonTarget : FuzzTarget
    {
        private static readonly UTF8Encoding _strictUtf8 = new UTF8Encoding(false, true);

        private readonly JsonObjectReader _reader = new JsonObjectReader();
        private readonly byte[] _buffer = new byte[1024];
        private readonly byte[] _name = Encoding.ASCII.GetBytes("led");

        public JsonTarget()
            : base("json", 200, new Mutator(
                "{", "}", "\"", ":", ",", "\"a\":", "\"led\":", "true", "false", "null", "0", "-0", "2147483647", "-2147483648", "2147483648", "1.5",
                "1e3", "[", "]", "\\u0041", "\\", " ", "\t", "\r\n", "\u00c3\u00a9", "\u00ef\u00bb\u00bf", "//", "9999999999999999999"))
        {
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return
            [
                Encoding.UTF8.GetBytes("{}"),
                Encoding.UTF8.GetBytes("{\"led\":true,\"n\":-12,\"s\":\"\u00e9\",\"z\":null, \"f\" : false}"),
            ];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            const int Offset = 3;
            Array.Fill(_buffer, (byte)'}');
            input.CopyTo(_buffer, Offset);
            List<(JsonValueKind Kind, int Number, bool IsLed)> members = new List<(JsonValueKind Kind, int Number, bool IsLed)>(input.Length + 1);
            _reader.Begin(_buffer, Offset, input.Length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (_reader.Read())
            {
                FuzzException.Unless(members.Count < members.Capacity, "more members than bytes");
                bool isLed = _reader.NameIs(_name);
                FuzzException.Unless(!_reader.ValueIs(_name) || _reader.Kind == JsonValueKind.String, "a string is one");
                members.Add((_reader.Kind, _reader.Number, isLed));
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            FuzzException.Unless(allocated == 0 || members.Count == 0, "allocated");
            Coverage.Feature(6000, Coverage.Bucket(members.Count), _reader.Error == null ? 0 : _reader.Error.Length);
            try
            {
                _strictUtf8.GetCharCount(input);
            }
            catch (DecoderFallbackException)
            {
                // A text message is UTF-8 before it gets here.
                return;
            }

            string theirs = Judge(input, members);
            if (_reader.Error == null)
            {
                FuzzException.Unless(theirs == null, "accepted, but " + theirs);
            }
            else
            {
                FuzzException.Unless(theirs != null, "refused (" + _reader.Error + "), but flat JSON");
            }
        }

        /// <summary>Null when .NET reads the same members; otherwise why not, or what our reader does not take.</summary>
        private static string Judge(byte[] input, List<(JsonValueKind Kind, int Number, bool IsLed)> members)
        {
            Utf8JsonReader reader = new Utf8JsonReader(input);
            try
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                {
                    return "no object";
                }

                int at = 0;
                bool differs = false;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    bool isLed = reader.ValueTextEquals("led");
                    if (reader.ValueIsEscaped)
                    {
                        return "an escape";
                    }

                    reader.Read();
                    int number = 0;
                    JsonValueKind kind;
                    switch (reader.TokenType)
                    {
                        case JsonTokenType.True:
                        case JsonTokenType.False:
                            kind = JsonValueKind.Boolean;
                            number = reader.TokenType == JsonTokenType.True ? 1 : 0;
                            break;
                        case JsonTokenType.Null:
                            kind = JsonValueKind.Null;
                            break;
                        case JsonTokenType.String:
                            kind = JsonValueKind.String;
                            break;
                        case JsonTokenType.Number when reader.ValueSpan.IndexOfAny("eE."u8) < 0 && reader.TryGetInt32(out number) && number != int.MinValue:
                            kind = JsonValueKind.Integer;
                            break;
                        default:
                            return "a value that is not supported";
                    }

                    bool counts = kind is JsonValueKind.Boolean or JsonValueKind.Integer;
                    differs |= at >= members.Count || members[at].Kind != kind || members[at].IsLed != isLed || (counts && members[at].Number != number);
                    at++;
                }

                while (reader.Read())
                {
                }

                return differs || at != members.Count ? "other members" : null;
            }
            catch (JsonException)
            {
                return "no JSON";
            }
        }
    }
}
