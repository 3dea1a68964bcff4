using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer that is an endpoint of an ASP.NET Core server.</summary>
    internal sealed class AspNetEnd : DotnetEnd
    {
        private readonly WebApplication _application;
        private readonly string[] _protocols;

        internal AspNetEnd(string[] protocols, TimeSpan keepAliveInterval)
        {
            _protocols = protocols;
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _application = builder.Build();
            _application.UseWebSockets(new WebSocketOptions
            {
                KeepAliveInterval = keepAliveInterval,
                KeepAliveTimeout = TimeSpan.FromMilliseconds(Patience.Ms),
            });
            _application.Map("/ws", TakeAsync);
            _application.StartAsync().GetAwaiter().GetResult();
        }

        internal string Url => _application.Urls.Single().Replace("http", "ws", StringComparison.Ordinal) + "/ws";

        public override void Dispose()
        {
            base.Dispose();
            _application.StopAsync().GetAwaiter().GetResult();
            _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        private async Task TakeAsync(HttpContext context)
        {
            IList<string> offered = context.WebSockets.WebSocketRequestedProtocols;
            using WebSocket socket = await context.WebSockets
                .AcceptWebSocketAsync(_protocols.FirstOrDefault(offered.Contains)).ConfigureAwait(false);
            await RunAsync(socket).ConfigureAwait(false);
        }
    }
}
