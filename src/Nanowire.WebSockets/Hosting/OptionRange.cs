using System;

namespace Nanowire.WebSockets
{
    /// <summary>The one way in which a server's and a client's options refuse a number.</summary>
    internal static class OptionRange
    {
        /// <summary>Refuses a value outside of its range, naming the numbers.</summary>
        /// <exception cref="ArgumentException">It is outside.</exception>
        internal static void Require(string name, long value, long least, long most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not within " + least.ToString() + " to " + most.ToString());
            }
        }

        /// <summary>Refuses a value below its least, naming the numbers.</summary>
        /// <exception cref="ArgumentException">It is below.</exception>
        internal static void Require(string name, long value, long least)
        {
            if (value < least)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", below " + least.ToString());
            }
        }
    }
}
