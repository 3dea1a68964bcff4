using System;

namespace Nanowire.WebSockets
{
    // Opening: one connection, or one for each redirect that is followed.
    public sealed partial class ClientWebSocket
    {
        /// <summary>The connection whose handshake is under way, for <see cref="Abort"/>; with a lock on <see cref="_result"/>, as the next.</summary>
        private Transport _opening;
        private bool _isGivenUp;

        /// <summary>Connects and goes through the opening handshake (RFC 6455 section 4.1).</summary>
        /// <param name="uri">Such as "ws://192.168.1.20/ws".</param>
        /// <exception cref="ArgumentException">It is not a ws or wss URI, or the options' headers cannot be sent.</exception>
        /// <exception cref="NotSupportedException">It is a wss URI, and the options have no connector that speaks TLS.</exception>
        /// <exception cref="InvalidOperationException">The client is connected.</exception>
        /// <exception cref="WebSocketException">
        /// It did not succeed; Error and HttpStatus say why. Or another thread has called Abort or Dispose meanwhile.
        /// </exception>
        public void Connect(string uri)
        {
            if (_channel.Owner != null || StateWithout == WebSocketState.Connecting)
            {
                throw new InvalidOperationException("the client is connected");
            }

            WebSocketUri target = new WebSocketUri(uri);
            _channel.WriteRequest(target, _options.Headers);
            AgreedSubProtocol = null;
            _wasClean = false;
            _isGivenUp = false;
            Detach(WebSocketState.Connecting, 0);
            CloseReason = string.Empty;
            try
            {
                Open(target);
            }
            finally
            {
                _opening = null;
                StateWithout = WebSocketState.Aborted;
            }

            WebSocketHandler handler = Opened;
            if (handler != null)
            {
                handler(this);
            }
        }

        /// <summary>
        /// Gives the connection up at once, without a closing handshake. From another thread it also ends a Connect: at once
        /// while the handshake is under way; before that, when the connector returns, within ConnectTimeoutMs.
        /// </summary>
        public override void Abort()
        {
            base.Abort();
            Transport opening;
            lock (_result)
            {
                _isGivenUp = true;
                opening = _opening;
            }

            if (opening != null)
            {
                opening.Close();
            }
        }

        private void Open(WebSocketUri target)
        {
            string[] headers = _options.Headers;
            TransportConnector connector = _options.Connector ?? new SocketConnector();
            WebSocketException redirect = null;
            for (int redirects = 0; ; redirects++)
            {
                Transport transport;
                try
                {
                    transport = connector.Connect(target.Host, target.Port, target.IsSecure, _options.ConnectTimeoutMs);
                }
                catch (NotSupportedException) when (redirect != null)
                {
                    // The caller did not ask for wss.
                    throw Refuse("no TLS for ", redirect);
                }

                Require(transport);
                try
                {
                    _channel.Open(transport, this);
                }
                catch (WebSocketException e) when (_options.FollowRedirects && Redirect.IsOne(e))
                {
                    redirect = e;
                    target = Follow(e, redirects, target, ref headers);
                    continue;
                }

                Require(transport);
                return;
            }
        }

        /// <summary>Ends an attempt that was given up meanwhile.</summary>
        private void Require(Transport transport)
        {
            lock (_result)
            {
                _opening = transport;
                if (!_isGivenUp)
                {
                    return;
                }
            }

            _channel.Shut();
            transport.Close();
            throw new WebSocketException("given up", WebSocketError.ConnectionClosed, 0);
        }

        private static WebSocketException Refuse(string what, WebSocketException e)
        {
            return new WebSocketException(what + e.Location, e.HttpStatus, e.Location, e.RetryAfter);
        }

        /// <summary>Where a redirect leads, with the request for it in the send buffer; whatever is wrong with it is the server's fault.</summary>
        private WebSocketUri Follow(WebSocketException e, int redirects, WebSocketUri from, ref string[] headers)
        {
            string what;
            if (redirects == _options.MaxRedirects)
            {
                what = "more than " + redirects.ToString() + " redirects, then to ";
            }
            else
            {
                try
                {
                    WebSocketUri next = new WebSocketUri(Redirect.Resolve(from, e.Location));
                    if (next.IsSecure || !from.IsSecure)
                    {
                        string host = from.Authority.ToLower();
                        string nextHost = next.Authority.ToLower();
                        if (host != nextHost)
                        {
                            // They were meant for another.
                            headers = null;
                        }

                        _channel.WriteRequest(next, headers);
                        return next;
                    }

                    what = "redirect from wss to ";
                }
                catch (ArgumentException)
                {
                    what = "bad redirect to ";
                }
            }

            throw Refuse(what, e);
        }
    }
}
