namespace Nanowire.Firmware
{
    /// <summary>In place of the dashboard, which the build of the firmware packs.</summary>
    internal static class DashboardPage
    {
        public const int Length = 3;
        public const int ChunkSize = 2;
        public const string ETag = "\"bare\"";
        public const string ContentType = "text/html; charset=utf-8";

        public static byte[] GetChunk(int index)
        {
            return index == 0 ? new byte[] { 1, 2 } : new byte[] { 3 };
        }
    }

    /// <summary>In place of the portal's page.</summary>
    internal static class PortalPage
    {
        public const int Length = 3;
        public const int ChunkSize = 2;
        public const string ETag = "\"bare\"";
        public const string ContentType = "text/html; charset=utf-8";

        public static byte[] GetChunk(int index)
        {
            return index == 0 ? new byte[] { 1, 2 } : new byte[] { 3 };
        }
    }
}
