using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Interop.Discovery
{
    /// <summary>A device on 127.0.0.1 that does its rounds on a thread of its own.</summary>
    internal sealed class LoopbackDevice : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _isOver;

        internal LoopbackDevice(string name, string browsedType = "_nanowire._tcp")
        {
            Service = new DiscoveryService(new DiscoveryOptions { Name = name, BrowsedType = browsedType });
            Service.Responder.AddService("_http._tcp", 8080, ["path=/"]);
            Service.Responder.AddService("_nanowire._tcp", 8081, ["path=/ws"]);
            Service.Responder.NameChanged = Names.Add;
            try
            {
                Service.Start([127, 0, 0, 1], Environment.TickCount64);
            }
            catch (System.Net.Sockets.SocketException e)
            {
                Assert.Inconclusive("no multicast on loopback here: " + e.Message);
            }

            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        internal DiscoveryService Service { get; }

        internal BlockingCollection<string> Names { get; } = [];

        /// <summary>The names and ports of the neighbours that it sees.</summary>
        internal string Neighbours { get; private set; } = "";

        internal void WaitFor(Func<bool> condition, string what)
        {
            Assert.IsTrue(SpinWait.SpinUntil(condition, Patience.Ms), what + "; state " + Service.Responder.State + ", neighbours " + Neighbours);
        }

        /// <summary>Until the name is its own.</summary>
        internal void WaitUntilAnnounced()
        {
            WaitFor(() => Service.Responder.State >= ResponderState.Announcing, "not announced");
        }

        /// <summary>Says goodbye.</summary>
        internal void Stop()
        {
            _isOver = true;
            _thread.Join();
            Service.Stop(Environment.TickCount64);
        }

        public void Dispose()
        {
            _isOver = true;
            _thread.Join();
            Service.Dispose();
        }

        private void Run()
        {
            while (!_isOver)
            {
                Service.RunOnce(Environment.TickCount64);
                Neighbours = string.Join(" ", Enumerable.Range(0, Service.Browser.Capacity)
                    .Select(Service.Browser.GetAt)
                    .Where(n => n != null && n.IsResolved)
                    .Select(n => n.GetName() + "@" + n.GetAddress() + ":" + n.Port));
                Thread.Sleep(5);
            }
        }
    }
}
