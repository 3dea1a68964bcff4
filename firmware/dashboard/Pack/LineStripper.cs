using System;
using System.Text;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>
    /// Makes a source smaller by dropping whole lines and indentation, never by touching what stands inside a line.
    /// </summary>
    /// <remarks>
    /// A minifier has to understand strings, templates and regular expressions; dropping lines does not, as long as
    /// nothing that means something spans lines. That is checked: a line with an odd number of backticks or a block
    /// comment that starts behind code is refused. gzip takes care of nearly all of the rest.
    /// </remarks>
    public static class LineStripper
    {
        /// <summary>Strips JavaScript or CSS: blank lines, indentation and comments that have their lines to themselves.</summary>
        /// <param name="file">Name for messages.</param>
        /// <param name="source">The text; any line ends.</param>
        /// <returns>The lines that are left, each ended by LF.</returns>
        /// <exception cref="PackException">The text cannot be stripped safely.</exception>
        public static string StripCode(string file, string source)
        {
            return Strip(file, source, "/*", "*/", true);
        }

        /// <summary>Strips HTML in the same way; only comments that have their lines to themselves are dropped.</summary>
        /// <param name="file">Name for messages.</param>
        /// <param name="source">The text; any line ends.</param>
        /// <returns>The lines that are left, each ended by LF.</returns>
        /// <exception cref="PackException">The text cannot be stripped safely.</exception>
        public static string StripMarkup(string file, string source)
        {
            return Strip(file, source, "<!--", "-->", false);
        }

        private static string Strip(string file, string source, string open, string close, bool isCode)
        {
            StringBuilder result = new StringBuilder(source.Length);
            string[] lines = source.Split('\n');
            bool inComment = false;
            for (int i = 0; i < lines.Length; i++)
            {
                string line = lines[i].Trim();
                if (!inComment && line.StartsWith(open, StringComparison.Ordinal))
                {
                    inComment = true;
                    line = line.Substring(open.Length);
                }

                if (inComment)
                {
                    int end = line.IndexOf(close, StringComparison.Ordinal);
                    if (end >= 0)
                    {
                        if (end + close.Length != line.Length)
                        {
                            throw new PackException(file, i + 1, "a comment that starts a line must also end its last line");
                        }

                        inComment = false;
                    }

                    continue;
                }

                if (line.Length == 0 || (isCode && line.StartsWith("//", StringComparison.Ordinal)))
                {
                    continue;
                }

                Check(file, i + 1, line, open, close, isCode);
                result.Append(line).Append('\n');
            }

            if (inComment)
            {
                throw new PackException(file, lines.Length, "a comment is not closed");
            }

            return result.ToString();
        }

        private static void Check(string file, int number, string line, string open, string close, bool isCode)
        {
            int start = line.LastIndexOf(open, StringComparison.Ordinal);
            if (start >= 0 && line.IndexOf(close, start + open.Length, StringComparison.Ordinal) < 0)
            {
                throw new PackException(file, number, "a comment of several lines must have its lines to itself");
            }

            if (!isCode)
            {
                return;
            }

            if (line.Split('`').Length % 2 == 0)
            {
                throw new PackException(file, number, "a template literal must not span lines");
            }

            if (line.EndsWith('\\'))
            {
                throw new PackException(file, number, "a string must not be continued on the next line");
            }

            // Inside an element the parser looks for these before the script or style is read.
            if (line.Contains("</script", StringComparison.OrdinalIgnoreCase)
                || line.Contains("</style", StringComparison.OrdinalIgnoreCase)
                || line.Contains("<!--", StringComparison.Ordinal))
            {
                throw new PackException(file, number, "this text cannot be inlined in a page");
            }
        }
    }
}
