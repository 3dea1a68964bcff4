using System;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>A run of the firmware on a simulated Wi-Fi, on a thread of its own, and a client of it.</summary>
    internal sealed class RunningFirmware : IDisposable
    {
        private const int PatienceMs = 20000;

        private readonly Thread _thread;
        private readonly byte[] _buffer = new byte[4096];
        private volatile bool _isStopping;
        private ClientWebSocket _client;

        internal RunningFirmware(SimulatedWifi wifi, MemoryStorage storage)
        {
            Link = new SimulatedLink(wifi, storage, "localhost", true);
            Settings = new DeviceSettings(storage, DeviceName.Default(Link.MacAddress), false, null, new SilentLog());
            Run = new FirmwareRun(new FirmwareOptions
            {
                Board = new HostBoard(),
                Machine = new TestMachine(),
                Link = Link,
                Settings = Settings,
                Memory = new StoredNetworkMemory(storage),
                Network = new NetworkOptions { RestartDelayMs = 0 },
                Address = IPAddress.Loopback,
                PortalAddress = IPAddress.Loopback,
                Port = 0,
            });
            _thread = new Thread(Loop) { IsBackground = true };
            _thread.Start();
        }

        internal SimulatedLink Link { get; }

        internal DeviceSettings Settings { get; }

        internal FirmwareRun Run { get; }

        public void Dispose()
        {
            _isStopping = true;
            Assert.IsTrue(_thread.Join(PatienceMs));
            _client?.Dispose();
            Run.Dispose();
        }

        internal void AwaitListening()
        {
            Assert.IsTrue(SpinWait.SpinUntil(() => Run.IsListening, PatienceMs));
        }

        internal void AwaitRestart()
        {
            Assert.IsTrue(SpinWait.SpinUntil(() => Run.IsRestartDue, PatienceMs));
        }

        /// <summary>Sends a command; what is wrong with it, or null.</summary>
        internal string Command(string json)
        {
            if (_client == null)
            {
                AwaitListening();
                _client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 2048 });
                _client.Connect("ws://127.0.0.1:" + Run.Server.Port + "/ws");
            }

            _client.SendString(json);
            JsonElement answer = Receive("result");
            return answer.GetProperty("ok").GetBoolean() ? null : answer.GetProperty("error").GetString();
        }

        /// <summary>The next message of a type.</summary>
        internal JsonElement Receive(string type)
        {
            while (true)
            {
                WebSocketReceiveResult result = _client.Receive(_buffer, 0, _buffer.Length);
                JsonElement message = JsonDocument.Parse(Encoding.UTF8.GetString(_buffer, 0, result.Count)).RootElement;
                if (message.GetProperty("type").GetString() == type)
                {
                    return message;
                }
            }
        }

        private void Loop()
        {
            while (!_isStopping && !Run.IsRestartDue)
            {
                Run.RunOnce();
            }

            Run.End();
        }
    }
}
