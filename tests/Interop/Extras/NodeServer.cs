using System;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Nanowire.Interop.Extras
{
    /// <summary>Node's http and npm's ws as the server that a client comes back to.</summary>
    internal sealed class NodeServer : IDisposable
    {
        private readonly ChildProcess _process;

        private NodeServer(ChildProcess process, int port)
        {
            _process = process;
            Port = port;
        }

        internal int Port { get; }

        internal string Url => "ws://127.0.0.1:" + Port;

        /// <summary>Starts it on a port; 0 for any.</summary>
        internal static NodeServer Start(int port = 0)
        {
            ChildProcess process = ChildProcess.Start(Need.Node(), [Path.Combine(Places.Peers, "reconnect-peer.mjs"), port.ToString(CultureInfo.InvariantCulture)]);
            try
            {
                using JsonDocument first = JsonDocument.Parse(process.ReadLine());
                return new NodeServer(process, first.RootElement.GetProperty("count").GetInt32());
            }
            catch (Exception)
            {
                process.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            _process.Dispose();
        }
    }
}
