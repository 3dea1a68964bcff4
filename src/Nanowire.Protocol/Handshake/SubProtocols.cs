using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The subprotocols that an endpoint speaks, the one it likes best first.</summary>
    internal sealed class SubProtocols
    {
        internal readonly string[] Names;

        private readonly byte[][] _bytes;

        /// <summary>Copies the names; null for none.</summary>
        /// <exception cref="ArgumentException">One is no HTTP token, or appears twice (RFC 6455 section 4.1, item 10).</exception>
        internal SubProtocols(string[] names)
        {
            int count = names == null ? 0 : names.Length;
            Names = new string[count];
            _bytes = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                string name = names[i];
                bool isValid = Ascii.IsToken(name);
                for (int earlier = 0; earlier < i; earlier++)
                {
                    isValid &= names[earlier] != name;
                }

                if (!isValid)
                {
                    throw new ArgumentException("not a token, or twice");
                }

                Names[i] = name;
                _bytes[i] = Ascii.GetBytes(name);
            }
        }

        /// <summary>The place of a name; -1 for one that is not among them.</summary>
        internal int IndexOf(byte[] buffer, int offset, int count)
        {
            int index = Names.Length;
            do
            {
                index--;
            }
            while (index >= 0 && !Ascii.AreEqual(buffer, offset, count, _bytes[index]));
            return index;
        }
    }
}
