using System;
using System.IO;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Nanowire.Tool
{
    /// <summary>A temporary file that nobody but its owner may read, gone with <see cref="Dispose"/>.</summary>
    internal sealed class SecretFile : IDisposable
    {
        private SecretFile(string path)
        {
            Path = path;
        }

        internal string Path { get; }

        /// <summary>Makes one and has it written. The access is there before the first byte.</summary>
        internal static SecretFile Create(Action<Stream> write)
        {
            SecretFile file = new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "nanowire-" + Guid.NewGuid().ToString("N") + ".json"));
            try
            {
                using FileStream stream = OperatingSystem.IsWindows() ? OpenForWindows(file.Path) : new FileStream(file.Path, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
                write(stream);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            File.Delete(Path);
        }

        [SupportedOSPlatform("windows")]
        private static FileStream OpenForWindows(string path)
        {
            using WindowsIdentity user = WindowsIdentity.GetCurrent();
            FileSecurity security = new();
            security.SetAccessRuleProtection(true, false);
            security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
            return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, 4096, FileOptions.None, security);
        }
    }
}
