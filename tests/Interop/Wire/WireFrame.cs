using System;
using System.Buffers.Binary;
using System.Text;

namespace Nanowire.Interop.Wire
{
    /// <summary>A frame as the tests write it, right or wrong on purpose (RFC 6455 section 5.2).</summary>
    internal sealed record WireFrame(int Opcode, byte[] Payload)
    {
        internal const int Continuation = 0;
        internal const int Text = 1;
        internal const int Binary = 2;
        internal const int Close = 8;
        internal const int Ping = 9;
        internal const int Pong = 10;

        internal bool IsFinal { get; init; } = true;

        /// <summary>The reserved bits: 4, 2, 1 for RSV1, RSV2, RSV3.</summary>
        internal int Reserved { get; init; }

        /// <summary>Masked although it should not be, or the other way round.</summary>
        internal bool HasWrongMask { get; init; }

        /// <summary>7, 16 or 64 bits for the length; 0 for the shortest.</summary>
        internal int LengthBits { get; init; }

        /// <summary>A length that is announced in place of the true one.</summary>
        internal ulong? Announced { get; init; }

        internal static WireFrame OfText(string text)
        {
            return new WireFrame(Text, Encoding.UTF8.GetBytes(text));
        }

        internal static WireFrame OfBinary(byte[] payload)
        {
            return new WireFrame(Binary, payload);
        }

        internal static WireFrame OfClose(int status, string reason = "")
        {
            return OfClose(status, Encoding.UTF8.GetBytes(reason));
        }

        internal static WireFrame OfClose(int status, byte[] reason)
        {
            byte[] body = new byte[2 + reason.Length];
            BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)status);
            reason.CopyTo(body, 2);
            return new WireFrame(Close, body);
        }

        /// <summary>The bytes of the frame; from a client it is masked, with a key that depends on nothing but its length.</summary>
        internal byte[] Encode(bool fromClient)
        {
            byte[] header = new byte[14];
            ulong length = Announced ?? (ulong)Payload.Length;
            int bits = LengthBits != 0 ? LengthBits : length < 126 ? 7 : length < 65536 ? 16 : 64;
            bool masked = fromClient != HasWrongMask;
            int size = 2;
            header[0] = (byte)((IsFinal ? 0x80 : 0) | (Reserved << 4) | Opcode);
            if (bits == 7)
            {
                header[1] = (byte)length;
            }
            else if (bits == 16)
            {
                header[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)length);
                size = 4;
            }
            else
            {
                header[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(2), length);
                size = 10;
            }

            Span<byte> key = stackalloc byte[4];
            if (masked)
            {
                header[1] |= 0x80;
                BinaryPrimitives.WriteUInt32BigEndian(key, 0x9E3779B9 ^ (uint)Payload.Length);
                key.CopyTo(header.AsSpan(size));
                size += 4;
            }

            byte[] frame = new byte[size + Payload.Length];
            Array.Copy(header, frame, size);
            for (int i = 0; i < Payload.Length; i++)
            {
                frame[size + i] = (byte)(Payload[i] ^ key[i & 3]);
            }

            return frame;
        }

        /// <summary>For a failed test's message.</summary>
        public override string ToString()
        {
            string name = Opcode switch
            {
                Continuation => "continuation",
                Text => "text",
                Binary => "binary",
                Close => "close",
                Ping => "ping",
                Pong => "pong",
                _ => "opcode " + Opcode,
            };
            string payload = Payload.Length <= 32
                ? Convert.ToHexString(Payload)
                : Payload.Length + " bytes " + Convert.ToHexString(Payload, 0, 16) + "..";
            return name + (IsFinal ? " " : " (not final) ") + payload;
        }
    }
}
