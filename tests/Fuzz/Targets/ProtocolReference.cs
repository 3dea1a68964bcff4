using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// A second reading of RFC 6455 section 5: a whole stream at once, as plainly as can be, with .NET's UTF-8. What it says
    /// of a stream is written as the tests' DecoderDriver writes it.
    /// </summary>
    public static class ProtocolReference
    {
        private static readonly string[] Names = new string[] { "cont", "text", "bin", "?", "?", "?", "?", "?", "close", "ping", "pong" };

        /// <summary>What a stream is: <c>text 4869. bin 00- cont 01. ping 61 close 03e8 error 1002 unknown opcode</c>.</summary>
        public static string Run(bool isServer, FrameLimits limits, byte[] stream)
        {
            List<string> trace = new List<string>();
            List<byte> text = new List<byte>();
            int at = 0;
            int messageOpcode = -1;
            long messageCount = 0;
            int fragments = 0;
            while (at < stream.Length)
            {
                byte first = stream[at];
                bool fin = first >= 0x80;
                int opcode = first % 16;
                bool control = opcode >= 8;
                Violation violation = Violation.None;
                if ((first / 16) % 8 != 0)
                {
                    violation = Violation.ReservedBits;
                }
                else if (opcode > 10 || (opcode > 2 && opcode < 8))
                {
                    violation = Violation.UnknownOpcode;
                }
                else if (control && !fin)
                {
                    violation = Violation.ControlFrameFragmented;
                }
                else if (opcode == 0 && messageOpcode < 0)
                {
                    violation = Violation.ContinuationWithoutStart;
                }
                else if (opcode == 0 && fragments == limits.MaxFragments)
                {
                    violation = Violation.TooManyFragments;
                }
                else if ((opcode == 1 || opcode == 2) && messageOpcode >= 0)
                {
                    violation = Violation.MessageInsideMessage;
                }

                if (violation != Violation.None)
                {
                    return Fail(trace, violation);
                }

                if (at + 1 == stream.Length)
                {
                    break;
                }

                bool masked = stream[at + 1] >= 0x80;
                ulong length = (ulong)(stream[at + 1] % 128);
                if (masked != isServer)
                {
                    return Fail(trace, isServer ? Violation.FrameNotMasked : Violation.FrameMasked);
                }

                if (control && length > 125)
                {
                    return Fail(trace, Violation.ControlFrameTooLong);
                }

                if (opcode == 8 && length == 1)
                {
                    return Fail(trace, Violation.CloseBodyTooShort);
                }

                ulong room = (ulong)limits.MaxMessageSize - (ulong)(opcode == 0 ? messageCount : 0);
                int lengthSize = length == 126 ? 2 : length == 127 ? 8 : 0;
                if (lengthSize == 0)
                {
                    if (!control && length > room)
                    {
                        return Fail(trace, Violation.MessageTooBig);
                    }
                }
                else
                {
                    // What can be said of the number after each of its bytes: the least and the most it can still be.
                    int have = Math.Min(lengthSize, stream.Length - at - 2);
                    ulong least = lengthSize == 2 ? 126UL : 65536UL;
                    for (int known = 1; known <= have; known++)
                    {
                        ulong low = 0;
                        ulong high = 0;
                        for (int i = 0; i < lengthSize; i++)
                        {
                            byte b = i < known ? stream[at + 2 + i] : (byte)0;
                            low = (low * 256) + b;
                            high = (high * 256) + (i < known ? b : (byte)255);
                        }

                        if (low > long.MaxValue)
                        {
                            return Fail(trace, Violation.LengthTopBitSet);
                        }

                        if (high < least)
                        {
                            return Fail(trace, Violation.LengthNotMinimal);
                        }

                        if (low > room)
                        {
                            return Fail(trace, Violation.MessageTooBig);
                        }

                        length = low;
                    }

                    if (have < lengthSize)
                    {
                        break;
                    }
                }

                int payloadAt = at + 2 + lengthSize + (masked ? 4 : 0);
                if (payloadAt > stream.Length)
                {
                    break;
                }

                long left = stream.Length - payloadAt;
                bool whole = (ulong)left >= length;
                byte[] payload = new byte[whole ? (long)length : left];
                for (int i = 0; i < payload.Length; i++)
                {
                    payload[i] = (byte)(stream[payloadAt + i] ^ (masked ? stream[payloadAt - 4 + (i % 4)] : 0));
                }

                string hex = Convert.ToHexString(payload).ToLowerInvariant();
                if (control)
                {
                    if (opcode == 8)
                    {
                        violation = CheckClose(payload, whole);
                        if (violation != Violation.None)
                        {
                            return Fail(trace, violation);
                        }
                    }

                    if (!whole)
                    {
                        break;
                    }

                    trace.Add(Names[opcode] + " " + hex);
                }
                else
                {
                    if (opcode != 0)
                    {
                        messageOpcode = opcode;
                        messageCount = 0;
                        fragments = 0;
                        text.Clear();
                    }

                    fragments++;
                    messageCount += (long)length;
                    if (messageOpcode == 1)
                    {
                        text.AddRange(payload);
                        if (!IsUtf8(text.ToArray(), fin && whole))
                        {
                            return Fail(trace, Violation.TextNotUtf8);
                        }
                    }

                    // A piece that is empty is only announced when its frame is.
                    if (!whole)
                    {
                        if (payload.Length > 0)
                        {
                            trace.Add(Names[opcode] + " " + hex + "~");
                        }

                        break;
                    }

                    trace.Add(Names[opcode] + " " + hex + (fin ? "." : "-"));
                    messageOpcode = fin ? -1 : messageOpcode;
                }

                at = payloadAt + payload.Length;
            }

            return string.Join(' ', trace);
        }

        /// <summary>What a decoder says of a stream that is given to it whole, written in the same way.</summary>
        public static string RunDecoder(bool isServer, FrameLimits limits, byte[] stream)
        {
            FrameDecoder decoder = new FrameDecoder(isServer, limits);
            byte[] work = (byte[])stream.Clone();
            List<string> trace = new List<string>();
            decoder.SetInput(work, 0, work.Length);
            FrameEvent e;
            while ((e = decoder.Read()) != FrameEvent.NeedInput)
            {
                if (e == FrameEvent.Error)
                {
                    return Fail(trace, decoder.Violation);
                }

                string hex = Convert.ToHexString(decoder.PayloadBuffer, decoder.PayloadOffset, decoder.PayloadCount).ToLowerInvariant();
                string end = e == FrameEvent.Control ? string.Empty : !decoder.EndOfFrame ? "~" : decoder.EndOfMessage ? "." : "-";
                trace.Add(Names[(int)decoder.Opcode] + " " + hex + end);
            }

            return string.Join(' ', trace);
        }

        /// <summary>Whether bytes are UTF-8, or may become so when more can follow.</summary>
        public static bool IsUtf8(ReadOnlySpan<byte> bytes, bool isWhole)
        {
            while (bytes.Length > 0)
            {
                switch (Rune.DecodeFromUtf8(bytes, out Rune _, out int used))
                {
                    case System.Buffers.OperationStatus.Done:
                        bytes = bytes.Slice(used);
                        break;
                    case System.Buffers.OperationStatus.NeedMoreData:
                        return !isWhole;
                    default:
                        return false;
                }
            }

            return true;
        }

        private static Violation CheckClose(byte[] body, bool isWhole)
        {
            if (body.Length == 0)
            {
                return Violation.None;
            }

            bool possible = false;
            for (int status = 1000; status < 5000; status++)
            {
                bool allowed = status >= 3000 || (status <= 1014 && status != 1004 && status != 1005 && status != 1006);
                possible |= allowed && status / 256 == body[0] && (body.Length == 1 || status % 256 == body[1]);
            }

            if (!possible)
            {
                return Violation.CloseStatusInvalid;
            }

            return body.Length > 2 && !IsUtf8(body.AsSpan(2), isWhole) ? Violation.CloseReasonNotUtf8 : Violation.None;
        }

        private static string Fail(List<string> trace, Violation violation)
        {
            trace.Add("error " + ((int)ViolationInfo.GetCloseStatus(violation)).ToString() + " " + ViolationInfo.Describe(violation));
            return string.Join(' ', trace);
        }
    }
}
