namespace Nanowire.Tests.Boards
{
    /// <summary>
    /// What the firmware takes of a board's heap and sockets. The figures in bytes are from the nanoFramework interpreter built for
    /// 32-bit Linux (2026-11-21): the firmware of that day with a stand-in for the board, after a collection, with 1, 4 and 8
    /// connections of 1,024 bytes each way, all of which receive telemetry and send commands, and while it serves the page. Those
    /// who make the firmware larger measure again.
    /// </summary>
    internal static class BoardMemory
    {
        /// <summary>The twelve assemblies that run on the interpreter as well, and what it has itself, before the application begins.</summary>
        public const int Runtime = 18560;

        /// <summary>
        /// The assemblies that only a device has (Gpio, Wifi, Hardware.Esp32; Adc and I2c to come), reckoned from the tables of their .pe
        /// files with nf-interpreter's TypeSystem.cpp.
        /// </summary>
        public const int DeviceAssemblies = 4608;

        /// <summary>What the application reserves besides its connections: in use with one connection, 33,092, less that and the runtime.</summary>
        public const int Application = 11297;

        /// <summary>An opened connection with buffers of 1,024 bytes: a seventh of what 8 take more than 1.</summary>
        public const int Connection = 3235;

        /// <summary>
        /// What has to stay free: it was 5.7 to 6.8 KB between what is in use and the least heap in which all of it runs, and something more.
        /// </summary>
        public const int Reserve = 8192;

        /// <summary>
        /// Sockets that are not connections: the listener, the one that is told 503, mDNS, SNTP, and the setup portal's DHCP and DNS.
        /// </summary>
        public const int OtherSockets = 6;

        private const int MeasuredBuffers = 2 * 1024;

        /// <summary>The bytes in use with all connections open.</summary>
        public static int Needed(int connections, int receiveBufferSize, int sendBufferSize)
        {
            return Runtime + DeviceAssemblies + Application + (connections * (Connection - MeasuredBuffers + receiveBufferSize + sendBufferSize));
        }

        /// <summary>The bytes that stay free on a board with all connections open; the reserve is within.</summary>
        public static int Left(BoardFile board)
        {
            return board.Number("heap.bytes") - Needed(board.Number("maxConnections"), board.Number("receiveBufferSize"), board.Number("sendBufferSize"));
        }

        /// <summary>The sockets that stay free.</summary>
        public static int SocketsLeft(BoardFile board)
        {
            return board.Number("sockets") - board.Number("maxConnections") - OtherSockets;
        }
    }
}
