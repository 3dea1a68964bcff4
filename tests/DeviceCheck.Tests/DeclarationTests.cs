using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.DeviceCheck.Tests
{
    /// <summary>What the device lacks is a compile error, one line of source for each thing.</summary>
    [TestClass]
    public class DeclarationTests
    {
        // Statements; in the order of the alphabet of what they use.
        private static readonly string[] _statements =
        [
            "Action<int> a = null;",
            "new Action(() => { }).BeginInvoke(null, null);",
            "System.Array.Resize(ref numbers, 3);",
            "System.Buffer.BlockCopy(bytes, 0, bytes, 1, 2);",
            "decimal d = 1;",
            "dynamic d = text; d.Run();",
            "System.Text.Encoding.ASCII.GetBytes(text);",
            "Enum.Parse(typeof(DayOfWeek), text);",
            "EventHandler<EventArgs> h = null;",
            "Func<int> f = () => 1;",
            "GC.Collect();",
            "byte last = bytes[^1];",
            "byte[] part = bytes[1..2];",
            "System.Threading.Interlocked.Exchange(ref wide, 1L);",
            "List<int> l = new List<int>();",
            "Math.Min(1, 2);",
            "System.Threading.Monitor.Wait(text);",
            "System.Net.Sockets.Socket s = null; s.Shutdown(default);",
            "Span<byte> s = bytes;",
            "Span<byte> s = stackalloc byte[4];",
            "System.Diagnostics.Stopwatch.StartNew();",
            "string.IsNullOrWhiteSpace(text);",
            "string.Join(text, new string[0]);",
            "text.Replace(text, text);",
            "System.Threading.Tasks.Task t = null;",
            "System.Threading.Thread.CurrentThread.IsBackground = true;",
            "System.Threading.ThreadPool.QueueUserWorkItem(null);",
            "System.Threading.Volatile.Read(ref numbers[0]);",
            "var pair = (1, text);",
            "try { } catch (OverflowException) { }",
            "int? n = null;",
            "int? n = text?.Length;",
        ];

        // What the same source may say: the harness itself has to compile.
        private static readonly string[] _fine =
        [
            "Array.Copy(bytes, 0, bytes, 1, 2);",
            "System.Threading.Interlocked.Exchange(ref numbers[0], 1);",
            "System.Text.Encoding.UTF8.GetBytes(text);",
            "System.Net.Sockets.Socket s = null; s.Poll(0, System.Net.Sockets.SelectMode.SelectRead);",
            "text.Split(',');",
            "new System.Threading.Thread(() => { }).Start();",
            "System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces();",
            "nanoFramework.Networking.WifiNetworkHelper.Reconnect(token: new System.Threading.CancellationTokenSource(1000).Token);",
            "new System.Device.Gpio.GpioController().OpenPin(2, System.Device.Gpio.PinMode.Output).Write(true);",
            "nanoFramework.TestFramework.Assert.AreEqual(1, numbers.Length);",
            "long now = Environment.TickCount64;",
            "string s = $\"{numbers[0]:X4} {text}\";",
        ];

        [TestMethod]
        public void Compile_StatementsThatTheDeviceLacks_AreAllRefused()
        {
            IReadOnlySet<int> refused = DeviceCompiler.RefusedLines("Statements", Statements(_statements));

            Assert.AreEqual("", string.Join('\n', _statements.Where((_, i) => !refused.Contains(i + 3))));
        }

        // The compiler stops at the first of its phases that finds errors, so each of these has a run of its own.
        [TestMethod]
        [DataRow("async void Run() { }", "AsyncVoidMethodBuilder")]
        [DataRow("volatile int _state;", "IsVolatile")]
        [DataRow("System.Collections.IEnumerator Items() { yield return 1; }", "IEnumerator`1")]
        [DataRow("int? _maybe;", "Nullable`1")]
        [DataRow("record Pair(int A, int B);", "IEquatable`1")]
        [DataRow("interface IBody { int Answer() => 42; }", "default interface implementation")]
        [DataRow("[ThreadStatic] static int _own;", "ThreadStatic")]
        [DataRow("unsafe void Run(int* p) { }", "/unsafe")]
        public void Compile_MemberThatTheDeviceLacks_IsRefused(string member, string reason)
        {
            (int exitCode, string output) = DeviceCompiler.Run("Member", "using System;\n\nclass C { " + member + " }\n");

            Assert.AreEqual(1, exitCode);
            StringAssert.Contains(output, reason, StringComparison.Ordinal);
        }

        [TestMethod]
        public void Compile_StatementsThatTheDeviceHas_AreAccepted()
        {
            (int exitCode, string output) = DeviceCompiler.Run("Fine", Statements(_fine));

            Assert.AreEqual(0, exitCode, output);
        }

        // Line 3 is the first of them, each in a method of its own.
        private static string Statements(string[] lines)
        {
            IEnumerable<string> methods = lines.Select((l, i) =>
                $"static void M{i}(byte[] bytes, int[] numbers, string text, long wide) {{ {l} }}");
            return "using System;\nclass C {\n" + string.Join('\n', methods) + "\n}\n";
        }
    }
}
