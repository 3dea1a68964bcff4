using System;
using System.Net;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Samples
{
    /// <summary>A page that shows a sensor live, and what it gets its values from: all of it is in this file.</summary>
    internal static class SensorDashboard
    {
        private const int IntervalMs = 500;

        private const string Page = @"<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Sensor</title>
<style>body{font:1.2em sans-serif;margin:2em}b{font-size:3em}svg{width:100%;height:12em;border-bottom:1px solid}</style>
<p><b id=value>–</b> °C <span id=state></span><svg viewBox='0 0 100 40' preserveAspectRatio=none><polyline id=line fill=none stroke=teal></svg>
<script>
const past = [], set = (id, text) => document.getElementById(id).textContent = text;
function connect() {
  const socket = new WebSocket(location.href.replace(/^http/, 'ws') + 'ws');
  socket.onopen = () => set('state', '');
  socket.onclose = () => { set('state', '(no connection)'); setTimeout(connect, 2000); };
  socket.onmessage = e => {
    set('value', e.data);
    past.push(+e.data); if (past.length > 100) past.shift();
    document.getElementById('line').setAttribute('points', past.map((v, i) => i + ',' + (40 - v)).join(' '));
  };
}
connect();
</script>";

        /// <summary>Serves the page at http://address:port/ and never returns.</summary>
        internal static void Run(IPAddress address, int port)
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = address, Port = port, Path = "/ws" });
            server.AddContent("/", new ByteArrayContent(Encoding.UTF8.GetBytes(Page), "text/html; charset=utf-8", null, false));
            server.Listen();
            Console.WriteLine("listening on port " + server.Port.ToString());
            long nextMs = Environment.TickCount64;
            while (true)
            {
                server.RunOnce(20);
                if (Environment.TickCount64 >= nextMs)
                {
                    nextMs += IntervalMs;
                    int tenths = Measure(nextMs);
                    byte[] text = Encoding.UTF8.GetBytes((tenths / 10).ToString() + "." + (tenths % 10).ToString());
                    server.Broadcast(text, 0, text.Length, WebSocketMessageType.Text);
                }
            }
        }

        // Tenths of a degree. Here it goes up and down between 18 and 24; read your sensor instead.
        private static int Measure(long nowMs)
        {
            int step = (int)(nowMs / IntervalMs % 120);
            return 180 + (step < 60 ? step : 120 - step);
        }
    }
}
