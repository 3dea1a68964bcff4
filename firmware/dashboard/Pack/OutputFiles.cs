using System;
using System.IO;
using System.Text;
using System.Threading;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>Output that other builds may read or write at the same time.</summary>
    public static class OutputFiles
    {
        /// <summary>Waits until this process is the only one that packs.</summary>
        /// <param name="path">Path of the lock file; it stays behind, empty.</param>
        /// <returns>The lock; disposing it lets the next one in.</returns>
        /// <exception cref="IOException">Another process has held it for ten minutes.</exception>
        public static IDisposable Lock(string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            for (int tries = 0; ; tries++)
            {
                try
                {
                    return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                }
                catch (IOException) when (tries < 6000)
                {
                    Thread.Sleep(100);
                }
            }
        }

        /// <summary>Writes a file in one step, and not at all when it already holds exactly that.</summary>
        /// <param name="path">Where to.</param>
        /// <param name="content">Its bytes.</param>
        public static void Write(string path, byte[] content)
        {
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            {
                return;
            }

            string temporary = path + "." + Environment.ProcessId + ".tmp";
            File.WriteAllBytes(temporary, content);
            for (int tries = 0; ; tries++)
            {
                try
                {
                    File.Move(temporary, path, true);
                    return;
                }
                catch (Exception e) when ((e is IOException || e is UnauthorizedAccessException) && tries < 50)
                {
                    // On Windows a compiler that is reading the old one holds it for a moment.
                    Thread.Sleep(100);
                }
            }
        }

        /// <summary>Writes text as UTF-8 without a byte order mark; see the other overload.</summary>
        /// <param name="path">Where to.</param>
        /// <param name="content">Its text.</param>
        public static void Write(string path, string content)
        {
            Write(path, new UTF8Encoding(false).GetBytes(content));
        }
    }
}
