using System.Text;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>
    /// Runs a stream through a decoder and writes down what it says: <c>text 4869. bin 00- cont 01. ping 61 close 03e8
    /// error 1002 unknown opcode</c>. A dot ends a message, a hyphen only its frame; <c>~</c> is a frame that was not
    /// finished. What was handed out of a frame before an error is left out, since that depends on how the stream is cut.
    /// </summary>
    internal static class DecoderDriver
    {
        /// <summary>Cuts a stream at every position only up to this size; a larger one near its ends.</summary>
        private const int SmallStream = 160;

        /// <summary>The bytes in front of the input in its buffer, and behind it.</summary>
        private const int Margin = 9;

        private const byte Noise = 0xEE;

        /// <summary>Both roles, whole, byte by byte and cut at every position: always the same trace.</summary>
        public static void Check(string vector, string expected)
        {
            Check(vector, expected, new FrameLimits(1 << 20, 64));
        }

        /// <summary>As above, with limits.</summary>
        public static void Check(string vector, string expected, FrameLimits limits)
        {
            CheckStream(true, Vector.Build(vector, true), expected, limits);
            CheckStream(false, Vector.Build(vector, false), expected, limits);
        }

        /// <summary>One role and its very bytes.</summary>
        public static void CheckRole(bool isServer, string hex, string expected)
        {
            CheckStream(isServer, Hex.Parse(hex), expected, new FrameLimits(1 << 20, 64));
        }

        /// <summary>
        /// Both roles: the violation shows at just this byte (counted in the server's stream), whatever follows, and in
        /// every cut the same trace ends in it.
        /// </summary>
        public static void CheckError(string vector, int index, Violation violation, string before, FrameLimits limits)
        {
            CheckErrorRole(true, vector, index, violation, before, limits);
            CheckErrorRole(false, vector, index, violation, before, limits);
        }

        /// <summary>As above, with wide limits and nothing before.</summary>
        public static void CheckError(string vector, int index, Violation violation)
        {
            CheckError(vector, index, violation, "", new FrameLimits(1 << 20, 64));
        }

        /// <summary>One role.</summary>
        public static void CheckErrorRole(bool isServer, string vector, int index, Violation violation, string before, FrameLimits limits)
        {
            byte[] stream = Vector.Build(vector, isServer);
            int at = Vector.MapIndex(vector, isServer, index);
            string expected = before + (before.Length > 0 ? " " : "") + Error(violation);
            int failedAt;
            string trace = Run(new FrameDecoder(isServer, limits), stream, 1, 1, out failedAt);
            Assert.AreEqual(expected, trace, Role(isServer) + vector);
            Assert.AreEqual(at, failedAt, Role(isServer) + vector + ": the index of the byte that shows it");
            CheckStream(isServer, stream, expected, limits);

            // The offending byte may be the last that ever comes.
            byte[] upTo = new byte[at + 1];
            System.Array.Copy(stream, 0, upTo, 0, at + 1);
            CheckStream(isServer, upTo, expected, limits);
        }

        /// <summary>How an error is written.</summary>
        public static string Error(Violation violation)
        {
            return "error " + ((int)ViolationInfo.GetCloseStatus(violation)).ToString() + " " + ViolationInfo.Describe(violation);
        }

        /// <summary>Feeds a first piece and further ones of one size; the trace, and the last byte of the piece that failed.</summary>
        public static string Run(FrameDecoder decoder, byte[] stream, int first, int rest, out int failedAt)
        {
            StringBuilder trace = new StringBuilder();
            StringBuilder frame = new StringBuilder();
            int largest = first > rest ? first : rest;
            byte[] work = new byte[(largest < stream.Length ? largest : stream.Length) + (2 * Margin)];
            bool inFrame = false;
            int at = 0;
            int size = first;
            while (at < stream.Length)
            {
                int count = size < stream.Length - at ? size : stream.Length - at;
                size = rest;
                for (int i = 0; i < work.Length; i++)
                {
                    work[i] = Noise;
                }

                System.Array.Copy(stream, at, work, Margin, count);
                decoder.SetInput(work, Margin, count);
                at += count;
                FrameEvent e;
                while ((e = decoder.Read()) != FrameEvent.NeedInput)
                {
                    if (e == FrameEvent.Error)
                    {
                        Append(trace, Error(decoder.Violation));
                        Assert.AreEqual((int)FrameEvent.Error, (int)decoder.Read(), "an error stays");
                        Assert.AreEqual(0, decoder.Unread, "input after an error is nobody's");
                        failedAt = at - 1;
                        return trace.ToString();
                    }

                    string bytes = Hex.Format(decoder.PayloadBuffer, decoder.PayloadOffset, decoder.PayloadCount);
                    if (e == FrameEvent.Control)
                    {
                        Append(trace, Name(decoder.Opcode) + " " + bytes);
                        continue;
                    }

                    if (!inFrame)
                    {
                        frame.Clear();
                        frame.Append(Name(decoder.Opcode));
                        frame.Append(' ');
                    }

                    Assert.IsTrue(decoder.MessageOpcode == Opcode.Text || decoder.MessageOpcode == Opcode.Binary, "a message's opcode");
                    frame.Append(bytes);
                    inFrame = !decoder.EndOfFrame;
                    if (!inFrame)
                    {
                        Append(trace, frame.ToString() + (decoder.EndOfMessage ? "." : "-"));
                    }
                    else
                    {
                        Assert.IsFalse(decoder.EndOfMessage, "a message ends with a frame");
                    }
                }

                Assert.AreEqual(0, decoder.Unread, "NeedInput means that all was looked at");
                for (int i = 0; i < Margin; i++)
                {
                    Assert.IsTrue(work[i] == Noise && work[Margin + count + i] == Noise, "only the input is written to");
                }
            }

            if (inFrame)
            {
                Append(trace, frame.ToString() + "~");
            }

            failedAt = -1;
            return trace.ToString();
        }

        private static void CheckStream(bool isServer, byte[] stream, string expected, FrameLimits limits)
        {
            string role = Role(isServer);
            int failedAt;
            int length = stream.Length;
            Assert.AreEqual(expected, Run(new FrameDecoder(isServer, limits), stream, length, 1, out failedAt), role + "whole");

            FrameDecoder decoder = new FrameDecoder(isServer, limits);
            Assert.AreEqual(expected, Run(decoder, stream, 1, 1, out failedAt), role + "byte by byte");
            for (int cut = 1; cut < length; cut++)
            {
                if (length > SmallStream && cut == SmallStream / 2)
                {
                    cut = length - (SmallStream / 2);
                }

                // One object for all cuts, so that whatever a stream leaves behind would show.
                decoder.Reset();
                Assert.AreEqual(expected, Run(decoder, stream, cut, length, out failedAt), role + "cut at " + cut.ToString());
            }
        }

        private static string Role(bool isServer)
        {
            return isServer ? "server: " : "client: ";
        }

        private static void Append(StringBuilder trace, string what)
        {
            if (trace.Length > 0)
            {
                trace.Append(' ');
            }

            trace.Append(what);
        }

        private static string Name(Opcode opcode)
        {
            switch (opcode)
            {
                case Opcode.Continuation: return "cont";
                case Opcode.Text: return "text";
                case Opcode.Binary: return "bin";
                case Opcode.Close: return "close";
                case Opcode.Ping: return "ping";
                case Opcode.Pong: return "pong";
                default: return "?";
            }
        }
    }
}
