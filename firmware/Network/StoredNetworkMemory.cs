using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>A <see cref="NetworkMemory"/> that a storage keeps: a byte for the reason, and the name.</summary>
    public sealed class StoredNetworkMemory : NetworkMemory
    {
        /// <summary>The record's name.</summary>
        public const string FileName = "network";

        private const byte RecordKind = (byte)'n';
        private const int Version = 1;
        private const int FileSize = RecordFile.Overhead + 1 + WifiNetwork.MaxSsidSize;

        private readonly RecordFile _file;

        /// <summary>Reads it; what cannot be read is forgotten.</summary>
        public StoredNetworkMemory(Storage storage)
        {
            _file = new RecordFile(storage, FileName, RecordKind, Version);
            byte[] buffer = new byte[FileSize];
            int count = _file.Load(buffer);
            if (count > 0)
            {
                Reason = (NetworkReason)buffer[RecordFile.PayloadOffset];
                ProvenSsid = Encoding.UTF8.GetString(buffer, RecordFile.PayloadOffset + 1, count - 1);
            }
        }

        /// <inheritdoc/>
        public override void Save()
        {
            byte[] ssid = Encoding.UTF8.GetBytes(ProvenSsid);
            int count = ssid.Length <= WifiNetwork.MaxSsidSize ? ssid.Length : 0;
            byte[] buffer = new byte[FileSize];
            buffer[RecordFile.PayloadOffset] = (byte)Reason;
            Array.Copy(ssid, 0, buffer, RecordFile.PayloadOffset + 1, count);

            // Without it the next start asks sooner whether the password is right, and that is all.
            _file.Save(buffer, 1 + count);
        }

        /// <summary>Forgets everything.</summary>
        /// <returns>Whether it is deleted.</returns>
        public bool Erase()
        {
            Reason = NetworkReason.None;
            ProvenSsid = string.Empty;
            return _file.Delete();
        }
    }
}
