using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;

namespace Nanowire.Interop.Discovery
{
    /// <summary>Multicast DNS with Python's zeroconf and with BIND's dig, over real sockets on loopback.</summary>
    // What is sent to the port of one address reaches one of the programs that share it, so no other test may have it meanwhile.
    [TestClass]
    [DoNotParallelize]
    public sealed class DiscoveryTests
    {
        // Others may use the machine's port 5353 too, so each test has names of its own.
        private readonly string _name = "nw" + Environment.ProcessId + "-" + Guid.NewGuid().ToString("N")[..8];

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Zeroconf_ThatBrowses_FindsTheDeviceAndHearsItGo()
        {
            using ChildProcess peer = StartPeer("browse", "_nanowire._tcp");
            Assert.AreEqual("browsing", peer.ReadLine());
            using LoopbackDevice device = new LoopbackDevice(_name);
            Assert.AreEqual("added " + _name + "._nanowire._tcp.local. " + _name + ".local. 127.0.0.1 8081 path=/ws", ReadOwn(peer));
            device.WaitUntilAnnounced();
            device.Stop();
            Assert.AreEqual("removed " + _name + "._nanowire._tcp.local.", ReadOwn(peer));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Zeroconf_ThatComesLater_IsAnswered()
        {
            using LoopbackDevice device = new LoopbackDevice(_name);
            device.WaitUntilAnnounced();
            using ChildProcess peer = StartPeer("browse", "_http._tcp");
            Assert.AreEqual("browsing", peer.ReadLine());
            Assert.AreEqual("added " + _name + "._http._tcp.local. " + _name + ".local. 127.0.0.1 8080 path=/", ReadOwn(peer));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Zeroconf_ThatOffersTheService_IsFoundAndForgotten()
        {
            using LoopbackDevice device = new LoopbackDevice(_name);
            using ChildProcess peer = StartPeer("register", "_nanowire._tcp", _name + "-peer", "9000");
            Assert.AreEqual("registered", peer.ReadLine());
            string expected = _name + "-peer@127.0.0.1:9000";
            device.WaitFor(() => device.Neighbours.Contains(expected, StringComparison.Ordinal), "not found");
            peer.WriteLine("");
            Assert.AreEqual("unregistered", peer.ReadLine());
            device.WaitFor(() => !device.Neighbours.Contains(expected, StringComparison.Ordinal), "not forgotten");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Name_ThatZeroconfHas_IsLeftToIt()
        {
            using ChildProcess peer = StartPeer("register", "_http._tcp", _name, "9000");
            Assert.AreEqual("registered", peer.ReadLine());
            using LoopbackDevice device = new LoopbackDevice(_name);
            Assert.IsTrue(device.Names.TryTake(out string name, Patience.Ms), "no conflict");
            Assert.AreEqual(_name + "-2", name);
            device.WaitUntilAnnounced();
            Assert.AreEqual(_name + "-2", device.Service.Responder.Name);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Devices_OnOneMachine_FindEachOther()
        {
            using LoopbackDevice one = new LoopbackDevice(_name + "-a");
            using LoopbackDevice other = new LoopbackDevice(_name + "-b");
            one.WaitFor(() => one.Neighbours.Contains(_name + "-b@127.0.0.1:8081", StringComparison.Ordinal), "b not found");
            other.WaitFor(() => other.Neighbours.Contains(_name + "-a@127.0.0.1:8081", StringComparison.Ordinal), "a not found");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Dig_ThatKnowsDnsOnly_IsAnswered()
        {
            string dig = Need.Dig();
            using LoopbackDevice device = new LoopbackDevice(_name);
            device.WaitUntilAnnounced();
            Assert.AreEqual("127.0.0.1", Dig(dig, ".local", "A"));

            // NSEC: an address of another kind there is not.
            Assert.AreEqual(_name + ".local. A", Dig(dig, ".local", "AAAA"));
            Assert.AreEqual("0 0 8080 " + _name + ".local.", Dig(dig, "._http._tcp.local", "SRV"));
            Assert.AreEqual("\"path=/\"", Dig(dig, "._http._tcp.local", "TXT"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Firmware_Twice_HasTwoNamesAndEachKnowsTheOther()
        {
            // Simulated devices have the same address of hardware, so they begin with the same name.
            using DeviceProcess one = new DeviceProcess("--discovery", "--port", FreePort());
            Await(one, "/api/neighbours", "localhost", "[]");

            // Only who has announced a name keeps it: of two that claim it at the same time either may win.
            using LoopbackDevice witness = new LoopbackDevice(_name);
            witness.WaitFor(() => witness.Neighbours.Contains("nanowire-4057@127.0.0.1:" + one.Port, StringComparison.Ordinal), "not announced");
            using DeviceProcess other = new DeviceProcess("--discovery", "--port", FreePort());
            other.AwaitLine("another device has the name; this one is http://nanowire-4057-2.local/");
            Await(other, "/api/neighbours", "localhost", Entry("nanowire-4057", one));
            Await(one, "/api/neighbours", "localhost", Entry("nanowire-4057-2", other));

            // Who asks by the new name is served, by the one that is another's not any longer.
            Await(other, "/api/device", "nanowire-4057-2.local", "\"board\":\"host\"");
            using HttpResponseMessage refused = Get(other, "/api/device", "nanowire-4057.local");
            Assert.AreEqual(421, (int)refused.StatusCode);
        }

        private static string Entry(string name, DeviceProcess device)
        {
            return "{\"name\":\"" + name + "\",\"address\":\"127.0.0.1\",\"port\":" + device.Port + "}";
        }

        private static string FreePort()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port.ToString(CultureInfo.InvariantCulture);
        }

        private static HttpResponseMessage Get(DeviceProcess device, string path, string host)
        {
            using HttpClient http = new HttpClient();
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:" + device.Port + path);
            request.Headers.Host = host;
            return http.Send(request);
        }

        private static void Await(DeviceProcess device, string path, string host, string expected)
        {
            string body = null;
            Assert.IsTrue(
                SpinWait.SpinUntil(
                    () =>
                    {
                        Thread.Sleep(100);
                        using HttpResponseMessage response = Get(device, path, host);
                        body = response.Content.ReadAsStringAsync().Result;
                        return body.Contains(expected, StringComparison.Ordinal);
                    },
                    Patience.Ms),
                body);
        }

        private static ChildProcess StartPeer(params string[] arguments)
        {
            return ChildProcess.Start(Need.Zeroconf(), [System.IO.Path.Combine(Places.Peers, "mdns_peer.py"), .. arguments]);
        }

        private string Dig(string dig, string domain, string type)
        {
            using ChildProcess run = ChildProcess.Start(dig, ["-p", "5353", "@127.0.0.1", "+short", "+tries=3", "+time=2", _name + domain, type]);
            string answer = string.Join("\n", run.ReadToEnd());
            Assert.AreEqual(0, run.WaitForExit(), answer);
            return answer;
        }

        // What other devices on this machine do is not asked for.
        private string ReadOwn(ChildProcess peer)
        {
            string line;
            do
            {
                line = peer.ReadLine();
            }
            while (!line.Contains(_name, StringComparison.Ordinal));
            return line.TrimEnd();
        }
    }
}
