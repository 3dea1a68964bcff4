using System;
using Nanowire.WebSockets;

namespace Nanowire.Conformance
{
    /// <summary>One case after the other, with a line now and then.</summary>
    internal static class CaseRun
    {
        private const int CasesPerLine = 50;

        /// <summary>Runs all cases. Returns how many could not be begun; that is for the server to judge, and the run goes on.</summary>
        internal static int RunAll(CaseClient client, int count)
        {
            int lost = 0;
            for (int number = 1; number <= count; number++)
            {
                try
                {
                    client.RunCase(number);
                }
                catch (WebSocketException e)
                {
                    lost++;
                    Console.WriteLine("case " + number + ": " + e.Message);
                }

                if (number % CasesPerLine == 0 && number < count)
                {
                    Console.WriteLine("case " + number + " of " + count);
                }
            }

            return lost;
        }
    }
}
