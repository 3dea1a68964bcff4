namespace Nanowire.Firmware
{
    /// <summary>The setup portal as the build packed it.</summary>
    public sealed class PortalContent : PackedPage
    {
        /// <summary>The page.</summary>
        public PortalContent()
            : base(PortalPage.ChunkSize)
        {
        }

        /// <inheritdoc/>
        public override string ContentType => PortalPage.ContentType;

        /// <inheritdoc/>
        public override int Length => PortalPage.Length;

        /// <inheritdoc/>
        public override string ETag => PortalPage.ETag;

        /// <inheritdoc/>
        protected override byte[] GetChunk(int index)
        {
            return PortalPage.GetChunk(index);
        }
    }
}
