using System;

namespace Nanowire.WebSockets.Stomp
{
    // What the application says. Each member returns the number of its receipt, 0 where none was asked for, or Refused.
    public sealed partial class StompClient
    {
        /// <summary>Sends a message. Costs no garbage.</summary>
        /// <param name="headers">From <see cref="StompEncoder.EncodeHeaders"/>: destination, and content-type or transaction where wanted; copied.</param>
        /// <param name="body">Holds the body; copied.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its bytes.</param>
        /// <param name="messageType">How the frame is sent: Text where the body is valid UTF-8, which is the caller's duty, or Binary.</param>
        /// <param name="wantsReceipt">Whether the broker is to confirm it.</param>
        /// <returns>The number of the receipt, 0 without one, or <see cref="Refused"/>.</returns>
        /// <exception cref="ArgumentException">The range is not within the array, or the frame is larger than SendBufferSize.</exception>
        public int Send(byte[] headers, byte[] body, int offset, int count, WebSocketMessageType messageType, bool wantsReceipt)
        {
            if (headers == null || body == null)
            {
                throw new ArgumentNullException(headers == null ? nameof(headers) : nameof(body));
            }

            if (offset < 0 || count < 0 || offset > body.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            lock (_encoder)
            {
                int receipt = Begin(StompCommand.Send, wantsReceipt);
                if (receipt == Refused)
                {
                    return Refused;
                }

                _encoder.AddLines(headers);
                return Finish(receipt, _encoder.End(body, offset, count), messageType);
            }
        }

        /// <summary>Sends a text to a destination. A convenience that allocates.</summary>
        /// <returns>As the other overload.</returns>
        /// <exception cref="ArgumentException">The frame is larger than SendBufferSize.</exception>
        public int Send(string destination, string text, bool wantsReceipt)
        {
            byte[] body = System.Text.Encoding.UTF8.GetBytes(text);
            byte[] headers = StompEncoder.EncodeHeaders(new string[] { "destination", destination, "content-type", "text/plain" });
            return Send(headers, body, 0, body.Length, WebSocketMessageType.Text, wantsReceipt);
        }

        /// <summary>Subscribes: now, where there is a session, and with each that follows.</summary>
        /// <param name="destination">As the broker names it.</param>
        /// <param name="ack">How messages are acknowledged.</param>
        /// <param name="headers">Further headers of SUBSCRIBE: names and values in turn; null for none.</param>
        /// <returns>The subscription's number, above 0; Refused when there are MaxSubscriptions.</returns>
        /// <exception cref="ArgumentException">The headers are no pairs, or the frame is larger than SendBufferSize.</exception>
        public int Subscribe(string destination, StompAckMode ack, string[] headers)
        {
            return Subscribe(destination, ack, headers, false, out _);
        }

        /// <summary>As the other overload.</summary>
        /// <param name="destination">As the broker names it.</param>
        /// <param name="ack">How messages are acknowledged.</param>
        /// <param name="headers">Further headers of SUBSCRIBE; null for none.</param>
        /// <param name="wantsReceipt">Whether the broker is to confirm it, this once.</param>
        /// <param name="receipt">The number of the receipt, 0 without one; Refused when nothing was sent: the next session asks for it.</param>
        /// <returns>The subscription's number, above 0; Refused when there are MaxSubscriptions.</returns>
        /// <exception cref="ArgumentException">As the other overload.</exception>
        public int Subscribe(string destination, StompAckMode ack, string[] headers, bool wantsReceipt, out int receipt)
        {
            string mode = ack == StompAckMode.Auto ? "auto" : ack == StompAckMode.Client ? "client" : "client-individual";
            int further = headers == null ? 0 : headers.Length;
            string[] all = new string[4 + further];
            all[0] = "destination";
            all[1] = destination;
            all[2] = "ack";
            all[3] = mode;
            for (int i = 0; i < further; i++)
            {
                all[4 + i] = headers[i];
            }

            receipt = Refused;
            byte[] lines = StompEncoder.EncodeHeaders(all);
            lock (_encoder)
            {
                int at = _subscriptions.Add(lines);
                if (at < 0)
                {
                    return Refused;
                }

                int number = _subscriptions.Numbers[at];
                bool isSendable = false;
                try
                {
                    receipt = SendSubscribe(at, wantsReceipt);
                    isSendable = true;
                }
                finally
                {
                    if (!isSendable)
                    {
                        _subscriptions.Remove(number);
                    }
                }

                return number;
            }
        }

        /// <summary>Ends a subscription; messages of it that are still on their way are dropped.</summary>
        /// <param name="subscription">What Subscribe returned.</param>
        /// <param name="wantsReceipt">Whether the broker is to confirm it.</param>
        /// <returns>The number of the receipt, 0 without one; Refused when there is no such subscription or it ended without a word to the broker.</returns>
        public int Unsubscribe(int subscription, bool wantsReceipt)
        {
            lock (_encoder)
            {
                if (!_subscriptions.Remove(subscription))
                {
                    return Refused;
                }

                int receipt = Begin(StompCommand.Unsubscribe, wantsReceipt);
                if (receipt == Refused)
                {
                    return Refused;
                }

                _encoder.Add(_words.Id, subscription);
                return Finish(receipt, _encoder.End(), WebSocketMessageType.Text);
            }
        }

        /// <summary>Acknowledges a message; of a subscription with <see cref="StompAckMode.Client"/> also those before it.</summary>
        /// <param name="message">What the handler got.</param>
        /// <param name="transaction">Within that; null for none.</param>
        /// <param name="wantsReceipt">Whether the broker is to confirm it.</param>
        /// <returns>The number of the receipt, 0 without one, or Refused, also for a message that asks for no acknowledgement.</returns>
        public int Ack(StompFrame message, string transaction, bool wantsReceipt)
        {
            return Answer(StompCommand.Ack, message, transaction, wantsReceipt);
        }

        /// <summary>Tells that a message was not taken; what becomes of it is up to the broker.</summary>
        /// <inheritdoc cref="Ack"/>
        public int Nack(StompFrame message, string transaction, bool wantsReceipt)
        {
            return Answer(StompCommand.Nack, message, transaction, wantsReceipt);
        }

        /// <summary>Begins a transaction, to which frames belong that have its name as their header "transaction".</summary>
        /// <returns>The number of the receipt, 0 without one, or Refused.</returns>
        public int Begin(string transaction, bool wantsReceipt)
        {
            return Transact(StompCommand.Begin, transaction, wantsReceipt);
        }

        /// <summary>Has the frames of a transaction take effect.</summary>
        /// <inheritdoc cref="Begin(string, bool)"/>
        public int Commit(string transaction, bool wantsReceipt)
        {
            return Transact(StompCommand.Commit, transaction, wantsReceipt);
        }

        /// <summary>Drops the frames of a transaction.</summary>
        /// <inheritdoc cref="Begin(string, bool)"/>
        public int Abort(string transaction, bool wantsReceipt)
        {
            return Transact(StompCommand.Abort, transaction, wantsReceipt);
        }

        /// <summary>
        /// Ends the session: the broker confirms that it has handled everything before, or ReceiptTimeoutMs passes, and the WebSocket is
        /// closed, which also stops one that connects again by itself.
        /// </summary>
        /// <returns>The number of the receipt, or Refused.</returns>
        public int Disconnect()
        {
            lock (_encoder)
            {
                int receipt = Begin(StompCommand.Disconnect, true);
                if (receipt == Refused)
                {
                    return Refused;
                }

                _disconnectReceipt = receipt;
                receipt = Finish(receipt, _encoder.End(), WebSocketMessageType.Text);
                if (receipt != Refused)
                {
                    State = StompState.Disconnecting;
                }

                return receipt;
            }
        }

        private int Transact(StompCommand command, string transaction, bool wantsReceipt)
        {
            lock (_encoder)
            {
                int receipt = Begin(command, wantsReceipt);
                if (receipt == Refused)
                {
                    return Refused;
                }

                _encoder.Add(_words.Transaction, transaction);
                return Finish(receipt, _encoder.End(), WebSocketMessageType.Text);
            }
        }

        private int Answer(StompCommand command, StompFrame message, string transaction, bool wantsReceipt)
        {
            // 1.2 has an id for it; in 1.1 it is the message's, and the subscription's.
            int id = message.Find(IsVersion11 ? _words.MessageId : _words.Ack);
            int subscription = message.Find(_words.Subscription);
            if (id < 0 || subscription < 0)
            {
                return Refused;
            }

            lock (_encoder)
            {
                int receipt = Begin(command, wantsReceipt);
                if (receipt == Refused)
                {
                    return Refused;
                }

                byte[] buffer = message.Buffer;
                _encoder.Add(IsVersion11 ? _words.MessageId : _words.Id, buffer, message.GetValueOffset(id), message.GetValueCount(id));
                if (IsVersion11)
                {
                    _encoder.Add(_words.Subscription, buffer, message.GetValueOffset(subscription), message.GetValueCount(subscription));
                }

                if (transaction != null)
                {
                    _encoder.Add(_words.Transaction, transaction);
                }

                return Finish(receipt, _encoder.End(), WebSocketMessageType.Text);
            }
        }

        private int SendSubscribe(int at, bool wantsReceipt)
        {
            int receipt = Begin(StompCommand.Subscribe, wantsReceipt);
            _encoder.Add(_words.Id, _subscriptions.Numbers[at]);
            _encoder.AddLines(_subscriptions.Lines[at]);
            int count = _encoder.End();
            if (count == 0)
            {
                throw TooLarge();
            }

            return receipt == Refused ? Refused : Finish(receipt, count, WebSocketMessageType.Text);
        }

        /// <summary>Begins a frame. Returns the number of its receipt, 0 where none is wanted, or Refused.</summary>
        private int Begin(StompCommand command, bool wantsReceipt)
        {
            _encoder.Begin(command);
            if (State != StompState.Connected || Failure != StompFailure.None)
            {
                return Refused;
            }

            if (!wantsReceipt)
            {
                return ReceiptTable.None;
            }

            int receipt = _receipts.Next();
            if (receipt == ReceiptTable.None)
            {
                return Refused;
            }

            _encoder.Add(_words.Receipt, receipt);
            return receipt;
        }

        private int Finish(int receipt, int count, WebSocketMessageType messageType)
        {
            if (count == 0)
            {
                throw TooLarge();
            }

            if (receipt != ReceiptTable.None)
            {
                _receipts.Add(receipt);
            }

            if (!Transmit(count, messageType))
            {
                _receipts.Remove(receipt);
                return Refused;
            }

            return receipt;
        }

        private bool Transmit(int count, WebSocketMessageType messageType)
        {
            return Transmit(_encoder.Buffer, count, messageType);
        }

        private bool SendHeartBeat()
        {
            return Transmit(_heartBeat, 1, WebSocketMessageType.Text);
        }

        private bool Transmit(byte[] buffer, int count, WebSocketMessageType messageType)
        {
            try
            {
                _hasSent = true;
                return _socket.Send(buffer, 0, count, messageType);
            }
            catch (WebSocketException)
            {
                // The connection is over, which OnClosed will say.
                return false;
            }
        }

        private ArgumentException TooLarge()
        {
            return new ArgumentException("a frame in a SendBufferSize of " + _options.SendBufferSize.ToString());
        }
    }
}
