using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What a server keeps of a password (RFC 5802 section 3): with it a client's proof can be checked, but no proof made. The
    /// device never sees the password, nor computes PBKDF2, which would take it seconds.
    /// </summary>
    public sealed class ScramVerifier
    {
        /// <summary>The least iterations of PBKDF2 (RFC 7677 section 4).</summary>
        public const int MinIterations = 4096;

        /// <summary>The most.</summary>
        public const int MaxIterations = 100000;

        /// <summary>The shortest salt in bytes.</summary>
        public const int MinSaltSize = 8;

        /// <summary>The longest salt in bytes.</summary>
        public const int MaxSaltSize = 32;

        /// <summary>The salt in base64.</summary>
        public string Salt;

        /// <summary>The iterations of PBKDF2.</summary>
        public int Iterations;

        /// <summary>SHA-256 of the client's key.</summary>
        internal byte[] StoredKey;

        /// <summary>The server's key.</summary>
        internal byte[] ServerKey;

        /// <summary>Whether no proof is ever right.</summary>
        internal bool IsFake;

        /// <summary>Takes what a client computed from a new password.</summary>
        /// <param name="salt">The salt in base64.</param>
        /// <param name="iterations">The iterations.</param>
        /// <param name="storedKey">StoredKey in base64.</param>
        /// <param name="serverKey">ServerKey in base64.</param>
        /// <param name="error">What is wrong; null when nothing is.</param>
        /// <returns>The verifier; null with an error.</returns>
        public static ScramVerifier Create(string salt, int iterations, string storedKey, string serverKey, out string error)
        {
            ScramVerifier verifier = new ScramVerifier
            {
                Salt = salt,
                Iterations = iterations,
                StoredKey = Decode(storedKey, Sha256.HashSize, Sha256.HashSize),
                ServerKey = Decode(serverKey, Sha256.HashSize, Sha256.HashSize),
            };
            error = Decode(salt, MinSaltSize, MaxSaltSize) == null ? "salt: base64 of 8 to 32 bytes"
                : iterations < MinIterations || iterations > MaxIterations ? "iterations: 4096 to 100000"
                : verifier.StoredKey == null ? "storedKey: base64 of 32 bytes"
                : verifier.ServerKey == null ? "serverKey: base64 of 32 bytes" : null;
            return error == null ? verifier : null;
        }

        /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
        public static ScramVerifier Parse(string text)
        {
            string[] parts = text.Split(',');
            return parts.Length == 4 && int.TryParse(parts[0], out int iterations) ? Create(parts[1], iterations, parts[2], parts[3], out _) : null;
        }

        /// <summary>The verifier as text for the settings; as secret as the password.</summary>
        public override string ToString()
        {
            return Iterations.ToString() + "," + Salt + "," + Convert.ToBase64String(StoredKey) + "," + Convert.ToBase64String(ServerKey);
        }

        /// <summary>
        /// What a user who does not exist is answered with: always the same salt, as a real one has, from what nobody knows
        /// outside (RFC
        /// 5802 section 5.1 says so for servers that do not tell who exists).
        /// </summary>
        internal ScramVerifier Imitate(string user)
        {
            byte[] hash = new Sha256().Hmac(ServerKey, Encoding.UTF8.GetBytes("salt of " + user));
            byte[] salt = new byte[Convert.FromBase64String(Salt).Length];
            Array.Copy(hash, 0, salt, 0, salt.Length);
            return new ScramVerifier
            {
                Salt = Convert.ToBase64String(salt),
                Iterations = Iterations,
                StoredKey = StoredKey,
                ServerKey = ServerKey,
                IsFake = true,
            };
        }

        /// <summary>
        /// The bytes of a text in base64 of the one form that base64 has (RFC 4648 section 3.5); null when it is not, or of
        /// another size.
        /// </summary>
        internal static byte[] Decode(string text, int min, int max)
        {
            if (text == null || text.Length > (max + 2) / 3 * 4)
            {
                return null;
            }

            try
            {
                byte[] bytes = Convert.FromBase64String(text);
                return bytes.Length >= min && bytes.Length <= max && Convert.ToBase64String(bytes) == text ? bytes : null;
            }
            catch (Exception)
            {
                return null;
            }
        }
    }
}
