using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>Frames as text: NUL as "^@", as the specification writes it.</summary>
    internal static class StompText
    {
        public static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text.Replace("^@", "\0"));
        }

        /// <summary>What a decoder finds in pieces of input, each event as text.</summary>
        public static string Read(StompDecoder decoder, params byte[][] pieces)
        {
            List<string> events = new List<string>();
            foreach (byte[] piece in pieces)
            {
                // In an array of its own size, so that reading beyond it fails.
                decoder.SetInput(piece, 0, piece.Length);
                StompEvent found;
                while ((found = decoder.Read()) != StompEvent.NeedInput)
                {
                    events.Add(found == StompEvent.Frame ? Describe(decoder.Frame) : found == StompEvent.HeartBeat ? "beat" : decoder.Violation.ToString());
                    if (found == StompEvent.Violation)
                    {
                        return string.Join(" | ", events);
                    }
                }
            }

            return string.Join(" | ", events);
        }

        public static string Read(string text, StompLimits limits = null, bool isVersion11 = false)
        {
            return Read(new StompDecoder(limits ?? new StompLimits()) { IsVersion11 = isVersion11 }, Bytes(text));
        }

        /// <summary>The same in every two pieces and byte by byte; null unless all say the same.</summary>
        public static string ReadSplit(byte[] bytes, StompLimits limits, bool isVersion11, out string difference)
        {
            string whole = Read(new StompDecoder(limits) { IsVersion11 = isVersion11 }, bytes);
            difference = null;
            for (int i = 0; i <= bytes.Length; i++)
            {
                byte[][] pieces = i == bytes.Length
                    ? bytes.Select(b => new[] { b }).ToArray() : new[] { bytes.Take(i).ToArray(), bytes.Skip(i).ToArray() };
                string split = Read(new StompDecoder(limits) { IsVersion11 = isVersion11 }, pieces);
                if (split != whole)
                {
                    difference = "at " + i + ": " + split + " and not " + whole;
                }
            }

            return whole;
        }

        /// <summary>Such as "Send destination=/a content-type=b 'body'".</summary>
        public static string Describe(StompFrame frame)
        {
            StringBuilder text = new StringBuilder(frame.Command.ToString());
            for (int i = 0; i < frame.HeaderCount; i++)
            {
                int name = frame.GetNameOffset(i);
                int value = frame.GetValueOffset(i);
                text.Append(' ').Append(Encoding.UTF8.GetString(frame.Buffer, name, value - name)).Append('=')
                    .Append(Encoding.UTF8.GetString(frame.Buffer, value, frame.GetValueCount(i)));
            }

            return text.Append(" '").Append(frame.GetBody().Replace("\0", "^@")).Append('\'').ToString();
        }
    }
}
