using System;

namespace Nanowire.Fuzz
{
    /// <summary>A part of the code under test, with an oracle: every input is run in several ways, and what must hold is checked.</summary>
    public abstract class FuzzTarget
    {
        protected FuzzTarget(string name, int maxInput, Mutator mutator)
        {
            Name = name;
            MaxInput = maxInput;
            Mutator = mutator;
        }

        /// <summary>Its name on the command line, and its corpus file's.</summary>
        public string Name { get; }

        /// <summary>Bytes of the longest input worth trying.</summary>
        public int MaxInput { get; }

        /// <summary>What makes new inputs of old ones.</summary>
        public Mutator Mutator { get; }

        /// <summary>Inputs to begin with.</summary>
        public abstract byte[][] Seeds();

        /// <summary>Runs one input, which is not modified.</summary>
        /// <param name="input">Any bytes.</param>
        /// <param name="isThorough">Whether to cut it at every position and to ask what is slow to ask.</param>
        /// <exception cref="FuzzException">Something must not be so.</exception>
        public void Run(byte[] input, bool isThorough)
        {
            try
            {
                RunInput(input, isThorough);
            }
            catch (Exception e) when (e is not FuzzException)
            {
                throw new FuzzException("an exception: " + e.GetType().Name + ": " + e.Message, e);
            }
        }

        protected abstract void RunInput(byte[] input, bool isThorough);

        /// <summary>A number that depends on an input alone, so that what is chosen by it is chosen again.</summary>
        protected static uint HashOf(ReadOnlySpan<byte> bytes)
        {
            uint hash = 2166136261;
            foreach (byte b in bytes)
            {
                hash = (hash ^ b) * 16777619;
            }

            return hash;
        }

        /// <summary>The next number after one.</summary>
        protected static uint NextOf(uint number)
        {
            number ^= number << 13;
            number ^= number >> 17;
            return number ^ (number << 5);
        }
    }
}
