using System.Linq;

namespace Nanowire.Tool
{
    /// <summary><c>boards</c>: lists the boards.</summary>
    internal static class BoardsCommand
    {
        internal static int Run(Session session, string[] args)
        {
            if (new Options(args, [], []).WantsHelp)
            {
                session.Say("boards: lists the boards, each with the nanoff target of its runtime.");
                return ExitCode.Done;
            }

            foreach (Board board in BoardCatalog.All(session))
            {
                string targets = string.Join(" or ", new[] { board.Target, board.AlternativeTarget }.Where(t => t != null));
                session.Say($"{board.Id,-24} {board.Name,-36} {(targets.Length > 0 ? targets : "runs on a desktop: dotnet run --project firmware/Host")}");
            }

            return ExitCode.Done;
        }
    }
}
