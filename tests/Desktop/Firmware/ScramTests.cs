using System;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>SHA-256, HMAC and SCRAM-SHA-256, against the RFC's example and .NET's own.</summary>
    [TestClass]
    public sealed class ScramTests
    {
        private const string First = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
        private const string Nonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        private const string Challenge = "r=rOprNGfwEbeRWgbNEkqO" + Nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
        private const string Final = "c=biws,r=rOprNGfwEbeRWgbNEkqO" + Nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
        private const string Accepted = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

        [TestMethod]
        public void Hash_OfEveryLengthUpToThreeBlocks_IsDotNets()
        {
            Sha256 sha = new Sha256();
            byte[] data = new byte[200];
            new Random(1).NextBytes(data);
            for (int length = 0; length <= data.Length; length++)
            {
                byte[] part = data.AsSpan(0, length).ToArray();
                CollectionAssert.AreEqual(SHA256.HashData(part), sha.Hash(part), "length " + length);
                CollectionAssert.AreEqual(HMACSHA256.HashData(part, data), sha.Hmac(part, data), "key of " + length);
                CollectionAssert.AreEqual(HMACSHA256.HashData(data, part), sha.Hmac(data, part), "data of " + length);
            }
        }

        [TestMethod]
        public void Exchange_OfTheRfc_GivesItsMessages()
        {
            // RFC 7677 section 3.
            ScramExchange exchange = new ScramExchange();
            Assert.IsNull(exchange.Read(First));
            Assert.AreEqual("user", exchange.User);
            Assert.AreEqual(Challenge, exchange.Challenge(Example(), Nonce));
            Assert.AreEqual(Accepted, exchange.Finish(Final, out bool isProven));
            Assert.IsTrue(isProven);
        }

        [TestMethod]
        public void Verifier_OfTheRfcsPassword_IsKeptAsText()
        {
            ScramVerifier verifier = Example();
            Assert.AreEqual(verifier.ToString(), ScramVerifier.Parse(verifier.ToString()).ToString());
            Assert.IsNull(ScramVerifier.Parse(""));
            Assert.IsNull(ScramVerifier.Parse("1,2,3"));
            Assert.IsNull(ScramVerifier.Parse("x" + verifier));
            string longest = new ScramClient("x", new byte[ScramVerifier.MaxSaltSize], ScramVerifier.MaxIterations).Verifier.ToString();
            Assert.IsTrue(longest.Length <= Setting.MaxValueLength, longest.Length + " characters");
        }

        [TestMethod]
        public void Exchange_WithRandomPasswords_AgreesWithDotNet()
        {
            Random random = new Random(7);
            for (int i = 0; i < 12; i++)
            {
                byte[] salt = new byte[random.Next(ScramVerifier.MinSaltSize, ScramVerifier.MaxSaltSize + 1)];
                random.NextBytes(salt);
                ScramClient client = new ScramClient("pä55 " + random.Next(), salt, 4096 + random.Next(10));
                ScramExchange exchange = new ScramExchange();
                Assert.IsNull(exchange.Read(client.First));
                string final = client.Answer(exchange.Challenge(client.Verifier, "server" + random.Next()));
                Assert.AreEqual(client.Accepted, exchange.Finish(final, out bool isProven));
                Assert.IsTrue(isProven);

                ScramClient other = new ScramClient("another", salt, 4096);
                exchange = new ScramExchange();
                Assert.IsNull(exchange.Read(other.First));
                Assert.AreEqual("wrong user or password", exchange.Finish(other.Answer(exchange.Challenge(client.Verifier, "server")), out isProven));
                Assert.IsFalse(isProven);
            }
        }

        [TestMethod]
        [DataRow("n,,n=admin,r=12345678", null)]
        [DataRow("y,,n=admin,r=12345678", null)]
        [DataRow("n,,n=admin,r=12345678,x=more", null)]
        [DataRow("n,,n=admin,r=1234567", "data: a nonce has 8 to 64 characters")]
        [DataRow("64", null)]
        [DataRow("65", "data: a nonce has 8 to 64 characters")]
        [DataRow("p=tls-unique,,n=admin,r=12345678", "data: not a SCRAM-SHA-256 message")]
        [DataRow("n,a=other,n=admin,r=12345678", "data: not a SCRAM-SHA-256 message")]
        [DataRow("n,,m=ext,n=admin,r=12345678", "data: not a SCRAM-SHA-256 message")]
        [DataRow("n,,n=admin", "data: not a SCRAM-SHA-256 message")]
        [DataRow("n,,r=12345678,n=admin", "data: not a SCRAM-SHA-256 message")]
        [DataRow("n,,n=ädmin,r=12345678", "data: not a SCRAM-SHA-256 message")]
        [DataRow("n,,n=admin,r=1234 5678", "data: not a SCRAM-SHA-256 message")]
        [DataRow("", "data: not a SCRAM-SHA-256 message")]
        [DataRow(",,,", "data: not a SCRAM-SHA-256 message")]
        public void First_Any_IsReadOrRefused(string message, string error)
        {
            if (message.Length == 2)
            {
                message = "n,,n=admin,r=" + new string('x', int.Parse(message));
            }

            Assert.AreEqual(error, new ScramExchange().Read(message));
        }

        [TestMethod]
        public void Final_ChangedAnywhere_ProvesNothing()
        {
            for (int i = 0; i < Final.Length; i++)
            {
                foreach (char c in "A,=")
                {
                    string changed = Final.Substring(0, i) + c + Final.Substring(i + 1);
                    ScramExchange exchange = new ScramExchange();
                    Assert.IsNull(exchange.Read(First));
                    exchange.Challenge(Example(), Nonce);
                    exchange.Finish(changed, out bool isProven);
                    Assert.AreEqual(changed == Final, isProven, changed);
                }
            }

            foreach (string other in new[] { "", "c=biws", "c=biws,r=x", Final.Replace("biws", "eSws"), Final.Replace(",p=", ",x=y,p=") })
            {
                ScramExchange exchange = new ScramExchange();
                Assert.IsNull(exchange.Read(First));
                exchange.Challenge(Example(), Nonce);
                exchange.Finish(other, out bool isProven);
                Assert.IsFalse(isProven, other);
            }
        }

        [TestMethod]
        public void Verifier_OnBothSidesOfItsBounds_IsTakenOrRefused()
        {
            string key = Convert.ToBase64String(new byte[32]);
            Assert.IsNull(Error(Salt(8), 4096, key, key));
            Assert.IsNull(Error(Salt(32), 100000, key, key));
            Assert.AreEqual("salt: base64 of 8 to 32 bytes", Error(Salt(7), 4096, key, key));
            Assert.AreEqual("salt: base64 of 8 to 32 bytes", Error(Salt(33), 4096, key, key));
            Assert.AreEqual("salt: base64 of 8 to 32 bytes", Error("AAAAAAAAAAB=", 4096, key, key), "not the one form of it");
            Assert.AreEqual("salt: base64 of 8 to 32 bytes", Error(" " + Salt(8), 4096, key, key));
            Assert.AreEqual("iterations: 4096 to 100000", Error(Salt(8), 4095, key, key));
            Assert.AreEqual("iterations: 4096 to 100000", Error(Salt(8), 100001, key, key));
            Assert.AreEqual("storedKey: base64 of 32 bytes", Error(Salt(8), 4096, Salt(31), key));
            Assert.AreEqual("serverKey: base64 of 32 bytes", Error(Salt(8), 4096, key, Salt(33)));
        }

        [TestMethod]
        public void User_WhoDoesNotExist_GetsASaltLikeARealOne()
        {
            ScramVerifier real = new ScramClient("secret", new byte[16], 5000).Verifier;
            ScramVerifier a = real.Imitate("nobody");
            Assert.AreEqual(a.Salt, real.Imitate("nobody").Salt, "the same each time");
            Assert.AreNotEqual(a.Salt, real.Imitate("somebody").Salt);
            Assert.AreNotEqual(a.Salt, real.Salt);
            Assert.AreEqual(real.Salt.Length, a.Salt.Length);
            Assert.AreEqual(real.Iterations, a.Iterations);
            ScramClient client = new ScramClient("secret", new byte[16], 5000);
            foreach (string salt in new[] { a.Salt, real.Salt })
            {
                // With the right password, and even with the real user's salt.
                ScramExchange exchange = new ScramExchange();
                Assert.IsNull(exchange.Read(client.First));
                client.Use(Convert.FromBase64String(salt));
                exchange.Finish(client.Answer(exchange.Challenge(a, "server")), out bool isProven);
                Assert.IsFalse(isProven);
            }
        }

        [TestMethod]
        public void Comparison_OfTwoHashes_LooksAtAllOfThem()
        {
            byte[] a = new byte[32];
            for (int i = 0; i < 256; i++)
            {
                byte[] b = new byte[32];
                b[i / 8] ^= (byte)(1 << (i % 8));
                Assert.IsFalse(Sha256.AreEqual(a, b));
            }

            Assert.IsTrue(Sha256.AreEqual(a, new byte[32]));
            Assert.IsFalse(Sha256.AreEqual(a, new byte[31]));
        }

        [TestMethod]
        public void Wait_AfterFailures_GrowsHasABoundAndIsForgotten()
        {
            FailureWait wait = new FailureWait();
            long nowMs = 5000;
            for (int i = 0; i < FailureWait.FreeFailures; i++)
            {
                wait.Fail(nowMs);
                Assert.AreEqual(0, wait.GetLeftMs(nowMs));
            }

            int expected = FailureWait.FirstMs;
            for (int i = 0; i < 40; i++)
            {
                wait.Fail(nowMs);
                Assert.AreEqual(expected, wait.GetLeftMs(nowMs));
                Assert.AreEqual(1, wait.GetLeftMs(nowMs + expected - 1));
                nowMs += expected;
                Assert.AreEqual(0, wait.GetLeftMs(nowMs));
                expected = Math.Min(expected * 2, FailureWait.MaxMs);
            }

            wait.Fail(nowMs);
            Assert.AreEqual(FailureWait.MaxMs, wait.GetLeftMs(nowMs));
            Assert.AreEqual(0, wait.GetLeftMs(nowMs - 1), "a clock that went back makes nobody wait for ever");
            for (int i = 0; i < 10; i++)
            {
                wait.Fail(nowMs);
            }

            Assert.AreEqual(0, wait.GetLeftMs(nowMs + FailureWait.ForgetMs));
            wait.Fail(nowMs + FailureWait.ForgetMs);
            Assert.AreEqual(0, wait.GetLeftMs(nowMs + FailureWait.ForgetMs), "a first failure again");
        }

        private static ScramVerifier Example()
        {
            return new ScramClient("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096).Verifier;
        }

        private static string Salt(int count)
        {
            return Convert.ToBase64String(new byte[count]);
        }

        private static string Error(string salt, int iterations, string storedKey, string serverKey)
        {
            ScramVerifier verifier = ScramVerifier.Create(salt, iterations, storedKey, serverKey, out string error);
            Assert.AreEqual(error == null, verifier != null);
            return error;
        }
    }
}
