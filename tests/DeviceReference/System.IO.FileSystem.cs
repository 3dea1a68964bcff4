// System.IO.FileSystem 1.1.87.0: reference declarations of what the firmware uses of it, for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. Unlike the other files of this folder it
// is not made from a list of the real package but read from the package's sources, github.com/nanoframework/System.IO.FileSystem at tag
// v1.1.87 (System.IO.FileSystem/File.cs, FileAccess.cs, FileMode.cs, FileStream.cs). See README.md beside this file.
using System.Reflection;

[assembly: AssemblyVersion("1.1.87.0")]

namespace System.IO
{
    public static class File
    {
        public static void Delete(string path) => throw null;
        public static bool Exists(string path) => throw null;
    }

    [Flags]
    public enum FileAccess
    {
        Read = 1,
        Write = 2,
        ReadWrite = 3,
    }

    public enum FileMode
    {
        CreateNew = 1,
        Create = 2,
        Open = 3,
        OpenOrCreate = 4,
        Truncate = 5,
        Append = 6,
    }

    public class FileStream : Stream
    {
        public FileStream(string path, FileMode mode, FileAccess access) => throw null;
        ~FileStream() => throw null;

        public override bool CanRead { get => throw null; }
        public override bool CanSeek { get => throw null; }
        public override bool CanWrite { get => throw null; }
        public override long Length { get => throw null; }
        public override long Position { get => throw null; set => throw null; }

        public override void Close() => throw null;
        protected override void Dispose(bool disposing) => throw null;
        public override void Flush() => throw null;
        public override int Read(SpanByte buffer) => throw null;
        public override int Read(byte[] buffer, int offset, int count) => throw null;
        public override int ReadByte() => throw null;
        public override long Seek(long offset, SeekOrigin origin) => throw null;
        public override void SetLength(long value) => throw null;
        public override void Write(byte[] buffer, int offset, int count) => throw null;
        public override void WriteByte(byte value) => throw null;
    }
}
