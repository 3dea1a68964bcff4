using System.Collections.Generic;

namespace Nanowire.Interop.Wire
{
    /// <summary>Pings and pongs (sections 5.5.2 and 5.5.3).</summary>
    internal static class ControlCases
    {
        internal static IEnumerable<WireCase> All()
        {
            yield return Answered("ping without payload", []);
            yield return Answered("ping with text", WireCase.Utf8("Hello, world!"));
            yield return Answered("ping with bytes that are no text", [0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF]);
            yield return Answered("ping of 125", WireCase.Pattern(125));
            yield return Answered("ping of 125 in single bytes", WireCase.Pattern(125)).CutInto(1);
            yield return new WireCase("ping of 126").Send(new WireFrame(WireFrame.Ping, new byte[126])).Fails(1002);
            yield return new WireCase("pong of 126").Send(new WireFrame(WireFrame.Pong, new byte[126])).Fails(1002);
            yield return new WireCase("ping of 65536").Send(new WireFrame(WireFrame.Ping, new byte[65536])).Fails(1002);
            yield return new WireCase("ping that is not final").Send(new WireFrame(WireFrame.Ping, []) { IsFinal = false }).Fails(1002);
            yield return new WireCase("pong that is not final").Send(new WireFrame(WireFrame.Pong, []) { IsFinal = false }).Fails(1002);
            yield return new WireCase("pong nobody asked for").Send(new WireFrame(WireFrame.Pong, WireCase.Utf8("unasked")));

            WireCase between = new WireCase("pong nobody asked for, ping, pong").Send(new WireFrame(WireFrame.Pong, []));
            yield return Ping(between, WireCase.Utf8("asked")).Send(new WireFrame(WireFrame.Pong, WireCase.Utf8("unasked")));

            WireCase ten = new WireCase("ten pings");
            WireCase tenInBytes = new WireCase("ten pings in single bytes").CutInto(1);
            WireCase mixed = new WireCase("pings among messages");
            for (int i = 0; i < 10; i++)
            {
                Ping(ten, WireCase.Utf8("payload " + i));
                Ping(tenInBytes, WireCase.Utf8("payload " + i));
                Ping(mixed, WireCase.Utf8("payload " + i)).Echo(WireFrame.OfText("message " + i));
            }

            yield return ten;
            yield return tenInBytes;
            yield return mixed;
        }

        internal static WireCase Ping(WireCase wireCase, byte[] payload)
        {
            return wireCase.Send(new WireFrame(WireFrame.Ping, payload)).Expect(new WireFrame(WireFrame.Pong, payload));
        }

        private static WireCase Answered(string name, byte[] payload)
        {
            return Ping(new WireCase(name), payload);
        }
    }
}
