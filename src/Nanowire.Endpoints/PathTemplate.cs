using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>A path whose segments are literals or parameters, such as "/rooms/{room}" (RFC 6570 level 1, whole segments only).</summary>
    internal sealed class PathTemplate
    {
        /// <summary>The segments; null for a parameter, whose name is beside it.</summary>
        private readonly byte[][] _literals;
        private readonly string[] _names;

        /// <summary>What Array.IndexOf looks for; boxed once.</summary>
        private readonly object _slash = (byte)'/';

        /// <exception cref="ArgumentException">No request can name such a path, or a parameter has no name or that of another.</exception>
        internal PathTemplate(string template)
        {
            ArgumentNullException.ThrowIfNull(template, nameof(template));
            bool isValid = template.StartsWith("/");
            _names = isValid ? template.Substring(1).Split('/') : new string[0];
            _literals = new byte[_names.Length][];
            for (int i = 0; i < _names.Length; i++)
            {
                string segment = _names[i];
                bool isParameter = segment.StartsWith("{");
                if (isParameter)
                {
                    segment = segment.EndsWith("}") ? segment.Substring(1, segment.Length - 2) : string.Empty;
                    isValid &= segment.Length > 0;
                    for (int earlier = 0; earlier < i; earlier++)
                    {
                        isValid &= _names[earlier] != segment;
                    }
                }

                for (int j = 0; j < segment.Length; j++)
                {
                    char c = segment[j];
                    isValid &= c > ' ' && c < 0x7F && c != '?' && c != '#' && c != '{' && c != '}';
                }

                if (!isValid)
                {
                    break;
                }

                _names[i] = isParameter ? segment : null;
                _literals[i] = isParameter ? null : segment.Length == 0 ? new byte[0] : Ascii.GetBytes(segment);
            }

            if (!isValid)
            {
                throw new ArgumentException("not a path: " + template);
            }
        }

        /// <summary>Whether a path, without a query, is one of these. It is compared as it was sent; a parameter is at least a character.</summary>
        internal bool Matches(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            if (count == 0 || buffer[offset] != '/')
            {
                return false;
            }

            int at = offset + 1;
            int last = _literals.Length - 1;
            for (int i = 0; i <= last; i++)
            {
                int stop = at < end ? Array.IndexOf(buffer, _slash, at, end - at) : -1;
                if ((stop < 0) != (i == last))
                {
                    return false;
                }

                stop = stop < 0 ? end : stop;
                byte[] literal = _literals[i];
                if (literal == null ? stop == at : !Ascii.AreEqual(buffer, at, stop - at, literal))
                {
                    return false;
                }

                at = stop + 1;
            }

            return true;
        }

        /// <summary>
        /// Which of two that match the same path is meant: at the first segment in which they differ the literal goes first, as Jakarta has it.
        /// </summary>
        /// <returns>1 for this, -1 for the other, 0 where they match the same paths.</returns>
        internal int CompareTo(PathTemplate other)
        {
            if (other._literals.Length != _literals.Length)
            {
                return -1;
            }

            for (int i = 0; i < _literals.Length; i++)
            {
                byte[] mine = _literals[i];
                byte[] its = other._literals[i];
                if ((mine == null) != (its == null))
                {
                    return mine == null ? -1 : 1;
                }

                if (mine != null && !Ascii.AreEqual(mine, 0, mine.Length, its))
                {
                    return -1;
                }
            }

            return 0;
        }

        /// <summary>A parameter of a path that matches, decoded; null when there is none of that name.</summary>
        internal string GetParameter(string path, string name)
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (_names[i] != null && _names[i] == name)
                {
                    int query = path.IndexOf('?');
                    string[] segments = (query < 0 ? path : path.Substring(0, query)).Split('/');
                    return Decode(segments[segments.Length - _names.Length + i]);
                }
            }

            return null;
        }

        /// <summary>Percent-decodes (RFC 3986 section 2.1); what is then no text is left as it was sent.</summary>
        private static string Decode(string text)
        {
            if (text.IndexOf('%') < 0)
            {
                return text;
            }

            byte[] bytes = new byte[text.Length];
            int count = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int value = text[i];
                if (value == '%')
                {
                    value = i + 2 < text.Length ? (Hex(text[i + 1]) << 4) | Hex(text[i + 2]) : -1;
                    i += 2;
                    if (value <= 0)
                    {
                        // No number; and where a device has a string, 0 ends it.
                        return text;
                    }
                }

                bytes[count++] = (byte)value;
            }

            return Utf8.Validate(bytes, 0, count, Utf8.Complete) == Utf8.Complete ? System.Text.Encoding.UTF8.GetString(bytes, 0, count) : text;
        }

        /// <summary>The value of a digit; -1 for what is none.</summary>
        private static int Hex(int c)
        {
            int letter = c | 0x20;
            return c >= '0' && c <= '9' ? c - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
        }
    }
}
