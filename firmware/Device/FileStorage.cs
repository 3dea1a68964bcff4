using System.IO;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Files on the device's internal drive, littlefs on all ESP32 targets. The runtime keeps its own configuration, the Wi-Fi
    /// credentials among it, on the same drive, so it is never formatted from here.
    /// </summary>
    public sealed class FileStorage : Storage
    {
        private const string Drive = "I:\\";

        /// <inheritdoc/>
        protected override int ReadFile(string name, byte[] buffer)
        {
            string path = Drive + name;
            if (!File.Exists(path))
            {
                return -1;
            }

            using FileStream stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            int length = (int)stream.Length;
            if (length > buffer.Length)
            {
                return length;
            }

            int count = 0;
            while (count < length)
            {
                // At the end the driver says -1, not 0.
                int read = stream.Read(buffer, count, length - count);
                if (read <= 0)
                {
                    return -1;
                }

                count += read;
            }

            return length;
        }

        /// <inheritdoc/>
        protected override bool WriteFile(string name, byte[] buffer, int count)
        {
            // littlefs puts all of it on the medium when the file is closed, whose failure is an exception.
            FileStream stream = new FileStream(Drive + name, FileMode.Create, FileAccess.Write);
            try
            {
                stream.Write(buffer, 0, count);
                stream.Flush();
            }
            finally
            {
                stream.Close();
            }

            return true;
        }

        /// <inheritdoc/>
        protected override bool DeleteFile(string name)
        {
            string path = Drive + name;
            File.Delete(path);
            return !File.Exists(path);
        }
    }
}
