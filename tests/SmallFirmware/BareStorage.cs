namespace Nanowire.Firmware
{
    /// <summary>A medium that has nothing and takes everything.</summary>
    internal sealed class BareStorage : Storage
    {
        /// <inheritdoc/>
        protected override int ReadFile(string name, byte[] buffer)
        {
            return -1;
        }

        /// <inheritdoc/>
        protected override bool WriteFile(string name, byte[] buffer, int count)
        {
            return true;
        }

        /// <inheritdoc/>
        protected override bool DeleteFile(string name)
        {
            return true;
        }
    }
}
