using System;

namespace Nanowire.WebSockets.Stomp
{
    // Who gets what. All of it with the lock held.
    public sealed partial class StompBroker
    {
        /// <summary>
        /// Sends a message to all subscribers, with further headers as lines and those of a frame, null for none. Returns how many took it; -1 when
        /// it does not fit a frame, and then nobody got it.
        /// </summary>
        private int Deliver(
            StompDestination destination, byte[] lines, StompFrame source, byte[] body, int offset, int count, WebSocketMessageType messageType)
        {
            int sent = 0;
            int id = _lastMessage == 999999999 ? 1 : _lastMessage + 1;
            _lastMessage = id;

            // With the longest id first, so that it is refused for all or none; in 1.2, whose escapes are the longer ones.
            _encoder.IsVersion11 = false;
            if (Write(destination, lines, source, id, None, body, offset, count) == 0)
            {
                return -1;
            }

            for (int i = 0; i < _subscribers.Length; i++)
            {
                if (_subscribers[i] == None || _subscribed[i] != destination)
                {
                    continue;
                }

                BrokerSession session = _sessions[_subscribers[i]];
                _encoder.IsVersion11 = session.Decoder.IsVersion11;
                int size = Write(destination, lines, source, id, i, body, offset, count);
                if (session.Socket.Send(_encoder.Buffer, 0, size, messageType))
                {
                    session.HasSent = true;
                    sent++;
                }
                else
                {
                    MessagesSkipped++;
                }
            }

            return sent;
        }

        private int Write(
            StompDestination destination, byte[] lines, StompFrame source, int id, int subscription, byte[] body, int offset, int count)
        {
            _encoder.Begin(StompCommand.Message);
            if (subscription == None)
            {
                // An id of escapes only.
                _encoder.AddSpace(_words.Subscription, 2 * _options.MaxIdLength);
            }
            else
            {
                _encoder.Add(_words.Subscription, _ids, subscription * _options.MaxIdLength, _idCounts[subscription]);
            }

            _encoder.Add(_words.MessageId, id);
            _encoder.AddLines(destination.Lines);
            if (lines != null)
            {
                _encoder.AddLines(lines);
            }

            for (int i = 0; source != null && i < source.HeaderCount; i++)
            {
                if (!IsSenders(source, i))
                {
                    _encoder.Add(source, i);
                }
            }

            return _encoder.End(body, offset, count);
        }

        /// <summary>Headers that are between a sender and the broker, or that the message has of its own.</summary>
        private bool IsSenders(StompFrame frame, int header)
        {
            return frame.IsNamed(header, _words.Destination) || frame.IsNamed(header, _words.ContentLength) || frame.IsNamed(header, _words.Receipt)
                || frame.IsNamed(header, _words.Subscription) || frame.IsNamed(header, _words.MessageId) || frame.IsNamed(header, _words.Transaction);
        }

        private int FindSubscription(int session, StompFrame frame, int id)
        {
            int start = frame.GetValueOffset(id);
            int count = frame.GetValueCount(id);
            for (int i = 0; i < _subscribers.Length; i++)
            {
                if (_subscribers[i] == session && _idCounts[i] == count)
                {
                    int at = 0;
                    while (at < count && _ids[(i * _options.MaxIdLength) + at] == frame.Buffer[start + at])
                    {
                        at++;
                    }

                    if (at == count)
                    {
                        return i;
                    }
                }
            }

            return None;
        }

        /// <summary>Returns what is wrong; null for nothing.</summary>
        private string Subscribe(int session, StompFrame frame)
        {
            int id = frame.Find(_words.Id);
            int name = frame.Find(_words.Destination);
            if (id < 0 || name < 0)
            {
                return "id or destination missing";
            }

            if (frame.Find(_words.Ack) >= 0 && !frame.HasValue(_words.Ack, "auto"))
            {
                return "ack is auto only";
            }

            StompDestination destination = FindDestination(frame.Buffer, frame.GetValueOffset(name), frame.GetValueCount(name));
            int count = frame.GetValueCount(id);
            if (destination == null)
            {
                return "no such destination";
            }

            if (count > _options.MaxIdLength)
            {
                return "id too long";
            }

            if (FindSubscription(session, frame, id) != None)
            {
                return "id in use";
            }

            for (int i = 0; i < _subscribers.Length; i++)
            {
                if (_subscribers[i] == None)
                {
                    Array.Copy(frame.Buffer, frame.GetValueOffset(id), _ids, i * _options.MaxIdLength, count);
                    _idCounts[i] = count;
                    _subscribed[i] = destination;
                    _subscribers[i] = session;
                    return null;
                }
            }

            return "too many subscriptions";
        }

        /// <summary>Returns what is wrong; null for nothing.</summary>
        private string Unsubscribe(int session, StompFrame frame)
        {
            int id = frame.Find(_words.Id);
            int subscription = id < 0 ? None : FindSubscription(session, frame, id);
            if (subscription == None)
            {
                return "no such subscription";
            }

            _subscribers[subscription] = None;
            return null;
        }

        private void RemoveSubscriptions(BrokerSession session)
        {
            for (int i = 0; i < _subscribers.Length; i++)
            {
                if (_subscribers[i] != None && _sessions[_subscribers[i]] == session)
                {
                    _subscribers[i] = None;
                }
            }
        }
    }
}
