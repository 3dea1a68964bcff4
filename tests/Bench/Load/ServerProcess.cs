using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;

namespace Nanowire.Bench.Load
{
    /// <summary>A server in a process of its own, ended with this object.</summary>
    internal sealed class ServerProcess : IDisposable
    {
        private readonly Process _process;

        private ServerProcess(Process process, int port)
        {
            _process = process;
            EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        }

        internal IPEndPoint EndPoint { get; }

        /// <summary>The processor time that it took so far.</summary>
        internal TimeSpan ProcessorTime
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
        }

        /// <summary>The bytes of memory that are its own or shared, and present.</summary>
        internal long Memory
        {
            get
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
        }

        /// <summary>Starts one; null with a reason where this machine lacks it.</summary>
        internal static ServerProcess Start(string name, int connections, int size, out string missing)
        {
            ProcessStartInfo info;
            missing = null;
            if (name == Servers.Ws)
            {
                string interop = Path.Combine(FindRoot(), "tests", "Interop");
                if (!Directory.Exists(Path.Combine(interop, "node_modules", "ws")))
                {
                    missing = "npm's ws is not there: npm ci in tests/Interop brings it";
                    return null;
                }

                info = new ProcessStartInfo("node", [Path.Combine(interop, "peers", "ws-echo.mjs")]);
            }
            else
            {
                info = new ProcessStartInfo(
                    Environment.ProcessPath, ["serve", name, connections.ToString(CultureInfo.InvariantCulture), size.ToString(CultureInfo.InvariantCulture)]);
                if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
                {
                    info.ArgumentList.Insert(0, typeof(ServerProcess).Assembly.Location);
                }
            }

            info.RedirectStandardInput = true;
            info.RedirectStandardOutput = true;
            Process process;
            try
            {
                process = Process.Start(info);
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                missing = info.FileName + ": " + e.Message;
                return null;
            }

            string line = process.StandardOutput.ReadLine();
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            {
                process.Kill();
                throw new InvalidOperationException(name + " did not say its port but " + line);
            }

            return new ServerProcess(process, port);
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        private static string FindRoot()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder != null && !File.Exists(Path.Combine(folder.FullName, "Nanowire.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException("this runs outside the repository");
        }
    }
}
