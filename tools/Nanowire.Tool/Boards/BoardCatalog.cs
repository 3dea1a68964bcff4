using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>The boards of the repository: the folders of boards/ that have a board.json.</summary>
    internal static class BoardCatalog
    {
        internal static List<Board> All(Session session)
        {
            return Directory.GetDirectories(session.PathOf("boards"))
                .Select(folder => (Id: Path.GetFileName(folder), File: Path.Combine(folder, "board.json")))
                .Where(b => File.Exists(b.File))
                .OrderBy(b => b.Id, StringComparer.Ordinal)
                .Select(b => Board.Read(b.Id, b.File))
                .ToList();
        }

        /// <exception cref="ToolException">There is none of that id.</exception>
        internal static Board Get(Session session, string id)
        {
            return All(session).Find(b => b.Id == id)
                ?? throw new ToolException(ExitCode.Usage, "There is no board '" + id + "'. There are: " + string.Join(", ", All(session).Select(b => b.Id)) + ".");
        }
    }
}
