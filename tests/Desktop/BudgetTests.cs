using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests
{
    /// <summary>What can be counted exactly without a device is what tests/Budget.txt says. The .pe sizes there are for tests/device.sh.</summary>
    [TestClass]
    public sealed class BudgetTests
    {
        private const string FieldsOf = "fields of ";
        private const string PeOf = ".pe of ";
        private const string Shared = "a server without its connections";
        private const string Reserved = "a connection, reserved";
        private const string Opened = "a connection, opened";
        private const string Handshake = "a handshake on the desktop";
        private const string Broadcast = "a broadcast of 64 B to 4";
        private const string Publish = "a publish of 64 B to 4";
        private const int BufferSize = 1024;

        private static readonly string[] _messages =
        {
            "16 B, binary", "125 B, text", "1024 B, binary", "1024 B, text", "16384 B, binary",
        };

        [TestMethod]
        public void Budget_FieldsOfObjects_AreAsCommitted()
        {
            List<string> names = Budget.Read().Keys.Where(k => k.StartsWith(FieldsOf, StringComparison.Ordinal)).Select(k => k.Substring(FieldsOf.Length)).ToList();
            Assert.IsTrue(names.Count > 0, "no type is named");

            Budget.AssertFits(names.Select(n => Line(FieldsOf + n, DescribeFields(DeviceMemory.FindType(n)))));
        }

        [TestMethod]
        public void Budget_MemoryOfConnections_IsAsCommitted()
        {
            HashSet<object> one = DeviceMemory.Reach(Start(1).Server);
            HashSet<object> two = DeviceMemory.Reach(Start(2).Server);
            HostingServer host = Start(1);
            HashSet<object> before = DeviceMemory.Reach(host.Server);
            host.Open("/ws", "");
            HashSet<object> after = DeviceMemory.Reach(host.Server);
            after.ExceptWith(before);

            Budget.AssertFits(new[]
            {
                Line(Shared, (2 * one.Count) - two.Count, (2 * Arrays(one)) - Arrays(two), (2 * Bytes(one)) - Bytes(two)),
                Line(Reserved, two.Count - one.Count, Arrays(two) - Arrays(one), Bytes(two) - Bytes(one)),
                Line(Opened, after.Count, Arrays(after), Bytes(after)),
            });
        }

        [TestMethod]
        public void Budget_ObjectsWithFieldsOfStructs_AreNone()
        {
            // On the device each would be an object of its own, which the counts above leave out.
            IEnumerable<string> structs =
                from library in new[] { "Nanowire.Protocol", "Nanowire.WebSockets" }
                from type in Assembly.Load(library).GetTypes()
                where type.IsClass && !type.Name.StartsWith('<')
                from field in DeviceMemory.Fields(type)
                where field.FieldType.IsValueType && !field.FieldType.IsPrimitive && !field.FieldType.IsEnum
                select type.Name + "." + field.Name;

            Assert.AreEqual("", string.Join("\n", structs.Distinct()));
        }

        [TestMethod]
        public void Budget_GarbageOfMessages_IsAsCommitted()
        {
            Budget.AssertFits(_messages.Select(m => Line(Key(m), CountMessage(m) + " B")));
        }

        [TestMethod]
        public void Budget_GarbageOfMessagesToAll_IsAsCommitted()
        {
            Budget.AssertFits(new[] { Line(Broadcast, CountPush(false) + " B"), Line(Publish, CountPush(true) + " B") });
        }

        [TestMethod]
        public void Budget_GarbageOfHandshakes_IsAsCommitted()
        {
            HostingServer host = Start(1);
            byte[] request = Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest(
                "/ws",
                "Pragma: no-cache\r\nCache-Control: no-cache\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                + "Chrome/142.0.0.0 Safari/537.36\r\nOrigin: http://device.local\r\nAccept-Encoding: gzip, deflate\r\nAccept-Language: en-US,en;q=0.9\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"));
            long least = long.MaxValue;
            for (int i = 0; i < 200; i++)
            {
                WirePeer peer = host.Connect();
                peer.Send(request);
                long before = GC.GetAllocatedBytesForCurrentThread();
                host.Run(5);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                peer.Receive();
                StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 101 ", StringComparison.Ordinal);
                peer.Transport.Close();
                host.Settle();
            }

            Budget.AssertFits(new[] { Line(Handshake, least + " B") });
        }

        [TestMethod]
        public void Budget_EveryLine_IsCompared()
        {
            string[] others = _messages.Select(Key).Concat(new[] { Shared, Reserved, Opened, Handshake, Broadcast, Publish }).ToArray();
            List<string> libraries = RepositoryTree.DeviceProjects().Where(p => p.StartsWith("src/", StringComparison.Ordinal))
                .Select(p => PeOf + System.IO.Path.GetFileNameWithoutExtension(p)).ToList();
            List<string> keys = Budget.Read().Keys.ToList();

            Assert.AreEqual("", string.Join("\n", keys.Where(k => !k.StartsWith(FieldsOf, StringComparison.Ordinal)).Except(others).Except(libraries)), "unknown");
            Assert.AreEqual("", string.Join("\n", libraries.Except(keys)), "no .pe size");
        }

        private static string DescribeFields(Type type)
        {
            return type == null ? null : DeviceMemory.Fields(type).Count() + ", " + DeviceMemory.Size(type) + " B";
        }

        private static HostingServer Start(int maxConnections)
        {
            HostingServer host = new HostingServer(
                new WebSocketServerOptions
                {
                    MaxConnections = maxConnections,
                    ReceiveBufferSize = BufferSize,
                    SendBufferSize = BufferSize,
                    AllowPartialMessages = true,
                },
                8192);
            host.Echo();
            return host;
        }

        /// <summary>The bytes that an echo leaves behind, such as "16 B, binary".</summary>
        private static long CountMessage(string what)
        {
            const int Messages = 500;
            int count = int.Parse(what.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            bool isText = what.EndsWith("text", StringComparison.Ordinal);
            byte[] payload = isText ? Encoding.ASCII.GetBytes(new string('t', count)) : WirePeer.Pattern(count);
            byte[] frame = WirePeer.Frame(isText ? WirePeer.Text : WirePeer.Binary, true, payload, 0, count);
            HostingServer host = Start(1);
            WirePeer peer = host.Open();

            // The first rounds compile; the runtime itself makes an object now and then, once: the least of some runs is the message's.
            long least = long.MaxValue;
            for (int run = 0; run < 5; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Messages; i++)
                {
                    Echo(host, peer, frame, count);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return (least + Messages - 1) / Messages;
        }

        /// <summary>The bytes that a message to four connections leaves behind.</summary>
        private static long CountPush(bool isTopic)
        {
            const int Peers = 4;
            const int Messages = 200;
            byte[] payload = WirePeer.Pattern(64);
            HostingServer host = Start(Peers);
            TopicHub hub = new TopicHub(host.Server, new TopicHubOptions { MaxSubscribers = Peers, MaxTopics = 1 });
            Topic topic = hub.AddTopic("t", payload.Length);
            WirePeer[] peers = new WirePeer[Peers];
            for (int i = 0; i < Peers; i++)
            {
                peers[i] = host.Open();
                Assert.IsTrue(hub.Subscribe(host.Socket, topic));
            }

            long least = long.MaxValue;
            for (int run = 0; run < 5; run++)
            {
                long bytes = 0;
                for (int i = 0; i < Messages; i++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    int taken = isTopic
                        ? hub.Publish(topic, payload, 0, payload.Length, WebSocketMessageType.Binary)
                        : host.Server.Broadcast(payload, 0, payload.Length, WebSocketMessageType.Binary);
                    bytes += GC.GetAllocatedBytesForCurrentThread() - before;
                    Assert.AreEqual(Peers, taken);
                    foreach (WirePeer peer in peers)
                    {
                        Assert.IsTrue(host.ReadFrame(peer));
                    }
                }

                least = Math.Min(least, bytes);
            }

            return (least + Messages - 1) / Messages;
        }

        private static void Echo(HostingServer host, WirePeer peer, byte[] frame, int count)
        {
            int sent = 0;
            int got = 0;
            bool isOver = false;
            for (int round = 0; !isOver && round < 1000; round++)
            {
                sent += peer.TrySend(frame, sent, frame.Length - sent);
                host.Server.RunOnce(0);
                peer.Receive();
                while (!isOver && peer.ReadFrame())
                {
                    got += peer.PayloadCount;
                    isOver = peer.IsFinal;
                }
            }

            if (got != count)
            {
                throw new InvalidOperationException("no echo");
            }
        }

        private static string Key(string message)
        {
            return "an echo of " + message;
        }

        private static KeyValuePair<string, string> Line(string what, string figures)
        {
            return new KeyValuePair<string, string>(what, figures);
        }

        private static KeyValuePair<string, string> Line(string what, int objects, int arrays, int bytes)
        {
            return Line(what, objects + " objects, " + arrays + " of them arrays, " + bytes + " B");
        }

        private static int Arrays(HashSet<object> objects)
        {
            return objects.Count(o => o is Array);
        }

        private static int Bytes(HashSet<object> objects)
        {
            return objects.Sum(DeviceMemory.Size);
        }
    }
}
