using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;
using Net = System.Net.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>What .NET's own WebSocket makes of a stream, against what the core makes of it.</summary>
    internal sealed class DotNetJudge
    {
        /// <summary>Streams that break a rule.</summary>
        public int Errors { get; private set; }

        /// <summary>Streams with a Close.</summary>
        public int Closes { get; private set; }

        /// <summary>Streams whose bad text .NET sees later, or not at all.</summary>
        public int Late { get; private set; }

        /// <summary>.NET's end of a connection.</summary>
        public static Net.WebSocket Open(Stream stream, bool isServer)
        {
            return Net.WebSocket.CreateFromStream(stream, isServer, null, TimeSpan.Zero);
        }

        /// <summary>Compares the messages, the close or the status of the error.</summary>
        public async Task Check(bool isServer, byte[] stream, string what)
        {
            ProtocolDriver end = new ProtocolDriver(isServer, 8192, new FrameLimits(long.MaxValue, int.MaxValue));
            string events = end.ReceiveBytes((byte[])stream.Clone(), 0, stream.Length);
            Violation violation = end.Protocol.Decoder.Violation;
            if (violation == Violation.LengthNotMinimal)
            {
                // .NET takes lengths in a longer form than they need.
                return;
            }

            // It looks at a header or a control frame when that is whole, so what is refused earlier needs an end.
            byte[] padded = new byte[stream.Length + (violation == Violation.None ? 0 : 200)];
            stream.CopyTo(padded, 0);
            string theirs = await Judge(isServer, padded);

            // A reason that is not UTF-8 is a protocol error to it; section 7.1.6 leaves that open, section 8.1 does not.
            int status = violation == Violation.CloseReasonNotUtf8 ? 1002 : (int)ViolationInfo.GetCloseStatus(violation);
            string ours = Messages(events) + "violation " + (violation == Violation.None ? "none" : status.ToString());
            if (violation == Violation.ControlFrameTooLong && theirs != ours)
            {
                // And so in a control frame, where what is left out here may have made it a short one.
                return;
            }

            if (violation == Violation.TextNotUtf8 && theirs != ours)
            {
                // Where a fragment ends inside a bad sequence it says so later, and not at all when the last fragment is empty.
                Late++;
                return;
            }

            Assert.AreEqual(theirs, ours, what);
            Errors += violation == Violation.None ? 0 : 1;
            Closes += events.Contains("close ", StringComparison.Ordinal) ? 1 : 0;
        }

        /// <summary>
        /// What our events say of messages and a close, without pings and pongs, which .NET does not show. Where a Close
        /// has no body .NET says 1000.
        /// </summary>
        private static string Messages(string events)
        {
            StringBuilder messages = new StringBuilder();
            string[] words = events.Split(' ');
            for (int i = 0; i + 1 < words.Length; i += 2)
            {
                if (words[i] == "text" || words[i] == "bin" || words[i] == "close")
                {
                    messages.Append(words[i] + " " + (words[i] == "close" && words[i + 1].Length == 0 ? "03e8" : words[i + 1]) + " ");
                }
            }

            return messages.ToString();
        }

        /// <summary>What .NET makes of a stream.</summary>
        private static async Task<string> Judge(bool isServer, byte[] input)
        {
            using DuplexMemory stream = new DuplexMemory();
            stream.Input.AddRange(input);
            using Net.WebSocket socket = Open(stream, isServer);
            StringBuilder trace = new StringBuilder();
            byte[] buffer = new byte[100];
            List<byte> message = new List<byte>();
            try
            {
                while (true)
                {
                    Net.WebSocketReceiveResult result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
                    if (result.MessageType == Net.WebSocketMessageType.Close)
                    {
                        string body = result.CloseStatus == Net.WebSocketCloseStatus.Empty
                            ? string.Empty
                            : ((int)result.CloseStatus).ToString("x4") + Convert.ToHexString(Encoding.UTF8.GetBytes(result.CloseStatusDescription ?? string.Empty)).ToLowerInvariant();
                        return trace + "close " + body + " violation none";
                    }

                    message.AddRange(buffer.AsSpan(0, result.Count).ToArray());
                    if (result.EndOfMessage)
                    {
                        string kind = result.MessageType == Net.WebSocketMessageType.Text ? "text " : "bin ";
                        trace.Append(kind + Convert.ToHexString(message.ToArray()).ToLowerInvariant() + ". ");
                        message.Clear();
                    }
                }
            }
            catch (Net.WebSocketException e) when (e.WebSocketErrorCode == Net.WebSocketError.ConnectionClosedPrematurely)
            {
                return trace + "violation none";
            }
            catch (Net.WebSocketException)
            {
                // It says why in its Close frame.
                byte[] written = stream.TakeOutput();
                string sent = DecoderDriver.Run(new FrameDecoder(!isServer, new FrameLimits(1 << 20, 10)), written, written.Length, 1, out _);
                int close = sent.LastIndexOf("close ", StringComparison.Ordinal);
                return trace + "violation " + Convert.ToInt32(sent.Substring(close + 6, 4), 16);
            }
        }
    }
}
