using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Nanowire.WebSockets;

namespace Nanowire.Firmware.Host
{
    /// <summary>Runs the firmware's application on a simulated board, for a browser on this machine or network.</summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            HostOptions options = HostOptions.Parse(args, out string error);
            if (options == null)
            {
                Console.Error.WriteLine(error);
                Console.Error.WriteLine(HostOptions.Usage);
                return 2;
            }

            // Nothing is kept: each start is a first one. What is demonstrated is not locked away behind a sign-in.
            DeviceSettings settings = new DeviceSettings(new MemoryStorage(), "nanowire-host", true, null, new DeviceLog());
            using DeviceApplication application = new DeviceApplication(
                new HostBoard(), new HostMachine(), settings, options.Address, options.Port, options.Hosts.ToArray());

            // A device keeps the page in flash as gzip only; here there is memory for the clients that do not accept it.
            application.Server.AddContent("/", Unpack(new DashboardContent()));
            try
            {
                application.Listen();
            }
            catch (SocketException e)
            {
                Console.Error.WriteLine("cannot listen on " + options.Address + ":" + options.Port + ": " + e.Message);
                return 1;
            }

            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, application));
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, application));
            string host = options.Address.Equals(IPAddress.Any) || IPAddress.IsLoopback(options.Address) ? "localhost" : options.Address.ToString();
            Console.WriteLine("Nanowire runs on a simulated board. Point a browser at http://" + host + ":" + application.Server.Port + "/ (Ctrl+C ends it)");
            application.Run();
            return 0;
        }

        private static void Stop(PosixSignalContext context, DeviceApplication application)
        {
            context.Cancel = true;
            application.Stop();
        }

        private static ByteArrayContent Unpack(DashboardContent packed)
        {
            byte[] bytes = new byte[packed.Length];
            for (int read = 0; read < bytes.Length;)
            {
                read += packed.Read(read, bytes, read, bytes.Length - read);
            }

            using GZipStream gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using MemoryStream plain = new MemoryStream();
            gzip.CopyTo(plain);

            // Two representations of one page have two tags (RFC 9110 section 8.8.3).
            string tag = packed.ETag.Substring(0, packed.ETag.Length - 1) + "-plain\"";
            return new ByteArrayContent(plain.ToArray(), packed.ContentType, tag, false);
        }
    }
}
