using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>What MSTest and nanoFramework.TestFramework say differently, said once.</summary>
    internal static class Expect
    {
        /// <summary>The range of <paramref name="actual"/> holds just the bytes that <paramref name="hex"/> names.</summary>
        public static void Bytes(string hex, byte[] actual, int offset, int count, string message)
        {
            byte[] expected = Hex.Parse(hex);
            Assert.AreEqual(Hex.Format(expected, 0, expected.Length), Hex.Format(actual, offset, count), message);
        }

        /// <summary><paramref name="action"/> throws an exception of just that type.</summary>
        public static void Throws(Type type, Action action)
        {
            Exception thrown = null;
            try
            {
                action();
            }
            catch (Exception e)
            {
                thrown = e;
            }

            Assert.IsNotNull(thrown, "nothing was thrown where " + type.FullName + " is due");
            Assert.AreEqual(type.FullName, thrown.GetType().FullName, "another exception was thrown");
        }
    }
}
