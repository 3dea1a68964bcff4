namespace Nanowire.WebSockets.Protocol
{
    // What a desktop has besides: .NET's own validation, which works on vectors.
    public static partial class Utf8
    {
        static partial void SkipWide(byte[] buffer, ref int i, int end)
        {
            if (!PortablePrimitives.AreForced)
            {
                i = WideUtf8.Skip(buffer, i, end);
            }
        }
    }
}
