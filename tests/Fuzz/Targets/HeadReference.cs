using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nanowire.Fuzz
{
    /// <summary>A second reading of RFC 9112: whether a head is right, by patterns, as plainly as can be.</summary>
    internal static partial class HeadReference
    {
        private static readonly string[] _singleInRequest = ["HOST", "ORIGIN", "SEC-WEBSOCKET-KEY", "SEC-WEBSOCKET-VERSION", "CONTENT-LENGTH", "AUTHORIZATION"];
        private static readonly string[] _singleInResponse = ["CONTENT-LENGTH"];

        /// <summary>Whether a text begins with a whole head that is right.</summary>
        /// <param name="text">A byte a character.</param>
        /// <param name="isRequest">A request or a response.</param>
        /// <param name="maxHeaders">Header lines that are taken.</param>
        /// <param name="length">The head's length when it is.</param>
        public static bool Accepts(string text, bool isRequest, int maxHeaders, out int length)
        {
            // One empty line in front is ignored, section 2.2.
            int start = text.StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 0;
            int end = text.IndexOf("\r\n\r\n", start, StringComparison.Ordinal);
            length = end + 4;
            if (end <= start)
            {
                return false;
            }

            string[] lines = text[start..end].Split("\r\n");
            if (!lines.All(l => Line().IsMatch(l)) || lines.Length - 1 > maxHeaders)
            {
                return false;
            }

            Match first = isRequest ? RequestLine().Match(lines[0]) : StatusLine().Match(lines[0]);
            if (!first.Success)
            {
                return false;
            }

            List<(string Name, string Value)> headers = [];
            foreach (string line in lines.Skip(1))
            {
                Match header = Header().Match(line);
                if (!header.Success)
                {
                    return false;
                }

                headers.Add((header.Groups[1].Value.ToUpperInvariant(), header.Groups[2].Value));
            }

            string[] single = isRequest ? _singleInRequest : _singleInResponse;
            bool repeats = single.Any(s => headers.Count(h => h.Name == s) > 1);
            bool badLength = headers.Any(h => h.Name == "CONTENT-LENGTH" && !Digits().IsMatch(h.Value.Trim(' ', '\t')));
            if (repeats || badLength || !isRequest)
            {
                return !repeats && !badLength;
            }

            string method = first.Groups[1].Value;
            string target = first.Groups[2].Value;
            bool hasHost = first.Groups[3].Value == "0" || headers.Any(h => h.Name == "HOST");
            return hasHost && (method is not ("GET" or "HEAD") || target[0] == '/' || AbsoluteForm().IsMatch(target));
        }

        // No control characters but tabs, section 2.2 and RFC 9110 section 5.5.
        [GeneratedRegex(@"^[\t\x20-\x7E\x80-\xFF]*\z")]
        private static partial Regex Line();

        [GeneratedRegex(@"^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21\x22\x24-\x7E]+) HTTP/1\.([0-9])\z")]
        private static partial Regex RequestLine();

        [GeneratedRegex(@"^HTTP/1\.([0-9]) ([1-9][0-9][0-9])( .*)?\z", RegexOptions.Singleline)]
        private static partial Regex StatusLine();

        [GeneratedRegex(@"^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):(.*)\z", RegexOptions.Singleline)]
        private static partial Regex Header();

        [GeneratedRegex(@"^[0-9]+\z")]
        private static partial Regex Digits();

        [GeneratedRegex(@"^[Hh][Tt][Tt][Pp][Ss]?://[^/@?]+(/.*)?\z")]
        private static partial Regex AbsoluteForm();
    }
}
