namespace Nanowire.WebSockets.Stomp
{
    // What the broker says.
    public sealed partial class StompClient
    {
        private void TakeFrame(StompFrame frame)
        {
            StompCommand command = frame.Command;
            bool isConnecting = State == StompState.Connecting;
            if (command == StompCommand.Message && !isConnecting)
            {
                TakeMessage(frame);
            }
            else if (command == StompCommand.Receipt && !isConnecting)
            {
                TakeReceipt(frame.GetNumber(_words.ReceiptId), true);
            }
            else if (command == StompCommand.Error)
            {
                StompErrorHandler handler = ErrorReceived;
                if (handler != null)
                {
                    handler(this, frame);
                }

                GiveUp(StompFailure.ErrorFrame);
            }
            else if (command == StompCommand.Connected && isConnecting)
            {
                TakeConnected(frame);
            }
            else
            {
                Break(StompViolation.UnexpectedFrame);
            }
        }

        private void TakeConnected(StompFrame frame)
        {
            bool is11 = frame.HasValue("version", "1.1");
            if (!is11 && !frame.HasValue("version", "1.2"))
            {
                // 1.0 has none.
                GiveUp(StompFailure.Version);
                return;
            }

            // "<what the broker can send>,<what it wants>"; without the header neither.
            int canSend = 0;
            int wants = 0;
            int header = frame.Find("heart-beat");
            if (header >= 0)
            {
                int start = frame.GetValueOffset(header);
                int count = frame.GetValueCount(header);
                int comma = 0;
                while (comma < count && frame.Buffer[start + comma] != ',')
                {
                    comma++;
                }

                canSend = frame.ParseNumber(start, comma);
                wants = frame.ParseNumber(start + comma + 1, count - comma - 1);
                if (canSend < 0 || wants < 0)
                {
                    Break(StompViolation.MissingHeader);
                    return;
                }
            }

            bool isSent = true;
            lock (_encoder)
            {
                IsVersion11 = is11;
                _decoder.IsVersion11 = is11;
                _encoder.IsVersion11 = is11;
                SendIntervalMs = Agree(_options.HeartBeatSendMs, wants);
                ReceiveIntervalMs = Agree(_options.HeartBeatReceiveMs, canSend);
                State = StompState.Connected;
                for (int i = 0; isSent && i < _subscriptions.Numbers.Length; i++)
                {
                    isSent = _subscriptions.Numbers[i] == SubscriptionTable.None || SendSubscribe(i, false) != Refused;
                }
            }

            if (!isSent)
            {
                GiveUp(StompFailure.SendFailed);
                return;
            }

            Raise(Connected);
        }

        /// <summary>The slower of both, or none where either does not want any (STOMP 1.2, Heart-beating).</summary>
        internal static int Agree(int mine, int theirs)
        {
            return mine == 0 || theirs == 0 ? 0 : mine > theirs ? mine : theirs;
        }

        private void TakeMessage(StompFrame frame)
        {
            int subscription = frame.GetNumber(_words.Subscription);
            if (subscription < 0)
            {
                Break(StompViolation.MissingHeader);
                return;
            }

            bool isKnown;
            lock (_encoder)
            {
                isKnown = _subscriptions.Has(subscription);
            }

            StompMessageHandler handler = MessageReceived;
            if (!isKnown)
            {
                MessagesDropped++;
            }
            else if (handler != null)
            {
                handler(this, subscription, frame);
            }
        }

        /// <summary>A receipt came, or is late and was taken out already.</summary>
        private void TakeReceipt(int number, bool isConfirmed)
        {
            bool isLast;
            lock (_encoder)
            {
                if (isConfirmed && !_receipts.Remove(number))
                {
                    // One that came too late.
                    return;
                }

                isLast = number == _disconnectReceipt;
            }

            RaiseReceipt(number, isConfirmed);
            if (isLast)
            {
                _socket.Close();
            }
        }

        private void RaiseReceipt(int number, bool isConfirmed)
        {
            StompReceiptHandler handler = ReceiptReceived;
            if (handler != null)
            {
                handler(this, number, isConfirmed);
            }
        }
    }
}
