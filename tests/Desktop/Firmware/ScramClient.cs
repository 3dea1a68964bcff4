using System;
using System.Security.Cryptography;
using System.Text;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The client's side of SCRAM-SHA-256, made of .NET's own parts.</summary>
    internal sealed class ScramClient
    {
        private readonly string _password;
        private readonly int _iterations;
        private readonly string _user;
        private byte[] _salted;

        internal ScramClient(string password, byte[] salt, int iterations, string user = "admin")
        {
            _password = password;
            _iterations = iterations;
            _user = user;
            Use(salt);
            Verifier = ScramVerifier.Create(
                Convert.ToBase64String(salt), iterations, Convert.ToBase64String(StoredKey), Convert.ToBase64String(ServerKey), out _);
        }

        internal ScramVerifier Verifier { get; }

        /// <summary>What the server has to end with, after <see cref="Answer"/>.</summary>
        internal string Accepted { get; private set; }

        internal string First => "n,," + Bare;

        internal byte[] StoredKey => SHA256.HashData(ClientKey);

        internal byte[] ServerKey => HMACSHA256.HashData(_salted, Encoding.ASCII.GetBytes("Server Key"));

        private byte[] ClientKey => HMACSHA256.HashData(_salted, Encoding.ASCII.GetBytes("Client Key"));

        private string Bare => "n=" + _user + ",r=fyko+d2lbbFgONRv9qkxdawL";

        internal void Use(byte[] salt)
        {
            _salted = Rfc2898DeriveBytes.Pbkdf2(_password, salt, _iterations, HashAlgorithmName.SHA256, 32);
        }

        /// <summary>The final message, to the server's first.</summary>
        internal string Answer(string challenge)
        {
            string unproven = "c=biws," + challenge.Substring(0, challenge.IndexOf(',', StringComparison.Ordinal));
            byte[] signed = Encoding.ASCII.GetBytes(Bare + "," + challenge + "," + unproven);
            byte[] proof = HMACSHA256.HashData(StoredKey, signed);
            byte[] key = ClientKey;
            for (int i = 0; i < proof.Length; i++)
            {
                proof[i] ^= key[i];
            }

            Accepted = "v=" + Convert.ToBase64String(HMACSHA256.HashData(ServerKey, signed));
            return unproven + ",p=" + Convert.ToBase64String(proof);
        }
    }
}
