using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Tls;

namespace Nanowire.Interop.Samples
{
    /// <summary>Each sample does what its README says.</summary>
    [TestClass]
    public sealed class SampleTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task EchoServer_SendsBackWhatArrives()
        {
            using SampleProgram program = SampleProgram.Serve("EchoServer");
            using ClientWebSocket client = await program.ConnectAsync("/");
            Assert.AreEqual("hällo", await SampleProgram.EchoAsync(client, "hällo"));
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", SampleProgram.Soon());
            program.ReadUntil("closed");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task SensorDashboard_ServesItsPageAndItsValues()
        {
            using SampleProgram program = SampleProgram.Serve("SensorDashboard");
            using HttpClient http = new HttpClient();
            StringAssert.Contains(await http.GetStringAsync("http://127.0.0.1:" + program.Port + "/"), "<b id=value>");
            using ClientWebSocket client = await program.ConnectAsync("/ws");
            for (int i = 0; i < 2; i++)
            {
                double value = double.Parse(System.Text.Encoding.ASCII.GetString(await SampleProgram.ReceiveAsync(client)));
                Assert.IsTrue(value >= 18 && value <= 24, "value " + value);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void CloudClient_ComesBackWhenItsServerDoes()
        {
            int port;
            SampleProgram client;
            using (SampleProgram server = SampleProgram.Serve("EchoServer"))
            {
                port = server.Port;
                client = SampleProgram.Start("CloudClient", "ws://127.0.0.1:" + port + "/");
                client.ReadUntil("connected");
                client.ReadUntil("received ");
            }

            using (client)
            {
                client.ReadUntil("lost, status 1006");
                using SampleProgram server = SampleProgram.Serve("EchoServer", port);
                client.ReadUntil("connected");
                client.ReadUntil("received ");
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task SecureServer_TalksToTheCloudClientAndToDotnet()
        {
            using Certificates certificates = new Certificates();
            using SampleProgram server = SampleProgram.Serve(
                "SecureServer", 0, certificates.Save(certificates.Server.Certificate), certificates.Save(certificates.Server.Key));
            using (SampleProgram client = SampleProgram.Start("CloudClient", "wss://localhost:" + server.Port + "/", certificates.Save(certificates.Authority)))
            {
                client.ReadUntil("connected");
                client.ReadUntil("received ");
            }

            using ClientWebSocket dotnet = new ClientWebSocket();
            using X509Certificate2 root = X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(certificates.Authority));
            dotnet.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate.Issuer == root.Subject;
            await dotnet.ConnectAsync(new Uri("wss://localhost:" + server.Port + "/"), SampleProgram.Soon());
            Assert.AreEqual("secret", await SampleProgram.EchoAsync(dotnet, "secret"));
        }

        // Has the port of multicast DNS, as Interop.Discovery's.
        [TestMethod]
        [DoNotParallelize]
        [Timeout(Patience.TestMs)]
        public void DeviceToDevice_FindsTheOtherAndTalks()
        {
            string name = "nw" + Environment.ProcessId + "-";
            using SampleProgram one = SampleProgram.Start("DeviceToDevice", name + "a", "127.0.0.1");
            one.ReadUntil("looking for others");
            using SampleProgram other = SampleProgram.Start("DeviceToDevice", name + "b", "127.0.0.1");
            other.ReadUntil("hello from " + name + "a");
            one.ReadUntil("and hello from " + name + "b");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task BinaryStream_SendsBlocksInOrderAndSaysWhatItDropped()
        {
            using SampleProgram program = SampleProgram.Serve("BinaryStream");
            using ClientWebSocket client = await program.ConnectAsync("/");
            List<int> numbers = [];
            int dropped = 0;
            for (int i = 0; i < 10; i++)
            {
                byte[] block = await SampleProgram.ReceiveAsync(client);
                Assert.AreEqual(208, block.Length);
                numbers.Add(BinaryPrimitives.ReadInt32LittleEndian(block));
                dropped = BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(4));
                short[] samples = Enumerable.Range(0, 100).Select(n => BinaryPrimitives.ReadInt16LittleEndian(block.AsSpan(8 + (2 * n)))).ToArray();
                CollectionAssert.AreEqual(Enumerable.Range(0, 100).Select(n => (short)((n * 10) - 500)).ToArray(), samples);
            }

            // Every number is there or counted: those before the first block that was heard may be among the dropped.
            int gaps = numbers[^1] - numbers[0] + 1 - numbers.Count;
            Assert.IsTrue(numbers.Zip(numbers.Skip(1)).All(p => p.First < p.Second), string.Join(' ', numbers));
            Assert.IsTrue(gaps <= dropped, "gaps " + gaps + ", dropped " + dropped);
        }
    }
}
