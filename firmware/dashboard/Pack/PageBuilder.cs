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
        /// <returns>The page as text.</returns>
        /// <exception cref="PackException">The sources cannot be packed.</exception>
        public static string Build(string folder, string file)
        {
            string index = Path.Combine(folder, file);
            string page = LineStripper.StripMarkup(index, File.ReadAllText(index));

            if (!s_sheet.IsMatch(page) || s_script.Count(page) != 1)
            {
                throw new PackException(index, "needs a stylesheet link and one module script, each on a line of its own");
            }

            page = s_sheet.Replace(page, match =>
            {
                string sheet = Path.Combine(folder, match.Groups[1].Value);
                return "<style>\n" + LineStripper.StripCode(sheet, File.ReadAllText(sheet)) + "</style>\n";
            });
            return s_script.Replace(page, match =>
                "<script type=\"module\">\n" + ModuleBundle.Join(folder, match.Groups[1].Value) + "</script>\n");
        }
    }
}
