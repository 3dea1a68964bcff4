using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>Makes one self-contained page out of an HTML file, its style sheets, its modules and the chart library.</summary>
    public static class PageBuilder
    {
        private static readonly Regex s_sheet = new Regex("^<link rel=\"stylesheet\" href=\"([\\w./-]+\\.css)\">\n", RegexOptions.Multiline);
        private static readonly Regex s_script = new Regex("^<script type=\"module\" src=\"([\\w./-]+\\.js)\"></script>\n", RegexOptions.Multiline);

        /// <summary>Builds the page.</summary>
        /// <param name="folder">Folder of the page and all it names.</param>
        /// <param name="file">The page's file name, such as index.html.</param>
        /// <param name="library">The chart library, or null for the page's own plain lines.</param>
        /// <returns>The page as text.</returns>
        /// <exception cref="PackException">The sources cannot be packed.</exception>
        public static string Build(string folder, string file, ChartLibrary library)
        {
            string index = Path.Combine(folder, file);
            string page = LineStripper.StripMarkup(index, File.ReadAllText(index));

            if (!s_sheet.IsMatch(page) || s_script.Count(page) != 1)
            {
                throw new PackException(index, "needs a stylesheet link and one module script, each on a line of its own");
            }

            string style = library == null ? "" : library.Style;
            page = s_sheet.Replace(page, match =>
            {
                string sheet = Path.Combine(folder, match.Groups[1].Value);
                string text = "<style>\n" + style + LineStripper.StripCode(sheet, File.ReadAllText(sheet)) + "</style>\n";
                style = "";
                return text;
            });

            // chart.js stands for whichever drawing is packed; see src/chart.js.
            Dictionary<string, string> replaced = new Dictionary<string, string>
            {
                { "chart.js", library == null ? "chart-plain.js" : "chart-uplot.js" },
            };
            return s_script.Replace(page, match =>
                (library == null ? "" : "<script>\n" + library.Script + "</script>\n")
                + "<script type=\"module\">\n" + ModuleBundle.Join(folder, match.Groups[1].Value, replaced) + "</script>\n");
        }
    }
}
