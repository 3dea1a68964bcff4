namespace Nanowire.WebSockets.Protocol
{
    // What a desktop has besides: vectors, as wide as its processor has them.
    public sealed partial class FrameMask
    {
        static partial void ApplyWide(byte[] buffer, ref int at, int end, ulong key, ref ulong all)
        {
            if (!PortablePrimitives.AreForced)
            {
                at = WideMask.Apply(buffer, at, end, key, ref all);
            }
        }
    }
}
