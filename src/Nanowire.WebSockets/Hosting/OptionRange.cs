using System;

namespace Nanowire.WebSockets
{
    /// <summary>The one way in which a server's and a client's options refuse a number or a path.</summary>
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

        /// <summary>Refuses a path that no request can name: its bytes are compared as they come, and those are printable ASCII.</summary>
        /// <exception cref="ArgumentException">It has something else, a query or a fragment, or does not start with a slash.</exception>
        internal static void RequirePath(string name, string path)
        {
            char[] chars = path.ToCharArray();
            bool isValid = chars.Length > 0 && chars[0] == '/';
            for (int i = 0; i < chars.Length; i++)
            {
                isValid &= chars[i] > ' ' && chars[i] < 0x7F && chars[i] != '?' && chars[i] != '#';
            }

            if (!isValid)
            {
                throw new ArgumentException(
                    name + " is \"" + path + "\", but a path starts with a slash, is printable ASCII (percent-encode the rest), and has no query");
            }
        }
    }
}
