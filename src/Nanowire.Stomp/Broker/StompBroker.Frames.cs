namespace Nanowire.WebSockets.Stomp
{
    // What clients say.
    public sealed partial class StompBroker
    {
        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            BrokerSession session;
            lock (_encoder)
            {
                session = Find(socket);
            }

            if (session == null)
            {
                return;
            }

            session.HasReceived = true;
            session.Decoder.SetInput(buffer, offset, count);
            while (!session.IsOver)
            {
                StompEvent found = session.Decoder.Read();
                if (found == StompEvent.NeedInput)
                {
                    return;
                }

                if (found == StompEvent.Frame)
                {
                    TakeFrame(session, session.Decoder.Frame, messageType);
                }
                else if (found == StompEvent.Violation)
                {
                    lock (_encoder)
                    {
                        Refuse(session, null, "violation " + ((int)session.Decoder.Violation).ToString());
                    }
                }
            }
        }

        private void TakeFrame(BrokerSession session, StompFrame frame, WebSocketMessageType messageType)
        {
            StompCommand command = frame.Command;
            if (!session.IsConnected)
            {
                Connect(session, frame);
                return;
            }

            StompDestination destination = null;
            if (command == StompCommand.Send)
            {
                int name = frame.Find(_words.Destination);
                lock (_encoder)
                {
                    destination = name < 0 ? null : FindDestination(frame.Buffer, frame.GetValueOffset(name), frame.GetValueCount(name));
                }

                StompSendHandler handler = SendReceived;
                if (destination != null && frame.Find(_words.Transaction) < 0 && handler != null)
                {
                    handler(this, session.Socket, destination, frame);
                }
            }

            lock (_encoder)
            {
                if (session.IsOver || session.Socket == null)
                {
                    return;
                }

                string wrong = Obey(session, frame, destination, messageType);
                if (wrong != null)
                {
                    Refuse(session, frame, wrong);
                    return;
                }

                Confirm(session, frame);
                if (command == StompCommand.Disconnect)
                {
                    End(session, WebSocketCloseStatus.NormalClosure);
                }
            }
        }

        /// <summary>Returns what is wrong; null for nothing.</summary>
        private string Obey(BrokerSession session, StompFrame frame, StompDestination destination, WebSocketMessageType messageType)
        {
            int place = 0;
            while (_sessions[place] != session)
            {
                place++;
            }

            switch (frame.Command)
            {
                case StompCommand.Subscribe:
                    return Subscribe(place, frame);
                case StompCommand.Unsubscribe:
                    return Unsubscribe(place, frame);
                case StompCommand.Disconnect:
                    return null;
                case StompCommand.Send:
                    if (destination == null)
                    {
                        return "no such destination";
                    }

                    if (frame.Find(_words.Transaction) >= 0)
                    {
                        return "no transactions";
                    }

                    return destination.IsRelayed
                        && Deliver(destination, null, frame, frame.Buffer, frame.BodyOffset, frame.BodyCount, messageType) < 0
                        ? "message too large" : null;
                default:
                    return _words.GetName(frame.Command) + " is not for here";
            }
        }

        private void Connect(BrokerSession session, StompFrame frame)
        {
            bool isConnect = frame.Command == StompCommand.Connect || frame.Command == StompCommand.Stomp;
            StompConnectHandler handler = Connecting;
            bool isWelcome = isConnect && (handler == null || handler(this, session.Socket, frame));
            lock (_encoder)
            {
                if (session.IsOver || session.Socket == null)
                {
                    return;
                }

                int versions = frame.Find("accept-version");
                bool has12 = versions >= 0 && frame.Lists(versions, "1.2");
                bool has11 = versions >= 0 && frame.Lists(versions, "1.1");
                int comma = 0;
                int beat = frame.Find("heart-beat");
                int canSend = 0;
                int wants = 0;
                if (beat >= 0)
                {
                    int start = frame.GetValueOffset(beat);
                    int count = frame.GetValueCount(beat);
                    while (comma < count && frame.Buffer[start + comma] != ',')
                    {
                        comma++;
                    }

                    canSend = frame.ParseNumber(start, comma);
                    wants = frame.ParseNumber(start + comma + 1, count - comma - 1);
                }

                string wrong = !isConnect ? "not connected" : !isWelcome ? "not let in" : !has12 && !has11 ? "1.2 or 1.1"
                    : canSend < 0 || wants < 0 ? "bad heart-beat" : null;
                if (wrong != null)
                {
                    Refuse(session, isConnect ? null : frame, wrong);
                    return;
                }

                session.IsConnected = true;
                session.Decoder.IsVersion11 = !has12;
                session.SendIntervalMs = StompClient.Agree(_options.HeartBeatSendMs, wants);
                session.ReceiveIntervalMs = StompClient.Agree(_options.HeartBeatReceiveMs, canSend);
                _encoder.Begin(StompCommand.Connected);
                _encoder.Add("version", has12 ? "1.2" : "1.1");
                _encoder.Add("heart-beat", _options.HeartBeatSendMs.ToString() + "," + _options.HeartBeatReceiveMs.ToString());
                Answer(session, _encoder.End());
            }
        }

        /// <summary>Sends the receipt, where the frame asks for one.</summary>
        private void Confirm(BrokerSession session, StompFrame frame)
        {
            int receipt = frame.Find(_words.Receipt);
            if (receipt >= 0)
            {
                _encoder.IsVersion11 = session.Decoder.IsVersion11;
                _encoder.Begin(StompCommand.Receipt);
                _encoder.Add(_words.ReceiptId, frame.Buffer, frame.GetValueOffset(receipt), frame.GetValueCount(receipt));
                Answer(session, _encoder.End());
            }
        }

        /// <summary>Sends ERROR, about a frame or none, and ends the session, as the specification wants.</summary>
        private void Refuse(BrokerSession session, StompFrame frame, string what)
        {
            Errors++;
            int receipt = frame == null ? -1 : frame.Find(_words.Receipt);
            _encoder.IsVersion11 = session.Decoder.IsVersion11;
            _encoder.Begin(StompCommand.Error);
            _encoder.Add("message", what);
            if (!session.IsConnected)
            {
                _encoder.Add("version", "1.2,1.1");
            }

            if (receipt >= 0)
            {
                _encoder.Add(_words.ReceiptId, frame.Buffer, frame.GetValueOffset(receipt), frame.GetValueCount(receipt));
            }

            int count = _encoder.End();
            if (count != 0)
            {
                session.Socket.Send(_encoder.Buffer, 0, count, WebSocketMessageType.Text);
            }

            End(session, WebSocketCloseStatus.PolicyViolation);
        }

        /// <summary>Sends what the client waits for; one that leaves no room for it, or names a receipt that fits no frame, is let go.</summary>
        private void Answer(BrokerSession session, int count)
        {
            if (count != 0 && session.Socket.Send(_encoder.Buffer, 0, count, WebSocketMessageType.Text))
            {
                session.HasSent = true;
            }
            else
            {
                End(session, WebSocketCloseStatus.TryAgainLater);
            }
        }
    }
}
