using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The history over HTTP, from a server and from the application.</summary>
    [TestClass]
    public sealed class HistoryHttpTests
    {
        [TestMethod]
        [DataRow(1)]
        [DataRow(37)]
        [DataRow(100000)]
        public void Get_OfASlowReaderWhileSamplesGoOn_IsWholeBlocksInOrder(int maxWrite)
        {
            History history = new History(HistoryTests.Make(3), History.DefaultSize);
            int uptimeMs = 0;
            for (; uptimeMs < 100000; uptimeMs += 1000)
            {
                history.Add(uptimeMs, new[] { uptimeMs / 1000, Reading.Absent, 2 });
            }

            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", SendBufferSize = 524 }, 512);
            host.Server.AddContent("/api/history", new HistoryContent(history, 0));
            MemoryTransport client = host.Listener.Connect();
            WirePeer peer = new WirePeer(client, 65536);
            peer.Send("GET /api/history HTTP/1.0\r\n\r\n");
            client.EndWriting();
            host.Run(1);
            host.Listener.LastServerEnd.MaxWrite = maxWrite;
            List<byte> received = new List<byte>();
            byte[] buffer = new byte[maxWrite];
            for (int rounds = 0; ; rounds++)
            {
                Assert.IsTrue(rounds < 100000, "it never ends");
                host.Run(1);
                if (client.WaitReadable(0))
                {
                    int read = client.Read(buffer, 0, buffer.Length);
                    if (read <= 0)
                    {
                        break;
                    }

                    received.AddRange(buffer.Take(read));
                }

                // Slower than it reads, or it would be told of new ones until the server's time for an answer is over.
                if (rounds % 200 == 0)
                {
                    history.Add(uptimeMs, new[] { uptimeMs / 1000, Reading.Absent, 2 });
                    uptimeMs += 1000;
                }
            }

            byte[] body = received.Skip(Encoding.Latin1.GetString(received.ToArray()).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4).ToArray();
            long endMs = -1;
            foreach (HistoryBlock block in HistoryBlock.ReadAll(body))
            {
                long startMs = block.Number * block.StepMs;
                Assert.IsTrue(startMs >= endMs || (block.Tier == 0 && startMs > endMs - 10000));
                Assert.IsTrue(maxWrite < 1000 || startMs <= endMs || endMs < 0, "nothing is skipped for a fast one");
                endMs = startMs + (block.Count * (long)block.StepMs);
                for (int i = 0; i < block.Count; i++)
                {
                    int second = (int)((startMs + ((i + 1L) * block.StepMs)) / 1000) - 1;
                    Assert.AreEqual(second, block.Point(i)[block.Channels == 3 ? 0 : 1]);
                    Assert.AreEqual(Reading.Absent, block.Point(i)[block.Channels / 3]);
                }
            }

            Assert.IsTrue(endMs >= 100000);
        }

        [TestMethod]
        public async Task Get_OfTheApplication_IsNotStoredAndHasNoTag()
        {
            using Running running = new Running(new HostBoard());
            string address = "http://127.0.0.1:" + running.Application.Server.Port;
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            foreach (string path in new[] { "/api/history", "/api/history/1m", "/api/history/1h" })
            {
                foreach (System.Net.Http.HttpMethod method in new[] { System.Net.Http.HttpMethod.Get, System.Net.Http.HttpMethod.Head })
                {
                    using HttpRequestMessage request = new HttpRequestMessage(method, address + path + "?nothing=1");
                    using HttpResponseMessage response = await http.SendAsync(request);
                    Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
                    Assert.AreEqual("application/octet-stream", response.Content.Headers.ContentType.ToString());
                    Assert.AreEqual("no-store", response.Headers.CacheControl.ToString());
                    Assert.IsNull(response.Headers.ETag);
                    byte[] body = await response.Content.ReadAsByteArrayAsync();
                    if (method == System.Net.Http.HttpMethod.Head)
                    {
                        Assert.AreEqual(0, body.Length);
                    }
                    else
                    {
                        HistoryBlock last = HistoryBlock.ReadAll(body)[^1];
                        Assert.AreEqual(new SensorSet(new HostBoard().Sensors).Readings.Length, last.Channels);
                        Assert.AreNotEqual(Reading.Absent, last.Values[^1]);
                    }
                }
            }
        }

        [TestMethod]
        public void Application_WithNobodyConnected_GoesOnSampling()
        {
            using DeviceApplication application = new DeviceApplication(new HostBoard(), new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            MemoryListener listener = new MemoryListener(4, 65536);
            application.Server.Listen(listener);
            application.IntervalMs = DeviceApplication.MaxIntervalMs;
            long deadlineMs = Environment.TickCount64 + 2500;
            while (Environment.TickCount64 < deadlineMs)
            {
                application.RunOnce();
            }

            MemoryTransport client = listener.Connect();
            WirePeer peer = new WirePeer(client, 65536);
            peer.Send("GET /api/history HTTP/1.0\r\nHost: localhost\r\n\r\n");
            byte[] bytes = new byte[65536];
            int count = 0;
            for (int i = 0; i < 20; i++)
            {
                application.RunOnce();
                while (client.WaitReadable(0))
                {
                    int read = client.Read(bytes, count, bytes.Length - count);
                    if (read <= 0)
                    {
                        break;
                    }

                    count += read;
                }
            }

            int start = Encoding.Latin1.GetString(bytes, 0, count).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            HistoryBlock block = HistoryBlock.ReadAll(bytes.Skip(start).Take(count - start).ToArray()).Single();
            Assert.IsTrue(Enumerable.Range(0, block.Count).Count(i => block.Point(i)[0] != Reading.Absent) >= 2);
        }
    }
}
