namespace Nanowire.Tests.Boards
{
    /// <summary>
    /// What the firmware takes of a board's heap and sockets. The figures in bytes are from the nanoFramework interpreter built for
    /// 32-bit Linux (2026-11-21): the firmware of that day with a stand-in for the board, its network and its storage, with five readings, three of
    /// them of a BME280, after a collection, with 1 to 4 connections, all of which receive telemetry and send commands, and while it serves
    /// the page; the whole firmware and the small one. Those who make the firmware larger measure again.
    /// </summary>
    internal static class BoardMemory
    {
        /// <summary>The assemblies that run on the interpreter as well, and what it has itself, before the application begins.</summary>
        public const int Runtime = 21344;

        /// <summary>The same of the small firmware, which has fewer assemblies and smaller ones.</summary>
        public const int SmallRuntime = 19604;

        /// <summary>
        /// The assemblies that only a device has (Gpio, Wifi, Hardware.Esp32, Adc, I2c, IO.FileSystem), and what the firmware's own has
        /// more for them: reckoned from the tables of the .pe files with nf-interpreter's TypeSystem.cpp, which gives what was measured to
        /// the byte for those that run on the interpreter.
        /// </summary>
        public const int DeviceAssemblies = 6180;

        /// <summary>The same of the small firmware, without Adc.</summary>
        public const int SmallDeviceAssemblies = 5760;

        /// <summary>
        /// The objects that only a device has: its link and network interfaces, adapter, pins, bus and files. Reckoned from their fields, 12 bytes
        /// each, and rounded up; nothing on a desktop can show them.
        /// </summary>
        public const int DeviceObjects = 1600;

        /// <summary>
        /// A byte for each of 3,581 methods, rounded for each assembly. The images that are published have the debugger in them
        /// (NANOCLR_ENABLE_SOURCELEVELDEBUGGING), the interpreter for Linux has not.
        /// </summary>
        public const int Debugger = 3708;

        /// <summary>The same for the 3,292 methods of the small firmware and its assemblies.</summary>
        public const int SmallDebugger = 3408;

        /// <summary>What the application reserves besides its connections, its history and the name service.</summary>
        public const int Application = 20096;

        /// <summary>What the small firmware's application reserves besides its connections.</summary>
        public const int SmallApplication = 17520;

        /// <summary>The name service without neighbours.</summary>
        public const int NameService = 4752;

        /// <summary>Messages of full size, which neighbours' answers take, and who reads them.</summary>
        public const int LongMessages = 1776;

        /// <summary>A neighbour.</summary>
        public const int Neighbour = 414;

        /// <summary>
        /// The stream, on boards that have one: its code, its buffers and its queue, and its thread while somebody is subscribed. Measured on the
        /// same interpreter with one subscriber at 1 kHz, against the same firmware without it: 7,752, and something for further connections.
        /// </summary>
        public const int Stream = 8192;

        /// <summary>An opened connection with buffers of 1,024 bytes: a third of what 4 take more than 1.</summary>
        public const int Connection = 3240;

        /// <summary>
        /// What has to stay free: it was 5.7 to 6.6 KB between what is in use and the least heap in which all of it runs, and something more.
        /// </summary>
        public const int Reserve = 8192;

        /// <summary>
        /// Sockets that are not connections: the listener, the one that is told 503, mDNS, SNTP, and the setup portal's DHCP and DNS.
        /// </summary>
        public const int OtherSockets = 6;

        private const int MeasuredBuffers = 2 * 1024;

        /// <summary>The bytes in use with so many connections open, on a board with its history and its name service.</summary>
        public static int Needed(BoardFile board, int connections, int receiveBufferSize, int sendBufferSize)
        {
            int needed = Measured(board) + Reckoned(board) + board.Number("historySize");
            if (board.IsDiscoverable)
            {
                needed += NameService + (board.MaxNeighbours > 0 ? LongMessages + (board.MaxNeighbours * Neighbour) : 0);
            }

            if (board.HasStream)
            {
                needed += Stream;
            }

            return needed + (connections * (Connection - MeasuredBuffers + receiveBufferSize + sendBufferSize));
        }

        /// <summary>What the interpreter has in use before a connection and without what a board may lack.</summary>
        public static int Measured(BoardFile board)
        {
            return board.IsSmall ? SmallRuntime + SmallApplication : Runtime + Application;
        }

        /// <summary>What a device has in use more than the interpreter.</summary>
        public static int Reckoned(BoardFile board)
        {
            return DeviceObjects + (board.IsSmall ? SmallDeviceAssemblies + SmallDebugger : DeviceAssemblies + Debugger);
        }

        /// <summary>The bytes in use with all connections of a board open.</summary>
        public static int Needed(BoardFile board)
        {
            return Needed(board, board.Number("maxConnections"), board.Number("receiveBufferSize"), board.Number("sendBufferSize"));
        }

        /// <summary>The bytes that stay free on a board with all connections open; the reserve is within.</summary>
        public static int Left(BoardFile board)
        {
            return board.Number("heap.bytes") - Needed(board);
        }

        /// <summary>The sockets that stay free.</summary>
        public static int SocketsLeft(BoardFile board)
        {
            return board.Number("sockets") - board.Number("maxConnections") - OtherSockets;
        }
    }
}
