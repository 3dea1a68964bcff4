using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Nanowire.Tool.Tests
{
    /// <summary>A NuGet feed (v3) on this machine, as small as it gets.</summary>
    internal sealed class LabFeed : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
        private readonly List<string> _requests = [];
        private readonly Task _serving;
        private int _failures;

        internal LabFeed()
        {
            using (TcpListener free = new(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = "http://127.0.0.1:" + ((IPEndPoint)free.LocalEndpoint).Port + "/";
            }

            _files["index.json"] = Encoding.UTF8.GetBytes(
                "{\"version\":\"3.0.0\",\"resources\":[{\"@id\":\"" + Address + "flat/\",\"@type\":\"PackageBaseAddress/3.0.0\"}]}");
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _serving = Task.Run(Serve);
        }

        internal string Address { get; }

        internal string Index => Address + "index.json";

        /// <summary>Paths that were asked for.</summary>
        internal IReadOnlyList<string> Requests => _requests;

        internal void Add(string id, string version, byte[] package)
        {
            string folder = "flat/" + id.ToLowerInvariant() + "/";
            _files[folder + "index.json"] = Encoding.UTF8.GetBytes("{\"versions\":[\"" + version + "\"]}");
            _files[folder + version + "/" + id.ToLowerInvariant() + "." + version + ".nupkg"] = package;
        }

        /// <summary>Has the next requests for packages fail, as a busy server's do.</summary>
        internal void FailNext(int packages)
        {
            _failures = packages;
        }

        public void Dispose()
        {
            _listener.Close();
            _serving.Wait();
        }

        private async Task Serve()
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync().ConfigureAwait(false);
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                string path = context.Request.Url!.AbsolutePath[1..];
                _requests.Add(path);
                bool fails = path.EndsWith(".nupkg", StringComparison.Ordinal) && _failures-- > 0;
                byte[] body = _files.GetValueOrDefault(path, []);
                context.Response.StatusCode = fails ? 503 : body.Length == 0 ? 404 : 200;
                await context.Response.OutputStream.WriteAsync(fails ? [] : body).ConfigureAwait(false);
                context.Response.Close();
            }
        }
    }
}
