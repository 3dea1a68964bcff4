using System;
using System.IO;
using System.Threading;

namespace Nanowire.WebSockets.Mqtt
{
    // From messages to the bytes that the client asks for. How an end is told to it: 0 is one that the broker or this end wanted, and closes
    // the client; an IOException, of just that type, closes it as well. After any other exception, or 0 within a packet, the client would go on.
    public sealed partial class MqttWebSocketChannel
    {
        /// <summary>
        /// The client's receiving thread asks again at once until another of its threads has seen the end, and for ever when the connection ends
        /// before CONNACK. So it has to wait this many milliseconds each time.
        /// </summary>
        private const int EndedPauseMs = 20;

        private const int Late = -1;
        private const int Ended = -2;
        private const int NotBinary = -3;

        /// <summary>Waits until the whole buffer is filled, over as many messages as that takes.</summary>
        /// <returns>Its length; 0 when the connection was closed in order (1000, 1001, without a status, or by this end) and no packet is cut off.</returns>
        /// <exception cref="IOException">
        /// The connection was lost, failed, or closed with another status, which the message names; a packet broke a limit or the rules of MQTT;
        /// or another thread receives.
        /// </exception>
        public int Receive(byte[] buffer)
        {
            return Receive(buffer, -1);
        }

        /// <summary>The same with a limit on how long the first byte is waited for.</summary>
        /// <param name="buffer">To be filled.</param>
        /// <param name="timeout">In milliseconds; 0 only looks, a negative one waits as long as the connection lives. A packet that has begun has
        /// PacketTimeoutMs instead.</param>
        /// <returns>As above, and 0 when the time is over.</returns>
        /// <exception cref="IOException">As above.</exception>
        public int Receive(byte[] buffer, int timeout)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (!TryEnter())
            {
                Thread.Sleep(EndedPauseMs);
                throw new IOException("another thread receives");
            }

            try
            {
                return Fill(buffer, timeout < 0 ? 0 : timeout == 0 ? 1 : timeout);
            }
            finally
            {
                Leave();
            }
        }

        private int Fill(byte[] buffer, int timeoutMs)
        {
            int filled = 0;
            while (filled < buffer.Length)
            {
                int count;
                if (_hasAhead)
                {
                    buffer[0] = _ahead[0];
                    _hasAhead = false;
                    count = 1;
                }
                else
                {
                    // Behind the first byte the others must come.
                    int waitMs = _packet.IsBetween && filled == 0 ? timeoutMs : PacketTimeoutMs;
                    count = Take(buffer, filled, buffer.Length - filled, waitMs);
                }

                if (count == Late && filled == 0 && _packet.IsBetween)
                {
                    return 0;
                }

                if (count < 0)
                {
                    return End(count, filled);
                }

                int wrong = _packet.Take(buffer, filled, count, MaxPacketSize);
                if (wrong != PacketTracker.Fine)
                {
                    Client.Close(wrong == PacketTracker.TooLarge ? WebSocketCloseStatus.MessageTooBig : WebSocketCloseStatus.ProtocolError, null);
                    throw new IOException(wrong == PacketTracker.TooLarge ? "a packet above MaxPacketSize" : "not MQTT");
                }

                filled += count;
            }

            return filled;
        }

        /// <summary>Takes what there is of a message; 0 is an empty one.</summary>
        /// <returns>How many bytes, or Late or Ended.</returns>
        private int Take(byte[] buffer, int offset, int count, int waitMs)
        {
            try
            {
                _options.ReceiveTimeoutMs = waitMs;
                WebSocketReceiveResult result = Client.Receive(buffer, offset, count);
                if (result.MessageType == WebSocketMessageType.Binary)
                {
                    return result.Count;
                }

                if (result.MessageType == WebSocketMessageType.Text)
                {
                    // Anything else than binary ends the connection (MQTT-6.0.0-1).
                    Client.Close(WebSocketCloseStatus.InvalidMessageType, null);
                    return NotBinary;
                }
            }
            catch (WebSocketException e)
            {
                if (e.Error == WebSocketError.Timeout)
                {
                    return Late;
                }
            }
            catch (InvalidOperationException)
            {
                // Not connected: the connection has ended before.
            }

            return Ended;
        }

        private int End(int count, int filled)
        {
            if (count == Late)
            {
                Client.Abort();
            }

            Thread.Sleep(EndedPauseMs);
            WebSocketCloseStatus status = Client.CloseStatus;
            bool isInOrder = _isClosing || status <= WebSocketCloseStatus.EndpointUnavailable || status == WebSocketCloseStatus.Empty;
            if (count == Ended && filled == 0 && _packet.IsBetween && isInOrder)
            {
                return 0;
            }

            throw new IOException(count == Late ? "a packet stopped"
                : count == NotBinary ? "not a binary message"
                : "closed with " + ((int)status).ToString());
        }
    }
}
