using System;

namespace Nanowire.Fuzz
{
    /// <summary>The code under test did something it must not; the message says what.</summary>
    public sealed class FuzzException : Exception
    {
        public FuzzException()
        {
        }

        public FuzzException(string message)
            : base(message)
        {
        }

        public FuzzException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Fails unless a condition holds.</summary>
        public static void Unless(bool condition, string message)
        {
            if (!condition)
            {
                throw new FuzzException(message);
            }
        }
    }
}
