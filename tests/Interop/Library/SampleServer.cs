using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Blocks;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Interop.Library
{
    /// <summary>
    /// Our server with topics as docs/protocol.md has them: blocks of every type and counted JSON, commands, and a plain page beside
    /// nanowire.js.
    /// </summary>
    internal sealed class SampleServer : IDisposable
    {
        private static readonly string[] _names = ["int16", "int32", "float32"];

        private readonly WebSocketServer _server;
        private readonly TopicHub _hub;
        private readonly Topic[] _blocks = new Topic[3];
        private readonly Topic _count;
        private readonly SemaphoreSlim _subscribed = new SemaphoreSlim(0);
        private readonly SemaphoreSlim _closed = new SemaphoreSlim(0);

        /// <param name="blockSize">The largest block in bytes.</param>
        /// <param name="port">The port; 0 for any.</param>
        /// <param name="description">What the device says of itself, as JSON, to have the packed dashboard instead of the plain page.</param>
        internal SampleServer(int blockSize, int port = 0, string description = null)
        {
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = port,
                Path = "/ws",
                SendBufferSize = (2 * blockSize) + 4096,
            });
            _hub = new TopicHub(_server, new TopicHubOptions
            {
                QueueSize = (4 * blockSize) + 4096,
                MaxQueuedMessages = 64,
                Policy = SlowReaderPolicy.DropOldest,
            });
            for (int i = 0; i < _names.Length; i++)
            {
                _blocks[i] = _hub.AddTopic(_names[i], blockSize);
            }

            _count = _hub.AddTopic("count", 100);
            byte[] library = File.ReadAllBytes(Path.Combine(Places.Root, "js", "nanowire.js"));
            byte[] page = Encoding.UTF8.GetBytes("<!doctype html><meta charset=utf-8><link rel=icon href='data:,'><p>a page of its own</p>");
            if (description != null)
            {
                page = File.ReadAllBytes(Path.Combine(Places.Root, "artifacts", "dashboard", "dashboard.html"));
                _server.AddContent("/api/device", new ByteArrayContent(Encoding.UTF8.GetBytes(description), "application/json", null, false));
                byte[] settings = Encoding.UTF8.GetBytes("{\"passwordSet\":false,\"presenceMs\":0,\"setup\":false,\"settings\":[]}");
                _server.AddContent("/api/settings", new ByteArrayContent(settings, "application/json", null, false));
            }

            _server.AddContent("/nanowire.js", new ByteArrayContent(library, "text/javascript", null, false));
            _server.AddContent("/", new ByteArrayContent(page, "text/html; charset=utf-8", null, false));
            _server.MessageReceived += OnMessageReceived;
            _server.Closed += _ => _closed.Release();
            _server.Start();
        }

        internal int Port => _server.Port;

        internal string PageUrl => "http://127.0.0.1:" + Port + "/";

        internal string WebSocketUrl => "ws://127.0.0.1:" + Port + "/ws";

        /// <summary>Messages that wait for a client to read.</summary>
        internal int Waiting => _hub.Statistics.Waiting;

        internal void AwaitSubscription()
        {
            Wait(_subscribed);
        }

        internal void AwaitClose()
        {
            Wait(_closed);
        }

        /// <summary>Publishes what a stream has ready.</summary>
        internal void Publish(SampleType type, SampleStream stream)
        {
            int count = stream.Take();
            _hub.Publish(_blocks[(int)type - 1], stream.Frame.Buffer, MessageFrame.PayloadOffset, count, WebSocketMessageType.Binary);
            stream.Release();
        }

        /// <summary>Publishes counted JSON.</summary>
        internal void PublishCount(long sequence, long uptimeMs)
        {
            byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new { type = "count", seq = sequence, uptimeMs });
            _hub.Publish(_count, bytes, 0, bytes.Length, WebSocketMessageType.Text);
        }

        public void Dispose()
        {
            _server.Dispose();
            _subscribed.Dispose();
            _closed.Dispose();
        }

        private static void Wait(SemaphoreSlim semaphore)
        {
            if (!semaphore.Wait(Patience.Ms))
            {
                throw new TimeoutException("the client did not");
            }
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            using JsonDocument command = JsonDocument.Parse(buffer.AsMemory(offset, count));
            int id = command.RootElement.GetProperty("id").GetInt32();
            string name = command.RootElement.GetProperty("cmd").GetString();
            Topic topic = null;
            if (command.RootElement.TryGetProperty("topic", out JsonElement wanted))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(wanted.GetString());
                topic = _hub.FindTopic(bytes, 0, bytes.Length);
            }

            bool isKnown = name == "ping" || topic != null;
            int stream = Array.IndexOf(_blocks, topic) + 1;
            socket.SendString(!isKnown ? JsonSerializer.Serialize(new { type = "result", id, ok = false, error = "no such thing" })
                : stream > 0 ? JsonSerializer.Serialize(new { type = "result", id, ok = true, stream })
                : JsonSerializer.Serialize(new { type = "result", id, ok = true }));

            // Behind the answer, which says what the topic's blocks look like.
            if (name == "subscribe" && topic != null)
            {
                _hub.Subscribe(socket, topic);
                _subscribed.Release();
            }
            else if (name == "unsubscribe" && topic != null)
            {
                _hub.Unsubscribe(socket, topic);
            }
        }
    }
}
