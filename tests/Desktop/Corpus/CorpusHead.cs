using System;
using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Tests.Corpus
{
    /// <summary>A head of the corpus beside this file, with what is said of it there.</summary>
    internal sealed class CorpusHead
    {
        private const string Folder = "tests/Desktop/Corpus/";

        private readonly Dictionary<string, string> _fields = new Dictionary<string, string>(StringComparer.Ordinal);

        private CorpusHead(string name)
        {
            Name = name;
        }

        /// <summary>What a test says when it fails.</summary>
        internal string Name { get; }

        /// <summary>The head with its line ends and its empty line.</summary>
        internal string Text { get; private set; } = "";

        /// <summary>What is said of it: "from", "handshake", and what else; null where nothing is said.</summary>
        internal string this[string field] => _fields.TryGetValue(field, out string value) ? value : null;

        /// <summary>All heads of a kind, "Requests" or "Responses".</summary>
        internal static List<CorpusHead> Load(string kind)
        {
            List<CorpusHead> heads = new List<CorpusHead>();
            foreach (string file in RepositoryTree.Files(Folder + kind, ".txt"))
            {
                CorpusHead head = null;
                foreach (string line in RepositoryTree.Read(file).TrimEnd('\n').Split('\n').Append(""))
                {
                    if (line.StartsWith("### ", StringComparison.Ordinal))
                    {
                        head = new CorpusHead(line.Substring(4));
                    }
                    else if (head != null && head.Text.Length == 0 && line.StartsWith("# ", StringComparison.Ordinal))
                    {
                        int colon = line.IndexOf(": ", StringComparison.Ordinal);
                        head._fields.Add(line.Substring(2, colon - 2), line.Substring(colon + 2));
                    }
                    else if (head != null)
                    {
                        head.Text += line + "\r\n";
                        if (line.Length == 0)
                        {
                            heads.Add(head);
                            head = null;
                        }
                    }
                }
            }

            return heads;
        }
    }
}
