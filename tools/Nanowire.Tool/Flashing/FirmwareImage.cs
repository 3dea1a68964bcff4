using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>The .bin to deploy: that of this tree, or any other.</summary>
    internal sealed class FirmwareImage
    {
        private static readonly string[] _sourceFolders = ["src", "firmware", "boards"];
        private static readonly string[] _sourceEndings = [".cs", ".nfproj", ".projitems", ".config", ".html", ".css", ".js", ".mjs"];
        private static readonly string[] _notSources = ["bin", "obj", "node_modules", "tests", "Host"];

        private readonly Session _session;
        private readonly bool _isOfThisTree;
        private readonly string _configuration;

        internal FirmwareImage(Session session, string? path, string configuration)
        {
            _session = session;
            _configuration = configuration;
            _isOfThisTree = path == null;
            Path = path ?? FirmwareOutput.Image(session, configuration);
        }

        internal string Path { get; }

        /// <summary>Whether it is there, fits the board, was built for it, and is not older than its sources, which is only warned of.</summary>
        internal void Check(Board board)
        {
            FileInfo file = new(Path);
            if (!file.Exists)
            {
                throw new ToolException(ExitCode.Failed, Path + " is missing." + (_isOfThisTree ? " " + HowToBuild(board) : ""));
            }

            if (file.Length == 0)
            {
                throw new ToolException(ExitCode.Failed, Path + " is empty.");
            }

            if (board.DeployPartitionSize > 0 && file.Length > board.DeployPartitionSize)
            {
                throw new ToolException(ExitCode.Failed,
                    $"{Path} has {file.Length} B, and the deployment partition of {board.Id} only {board.DeployPartitionSize} B.");
            }

            if (_isOfThisTree)
            {
                string? builtFor = FirmwareOutput.BoardOf(_session, _configuration);
                if (builtFor != null && builtFor != board.Id)
                {
                    throw new ToolException(ExitCode.Failed, Path + " was built for the board " + builtFor + ". " + HowToBuild(board));
                }

                string? newer = FindNewerSource(file.LastWriteTimeUtc, board);
                if (newer != null)
                {
                    _session.Warn(Path + " is older than " + System.IO.Path.GetRelativePath(_session.Root, newer) + ". " + HowToBuild(board));
                }
            }
        }

        private static IEnumerable<string> Walk(string folder)
        {
            return Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder)
                .Where(d => !_notSources.Contains(System.IO.Path.GetFileName(d)))
                .SelectMany(Walk));
        }

        private string HowToBuild(Board board)
        {
            string configuration = _configuration == "Release" ? "" : " --configuration " + _configuration;
            return "This builds it: dotnet run --project tools/Nanowire.Tool -- build --board " + board.Id + configuration;
        }

        private string? FindNewerSource(DateTime built, Board board)
        {
            string boards = _session.PathOf("boards") + System.IO.Path.DirectorySeparatorChar;
            string own = _session.PathOf("boards/" + board.Id) + System.IO.Path.DirectorySeparatorChar;
            return _sourceFolders
                .Select(_session.PathOf)
                .Where(Directory.Exists)
                .SelectMany(Walk)
                .Where(f => _sourceEndings.Contains(System.IO.Path.GetExtension(f)))
                .Where(f => !f.StartsWith(boards, StringComparison.Ordinal) || f.StartsWith(own, StringComparison.Ordinal))
                .Where(f => File.GetLastWriteTimeUtc(f) > built)
                .MaxBy(File.GetLastWriteTimeUtc);
        }
    }
}
