using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer that is a script, started for it.</summary>
    internal sealed class ScriptEnd : LineEnd
    {
        private readonly ChildProcess _process;

        private ScriptEnd(string program, IEnumerable<string> arguments)
        {
            _process = ChildProcess.Start(program, arguments);
        }

        protected override string Trouble => "; its errors: " + _process.Errors;

        internal static ScriptEnd StartClient(string program, string script, string url, string[] protocols)
        {
            return StartClient(program, [Path.Combine(Places.Peers, script), "client", url, .. protocols]);
        }

        internal static ScriptEnd StartClient(string program, IEnumerable<string> arguments)
        {
            ScriptEnd end = new ScriptEnd(program, arguments);
            end.StartReading();
            return end;
        }

        internal static ScriptEnd StartServer(string program, string script, string[] protocols)
        {
            return StartServer(program, [Path.Combine(Places.Peers, script), "server", .. protocols]);
        }

        internal static ScriptEnd StartServer(string program, IEnumerable<string> arguments)
        {
            ScriptEnd end = new ScriptEnd(program, arguments);
            end.StartReading();
            try
            {
                end.AwaitListening();
                return end;
            }
            catch
            {
                end.Dispose();
                throw;
            }
        }

        public override void Dispose()
        {
            _process.Dispose();
        }

        protected override void WriteLine(string line)
        {
            _process.WriteLine(line);
        }

        private void StartReading()
        {
            new Thread(Read) { IsBackground = true }.Start();
        }

        private void Read()
        {
            try
            {
                while (true)
                {
                    Tell(ToEvent(_process.ReadLine()));
                }
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException)
            {
                // The script has ended, or the test does not wait for it any more.
            }
        }
    }
}
