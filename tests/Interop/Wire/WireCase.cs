using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nanowire.Interop.Wire
{
    /// <summary>What is sent to an echoing end, and what it must answer, to the byte.</summary>
    internal sealed class WireCase
    {
        /// <summary>The close status expected when the connection is to be closed without one.</summary>
        internal const int NoStatus = 0;

        internal WireCase(string name)
        {
            Name = name;
        }

        internal string Name { get; }

        internal List<WireFrame> Sent { get; } = new List<WireFrame>();

        /// <summary>The answers before the Close frame.</summary>
        internal List<WireFrame> Expected { get; } = new List<WireFrame>();

        /// <summary>The status in the Close frame that ends the case.</summary>
        internal int CloseStatus { get; private set; } = 1000;

        /// <summary>How many bytes go out at once; 0 for all that there are.</summary>
        internal int CutSize { get; private set; }

        /// <summary>Whether answers to one message may come as several frames.</summary>
        internal bool MayBeFragmented { get; private set; }

        /// <summary>Sends frames that are not answered by themselves.</summary>
        internal WireCase Send(params WireFrame[] frames)
        {
            Sent.AddRange(frames);
            return this;
        }

        /// <summary>Expects answers.</summary>
        internal WireCase Expect(params WireFrame[] frames)
        {
            Expected.AddRange(frames);
            return this;
        }

        /// <summary>Sends a message in one frame, and expects it back.</summary>
        internal WireCase Echo(WireFrame message)
        {
            return Send(message).Expect(new WireFrame(message.Opcode, message.Payload));
        }

        /// <summary>Sends a message in fragments, and expects it back in one frame.</summary>
        internal WireCase EchoFragments(int opcode, params byte[][] parts)
        {
            return Send(Fragments(opcode, parts)).Expect(new WireFrame(opcode, parts.SelectMany(p => p).ToArray()));
        }

        /// <summary>Ends with a Close frame of its own and that answer.</summary>
        internal WireCase Close(WireFrame close, int answer)
        {
            Sent.Add(close);
            CloseStatus = answer;
            return this;
        }

        /// <summary>Ends with the other end refusing to go on.</summary>
        internal WireCase Fails(int status)
        {
            CloseStatus = status;
            return this;
        }

        internal WireCase CutInto(int size)
        {
            CutSize = size;
            return this;
        }

        internal WireCase AllowFragments()
        {
            MayBeFragmented = true;
            return this;
        }

        internal static WireFrame[] Fragments(int opcode, params byte[][] parts)
        {
            return parts
                .Select((part, i) => new WireFrame(i == 0 ? opcode : WireFrame.Continuation, part) { IsFinal = i == parts.Length - 1 })
                .ToArray();
        }

        internal static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        /// <summary>Bytes in which a lost, repeated or moved piece shows.</summary>
        internal static byte[] Pattern(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)(i % 251);
            }

            return bytes;
        }

        /// <summary>Cuts into pieces of that size; the last may be shorter.</summary>
        internal static byte[][] Split(byte[] bytes, int size)
        {
            return bytes.Chunk(Math.Max(size, 1)).ToArray();
        }

        public override string ToString()
        {
            return Name;
        }
    }
}
