namespace Nanowire.Firmware
{
    /// <summary>The dashboard as the build packed it.</summary>
    public sealed class DashboardContent : PackedPage
    {
        /// <summary>The page.</summary>
        public DashboardContent()
            : base(DashboardPage.ChunkSize)
        {
        }

        /// <inheritdoc/>
        public override string ContentType => DashboardPage.ContentType;

        /// <inheritdoc/>
        public override int Length => DashboardPage.Length;

        /// <inheritdoc/>
        public override string ETag => DashboardPage.ETag;

        /// <inheritdoc/>
        protected override byte[] GetChunk(int index)
        {
            return DashboardPage.GetChunk(index);
        }
    }
}
