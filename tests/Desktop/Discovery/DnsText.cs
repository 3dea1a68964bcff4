using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nanowire.Tests.Discovery
{
    /// <summary>
    /// Messages of DNS as a list of lines and back, written for the tests from RFC 1035 and sharing nothing with the library. A question is
    /// "? name type" ("?u": unicast will do); a record "= name type ttl data" in the answer, "^" in the authority and "+" in the
    /// additional section, with "!" behind the sign where older ones are to go.
    /// </summary>
    internal static class DnsText
    {
        private static readonly Dictionary<int, string> _types = new Dictionary<int, string>
        {
            [1] = "A", [12] = "PTR", [16] = "TXT", [28] = "AAAA", [33] = "SRV", [47] = "NSEC", [65] = "HTTPS", [255] = "ANY",
        };

        public static string Describe(byte[] message, int count)
        {
            int flags = Get16(message, 2);
            List<string> lines = new List<string> { (flags & 0x8000) != 0 ? "response" : "query" };
            int position = 12;
            for (int section = 0; section < 4; section++)
            {
                for (int i = Get16(message, 4 + (2 * section)); i > 0; i--)
                {
                    string name = ReadName(message, ref position);
                    string type = TypeName(Get16(message, position));
                    int top = Get16(message, position + 2);
                    position += 4;
                    if (section == 0)
                    {
                        lines.Add("?" + (top >= 0x8000 ? "u" : "") + " " + name + " " + type);
                        continue;
                    }

                    int ttl = (Get16(message, position) << 16) | Get16(message, position + 2);
                    int length = Get16(message, position + 4);
                    position += 6;
                    lines.Add(" =^+"[section] + (top >= 0x8000 ? "!" : "") + " " + name + " " + type + " " + ttl + " " + ReadData(message, type, position, length));
                    position += length;
                }
            }

            if (position != count)
            {
                lines.Add("and " + (count - position) + " more bytes");
            }

            return string.Join("\n", lines);
        }

        /// <summary>Makes a message of lines as above; names without compression.</summary>
        public static byte[] Create(params string[] lines)
        {
            List<byte> bytes = new List<byte>(new byte[12]);
            bytes[2] = (byte)(lines[0].StartsWith("response", StringComparison.Ordinal) ? 0x84 : 0);
            if (lines[0].Contains("truncated", StringComparison.Ordinal))
            {
                bytes[2] |= 2;
            }

            foreach (string line in lines.Skip(1))
            {
                string[] words = line.Split(' ', 5);
                int section = "?=^+".IndexOf(words[0][0], StringComparison.Ordinal);
                bytes[5 + (2 * section)]++;
                bytes.AddRange(Name(words[1]));
                Add16(bytes, _types.Single(t => t.Value == words[2]).Key);
                Add16(bytes, words[0].Length > 1 ? 0x8001 : 1);
                if (section > 0)
                {
                    int ttl = int.Parse(words[3]);
                    byte[] data = Data(words[2], words[4]);
                    Add16(bytes, ttl >> 16);
                    Add16(bytes, ttl & 0xFFFF);
                    Add16(bytes, data.Length);
                    bytes.AddRange(data);
                }
            }

            return bytes.ToArray();
        }

        public static byte[] Name(string name)
        {
            return name.Split('.').SelectMany(l => Encoding.UTF8.GetBytes(l).Prepend((byte)Encoding.UTF8.GetByteCount(l))).Append((byte)0).ToArray();
        }

        private static byte[] Data(string type, string text)
        {
            switch (type)
            {
                case "A":
                    return text.Split('.').Select(byte.Parse).ToArray();
                case "PTR":
                    return Name(text);
                case "SRV":
                    string[] parts = text.Split(' ');
                    List<byte> bytes = new List<byte>();
                    Array.ForEach(parts.Take(3).ToArray(), p => Add16(bytes, int.Parse(p)));
                    return bytes.Concat(Name(parts[3])).ToArray();
                case "TXT":
                    return text.Split('|').SelectMany(l => Encoding.UTF8.GetBytes(l).Prepend((byte)l.Length)).ToArray();
                default:
                    return Hex.Parse(text);
            }
        }

        private static string ReadData(byte[] message, string type, int position, int length)
        {
            switch (type)
            {
                case "A":
                    return string.Join(".", message.Skip(position).Take(length));
                case "PTR":
                    return ReadName(message, ref position);
                case "SRV":
                    int at = position + 6;
                    return Get16(message, position) + " " + Get16(message, position + 2) + " " + Get16(message, position + 4) + " " + ReadName(message, ref at);
                case "TXT":
                    List<string> texts = new List<string>();
                    for (int end = position + length; position < end; position += message[position] + 1)
                    {
                        texts.Add(Encoding.UTF8.GetString(message, position + 1, message[position]));
                    }

                    return string.Join("|", texts);
                case "NSEC":
                    int start = position;
                    string name = ReadName(message, ref position);
                    return name + " " + Convert.ToHexString(message, position, length - (position - start));
                default:
                    return Convert.ToHexString(message, position, length);
            }
        }

        private static string ReadName(byte[] message, ref int position)
        {
            List<string> labels = new List<string>();
            int at = position;
            bool jumped = false;
            while (message[at] != 0)
            {
                if (message[at] >= 0xC0)
                {
                    position = jumped ? position : at + 2;
                    jumped = true;
                    at = Get16(message, at) & 0x3FFF;
                    continue;
                }

                labels.Add(Encoding.UTF8.GetString(message, at + 1, message[at]));
                at += message[at] + 1;
            }

            position = jumped ? position : at + 1;
            return string.Join(".", labels);
        }

        private static string TypeName(int type)
        {
            return _types.TryGetValue(type, out string name) ? name : type.ToString();
        }

        private static void Add16(List<byte> bytes, int value)
        {
            bytes.Add((byte)(value >> 8));
            bytes.Add((byte)value);
        }

        private static int Get16(byte[] message, int position)
        {
            return (message[position] << 8) | message[position + 1];
        }
    }
}
