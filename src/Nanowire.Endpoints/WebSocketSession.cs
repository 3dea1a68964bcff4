using System;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>
    /// A connection at an endpoint: Jakarta's Session, Spring's WebSocketSession. It belongs to this connection alone and may be kept; sends and Close
    /// may be used from any thread, all else by the server's pump.
    /// </summary>
    public sealed partial class WebSocketSession
    {
        /// <summary>The endpoint.</summary>
        public readonly EndpointConfig Config;

        /// <summary>The connection itself, with all that it can; null before it is open. Its Tag is this session.</summary>
        public ServerWebSocket Socket;

        /// <summary>Whatever the application wants to keep with the connection.</summary>
        public object Tag;

        /// <summary>The next in the list of <see cref="EndpointConfig.FirstSession"/>. For reading, by the server's pump.</summary>
        public WebSocketSession Next;

        internal Endpoint Handler;

        private SessionProperty _properties;

        internal WebSocketSession(EndpointConfig config)
        {
            Config = config;
        }

        /// <summary>Whether messages can be sent.</summary>
        public bool IsOpen => Socket != null && Socket.State == WebSocketState.Open;

        /// <summary>The query of the path as it was sent, without its question mark; empty for none.</summary>
        public string QueryString
        {
            get
            {
                string path = Socket.Path;
                int query = path.IndexOf('?');
                return query < 0 ? string.Empty : path.Substring(query + 1);
            }
        }

        /// <summary>A parameter of the path, percent-decoded, as a new string; null when the endpoint has none of that name.</summary>
        public string GetPathParameter(string name)
        {
            return Config.Template.GetParameter(Socket.Path, name);
        }

        /// <summary>A property that was set; null for none.</summary>
        public object GetProperty(string name)
        {
            SessionProperty property = Find(name);
            return property == null ? null : property.Value;
        }

        /// <summary>Sets a property; its place stays when it is set to null.</summary>
        /// <exception cref="ArgumentNullException">The name is null.</exception>
        public void SetProperty(string name, object value)
        {
            ArgumentNullException.ThrowIfNull(name, nameof(name));
            SessionProperty property = Find(name);
            if (property == null)
            {
                property = new SessionProperty { Name = name, Next = _properties };
                _properties = property;
            }

            property.Value = value;
        }

        private SessionProperty Find(string name)
        {
            SessionProperty property = _properties;
            while (property != null && property.Name != name)
            {
                property = property.Next;
            }

            return property;
        }
    }
}
