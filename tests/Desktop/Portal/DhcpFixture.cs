using System;
using System.Collections.Generic;
using System.Linq;
using Nanowire.WebSockets.Portal;

namespace Nanowire.Tests.Portal
{
    /// <summary>A DHCP server with a clock that is moved by hand, and clients that are a byte each.</summary>
    internal sealed class DhcpFixture
    {
        public const int Discover = 1;
        public const int Offer = 2;
        public const int Request = 3;
        public const int Decline = 4;
        public const int Grant = 5;
        public const int Refuse = 6;
        public const int Release = 7;
        public const int Inform = 8;

        public DhcpFixture(PortalOptions options = null)
        {
            Server = new DhcpServer(options ?? new PortalOptions(), Statistics);
        }

        public PortalStatistics Statistics { get; } = new PortalStatistics();

        public DhcpServer Server { get; }

        public long NowMs { get; set; } = 1000;

        public byte[] Output { get; } = new byte[DhcpServer.MessageSize];

        /// <summary>A message, written from RFC 2131 section 2 and RFC 2132.</summary>
        public static byte[] Create(int type, int mac, string requested = null, string server = null, string client = null)
        {
            List<byte> bytes = new List<byte>(new byte[240]);
            byte[] head = Hex.Parse("01 01 06 00 12345678 0007 8000");
            for (int i = 0; i < head.Length; i++)
            {
                bytes[i] = head[i];
            }

            Put(bytes, 12, Address(client ?? "0.0.0.0"));
            Put(bytes, 28, new byte[] { 2, 0, 0, 0, 0, (byte)mac });
            Put(bytes, 236, Hex.Parse("63825363"));
            bytes.AddRange(new byte[] { 53, 1, (byte)type });
            if (requested != null)
            {
                bytes.AddRange(Address(requested).Prepend((byte)4).Prepend((byte)50));
            }

            if (server != null)
            {
                bytes.AddRange(Address(server).Prepend((byte)4).Prepend((byte)54));
            }

            bytes.AddRange(new byte[] { 55, 3, 1, 3, 6, 0, 255 });
            return bytes.ToArray();
        }

        /// <summary>Hands a message in.</summary>
        /// <returns>"type address", or null when there is no answer.</returns>
        public string Say(int type, int mac, string requested = null, string server = null, string client = null)
        {
            return Say(Create(type, mac, requested, server, client));
        }

        public string Say(byte[] message)
        {
            int count = Server.Receive(message, message.Length, Output, NowMs);
            return count == 0 ? null : Output[242] + " " + string.Join(".", Output.Skip(16).Take(4));
        }

        /// <summary>A client that gets an address as RFC 2131 section 3.1 says.</summary>
        public string Join(int mac)
        {
            string offer = Say(Discover, mac);
            return offer == null ? null : Say(Request, mac, offer.Split(' ')[1], "192.168.4.1");
        }

        /// <summary>The options of the last answer, as hex by number.</summary>
        public Dictionary<int, string> Options(int count)
        {
            Dictionary<int, string> options = new Dictionary<int, string>();
            for (int at = 240; at < count && Output[at] != 255; at += Output[at + 1] + 2)
            {
                options.Add(Output[at], Convert.ToHexString(Output, at + 2, Output[at + 1]));
            }

            return options;
        }

        private static byte[] Address(string text)
        {
            return text.Split('.').Select(byte.Parse).ToArray();
        }

        private static void Put(List<byte> bytes, int at, byte[] data)
        {
            for (int i = 0; i < data.Length; i++)
            {
                bytes[at + i] = data[i];
            }
        }
    }
}
