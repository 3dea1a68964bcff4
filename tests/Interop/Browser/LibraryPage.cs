using System;
using System.IO;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Browser
{
    /// <summary>A page without anything of ours, and beside it somebody else's library, as content of our server.</summary>
    internal static class LibraryPage
    {
        internal static void Add(WebSocketServer server, string head = "")
        {
            byte[] page = Encoding.UTF8.GetBytes("<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>" + head + "<p>a page</p>");
            server.AddContent("/", new ByteArrayContent(page, "text/html; charset=utf-8", null, false));
        }

        internal static void AddScript(WebSocketServer server, string path, string file)
        {
            server.AddContent(path, new ByteArrayContent(File.ReadAllBytes(file), "text/javascript", null, false));
        }
    }
}
