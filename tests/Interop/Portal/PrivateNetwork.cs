using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Portal
{
    /// <summary>
    /// Runs a test on a thread with a network of its own (Linux network namespaces), so that ports below 1024 are free and nothing of the
    /// machine's network is touched: it is gone with the thread. There is a second one for a client, joined by a cable.
    /// </summary>
    internal sealed class PrivateNetwork : IDisposable
    {
        private const int NewNetwork = 0x40000000;
        private readonly string _nsenter;
        private readonly ChildProcess _client;

        private PrivateNetwork(string address)
        {
            string ip = Need.Program("ip", "iproute2");
            string unshare = Need.Program("unshare", "util-linux");
            _nsenter = Need.Program("nsenter", "util-linux");
            if (Unshare(NewNetwork) != 0)
            {
                Assert.Inconclusive("network namespaces need root");
            }

            _client = ChildProcess.Start(unshare, ["-n", "sh", "-c", "echo ready; exec sleep 300"]);
            Assert.AreEqual("ready", _client.ReadLine());
            Require(ip, "link", "set", "lo", "up");
            Require(ip, "link", "add", "ap", "type", "veth", "peer", "name", "sta");
            Require(ip, "link", "set", "sta", "netns", _client.Id.ToString());
            Require(ip, "addr", "add", address + "/24", "broadcast", "+", "dev", "ap");
            Require(ip, "link", "set", "ap", "up");
            // What is for everybody goes out by the one cable.
            Require(ip, "route", "add", "255.255.255.255/32", "dev", "ap");
            Require(_nsenter, "-t", _client.Id.ToString(), "-n", ip, "link", "set", "sta", "up");
        }

        /// <summary>Runs the test.</summary>
        /// <param name="address">The address of this end of the cable.</param>
        /// <param name="test">Gets the network; what it throws is thrown here.</param>
        internal static void Run(string address, Action<PrivateNetwork> test)
        {
            if (!OperatingSystem.IsLinux())
            {
                Assert.Inconclusive("network namespaces are Linux's");
            }

            Exception failure = null;
            Thread thread = new Thread(() =>
            {
                try
                {
                    using PrivateNetwork network = new PrivateNetwork(address);
                    test(network);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            });
            thread.Start();
            thread.Join();
            if (failure != null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }

        /// <summary>Starts a program at the other end of the cable.</summary>
        internal ChildProcess StartClient(string file, IEnumerable<string> arguments)
        {
            return ChildProcess.Start(_nsenter, ["-t", _client.Id.ToString(), "-n", file, .. arguments]);
        }

        public void Dispose()
        {
            _client?.Dispose();
        }

        [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Unshare(int flags);

        private static void Require(string file, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true });
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Assert.Inconclusive("no network of one's own here: " + string.Join(' ', arguments) + ": " + errors.Trim());
            }
        }
    }
}
