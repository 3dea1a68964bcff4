using System;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Interop.Samples
{
    /// <summary>A sample as a process, on a port that was free.</summary>
    internal sealed class SampleProgram : IDisposable
    {
        private const string Listening = "listening on port ";

        private SampleProgram(ChildProcess process)
        {
            Process = process;
        }

        internal ChildProcess Process { get; }

        internal int Port { get; private set; }

        internal static SampleProgram Start(string name, params string[] arguments)
        {
            return new SampleProgram(ChildProcess.StartDotnet("Nanowire.Samples." + name, arguments));
        }

        /// <summary>One that listens.</summary>
        internal static SampleProgram Serve(string name, int port = 0, params string[] arguments)
        {
            SampleProgram program = Start(name, ["127.0.0.1", port.ToString(), .. arguments]);
            program.Port = int.Parse(program.ReadUntil(Listening)[Listening.Length..]);
            return program;
        }

        /// <summary>The next line that begins so; those before it are passed over.</summary>
        internal string ReadUntil(string start)
        {
            string line;
            do
            {
                line = Process.ReadLine();
            }
            while (!line.StartsWith(start, StringComparison.Ordinal));
            return line;
        }

        /// <summary>A WebSocket of .NET's own to it.</summary>
        internal async Task<ClientWebSocket> ConnectAsync(string path)
        {
            ClientWebSocket client = new ClientWebSocket();
            await client.ConnectAsync(new Uri("ws://127.0.0.1:" + Port + path), Soon());
            return client;
        }

        internal static async Task<byte[]> ReceiveAsync(ClientWebSocket client)
        {
            byte[] buffer = new byte[4096];
            ValueWebSocketReceiveResult result = await client.ReceiveAsync(buffer.AsMemory(), Soon());
            return result.EndOfMessage ? buffer.Take(result.Count).ToArray() : throw new InvalidOperationException("a longer message");
        }

        internal static async Task<string> EchoAsync(ClientWebSocket client, string text)
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Soon());
            return Encoding.UTF8.GetString(await ReceiveAsync(client));
        }

        internal static CancellationToken Soon()
        {
            return new CancellationTokenSource(Patience.Ms).Token;
        }

        public void Dispose()
        {
            Process.Dispose();
        }
    }
}
