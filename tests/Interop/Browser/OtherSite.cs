using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nanowire.Interop.Browser
{
    /// <summary>A page that the device did not serve.</summary>
    internal sealed class OtherSite : IAsyncDisposable
    {
        private readonly WebApplication _application;

        private OtherSite(WebApplication application)
        {
            _application = application;
        }

        internal string Url => _application.Urls.Single() + "/";

        /// <param name="isLocked">Whether it answers everything with 401, as a proxy that has everybody sign in first.</param>
        internal static async Task<OtherSite> StartAsync(bool isLocked = false)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            WebApplication application = builder.Build();
            if (isLocked)
            {
                application.Run(context =>
                {
                    context.Response.StatusCode = 401;
                    context.Response.Headers.WWWAuthenticate = "Basic realm=\"kitchen\"";
                    return Task.CompletedTask;
                });
            }

            application.MapGet("/", () => Results.Content("<!doctype html><link rel='icon' href='data:,'><p>elsewhere</p>", "text/html"));
            await application.StartAsync().ConfigureAwait(false);
            return new OtherSite(application);
        }

        public ValueTask DisposeAsync()
        {
            return _application.DisposeAsync();
        }
    }
}
