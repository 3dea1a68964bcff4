using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A page that does not read for a while, such as one in a suspended tab, over a network in memory.</summary>
    [TestClass]
    public sealed class SlowPageTests
    {
        [TestMethod]
        public void Page_Stalled_SeesTheNewestStateAsSoonAsItReadsAgain()
        {
            using DeviceApplication application = new DeviceApplication(new SmallBoard(), new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0, "device.local");
            MemoryListener listener = new MemoryListener(4, 65536);
            application.Server.Listen(listener);
            application.IntervalMs = DeviceApplication.MaxIntervalMs;
            WirePeer other = Open(application, listener);
            WirePeer page = Open(application, listener);
            StringAssert.Contains(ReadLast(application, page), "\"led\":false");
            MemoryTransport end = listener.LastServerEnd;
            end.MaxWrite = 0;
            for (int i = 0; i < 20; i++)
            {
                // Each is told to everyone at once; the last switches it on.
                other.Send(WirePeer.TextFrame("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":" + (i % 2 == 1 ? "true}" : "false}")));
                StringAssert.Contains(ReadLast(application, other), i % 2 == 1 ? "\"led\":true" : "\"led\":false");
            }

            // The next sample is a minute away.
            end.MaxWrite = int.MaxValue;
            StringAssert.Contains(ReadLast(application, page), "\"led\":true");
        }

        private static WirePeer Open(DeviceApplication application, MemoryListener listener)
        {
            WirePeer peer = new WirePeer(listener.Connect(), 65536);
            peer.Send(WirePeer.UpgradeRequest(DeviceApplication.WebSocketPath, ""));
            for (int i = 0; i < 10; i++)
            {
                application.RunOnce();
            }

            peer.Receive();
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 101 ");
            return peer;
        }

        private static string ReadLast(DeviceApplication application, WirePeer peer)
        {
            string last = "";
            for (int i = 0; i < 10; i++)
            {
                application.RunOnce();
                peer.Receive();
                while (peer.ReadFrame())
                {
                    last = peer.PayloadText;
                }
            }

            return last;
        }
    }
}
