namespace Nanowire.Tool
{
    /// <summary><c>flash</c>: from a board out of its box to one that serves the dashboard.</summary>
    internal static class FlashCommand
    {
        internal static int Run(Session session, string[] args)
        {
            FlashOptions options = new(args);
            if (options.WantsHelp)
            {
                session.Say(FlashOptions.Usage);
                return ExitCode.Done;
            }

            if (options.ListPorts)
            {
                return ListPorts(session, options);
            }

            Board board = BoardCatalog.Get(session, options.Board!);
            FlashPlan.TargetOf(options, board);
            FlashRun run = new(session, options, board);
            if (options.WhatIf)
            {
                run.Describe();
            }
            else
            {
                run.Run();
            }

            return ExitCode.Done;
        }

        private static int ListPorts(Session session, FlashOptions options)
        {
            if (options.WhatIf)
            {
                session.Say("Would ask nanoff for the serial ports.");
                return ExitCode.Done;
            }

            Nanoff nanoff = Nanoff.Find(session, options.PasswordVariable);
            System.Collections.Generic.List<string> ports = SerialPorts.Plausible(new SerialPorts(session, nanoff).List());
            ports.ForEach(session.Say);
            if (ports.Count == 0)
            {
                session.Say("There is no serial port.");
            }

            return ExitCode.Done;
        }
    }
}
