using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>
    /// One exchange of SCRAM-SHA-256 (RFC 5802, RFC 7677) on the server's side, without channel binding. It is fed what the client
    /// sends, and draws nothing itself: verifier and nonce are the caller's.
    /// </summary>
    public sealed class ScramExchange
    {
        /// <summary>The shortest nonce of a client in characters.</summary>
        public const int MinNonceLength = 8;

        /// <summary>The longest nonce of a client in characters.</summary>
        public const int MaxNonceLength = 64;

        private const string Malformed = "data: not a SCRAM-SHA-256 message";

        private ScramVerifier _verifier;
        private string _bare;
        private string _binding;
        private string _clientNonce;
        private string _nonce;
        private string _serverFirst;

        /// <summary>The user of the client's first message.</summary>
        public string User { get; private set; }

        /// <summary>Reads the client's first message.</summary>
        /// <returns>Null, or what is wrong with it.</returns>
        public string Read(string message)
        {
            // gs2-header, then the bare message: n,,n=admin,r=nonce
            string[] parts = message.Split(',');
            if (!IsPrintable(message) || parts.Length < 4 || parts[1].Length > 0 || !parts[2].StartsWith("n=") || !parts[3].StartsWith("r="))
            {
                return Malformed;
            }

            // "y" is a client that could bind channels if the server could; "p" asks for it.
            if (parts[0] != "n" && parts[0] != "y")
            {
                return Malformed;
            }

            _clientNonce = parts[3].Substring(2);
            if (_clientNonce.Length < MinNonceLength || _clientNonce.Length > MaxNonceLength)
            {
                return "data: a nonce has 8 to 64 characters";
            }

            User = parts[2].Substring(2);
            _binding = parts[0] == "n" ? "c=biws" : "c=eSws";
            _bare = message.Substring(3);
            return null;
        }

        /// <summary>The server's first message.</summary>
        /// <param name="verifier">That of the user.</param>
        /// <param name="nonce">The server's part of the nonce, printable and without comma.</param>
        public string Challenge(ScramVerifier verifier, string nonce)
        {
            _verifier = verifier;
            _nonce = "r=" + _clientNonce + nonce;
            _serverFirst = _nonce + ",s=" + verifier.Salt + ",i=" + verifier.Iterations.ToString();
            return _serverFirst;
        }

        /// <summary>Judges the client's final message.</summary>
        /// <param name="message">The message.</param>
        /// <param name="isProven">Whether the client knows the password.</param>
        /// <returns>The server's final message, which shows the client that the server knows it, too; else what is wrong.</returns>
        public string Finish(string message, out bool isProven)
        {
            isProven = false;

            // c=biws,r=nonce,[extensions,]p=proof
            string[] parts = message.Split(',');
            int last = parts.Length - 1;
            if (!IsPrintable(message) || last < 2 || parts[0] != _binding || !parts[last].StartsWith("p="))
            {
                return Malformed;
            }

            byte[] proof = ScramVerifier.Decode(parts[last].Substring(2), Sha256.HashSize, Sha256.HashSize);
            if (proof == null || parts[1] != _nonce)
            {
                return Malformed;
            }

            byte[] signed = Encoding.UTF8.GetBytes(
                _bare + "," + _serverFirst + "," + message.Substring(0, message.Length - parts[last].Length - 1));
            Sha256 sha = new Sha256();
            byte[] signature = sha.Hmac(_verifier.StoredKey, signed);
            for (int i = 0; i < proof.Length; i++)
            {
                proof[i] ^= signature[i];
            }

            isProven = Sha256.AreEqual(sha.Hash(proof), _verifier.StoredKey) & !_verifier.IsFake;
            return isProven ? "v=" + Convert.ToBase64String(sha.Hmac(_verifier.ServerKey, signed)) : "wrong user or password";
        }

        private static bool IsPrintable(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            for (int i = 0; i < utf8.Length; i++)
            {
                if (utf8[i] < 0x21 || utf8[i] > 0x7E)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
