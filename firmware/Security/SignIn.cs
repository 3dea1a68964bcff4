using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Who has shown on which connection that they know the admin password. That is kept with the connection, so closing it
    /// signs out;
    /// a new password signs everyone out.
    /// </summary>
    public sealed class SignIn
    {
        /// <summary>The one user there is.</summary>
        public const string User = "admin";

        /// <summary>How long an exchange may take, in milliseconds.</summary>
        public const int ExchangeMs = 60000;

        private const int NonceSize = 18;

        private readonly DeviceSettings _settings;
        private readonly EntropySource _entropy;
        private readonly FailureWait _wait = new FailureWait();
        private int _generation;

        /// <summary>Signs in by the password of the settings.</summary>
        /// <param name="settings">Have the password's verifier.</param>
        /// <param name="entropy">Makes the nonces.</param>
        public SignIn(DeviceSettings settings, EntropySource entropy)
        {
            _settings = settings;
            _entropy = entropy;
        }

        /// <summary>Wrong passwords since the start.</summary>
        public int Failures { get; private set; }

        /// <summary>Takes a message of an exchange.</summary>
        /// <param name="socket">The connection.</param>
        /// <param name="message">The client's message of SCRAM-SHA-256: its first begins an exchange, also in the middle of
        /// another.</param>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        /// <param name="answer">The server's message; null with an error.</param>
        /// <returns>Null, or what is wrong.</returns>
        public string Take(WebSocket socket, string message, long nowMs, out string answer)
        {
            answer = null;
            int leftMs = _wait.GetLeftMs(nowMs);
            if (leftMs > 0)
            {
                return "too many wrong passwords; try again in " + ((leftMs + 999) / 1000).ToString() + " s";
            }

            ScramVerifier verifier = ScramVerifier.Parse(_settings[DeviceSettings.PasswordIndex].Value);
            if (verifier == null)
            {
                return Authority.NoPassword;
            }

            Session session = socket.Tag as Session;
            if (session == null)
            {
                session = new Session();
                socket.Tag = session;
            }

            if (!message.StartsWith("c="))
            {
                // Whoever begins anew is signed out until it ends well.
                session.IsSignedIn = false;
                return Begin(session, verifier, message, nowMs, out answer);
            }

            ScramExchange exchange = session.Exchange;
            session.Exchange = null;
            if (exchange == null || session.Generation != _generation || nowMs - session.BegunMs > ExchangeMs)
            {
                return "begin again";
            }

            string result = exchange.Finish(message, out bool isProven);
            if (!isProven)
            {
                Failures++;
                _wait.Fail(nowMs);
                _settings.Log.Add("sign-in", "failed");
                return result;
            }

            _wait.Forget();
            session.IsSignedIn = true;
            answer = result;
            return null;
        }

        /// <summary>Whether a connection is signed in.</summary>
        public bool IsSignedIn(WebSocket socket)
        {
            Session session = socket.Tag as Session;
            return session != null && session.IsSignedIn && session.Generation == _generation;
        }

        /// <summary>Signs everyone out, since the password is another now; exchanges under way begin again.</summary>
        public void SignOutAll()
        {
            _generation++;
        }

        /// <summary>Lets everyone try again at once.</summary>
        public void ForgetFailures()
        {
            _wait.Forget();
        }

        private string Begin(Session session, ScramVerifier verifier, string message, long nowMs, out string answer)
        {
            ScramExchange exchange = new ScramExchange();
            answer = null;
            string error = exchange.Read(message);
            if (error != null)
            {
                return error;
            }

            byte[] nonce = new byte[NonceSize];
            for (int i = 0; i < nonce.Length; i++)
            {
                nonce[i] = (byte)(_entropy.NextUInt32() >> 8);
            }

            answer = exchange.Challenge(
                exchange.User == User ? verifier : verifier.Imitate(exchange.User), Convert.ToBase64String(nonce));
            session.Exchange = exchange;
            session.Generation = _generation;
            session.BegunMs = nowMs;
            return null;
        }

        /// <summary>What a connection keeps, in its Tag.</summary>
        private sealed class Session
        {
            internal bool IsSignedIn;
            internal int Generation;
            internal ScramExchange Exchange;
            internal long BegunMs;
        }
    }
}
