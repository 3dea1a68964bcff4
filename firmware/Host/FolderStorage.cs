using System.IO;

namespace Nanowire.Firmware.Host
{
    /// <summary>Files in a folder, which is made when something is first written.</summary>
    internal sealed class FolderStorage : Storage
    {
        private readonly string _folder;

        internal FolderStorage(string folder)
        {
            _folder = folder;
        }

        /// <inheritdoc/>
        protected override int ReadFile(string name, byte[] buffer)
        {
            using FileStream stream = new FileStream(Path.Combine(_folder, name), FileMode.Open, FileAccess.Read);
            if (stream.Length > buffer.Length)
            {
                return (int)System.Math.Min(stream.Length, int.MaxValue);
            }

            int length = (int)stream.Length;
            stream.ReadExactly(buffer, 0, length);
            return length;
        }

        /// <inheritdoc/>
        protected override bool WriteFile(string name, byte[] buffer, int count)
        {
            Directory.CreateDirectory(_folder);
            using FileStream stream = new FileStream(Path.Combine(_folder, name), FileMode.Create, FileAccess.Write);
            stream.Write(buffer, 0, count);

            // To the disk, not just to the system's cache: what is confirmed must be there after a loss of power.
            stream.Flush(true);
            return true;
        }

        /// <inheritdoc/>
        protected override bool DeleteFile(string name)
        {
            string path = Path.Combine(_folder, name);
            if (Directory.Exists(_folder))
            {
                File.Delete(path);
            }

            return !File.Exists(path);
        }
    }
}
