using System.Collections.Generic;

namespace Nanowire.Interop.Wire
{
    /// <summary>What a frame's header may not say (sections 5.1 and 5.2).</summary>
    internal static class HeaderCases
    {
        internal static IEnumerable<WireCase> All()
        {
            for (int reserved = 1; reserved <= 7; reserved++)
            {
                yield return new WireCase("reserved bits " + reserved + " on text")
                    .Send(WireFrame.OfText("no") with { Reserved = reserved }).Fails(1002);
                yield return new WireCase("reserved bits " + reserved + " behind a message")
                    .Echo(WireFrame.OfText("yes")).Send(WireFrame.OfBinary([1]) with { Reserved = reserved }).Fails(1002);
            }

            foreach (int opcode in new[] { WireFrame.Ping, WireFrame.Pong, WireFrame.Close })
            {
                yield return new WireCase("reserved bit on opcode " + opcode)
                    .Send(new WireFrame(opcode, []) { Reserved = 4 }).Fails(1002);
            }

            foreach (int opcode in new[] { 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 })
            {
                yield return new WireCase("unknown opcode " + opcode).Send(new WireFrame(opcode, [])).Fails(1002);
                yield return new WireCase("unknown opcode " + opcode + " with a payload, behind a message")
                    .Echo(WireFrame.OfText("yes")).Send(new WireFrame(opcode, WireCase.Utf8("no"))).Fails(1002);
                yield return new WireCase("unknown opcode " + opcode + " in single bytes")
                    .Send(new WireFrame(opcode, WireCase.Utf8("no"))).CutInto(1).Fails(1002);
            }

            yield return new WireCase("wrong masking on text").Send(WireFrame.OfText("no") with { HasWrongMask = true }).Fails(1002);
            yield return new WireCase("wrong masking on a ping").Send(new WireFrame(WireFrame.Ping, []) { HasWrongMask = true }).Fails(1002);
            yield return new WireCase("length 125 in 16 bits").Send(WireFrame.OfBinary(new byte[125]) with { LengthBits = 16 }).Fails(1002);
            yield return new WireCase("length 0 in 16 bits").Send(WireFrame.OfBinary([]) with { LengthBits = 16 }).Fails(1002);
            yield return new WireCase("length 125 in 64 bits").Send(WireFrame.OfBinary(new byte[125]) with { LengthBits = 64 }).Fails(1002);
            yield return new WireCase("length 65535 in 64 bits").Send(WireFrame.OfBinary(new byte[65535]) with { LengthBits = 64 }).Fails(1002);
            yield return new WireCase("length with its top bit set").Send(WireFrame.OfBinary([]) with { Announced = 1UL << 63 }).Fails(1002);
            yield return new WireCase("length of all ones").Send(WireFrame.OfBinary([]) with { Announced = ulong.MaxValue }).Fails(1002);
        }
    }
}
