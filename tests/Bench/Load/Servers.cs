using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Load
{
    /// <summary>The echo servers of .NET. Each says on its first line which port it has, and runs until its input ends.</summary>
    internal static class Servers
    {
        internal const string Ours = "nanowire";
        internal const string AspNetCore = "aspnetcore";
        internal const string Ws = "ws";

        /// <summary>What a message of that size, and the handshake, need of a buffer of ours.</summary>
        private const int Overhead = FrameLimits.MaxHeaderSize + WebSocketServerOptions.ReceiveBufferReserve;

        internal static async Task<int> Serve(string name, int connections, int size)
        {
            if (name == Ours)
            {
                ServeOurs(connections, Math.Max(WebSocketServerOptions.DefaultReceiveBufferSize, size + Overhead));
                return 0;
            }

            await ServeAspNetCore(size);
            return 0;
        }

        private static void ServeOurs(int connections, int bufferSize)
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                MaxConnections = connections,
                ReceiveBufferSize = bufferSize,
                SendBufferSize = bufferSize,
            });
            server.MessageReceived += (socket, buffer, offset, count, messageType, endOfMessage) => socket.Send(buffer, offset, count, messageType);
            server.Start();
            Wait(server.Port);
        }

        private static async Task ServeAspNetCore(int size)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrel(o => o.Listen(IPAddress.Loopback, 0));
            await using WebApplication app = builder.Build();
            app.UseWebSockets();
            app.Run(context => Echo(context, Math.Max(4096, size)));
            await app.StartAsync();
            string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>().Addresses.First();
            Wait(new Uri(address).Port);
        }

        private static async Task Echo(HttpContext context, int bufferSize)
        {
            using System.Net.WebSockets.WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] buffer = new byte[bufferSize];
            while (true)
            {
                System.Net.WebSockets.ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == System.Net.WebSockets.WebSocketMessageType.Close)
                {
                    await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, CancellationToken.None);
            }
        }

        private static void Wait(int port)
        {
            Console.WriteLine(port.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
            while (Console.In.ReadLine() != null)
            {
            }
        }
    }
}
