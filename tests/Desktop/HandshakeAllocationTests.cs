using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>After construction a handshake allocates nothing, whichever side and however it ends.</summary>
    [TestClass]
    public class HandshakeAllocationTests
    {
        private const int Rounds = 10000;

        [TestMethod]
        public void ServerHandshake_TenThousandRounds_AllocatesNothing()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ServerHandshake server = new ServerHandshake(new[] { "chat" });
            byte[] request = Ascii.GetBytes(Heads.Upgrade("Sec-WebSocket-Protocol: x, chat\r\nSec-WebSocket-Extensions: a; b=\"c\"\r\n"));
            byte[] output = new byte[server.MaxResponseCount];
            ExpectNoAllocation(() =>
            {
                int scanned = 0;
                bool ok = head.Scan(request, 0, 40, ref scanned) == HeadProgress.NeedInput;
                ok &= head.Scan(request, 0, request.Length, ref scanned) == HeadProgress.Complete;
                ok &= head.ParseRequest(request, 0, request.Length) == 0 && server.IsUpgrade(head) && server.Check(head) == 101;
                return ok && server.WriteResponse(head, output, 0, output.Length) == output.Length;
            });
        }

        [TestMethod]
        public void ClientHandshake_TenThousandRounds_AllocatesNothing()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", new[] { "chat" }, null, null);
            byte[] nonce = Ascii.GetBytes("the sample nonce");
            byte[] response = Ascii.GetBytes(Heads.Switching("Sec-WebSocket-Protocol: chat\r\n"));
            byte[] output = new byte[client.RequestCount];
            ExpectNoAllocation(() =>
            {
                int scanned = 0;
                bool ok = client.WriteRequest(nonce, output, 0, output.Length) == output.Length;
                ok &= head.Scan(response, 0, response.Length, ref scanned) == HeadProgress.Complete;
                return ok && head.ParseResponse(response, 0, response.Length) == 0 && client.Check(head) == HandshakeError.None;
            });
        }

        [TestMethod]
        public void RefusalsAndContent_TenThousandRounds_AllocateNothing()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ServerHandshake server = new ServerHandshake(null);
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] tag = Ascii.GetBytes("\"b\"");
            byte[] page = Ascii.GetBytes(Heads.Get("Accept-Encoding: br, gzip;q=0.5\r\nIf-None-Match: \"a\", W/\"b\"\r\n"));
            byte[] broken = Ascii.GetBytes(Heads.Get("a b: c\r\n"));
            byte[] output = new byte[HttpRefusal.MaxCount];
            ExpectNoAllocation(() =>
            {
                bool ok = head.ParseRequest(broken, 0, broken.Length) == 400 && HttpRefusal.Write(400, output, 0, output.Length) > 0;
                ok &= head.ParseRequest(page, 0, page.Length) == 0 && head.AcceptsGzip() && head.MatchesEntityTag(tag);
                ok &= server.Check(head) == 426 && HttpRefusal.Write(426, output, 0, output.Length) > 0;
                writer.Start(200, output, 0, output.Length);
                writer.Add("Content-Type", "text/html");
                writer.Add("Content-Length", 12345);
                writer.Add("ETag", tag, 0, tag.Length);
                return ok && writer.End() > 0;
            });
        }

        private static void ExpectNoAllocation(Func<bool> round)
        {
            bool ok = true;
            for (int i = 0; i < 100; i++)
            {
                ok &= round();
            }

            Assert.IsTrue(ok, "the round itself");
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Rounds; i++)
            {
                ok &= round();
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsTrue(ok, "the rounds themselves");
            Assert.AreEqual(0L, allocated, "bytes allocated");
        }
    }
}
