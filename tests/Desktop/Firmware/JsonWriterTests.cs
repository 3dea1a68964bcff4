using System;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    [TestClass]
    public sealed class JsonWriterTests
    {
        [TestMethod]
        public void Value_OfEveryKind_IsWritten()
        {
            Assert.AreEqual(
                "{\"a\":0,\"b\":-9223372036854775808,\"c\":9223372036854775807,\"d\":true,\"e\":false,\"f\":null,\"g\":\"x\",\"h\":[],\"i\":[1,[2],{}],\"j\":{\"k\":\"\"}}",
                Write(WriteAll));
        }

        [TestMethod]
        [DataRow(0, 0, "0")]
        [DataRow(0, 2, "0.00")]
        [DataRow(5, 1, "0.5")]
        [DataRow(-5, 1, "-0.5")]
        [DataRow(5, 3, "0.005")]
        [DataRow(-2153, 2, "-21.53")]
        [DataRow(2153, 0, "2153")]
        [DataRow(100, 2, "1.00")]
        [DataRow(int.MaxValue, 9, "2.147483647")]
        [DataRow(int.MinValue, 9, "-2.147483648")]
        [DataRow(int.MinValue, 0, "-2147483648")]
        public void Value_FixedPoint_HasItsDecimals(int value, int decimals, string expected)
        {
            Assert.AreEqual(expected, Write(json => json.Value(value, decimals)));
        }

        [TestMethod]
        public void Value_EveryByteThatNeedsIt_IsEscaped()
        {
            for (int c = 0; c < 0x80; c++)
            {
                string text = "<" + (char)c + ">";
                string written = Write(json => json.Value(text));
                Assert.AreEqual(text, JsonSerializer.Deserialize<string>(written), c.ToString());
                Assert.AreEqual(c == '"' || c == '\\' ? 6 : c < 0x20 ? 10 : 5, written.Length, c.ToString());
            }

            Assert.AreEqual("\"ä€\U0001D11E\"", Write(json => json.Value("ä€\U0001D11E")));
            Assert.AreEqual("\"\\u001f\"", Write(json => json.Value("\u001f")));
        }

        [TestMethod]
        public void Capacity_OfAnySize_IsNeverExceeded()
        {
            string whole = Write(WriteAll);
            for (int capacity = 0; capacity <= whole.Length + 1; capacity++)
            {
                byte[] buffer = new byte[whole.Length + 20];
                Array.Fill(buffer, (byte)0xEE);
                JsonWriter json = new JsonWriter();
                json.Begin(buffer, 5, capacity);
                WriteAll(json);
                Assert.AreEqual(capacity < whole.Length, json.IsOverflowed, capacity.ToString());
                Assert.IsTrue(json.Count <= capacity);
                for (int i = 0; i < buffer.Length; i++)
                {
                    if (i < 5 || i >= 5 + capacity)
                    {
                        Assert.AreEqual(0xEE, buffer[i], "capacity " + capacity + ", byte " + i);
                    }
                }

                if (!json.IsOverflowed)
                {
                    Assert.AreEqual(whole, Encoding.UTF8.GetString(buffer, 5, json.Count));
                }
            }
        }

        [TestMethod]
        public void Begin_AfterAnOverflow_StartsAnew()
        {
            byte[] buffer = new byte[10];
            JsonWriter json = new JsonWriter();
            json.Begin(buffer, 0, 1);
            json.Value(true);
            Assert.IsTrue(json.IsOverflowed);
            json.Begin(buffer, 0, 10);
            json.Value(true);
            Assert.IsFalse(json.IsOverflowed);
            Assert.AreEqual(4, json.Count);
        }

        private static void WriteAll(JsonWriter json)
        {
            json.BeginObject();
            json.Name(Utf8("a"));
            json.Value(0L);
            json.Name(Utf8("b"));
            json.Value(long.MinValue);
            json.Name(Utf8("c"));
            json.Value(long.MaxValue);
            json.Name(Utf8("d"));
            json.Value(true);
            json.Name(Utf8("e"));
            json.Value(false);
            json.Name(Utf8("f"));
            json.Null();
            json.Name(Utf8("g"));
            json.Value("x");
            json.Name(Utf8("h"));
            json.BeginArray();
            json.EndArray();
            json.Name(Utf8("i"));
            json.BeginArray();
            json.Value(1L);
            json.BeginArray();
            json.Value(2L);
            json.EndArray();
            json.BeginObject();
            json.EndObject();
            json.EndArray();
            json.Name(Utf8("j"));
            json.BeginObject();
            json.Name(Utf8("k"));
            json.Value(Utf8("abc"), 1, 0);
            json.EndObject();
            json.EndObject();
        }

        private static string Write(Action<JsonWriter> write)
        {
            byte[] buffer = new byte[1000];
            JsonWriter json = new JsonWriter();
            json.Begin(buffer, 0, buffer.Length);
            write(json);
            Assert.IsFalse(json.IsOverflowed);
            return Encoding.UTF8.GetString(buffer, 0, json.Count);
        }

        private static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }
    }
}
