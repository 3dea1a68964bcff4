using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    [TestClass]
    public class HttpHeadWriterTests
    {
        [TestMethod]
        public void End_AHeadWithEverything_IsWritten()
        {
            byte[] output = new byte[256];
            int count = Write(output, 3, 200);
            Assert.AreEqual(Expected, Heads.Text(output, 3, count), "head");
            Assert.AreEqual(0, output[2] | output[3 + count], "nothing around it");
        }

        [TestMethod]
        public void End_EveryRoomThatIsTooSmall_GivesZero()
        {
            for (int capacity = 0; capacity < Expected.Length; capacity++)
            {
                byte[] output = new byte[Expected.Length + 8];
                Assert.AreEqual(0, Write(output, 4, capacity), capacity.ToString());
                for (int i = 4 + capacity; i < output.Length; i++)
                {
                    Assert.AreEqual(0, (int)output[i], "written behind its room of " + capacity.ToString());
                }
            }

            byte[] exact = new byte[Expected.Length];
            Assert.AreEqual(Expected.Length, Write(exact, 0, exact.Length), "just enough");
        }

        [TestMethod]
        public void Start_AfterAnOverflow_BeginsAnew()
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[64];
            writer.Start(404, output, 0, 5);
            Assert.AreEqual(0, writer.End(), "overflow");
            writer.Start(404, output, 0, 64);
            Assert.AreEqual("HTTP/1.1 404 Not Found\r\n\r\n", Heads.Text(output, 0, writer.End()), "anew");
        }

        [TestMethod]
        public void Add_Numbers_AreWrittenInDecimal()
        {
            ExpectNumber("0", 0);
            ExpectNumber("9", 9);
            ExpectNumber("10", 10);
            ExpectNumber("65536", 65536);
            ExpectNumber("2147483647", 2147483647);
        }

        [TestMethod]
        public void Add_WhatWouldBreakTheHead_Throws()
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[256];
            writer.Start(200, output, 0, output.Length);
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X", "a\r\nY: b"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X", "a\nb"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X", "\u00e9"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X\r\nY", "a"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X: y\r\nY", "a"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X Y", "a"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("", "a"));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X", Hex.Parse("610d0a"), 0, 3));
            Expect.Throws(typeof(ArgumentException), () => writer.Add("X", Hex.Parse("6100"), 0, 2));
            Expect.Throws(typeof(ArgumentNullException), () => writer.Add("X", null));
            Expect.Throws(typeof(ArgumentNullException), () => writer.Add(null, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => writer.Add("X", -1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => writer.Add("X", output, 255, 2));
            Expect.Throws(typeof(ArgumentNullException), () => writer.AddLines(null));
        }

        [TestMethod]
        public void Start_WrongArguments_Throw()
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[64];
            Expect.Throws(typeof(InvalidOperationException), () => writer.Add("X", "y"));
            Expect.Throws(typeof(InvalidOperationException), () => writer.End());
            Expect.Throws(typeof(ArgumentNullException), () => writer.Start(200, null, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => writer.Start(99, output, 0, 64));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => writer.Start(1000, output, 0, 64));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => writer.Start(200, output, 1, 64));
        }

        private const string Expected = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12345\r\nETag: \"abc\"\r\n"
            + "Cache-Control: no-cache\r\n\r\n";

        private static int Write(byte[] output, int offset, int capacity)
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] tag = Ascii.GetBytes("x\"abc\"x");
            writer.Start(200, output, offset, capacity);
            writer.Add("Content-Type", "text/html");
            writer.Add("Content-Length", 12345);
            writer.Add("ETag", tag, 1, 5);
            writer.AddLines(Ascii.GetBytes("Cache-Control: no-cache\r\n"));
            return writer.End();
        }

        private static void ExpectNumber(string expected, int value)
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[64];
            writer.Start(304, output, 0, output.Length);
            writer.Add("A", value);
            Assert.AreEqual("HTTP/1.1 304 Not Modified\r\nA: " + expected + "\r\n\r\n", Heads.Text(output, 0, writer.End()), expected);
        }
    }
}
