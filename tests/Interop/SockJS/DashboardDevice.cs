using System;
using System.IO;
using System.Net;
using System.Threading;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;
using Nanowire.WebSockets.EventStream;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Interop.SockJS
{
    /// <summary>The firmware's application on the simulated board, with SockJS and an event stream for its readings besides the WebSocket.</summary>
    internal sealed class DashboardDevice : IDisposable
    {
        private readonly DeviceApplication _application;
        private readonly SockJSServer _sockjs;
        private readonly EventStreamServer _events;
        private readonly Thread _thread;

        internal DashboardDevice()
        {
            DeviceSettings settings = new DeviceSettings(new MemoryStorage(), "nanowire-test", true, null, new DeviceLog());
            _application = new DeviceApplication(new HostBoard(), new HostMachine(), settings, IPAddress.Loopback, 0)
            {
                IntervalMs = DeviceApplication.MinIntervalMs,
            };
            WebSocketServer server = _application.Server;
            server.AddContent("/", PlainPage.Unpack(new DashboardContent()));
            server.AddContent("/sockjs.js", new ByteArrayContent(File.ReadAllBytes(SockJSDevice.Script), "text/javascript", null, false));
            _sockjs = new SockJSServer(server, new SockJSOptions { Prefix = "/readings", ClientUrl = "/sockjs.js" });
            _events = new EventStreamServer(server, new EventStreamOptions { Path = "/events" });
            _application.Hub.Published += (topic, buffer, offset, count, messageType) =>
            {
                _sockjs.Broadcast(buffer, offset, count);
                _events.Publish(topic.Name, buffer, offset, count);
            };
            _application.Listen();
            _thread = new Thread(_application.Run) { IsBackground = true };
            _thread.Start();
        }

        internal int Port => _application.Server.Port;

        internal WebSocketServerStatistics Statistics => _application.Server.Statistics;

        internal int SessionsOpened => _sockjs.SessionsOpened;

        public void Dispose()
        {
            _application.Stop();
            _thread.Join();
            _application.Dispose();
        }
    }
}
