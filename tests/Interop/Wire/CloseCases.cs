using System;
using System.Collections.Generic;

namespace Nanowire.Interop.Wire
{
    /// <summary>The closing handshake, its statuses and reasons (sections 5.5.1 and 7.4).</summary>
    internal static class CloseCases
    {
        private static readonly int[] _valid =
        [
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
        ];

        private static readonly int[] _invalid =
        [
            0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 32768, 65535,
        ];

        internal static IEnumerable<WireCase> All()
        {
            foreach (int status in _valid)
            {
                yield return new WireCase("close with " + status).Close(WireFrame.OfClose(status, "a reason"), status);
            }

            foreach (int status in _invalid)
            {
                yield return new WireCase("close with " + status).Close(WireFrame.OfClose(status), 1002);
                yield return new WireCase("close with " + status + " and a reason").Close(WireFrame.OfClose(status, "a reason"), 1002);
            }

            yield return new WireCase("close without a status").Close(new WireFrame(WireFrame.Close, []), WireCase.NoStatus);
            yield return new WireCase("close with one byte").Close(new WireFrame(WireFrame.Close, [3]), 1002);
            yield return new WireCase("close with a reason of 123").Close(WireFrame.OfClose(1000, new string('r', 123)), 1000);
            yield return new WireCase("close with a reason of 124").Close(WireFrame.OfClose(1000, new string('r', 124)), 1002);
            yield return new WireCase("close that is not final").Close(WireFrame.OfClose(1000) with { IsFinal = false }, 1002);
            yield return new WireCase("close with a reason beyond ASCII").Close(WireFrame.OfClose(1000, "Grüße, 世界"), 1000);
            yield return new WireCase("close with a reason that is not UTF-8")
                .Close(WireFrame.OfClose(1000, Convert.FromHexString("CEBAEDA080")), 1007);
            yield return new WireCase("close with a reason cut inside a character")
                .Close(WireFrame.OfClose(1000, Convert.FromHexString("41E282")), 1007);
            yield return new WireCase("close in single bytes").CutInto(1).Close(WireFrame.OfClose(4321, "slowly"), 4321);
            yield return new WireCase("messages, then close").Echo(WireFrame.OfText("one")).Echo(WireFrame.OfText("two")).Close(WireFrame.OfClose(1001), 1001);
            yield return new WireCase("close, then a message").Close(WireFrame.OfClose(1000), 1000).Send(WireFrame.OfText("too late"));
            yield return new WireCase("close, then a ping").Close(WireFrame.OfClose(1000), 1000).Send(new WireFrame(WireFrame.Ping, []));
            yield return new WireCase("close, then close").Close(WireFrame.OfClose(1000), 1000).Send(WireFrame.OfClose(1001));
            yield return new WireCase("close, then nonsense").Close(WireFrame.OfClose(1000), 1000).Send(new WireFrame(15, [1, 2, 3]) { Reserved = 7 });
            yield return new WireCase("message, close, message in single bytes").CutInto(1)
                .Echo(WireFrame.OfText("in time")).Close(WireFrame.OfClose(1000), 1000).Send(WireFrame.OfText("too late"));
        }
    }
}
