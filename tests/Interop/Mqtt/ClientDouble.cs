using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Interop.Mqtt
{
    /// <summary>
    /// Stands in for nanoFramework.M2Mqtt's client, which runs on a device only: MQTT 3.1.1 packets over the channel, called from the threads, in the pieces and
    /// with the reactions that the client has. It receives on one thread, byte by byte up to the body; sends from others; takes 0, and an IOException or a
    /// SocketException of just that type, for the end; asks again all the same until another thread has closed; and pings, closing when no answer comes.
    /// </summary>
    internal sealed class ClientDouble : IDisposable
    {
        private const int ConnectAck = 2;
        private const int Publish = 3;
        private const int PublishAck = 4;
        private const int SubscribeAck = 9;
        private const int PingResponse = 13;

        // Set by AttachTo, as in MqttClient.
#pragma warning disable CS0649, S3459
        private readonly IMqttNetworkChannel _channel;
#pragma warning restore CS0649, S3459

        private readonly BlockingCollection<byte[]> _acknowledgements = new BlockingCollection<byte[]>();
        private readonly BlockingCollection<byte[]> _pongs = new BlockingCollection<byte[]>();
        private readonly List<Thread> _threads = new List<Thread>();
        private readonly ManualResetEventSlim _isOver = new ManualResetEventSlim();
        private readonly int _keepAliveMs;
        private readonly int _answerMs;
        private volatile bool _isRunning;
        private int _isClosing;
        private int _id;

        /// <param name="channel">Its channel.</param>
        /// <param name="keepAliveMs">When to ping; 0 for no pings. The broker is told none.</param>
        /// <param name="answerMs">How long to wait for the answer; the client itself has one number for both.</param>
        internal ClientDouble(MqttWebSocketChannel channel, int keepAliveMs = 0, int answerMs = Patience.Ms)
        {
            channel.AttachTo(this);
            _answerMs = answerMs;
            _keepAliveMs = keepAliveMs;
        }

        /// <summary>What was published to it: topic and bytes.</summary>
        internal BlockingCollection<KeyValuePair<string, byte[]>> Messages { get; } = new BlockingCollection<KeyValuePair<string, byte[]>>();

        /// <summary>What the receiving thread was told last.</summary>
        internal Exception Error { get; private set; }

        internal int Pings { get; private set; }

        /// <summary>How often the receiving thread asked after the end.</summary>
        internal int AsksBehindTheEnd { get; private set; }

        public void Dispose()
        {
            OnClosing();
            foreach (Thread thread in _threads)
            {
                thread.Join();
            }
        }

        /// <summary>Connects. Returns CONNACK's code.</summary>
        internal int Connect(string id, string user = null, string password = null)
        {
            _channel.ValidateServerCertificate = true;
            _channel.Connect();
            _isRunning = true;
            StartThread(Receive);
            List<byte> body = new List<byte>();
            Add(body, "MQTT");
            body.Add(4);
            body.Add((byte)(2 | (user == null ? 0 : 0xC0)));
            body.Add(0);
            body.Add(0);
            Add(body, id);
            if (user != null)
            {
                Add(body, user);
                Add(body, password);
            }

            Send(0x10, body.ToArray());
            byte[] answer = TakeAnswer();
            if (answer[1] == 0 && _keepAliveMs != 0)
            {
                StartThread(KeepAlive);
            }

            return answer[2];
        }

        /// <summary>Subscribes. Returns the granted QoS.</summary>
        internal int Subscribe(string topic, int qos)
        {
            List<byte> body = new List<byte> { 0, (byte)++_id };
            Add(body, topic);
            body.Add((byte)qos);
            Send(0x82, body.ToArray());
            return TakeAnswer()[3];
        }

        /// <summary>Publishes, and with QoS 1 waits for the acknowledgement.</summary>
        internal void Send(string topic, byte[] message, int qos)
        {
            List<byte> body = new List<byte>();
            Add(body, topic);
            if (qos > 0)
            {
                body.Add(0);
                body.Add((byte)++_id);
            }

            body.AddRange(message);
            Send(0x30 | (qos << 1), body.ToArray());
            if (qos > 0 && TakeAnswer()[2] != (byte)_id)
            {
                throw new InvalidOperationException("another's acknowledgement");
            }
        }

        internal void Disconnect()
        {
            Send(0xE0, []);
            OnClosing();
        }

        internal void AwaitEnd()
        {
            if (!_isOver.Wait(Patience.Ms))
            {
                throw new TimeoutException("the client did not see the end");
            }
        }

        internal static T Take<T>(BlockingCollection<T> items)
        {
            return items.TryTake(out T item, Patience.Ms) ? item : throw new TimeoutException("nothing came");
        }

        private static void Add(List<byte> body, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            body.Add((byte)(bytes.Length >> 8));
            body.Add((byte)bytes.Length);
            body.AddRange(bytes);
        }

        private byte[] TakeAnswer()
        {
            long end = Environment.TickCount64 + Patience.Ms;
            byte[] answer;
            while (!_acknowledgements.TryTake(out answer, 20))
            {
                // One that came before the end counts.
                if (_isOver.IsSet && _acknowledgements.Count == 0)
                {
                    throw new IOException("the connection is over", Error);
                }

                if (Environment.TickCount64 >= end)
                {
                    throw new TimeoutException("no answer came");
                }
            }

            return answer;
        }

        private void Send(int first, byte[] body)
        {
            List<byte> packet = new List<byte> { (byte)first };
            int left = body.Length;
            do
            {
                packet.Add((byte)((left & 0x7F) | (left > 0x7F ? 0x80 : 0)));
                left >>= 7;
            }
            while (left > 0);
            packet.AddRange(body);
            _channel.Send(packet.ToArray());
        }

        private void StartThread(ThreadStart run)
        {
            Thread thread = new Thread(run) { IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }

        private void Receive()
        {
            byte[] one = new byte[1];
            while (_isRunning)
            {
                if (_isClosing != 0)
                {
                    AsksBehindTheEnd++;
                }

                try
                {
                    if (_channel.Receive(one) == 0)
                    {
                        StartClosing();
                        continue;
                    }

                    int first = one[0];
                    int length = 0;
                    int shift = 0;
                    do
                    {
                        _channel.Receive(one);
                        length |= (one[0] & 0x7F) << shift;
                        shift += 7;
                    }
                    while (one[0] >= 0x80);
                    byte[] body = new byte[length];
                    _channel.Receive(body);
                    Dispatch(first, body);
                }
                catch (Exception e)
                {
                    Error = e;
                    if (e.GetType() == typeof(IOException) || e.GetType() == typeof(SocketException))
                    {
                        StartClosing();
                    }
                }
            }
        }

        private void Dispatch(int first, byte[] body)
        {
            switch (first >> 4)
            {
                case ConnectAck:
                case PublishAck:
                case SubscribeAck:
                    _acknowledgements.Add([(byte)first, .. body]);
                    break;
                case PingResponse:
                    _pongs.Add(body);
                    break;
                case Publish:
                    int end = 2 + ((body[0] << 8) | body[1]);
                    int qos = (first >> 1) & 3;
                    Messages.Add(new KeyValuePair<string, byte[]>(Encoding.UTF8.GetString(body, 2, end - 2), body[(end + (qos > 0 ? 2 : 0))..]));
                    if (qos > 0)
                    {
                        Send(0x40, [body[end], body[end + 1]]);
                    }

                    break;
                default:
                    throw new InvalidDataException("packet " + first);
            }
        }

        private void KeepAlive()
        {
            while (_isRunning && !_isOver.Wait(_keepAliveMs))
            {
                try
                {
                    Send(0xC0, []);
                    if (_pongs.TryTake(out _, _answerMs))
                    {
                        Pings++;
                        continue;
                    }
                }
                catch (Exception e)
                {
                    Error = e;
                }

                StartClosing();
                return;
            }
        }

        private void StartClosing()
        {
            if (Volatile.Read(ref _isClosing) == 0)
            {
                // The receiving thread must not be the one that closes.
                new Thread(OnClosing) { IsBackground = true }.Start();
            }
        }

        private void OnClosing()
        {
            if (Interlocked.Exchange(ref _isClosing, 1) == 0)
            {
                _isRunning = false;
                _channel.Close();
                _isOver.Set();
            }
        }
    }
}
