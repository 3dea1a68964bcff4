using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Interop.Stomp
{
    /// <summary>npm's @stomp/stompjs in a page that the device itself serves.</summary>
    [TestClass]
    public class StompJsPageTests
    {
        private const string Open =
            """
            (url) => new Promise((resolve) => {
              window.seen = [];
              window.connects = 0;
              window.client = new StompJs.Client({
                brokerURL: url, reconnectDelay: 100, heartbeatIncoming: 1000, heartbeatOutgoing: 1000,
                onStompError: (frame) => seen.push("error " + frame.headers.message),
                onConnect: () => {
                  client.watchForReceipt("subscribed", () => { connects++; resolve(); });
                  client.subscribe("/topic/temp", (message) => seen.push(message.headers.unit + " " + [...message.binaryBody].join(",")));
                  client.subscribe("/topic/chat", (message) => seen.push("chat " + message.body), { receipt: "subscribed" });
                },
              });
              client.activate();
            })
            """;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_OfTheDevice_ReceivesSendsAndComesBack()
        {
            string library = Path.Combine(Need.NodeModule("@stomp/stompjs"), "bundles", "stomp.umd.min.js");
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            int port;
            using (Device device = new Device(0, library))
            {
                port = device.Port;
                await browser.Page.GotoAsync("http://127.0.0.1:" + port + "/");
                await browser.Page.EvaluateAsync(Open, "ws://127.0.0.1:" + port + "/ws");

                // To the page, text or not; from it to the application; and by way of the device to itself, as to any other page.
                device.Publish("21.5 °C"u8.ToArray());
                device.Publish([0, 255, 10, 0]);
                await AwaitAsync(browser, 2);
                await browser.Page.EvaluateAsync("() => client.publish({ destination: '/app', body: 'led on \\u00fc', headers: { note: 'a:b' } })");
                Assert.AreEqual("/app a:b led on ü", device.Take());
                await browser.Page.EvaluateAsync("() => client.publish({ destination: '/topic/chat', body: 'hello' })");
                JsonElement seen = await AwaitAsync(browser, 3);
                Assert.AreEqual("C 50,49,46,53,32,194,176,67", seen[0].GetString());
                Assert.AreEqual("C 0,255,10,0", seen[1].GetString());
                Assert.AreEqual("chat hello", seen[2].GetString());
                Assert.AreEqual(0, device.Errors);
                Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
            }

            // The device restarts: the page is back by itself and has its subscriptions.
            using (Device device = new Device(port, library))
            {
                await browser.Page.WaitForFunctionAsync("() => connects === 2");
                device.Publish([7]);
                Assert.AreEqual("C 7", (await AwaitAsync(browser, 4))[3].GetString());
                await browser.Page.EvaluateAsync("() => client.deactivate()");
            }
        }

        private static async Task<JsonElement> AwaitAsync(ChromiumPage browser, int count)
        {
            await browser.Page.WaitForFunctionAsync("(count) => seen.length >= count", count);
            return await browser.Page.EvaluateAsync<JsonElement>("() => seen");
        }

        /// <summary>Serves the page, the library and STOMP.</summary>
        private sealed class Device : IDisposable
        {
            private static readonly byte[] _headers = StompEncoder.EncodeHeaders(["unit", "C"]);

            private readonly BlockingCollection<string> _sent = [];
            private readonly WebSocketServer _server;
            private readonly StompBroker _broker;
            private readonly StompDestination _temperature;
            private readonly Timer _timer;

            internal Device(int port, string library)
            {
                _server = new WebSocketServer(new WebSocketServerOptions
                {
                    Address = IPAddress.Loopback,
                    Port = port,
                    Path = "/ws",
                    SubProtocols = StompClient.GetSubProtocols(),
                });
                LibraryPage.Add(_server, "<script src=/stomp.js></script>");
                LibraryPage.AddScript(_server, "/stomp.js", library);
                _broker = new StompBroker(_server, new StompBrokerOptions
                {
                    HeartBeatSendMs = 1000,
                    HeartBeatReceiveMs = 1000,
                    HeartBeatToleranceMs = Patience.Ms,
                });
                _temperature = _broker.AddDestination("/topic/temp", false);
                _broker.AddDestination("/topic/chat", true);
                _broker.AddDestination("/app", false);
                _broker.SendReceived += (_, _, destination, frame) =>
                {
                    _sent.Add(destination.Name + " " + frame.GetString("note") + " " + frame.GetBody());
                };
                _server.Start();
                _timer = new Timer(_ => _broker.Tick(Environment.TickCount64), null, 0, 50);
            }

            internal int Port => _server.Port;

            internal int Errors => _broker.Errors;

            public void Dispose()
            {
                _timer.Dispose();
                _server.Dispose();
            }

            internal void Publish(byte[] body)
            {
                Assert.AreEqual(1, _broker.Publish(_temperature, _headers, body, 0, body.Length, WebSocketMessageType.Binary));
            }

            internal string Take()
            {
                // Chat goes to the application as well, and here it is not asked for.
                return _sent.TryTake(out string sent, Patience.Ms) ? sent : throw new TimeoutException("the page sent nothing");
            }
        }
    }
}
