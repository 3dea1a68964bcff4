// The interface as nanoFramework.M2Mqtt 5.1.220 has it, for the desktop, which that package is not for. The device project uses the package.
namespace nanoFramework.M2Mqtt
{
    /// <summary>What nanoFramework.M2Mqtt's client sends and receives through.</summary>
    public interface IMqttNetworkChannel
    {
        /// <summary>Whether a byte can be received without waiting.</summary>
        bool DataAvailable { get; }

        /// <summary>Whether a server's certificate is to be checked.</summary>
        bool ValidateServerCertificate { get; set; }

        /// <summary>Fills a buffer.</summary>
        int Receive(byte[] buffer);

        /// <summary>Fills a buffer if the first byte comes in time.</summary>
        int Receive(byte[] buffer, int timeout);

        /// <summary>Sends all of a buffer.</summary>
        int Send(byte[] buffer);

        /// <summary>Ends the connection.</summary>
        void Close();

        /// <summary>Connects to the broker.</summary>
        void Connect();

        /// <summary>Takes a connection; for brokers.</summary>
        void Accept();
    }
}
