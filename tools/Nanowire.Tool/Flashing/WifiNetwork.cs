using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Nanowire.Tool
{
    /// <summary>A Wi-Fi network as nanoff stores it on a device.</summary>
    internal sealed class WifiNetwork
    {
        /// <summary>Bytes of a network's name (IEEE 802.11).</summary>
        internal const int MaxSsidLength = 32;

        /// <summary>Bytes of a WPA passphrase (IEEE 802.11): from this...</summary>
        internal const int MinPasswordLength = 8;

        /// <summary>...to this.</summary>
        internal const int MaxPasswordLength = 63;

        /// <summary>Instead of a passphrase, the key itself in hexadecimal digits.</summary>
        internal const int KeyDigits = 64;

        private readonly string _ssid;
        private readonly string _password;

        /// <param name="password">Empty: a network without one.</param>
        internal WifiNetwork(string ssid, string password)
        {
            CheckSsid(ssid);
            int length = Encoding.UTF8.GetByteCount(password);
            bool isKey = password.Length == KeyDigits && password.All(char.IsAsciiHexDigit);
            if (length > 0 && (length < MinPasswordLength || length > MaxPasswordLength) && !isKey)
            {
                throw new ToolException(ExitCode.Usage, $"A Wi-Fi password has {MinPasswordLength} to {MaxPasswordLength} bytes, or {KeyDigits} hexadecimal digits.");
            }

            _ssid = ssid;
            _password = password;
        }

        internal static void CheckSsid(string ssid)
        {
            if (Encoding.UTF8.GetByteCount(ssid) is 0 or > MaxSsidLength)
            {
                throw new ToolException(ExitCode.Usage, "The name of a Wi-Fi network has 1 to " + MaxSsidLength + " bytes.");
            }
        }

        /// <summary>Writes it for nanoff's network deployment. Every key counts: without Encryption it would be stored as None.</summary>
        internal void Write(Stream stream)
        {
            bool isOpen = _password.Length == 0;
            using Utf8JsonWriter json = new(stream);
            json.WriteStartObject();
            json.WriteStartObject("WirelessClient");
            json.WriteString("Ssid", _ssid);
            json.WriteString("Password", _password);
            json.WriteString("Authentication", isOpen ? "Open" : "WPA2");
            json.WriteString("Encryption", isOpen ? "None" : "WPA2_PSK2");
            json.WriteString("ConfigurationOption", "AutoConnect");
            json.WriteString("RadioType", "802.11n");
            json.WriteBoolean("DhcpEnabled", true);
            json.WriteBoolean("AutomaticDNS", true);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
