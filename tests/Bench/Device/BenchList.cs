using System;

namespace Nanowire.Bench.Device
{
    /// <summary>What is measured, in the order of the table.</summary>
    internal static class BenchList
    {
        /// <summary>How many there are.</summary>
        public const int Count = 26;

        private const int Kilobyte = 1024;

        /// <summary>The name of an operation.</summary>
        public static string GetName(int index)
        {
            switch (index)
            {
                case 0: return "mask 1 KB";
                case 1: return "UTF-8 check, 1 KB of ASCII";
                case 2: return "UTF-8 check, 1 KB mixed";
                case 3: return "decode 16 B";
                case 4: return "decode 125 B";
                case 5: return "decode 1 KB";
                case 6: return "decode 16 KB";
                case 7: return "decode 1 KB, ASCII text";
                case 8: return "encode 16 B";
                case 9: return "encode 125 B";
                case 10: return "encode 1 KB";
                case 11: return "encode 16 KB";
                case 12: return "encode 16 B, masked";
                case 13: return "encode 125 B, masked";
                case 14: return "encode 1 KB, masked";
                case 15: return "encode 16 KB, masked";
                case 16: return "accept key";
                case 17: return "handshake, a browser's head";
                case 18: return "JSON line of telemetry";
                case 19: return "echo in memory, 16 B";
                case 20: return "echo in memory, 125 B of text";
                case 21: return "echo in memory, 1 KB";
                case 22: return "broadcast of 64 B to 1";
                case 23: return "broadcast of 64 B to 4";
                case 24: return "broadcast of 64 B to 14";
                case 25: return "an array of 100 B, to check the counting";
                default: throw new ArgumentOutOfRangeException(nameof(index));
            }
        }

        /// <summary>Makes an operation with all that it needs.</summary>
        public static Bench Create(int index)
        {
            switch (index)
            {
                case 0: return new MaskBench(Kilobyte);
                case 1: return new Utf8Bench(Payloads.Ascii(Kilobyte));
                case 2: return new Utf8Bench(Payloads.Mixed(Kilobyte));
                case 3: return new DecodeBench(16, false);
                case 4: return new DecodeBench(125, false);
                case 5: return new DecodeBench(Kilobyte, false);
                case 6: return new DecodeBench(16 * Kilobyte, false);
                case 7: return new DecodeBench(Kilobyte, true);
                case 8: return new EncodeBench(16, false);
                case 9: return new EncodeBench(125, false);
                case 10: return new EncodeBench(Kilobyte, false);
                case 11: return new EncodeBench(16 * Kilobyte, false);
                case 12: return new EncodeBench(16, true);
                case 13: return new EncodeBench(125, true);
                case 14: return new EncodeBench(Kilobyte, true);
                case 15: return new EncodeBench(16 * Kilobyte, true);
                case 16: return new AcceptKeyBench();
                case 17: return new HandshakeBench();
                case 18: return new JsonBench();
                case 19: return new EchoBench(16, false);
                case 20: return new EchoBench(125, true);
                case 21: return new EchoBench(Kilobyte, false);
                case 22: return new BroadcastBench(1);
                case 23: return new BroadcastBench(4);
                case 24: return new BroadcastBench(14);
                case 25: return new ArrayBench(100);
                default: throw new ArgumentOutOfRangeException(nameof(index));
            }
        }
    }
}
