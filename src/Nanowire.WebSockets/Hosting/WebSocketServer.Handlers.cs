using System;

namespace Nanowire.WebSockets
{
    // What answers requests besides content and the endpoint.
    public sealed partial class WebSocketServer
    {
        /// <summary>
        /// Has a handler answer the requests that it says are its own; those added before are asked first, content and the endpoint after
        /// them all. Before the pump starts; a handler is of one server.
        /// </summary>
        /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
        public void AddHandler(HttpHandler handler)
        {
            ArgumentNullException.ThrowIfNull(handler, nameof(handler));
            if (_core.Request == null)
            {
                _core.Request = new ConnectionRequest(_core);
            }

            if (_core.Handlers == null)
            {
                _core.Handlers = handler;
                return;
            }

            HttpHandler last = _core.Handlers;
            while (last.Next != null)
            {
                last = last.Next;
            }

            last.Next = handler;
        }

        private void TickHandlers(long nowMs)
        {
            for (HttpHandler handler = _core.Handlers; handler != null; handler = handler.Next)
            {
                try
                {
                    handler.Tick(nowMs);
                }
                catch (Exception)
                {
                    _core.Statistics.HandlerErrors++;
                }
            }
        }
    }
}
