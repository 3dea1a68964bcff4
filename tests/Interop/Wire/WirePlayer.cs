using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Nanowire.Interop.Wire
{
    /// <summary>Plays a case against an echoing end and says what was wrong.</summary>
    internal static class WirePlayer
    {
        /// <summary>Plays it on a connection after its handshake. Returns null when all was right.</summary>
        internal static string Play(WireStream stream, WireCase wireCase, bool asClient)
        {
            Task sending = Task.Run(() => Send(stream, wireCase, asClient));
            List<WireFrame> answers = new List<WireFrame>();
            WireFrame close;
            try
            {
                close = Receive(stream, answers, wireCase.MayBeFragmented);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                return "after " + answers.Count + " answers: " + e.Message;
            }

            string problem = Compare(wireCase.Expected, answers) ?? CompareClose(wireCase.CloseStatus, close);
            if (problem != null)
            {
                return problem;
            }

            sending.Wait(Patience.Ms);
            return End(stream, !asClient || wireCase.CloseStatus is 1002 or 1007);
        }

        private static void Send(WireStream stream, WireCase wireCase, bool asClient)
        {
            using MemoryStream bytes = new MemoryStream();
            foreach (WireFrame frame in wireCase.Sent)
            {
                bytes.Write(frame.Encode(asClient));
            }

            if (wireCase.CloseStatus == 1000 && wireCase.Sent.All(f => f.Opcode != WireFrame.Close))
            {
                bytes.Write(WireFrame.OfClose(1000).Encode(asClient));
            }

            ReadOnlySpan<byte> all = bytes.ToArray();
            int size = wireCase.CutSize == 0 ? all.Length : wireCase.CutSize;
            try
            {
                for (int at = 0; at < all.Length; at += size)
                {
                    stream.Write(all.Slice(at, Math.Min(size, all.Length - at)));
                }
            }
            catch (IOException)
            {
                // The other end has closed; whether it was right is seen from its answers.
            }
        }

        /// <summary>Collects answers up to the Close frame, which is returned; null when the connection ended without one.</summary>
        private static WireFrame Receive(WireStream stream, List<WireFrame> answers, bool joinsFragments)
        {
            List<byte[]> parts = new List<byte[]>();
            int opcode = 0;
            for (WireFrame frame = stream.ReadFrame(); frame != null; frame = stream.ReadFrame())
            {
                if (frame.Opcode == WireFrame.Close)
                {
                    return frame;
                }

                if (!joinsFragments || frame.Opcode > WireFrame.Binary)
                {
                    answers.Add(frame);
                    continue;
                }

                opcode = frame.Opcode == WireFrame.Continuation ? opcode : frame.Opcode;
                parts.Add(frame.Payload);
                if (frame.IsFinal)
                {
                    answers.Add(new WireFrame(opcode, parts.SelectMany(p => p).ToArray()));
                    parts.Clear();
                }
            }

            return null;
        }

        private static string Compare(List<WireFrame> expected, List<WireFrame> actual)
        {
            for (int i = 0; i < expected.Count && i < actual.Count; i++)
            {
                if (expected[i].Opcode != actual[i].Opcode || !actual[i].IsFinal || !expected[i].Payload.AsSpan().SequenceEqual(actual[i].Payload))
                {
                    return "answer " + (i + 1) + " is " + actual[i] + ", expected " + expected[i];
                }
            }

            return expected.Count == actual.Count ? null : actual.Count + " answers, expected " + expected.Count;
        }

        private static string CompareClose(int expected, WireFrame close)
        {
            if (close == null)
            {
                return "the connection ended without a Close frame";
            }

            int status = close.Payload.Length >= 2 ? (close.Payload[0] << 8) | close.Payload[1] : WireCase.NoStatus;
            return status == expected ? null : "closed with " + status + ", expected " + expected;
        }

        /// <summary>
        /// After the Close frame nothing else may come. The server closes the connection first (RFC 6455 section 7.1.1);
        /// a client may do so when the server refuses to go on, since that lingers to be sure its Close frame arrives.
        /// </summary>
        private static string End(WireStream stream, bool endsFirst)
        {
            try
            {
                if (endsFirst)
                {
                    stream.EndOutput();
                }

                return stream.ReadFrame() == null ? null : "a frame came after the Close frame";
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                return "the connection did not end: " + e.Message;
            }
        }
    }
}
