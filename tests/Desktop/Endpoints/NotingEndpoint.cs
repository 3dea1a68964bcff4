using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>Notes all that it is told, and answers what a test wants it to.</summary>
    internal sealed class NotingEndpoint : Endpoint
    {
        private readonly List<string> _notes = new List<string>();

        public WebSocketSession Session { get; private set; }

        /// <summary>Does something more when it is told of what begins with a word.</summary>
        public Action<WebSocketSession, string> Also { get; set; }

        /// <summary>Whether OnError closes, as it does by default.</summary>
        public bool ClosesOnError { get; set; } = true;

        public string Notes()
        {
            string notes = string.Join("; ", _notes);
            _notes.Clear();
            return notes;
        }

        public void Note(WebSocketSession session, string note)
        {
            _notes.Add(note);
            Also?.Invoke(session, note);
        }

        public override void OnOpen(WebSocketSession session)
        {
            Session = session;
            Note(session, "open");
        }

        public override void OnText(WebSocketSession session, string text)
        {
            Note(session, "text " + text);
        }

        public override void OnBinary(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            Note(session, "binary " + Encoding.UTF8.GetString(buffer, offset, count));
        }

        public override void OnPartial(
            WebSocketSession session, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool isLast)
        {
            Note(session, (isLast ? "last " : "part ") + messageType + " " + count);
        }

        public override void OnObject(WebSocketSession session, object message)
        {
            Note(session, "object " + message);
        }

        public override void OnPong(WebSocketSession session, byte[] buffer, int offset, int count)
        {
            Note(session, "pong " + Encoding.UTF8.GetString(buffer, offset, count));
        }

        public override void OnError(WebSocketSession session, Exception exception)
        {
            Note(session, "error " + exception.Message);
            if (ClosesOnError)
            {
                base.OnError(session, exception);
            }
        }

        public override void OnClose(WebSocketSession session, WebSocketCloseStatus status, string reason)
        {
            Note(session, "close " + (int)status + " " + reason);
        }
    }
}
