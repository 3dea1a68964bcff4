namespace Nanowire.WebSockets.Protocol
{
    // What a desktop has besides: vectors, as wide as its processor has them.
    public sealed partial class FrameMask
    {
        static partial void ApplyWide(byte[] buffer, ref int offset, ref int count, ulong key, ref ulong all)
        {
            if (!PortablePrimitives.AreForced)
            {
                WideMask.Apply(buffer, offset, count, key, ref all);
                offset += count;
                count = 0;
            }
        }
    }
}
