using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Tests.SockJS
{
    /// <summary>A SockJS server on a network in memory that answers with what it gets, and a note of its events.</summary>
    internal sealed class SockJSFixture
    {
        internal const string Prefix = "/echo";

        internal readonly HostingServer Host;
        internal readonly SockJSServer Server;
        internal readonly List<SockJSSession> Sessions = new List<SockJSSession>();

        private readonly List<string> _events = new List<string>();

        internal SockJSFixture(Action<SockJSOptions> configure = null, Action<WebSocketServerOptions> configureServer = null)
        {
            WebSocketServerOptions options = new WebSocketServerOptions { Path = "/ws", MaxConnections = 8 };
            configureServer?.Invoke(options);
            Host = new HostingServer(options, 8192);
            SockJSOptions sockjs = new SockJSOptions { Prefix = Prefix, ClientUrl = "/sockjs.js" };
            configure?.Invoke(sockjs);
            Server = new SockJSServer(Host.Server, sockjs);
            Server.Opened += session =>
            {
                Sessions.Add(session);
                _events.Add("opened");
            };
            Server.MessageReceived += (session, buffer, offset, count) =>
            {
                _events.Add(Encoding.UTF8.GetString(buffer, offset, count));
                if (Echoes)
                {
                    session.Send(buffer, offset, count);
                }
            };
            Server.Closed += session => _events.Add("closed " + session.CloseStatus + (session.WasClean ? " clean" : ""));
        }

        internal bool Echoes { get; set; } = true;

        /// <summary>What the events said since the last time.</summary>
        internal string Events
        {
            get
            {
                string text = string.Join(" | ", _events);
                _events.Clear();
                return text;
            }
        }

        internal SockJSSession Session => Sessions[^1];

        internal SockJSReply Get(string path, string headers = "")
        {
            return Ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
        }

        internal SockJSReply Post(string path, string body = "", string headers = "")
        {
            return Ask(PostRequest(path, body, headers));
        }

        internal SockJSReply Options(string path, string headers)
        {
            return Ask("OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
        }

        /// <summary>Asks, and reads the answer to its end.</summary>
        internal SockJSReply Ask(string request)
        {
            SockJSReply reply = Begin(request);
            Assert.IsTrue(Host.ReadEnd(reply.Peer), "the answer does not end");
            reply.Read(0);
            Assert.IsTrue(reply.IsWhole, "the answer breaks off");
            return reply;
        }

        /// <summary>Asks, and reads what there is of the answer.</summary>
        internal SockJSReply Begin(string request)
        {
            WirePeer peer = new WirePeer(Host.Listener.Connect(), 1 << 20);
            peer.Send(request);
            SockJSReply reply = new SockJSReply(Host, peer);
            reply.Read(20);
            return reply;
        }

        internal SockJSReply BeginPost(string path, string headers = "")
        {
            return Begin(PostRequest(path, "", headers));
        }

        internal SockJSReply BeginGet(string path, string headers = "")
        {
            return Begin("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
        }

        /// <summary>A polling session that was opened.</summary>
        internal string Open(string id = "abc")
        {
            string url = Prefix + "/000/" + id;
            Assert.AreEqual("o\n", Post(url + "/xhr").Body);
            return url;
        }

        /// <summary>Lets time pass for the sessions.</summary>
        internal void Pass(int ms)
        {
            Server.Tick(System.Environment.TickCount64 + ms);
            Host.Settle();
        }

        internal static string PostRequest(string path, string body, string headers)
        {
            return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: "
                + Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture) + "\r\n\r\n" + body;
        }
    }
}
