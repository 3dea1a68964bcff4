using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>
    /// Joins the page's modules into one, by writing them one after the other, what is imported first.
    /// </summary>
    /// <remarks>
    /// This is right because the modules keep to rules that are checked here: imports are one line each and name what
    /// the other module exports; exports are declarations; no default export, no renaming, no cycle; no two modules
    /// declare the same name at top level. Top level means that the line is not indented.
    /// </remarks>
    public sealed class ModuleBundle
    {
        private static readonly Regex s_import = new Regex(@"^import \{ ([\w$, ]+) \} from ""(\.{1,2}/[\w./-]+\.js)"";$");

        private static readonly Regex s_declaration =
            new Regex(@"^(export )?(?:async function\*? ?|function\*? ?|class |const |let )([A-Za-z_$][\w$]*)");

        private readonly string _folder;
        private readonly Dictionary<string, HashSet<string>> _exports = new Dictionary<string, HashSet<string>>();
        private readonly Dictionary<string, string> _owners = new Dictionary<string, string>();
        private readonly List<string> _open = new List<string>();
        private readonly StringBuilder _text = new StringBuilder();

        private ModuleBundle(string folder)
        {
            _folder = folder;
        }

        /// <summary>Joins a module and all it imports.</summary>
        /// <param name="folder">Folder of the module to start from; others may lie elsewhere.</param>
        /// <param name="entry">File name of the module to start from.</param>
        /// <returns>The text of one module without imports and exports.</returns>
        /// <exception cref="PackException">A module breaks one of the rules above.</exception>
        public static string Join(string folder, string entry)
        {
            ModuleBundle bundle = new ModuleBundle(folder);
            bundle.Add(entry, entry);
            return bundle._text.ToString();
        }

        private void Add(string file, string importer)
        {
            string path = Path.Combine(_folder, file);
            if (!File.Exists(path))
            {
                throw new PackException(Path.Combine(_folder, importer), "imports " + file + ", which does not exist");
            }

            if (_open.Contains(file))
            {
                throw new PackException(path, "is imported in a circle: " + string.Join(", ", _open));
            }

            _open.Add(file);
            HashSet<string> exports = new HashSet<string>();
            StringBuilder text = new StringBuilder();
            string[] lines = File.ReadAllText(path).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                string line = lines[i].TrimEnd();
                if (line.StartsWith("import", StringComparison.Ordinal) && !char.IsLetterOrDigit(line, Math.Min(6, line.Length - 1)))
                {
                    AddImport(path, i + 1, line, file);
                    text.Append('\n');
                    continue;
                }

                text.Append(Declare(path, i + 1, line, file, exports)).Append('\n');
            }

            _text.Append(LineStripper.StripCode(path, text.ToString()));
            _exports.Add(file, exports);
            _open.RemoveAt(_open.Count - 1);
        }

        private void AddImport(string path, int number, string line, string importer)
        {
            Match match = s_import.Match(line);
            if (!match.Success)
            {
                throw new PackException(path, number, "write imports as: import { a, b } from \"./module.js\";");
            }

            // Named by its way from the first module's folder, whoever imports it.
            string file = Path.GetRelativePath(_folder, Path.Combine(Path.GetDirectoryName(path), match.Groups[2].Value)).Replace('\\', '/');
            if (!_exports.ContainsKey(file))
            {
                Add(file, importer);
            }

            foreach (string name in match.Groups[1].Value.Split(','))
            {
                if (!_exports[file].Contains(name.Trim()))
                {
                    throw new PackException(path, number, file + " does not export " + name.Trim());
                }
            }
        }

        private string Declare(string path, int number, string line, string file, HashSet<string> exports)
        {
            if (Regex.IsMatch(line, @"\bimport\s*[(.]"))
            {
                throw new PackException(path, number, "import() and import.meta cannot be packed");
            }

            Match match = s_declaration.Match(line);
            bool isExport = line.StartsWith("export", StringComparison.Ordinal);
            if (!match.Success)
            {
                if (isExport || Regex.IsMatch(line, @"^(const|let|var)\b"))
                {
                    throw new PackException(path, number, "declare one plain name: [export] const, let, class or [async] function");
                }

                return line;
            }

            string name = match.Groups[2].Value;
            if (Regex.IsMatch(line, @"^(?:export )?(?:const|let) [\w$]+\s*,"))
            {
                throw new PackException(path, number, "declare one name a line");
            }

            if (_owners.TryGetValue(name, out string owner))
            {
                throw new PackException(path, number, name + " is declared in " + owner + " too");
            }

            _owners.Add(name, file);
            if (isExport)
            {
                exports.Add(name);
                return line.Substring("export ".Length);
            }

            return line;
        }
    }
}
