using System.Collections.Generic;

namespace Nanowire.Interop.Wire
{
    /// <summary>Fragmented messages and what may come between (section 5.4).</summary>
    internal static class FragmentCases
    {
        internal static IEnumerable<WireCase> All()
        {
            byte[] one = WireCase.Utf8("fragment one, ");
            byte[] two = WireCase.Utf8("fragment two");
            yield return new WireCase("text in two fragments").EchoFragments(WireFrame.Text, one, two);
            yield return new WireCase("text in two fragments in single bytes").CutInto(1).EchoFragments(WireFrame.Text, one, two);
            yield return new WireCase("binary in a hundred fragments").EchoFragments(WireFrame.Binary, WireCase.Split(WireCase.Pattern(1000), 10));
            yield return new WireCase("three empty fragments").EchoFragments(WireFrame.Text, [], [], []);
            yield return new WireCase("empty fragments around one that is not").EchoFragments(WireFrame.Text, [], two, []);
            yield return new WireCase("two fragmented messages").EchoFragments(WireFrame.Text, one, two).EchoFragments(WireFrame.Binary, two, one);

            WireCase between = new WireCase("ping between fragments").Send(new WireFrame(WireFrame.Text, one) { IsFinal = false });
            ControlCases.Ping(between, WireCase.Utf8("between")).Send(new WireFrame(WireFrame.Continuation, two));
            yield return between.Expect(WireFrame.OfText("fragment one, fragment two"));

            WireCase often = new WireCase("pings and pongs between fragments, in single bytes").CutInto(1);
            often.Send(new WireFrame(WireFrame.Binary, one) { IsFinal = false });
            for (int i = 0; i < 5; i++)
            {
                ControlCases.Ping(often, WireCase.Utf8("between " + i)).Send(new WireFrame(WireFrame.Pong, two));
                often.Send(new WireFrame(WireFrame.Continuation, []) { IsFinal = false });
            }

            yield return often.Send(new WireFrame(WireFrame.Continuation, two)).Expect(WireFrame.OfBinary([.. one, .. two]));

            yield return new WireCase("ping in two fragments")
                .Send(new WireFrame(WireFrame.Ping, one) { IsFinal = false }, new WireFrame(WireFrame.Continuation, two)).Fails(1002);
            yield return new WireCase("pong in two fragments")
                .Send(new WireFrame(WireFrame.Pong, one) { IsFinal = false }, new WireFrame(WireFrame.Continuation, two)).Fails(1002);
            yield return new WireCase("final continuation without a start").Send(new WireFrame(WireFrame.Continuation, one)).Fails(1002);
            yield return new WireCase("continuation without a start, then a message")
                .Send(new WireFrame(WireFrame.Continuation, one) { IsFinal = false }, WireFrame.OfText("no")).Fails(1002);
            yield return new WireCase("continuation behind a whole message")
                .Echo(WireFrame.OfText("yes")).Send(new WireFrame(WireFrame.Continuation, one)).Fails(1002);
            yield return new WireCase("continuation behind a fragmented message")
                .EchoFragments(WireFrame.Text, one, two).Send(new WireFrame(WireFrame.Continuation, [])).Fails(1002);
            yield return new WireCase("text inside a message")
                .Send(new WireFrame(WireFrame.Text, one) { IsFinal = false }, new WireFrame(WireFrame.Text, two)).Fails(1002);
            yield return new WireCase("binary inside a message")
                .Send(new WireFrame(WireFrame.Text, one) { IsFinal = false }, new WireFrame(WireFrame.Binary, two) { IsFinal = false }).Fails(1002);
            yield return new WireCase("message begun and never ended")
                .Send(new WireFrame(WireFrame.Text, one) { IsFinal = false }).Close(WireFrame.OfClose(1000), 1000);
        }
    }
}
