// nanoFramework.M2Mqtt 5.1.220: reference declarations of the public members that the project may need, for the compile check of the
// device projects. Names, signatures and constants only; nothing here runs, and nothing here is flashed. See README.md beside this file.
using System.Reflection;

[assembly: AssemblyVersion("5.1.220.0")]

namespace nanoFramework.M2Mqtt
{
    public interface IMqttNetworkChannel
    {
        bool DataAvailable { get; }
        bool ValidateServerCertificate { get; set; }

        void Accept();
        void Close();
        void Connect();
        int Receive(byte[] buffer);
        int Receive(byte[] buffer, int timeout);
        int Send(byte[] buffer);
    }
}
