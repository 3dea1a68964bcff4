using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    [TestClass]
    public sealed class JsonObjectReaderTests
    {
        private static readonly string[] _names = { "id", "cmd", "on", "", "ä" };

        [TestMethod]
        [DataRow("{}", "")]
        [DataRow(" \t\r\n{ \n} ", "")]
        [DataRow("{\"id\":7,\"cmd\":\"set\",\"on\":true}", "id=7 cmd='set' on=true")]
        [DataRow("{ \"on\" : false , \"id\" : -12 , \"cmd\" : null }", "on=false id=-12 cmd=null")]
        [DataRow("{\"\":0,\"ä\":\"ö\",\"id\":2147483647}", "=0 ä='ö' id=2147483647")]
        [DataRow("{\"id\":-2147483647,\"id\":-0}", "id=-2147483647 id=0")]
        [DataRow("{\"other\":\"\"}", "?=''")]
        public void Object_Valid_IsRead(string json, string expected)
        {
            Assert.AreEqual(expected, Read(json, out string error));
            Assert.IsNull(error);
        }

        [TestMethod]
        [DataRow("", "a JSON object is expected")]
        [DataRow("   ", "a JSON object is expected")]
        [DataRow("[]", "a JSON object is expected")]
        [DataRow("\"a\"", "a JSON object is expected")]
        [DataRow("{", "a member's name is expected")]
        [DataRow("{,}", "a member's name is expected")]
        [DataRow("{id:1}", "a member's name is expected")]
        [DataRow("{\"id", "a member's name is expected")]
        [DataRow("{\"id\":1,}", "a member's name is expected")]
        [DataRow("{\"i\\u0064\":1}", "a member's name is expected")]
        [DataRow("{\"id\"}", "a colon is expected")]
        [DataRow("{\"id\"=1}", "a colon is expected")]
        [DataRow("{\"id\":}", "a value is expected")]
        [DataRow("{\"id\":", "a value is expected")]
        [DataRow("{\"id\":-}", "a value is expected")]
        [DataRow("{\"id\":+1}", "a value is expected")]
        [DataRow("{\"id\":tru}", "a value is expected")]
        [DataRow("{\"id\":nul", "a value is expected")]
        [DataRow("{\"id\":falsy}", "a value is expected")]
        [DataRow("{\"id\":truer}", "a comma or the end of the object is expected")]
        [DataRow("{\"id\":1", "a comma or the end of the object is expected")]
        [DataRow("{\"id\":1 \"on\":2}", "a comma or the end of the object is expected")]
        [DataRow("{\"id\":\"x", "a string is not closed or has a wrong escape")]
        [DataRow("{\"id\":\"\\x\"}", "a string is not closed or has a wrong escape")]
        [DataRow("{\"id\":\"\\u12g4\"}", "a string is not closed or has a wrong escape")]
        [DataRow("{\"id\":\"\\u12\"}", "a string is not closed or has a wrong escape")]
        [DataRow("{\"id\":\"\\\"}", "a string is not closed or has a wrong escape")]
        [DataRow("{\"id\":\"\u0001\"}", "a string is not closed or has a wrong escape")]
        [DataRow("{\"id\":{}}", "nested values are not supported")]
        [DataRow("{\"id\":[1]}", "nested values are not supported")]
        [DataRow("{\"id\":2147483648}", "a number is too large")]
        [DataRow("{\"id\":99999999999999999999999}", "a number is too large")]
        [DataRow("{\"id\":-99999999999}", "a number is too large")]
        [DataRow("{\"id\":01}", "a number has a leading zero")]
        [DataRow("{\"id\":1.5}", "only whole numbers are supported")]
        [DataRow("{\"id\":1e3}", "only whole numbers are supported")]
        [DataRow("{\"id\":1}x", "something follows the object")]
        [DataRow("{}{}", "something follows the object")]
        public void Object_Invalid_SaysWhatIsWrong(string json, string expected)
        {
            Read(json, out string error);
            Assert.AreEqual(expected, error);
        }

        [TestMethod]
        [DataRow("\"\"", "")]
        [DataRow("\"caf\u00e9\"", "caf\u00e9")]
        [DataRow("\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"", "a\"b\\c/\b\f\n\r\t")]
        [DataRow("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00!\"", "A\u00e9\u20ac\ud83d\ude00!")]
        [DataRow("\"\\u0000\"", null)]
        [DataRow("\"\\ud83d\"", null)]
        [DataRow("\"\\ud83dx\\ude00\"", null)]
        [DataRow("\"\\ude00\\ud83d\"", null)]
        [DataRow("\"\\ud83d\\u0041\"", null)]
        [DataRow("12", null)]
        [DataRow("true", null)]
        public void GetText_Value_IsUnescaped(string json, string expected)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("{\"v\":" + json + "}");
            JsonObjectReader reader = new JsonObjectReader();
            reader.Begin(bytes, 0, bytes.Length);
            Assert.IsTrue(reader.Read(), reader.Error);
            Assert.AreEqual(expected, reader.GetText());
            Assert.IsFalse(reader.Read());
            Assert.IsNull(reader.Error);
        }

        [TestMethod]
        public void GetText_WhatDotNetWrote_ComesBack()
        {
            Random random = new Random(20261121);
            JsonObjectReader reader = new JsonObjectReader();
            for (int i = 0; i < 5000; i++)
            {
                StringBuilder text = new StringBuilder();
                for (int k = random.Next(12); k > 0; k--)
                {
                    int c = random.Next(4) == 0 ? random.Next(0x10000, 0x110000) : random.Next(1, random.Next(2) == 0 ? 0x80 : 0xD800);
                    text.Append(char.ConvertFromUtf32(c));
                }

                byte[] bytes = Encoding.UTF8.GetBytes("{\"v\":" + System.Text.Json.JsonSerializer.Serialize(text.ToString()) + "}");
                reader.Begin(bytes, 0, bytes.Length);
                Assert.IsTrue(reader.Read());
                Assert.AreEqual(text.ToString(), reader.GetText());
            }
        }

        [TestMethod]
        public void Object_CutAtAnyByte_IsRefused()
        {
            const string Whole = "{\"id\":12,\"cmd\":\"s\\u00e9\\t\",\"on\":true,\"x\":null,\"y\":-3}";
            for (int count = 0; count < Whole.Length; count++)
            {
                // What lies behind the end must not be looked at.
                byte[] bytes = Encoding.UTF8.GetBytes(Whole);
                Read(bytes, 0, count, out string error);
                Assert.IsNotNull(error, Whole.Substring(0, count));
            }
        }

        [TestMethod]
        public void RandomBytes_NeverThrowNorReadOutside()
        {
            Random random = new Random(20261120);
            const string Alphabet = "{}\":,0123456789-truefalsn \\[].eE\u0001";
            byte[] seed = Encoding.ASCII.GetBytes("{\"id\":12,\"cmd\":\"set\",\"on\":true,\"x\":null}");
            int valid = 0;
            for (int i = 0; i < 200000; i++)
            {
                byte[] bytes;
                if (i % 3 == 0)
                {
                    bytes = new byte[random.Next(0, 20)];
                    random.NextBytes(bytes);
                }
                else if (i % 3 == 1)
                {
                    bytes = new byte[random.Next(0, 20)];
                    for (int k = 0; k < bytes.Length; k++)
                    {
                        bytes[k] = (byte)Alphabet[random.Next(Alphabet.Length)];
                    }
                }
                else
                {
                    bytes = (byte[])seed.Clone();
                    bytes[random.Next(bytes.Length)] = (byte)Alphabet[random.Next(Alphabet.Length)];
                }

                // An array of just that size: one byte too far throws.
                Read(bytes, 0, bytes.Length, out string error);
                if (error == null)
                {
                    valid++;
                    Assert.IsTrue(IsJsonObject(bytes), Encoding.Latin1.GetString(bytes));
                }
            }

            Assert.IsTrue(valid > 100, "too few valid documents to mean anything: " + valid);
        }

        private static bool IsJsonObject(byte[] bytes)
        {
            try
            {
                // Text that is not UTF-8 never gets this far: the protocol refuses it.
                using JsonDocument document = JsonDocument.Parse(Encoding.Latin1.GetString(bytes));
                return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object;
            }
            catch (JsonException)
            {
                return false;
            }
        }

        [TestMethod]
        [DataRow("id", 0)]
        [DataRow("set", 1)]
        [DataRow("setting", 2)]
        [DataRow("ä", 3)]
        [DataRow("", -1)]
        [DataRow("i", -1)]
        [DataRow("se", -1)]
        [DataRow("sett", -1)]
        [DataRow("settings", -1)]
        [DataRow("id,", -1)]
        [DataRow("id,set", -1)]
        [DataRow("ä,", -1)]
        [DataRow("ting", -1)]
        public void Name_OfSeveral_IsFoundByAllOfIt(string name, int expected)
        {
            byte[] names = Encoding.UTF8.GetBytes("id,set,setting,ä,");
            byte[] bytes = Encoding.UTF8.GetBytes("{\"" + name + "\":\"" + name + "\",\"n\":1}");
            JsonObjectReader reader = new JsonObjectReader();
            reader.Begin(bytes, 0, bytes.Length);
            Assert.IsTrue(reader.Read());
            Assert.AreEqual(expected, reader.NameIn(names));
            Assert.AreEqual(expected, reader.ValueIn(names));
            Assert.IsTrue(reader.Read());
            Assert.AreEqual(-1, reader.ValueIn(Encoding.UTF8.GetBytes("1,")), "a number is no string");
        }

        private static string Read(string json, out string error)
        {
            // In the midst of other bytes.
            byte[] bytes = Encoding.UTF8.GetBytes("77" + json + "77}");
            return Read(bytes, 2, bytes.Length - 5, out error);
        }

        private static string Read(byte[] bytes, int offset, int count, out string error)
        {
            JsonObjectReader reader = new JsonObjectReader();
            List<string> members = new List<string>();
            reader.Begin(bytes, offset, count);
            while (reader.Read())
            {
                string name = "?";
                foreach (string known in _names)
                {
                    name = reader.NameIs(Encoding.UTF8.GetBytes(known)) ? known : name;
                }

                string value = reader.Kind switch
                {
                    Nanowire.Firmware.JsonValueKind.Integer => reader.Number.ToString(),
                    Nanowire.Firmware.JsonValueKind.Boolean => reader.Number == 1 ? "true" : "false",
                    Nanowire.Firmware.JsonValueKind.Null => "null",
                    _ => reader.ValueIs(Encoding.UTF8.GetBytes("set")) ? "'set'" : reader.ValueIs(Encoding.UTF8.GetBytes("ö")) ? "'ö'" : "''",
                };
                members.Add(name + "=" + value);
                Assert.IsTrue(members.Count <= count);
            }

            error = reader.Error;
            return string.Join(" ", members);
        }
    }
}
