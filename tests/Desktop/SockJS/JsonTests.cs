using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Tests.SockJS
{
    /// <summary>JSON, against .NET's own.</summary>
    [TestClass]
    public sealed class JsonTests
    {
        private static readonly string[] _texts =
        {
            "", "plain", "\"", "\\", "\\\"", "\\\\\"", "a\"b\\c/d", "\b\f\n\r\t\u0000\u001f", "käse", "\u2028\u2029\u200c\u206f\ufff0\ufffe\uffff",
            "\ud83d\ude00", "100% %41", "\u2027\u2030\u2010\uffef", "ends with \u00e2", new string('\\', 33), new string('"', 32),
        };

        [TestMethod]
        public void Writer_Texts_AreReadByDotNetAndByTheReader()
        {
            foreach (string text in _texts)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                byte[] output = new byte[(bytes.Length * 6) + 10];
                int end = JsonString.Write(bytes, 0, bytes.Length, output, 3, output.Length);
                string json = Encoding.UTF8.GetString(output, 3, end - 3);
                Assert.AreEqual(text, JsonSerializer.Deserialize<string>(json), json);
                Assert.IsFalse(json.Contains('%') || json.Contains('\u2028') || json.Contains('\ufffe'), json);
                Assert.AreEqual(text, string.Join("|", Read(json, json.Length)));

                // It fits its own length, and nothing less.
                Assert.AreEqual(end, JsonString.Write(bytes, 0, bytes.Length, output, 3, end));
                Assert.AreEqual(-1, JsonString.Write(bytes, 0, bytes.Length, output, 3, end - 1));
            }
        }

        [TestMethod]
        public void Writer_EachCharacterOfTheProtocol_IsEscaped()
        {
            for (int c = 0; c < 0x10000; c++)
            {
                bool isEscaped = c < 0x20 || (c >= 0x200C && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F) || c >= 0xFFF0 || c == '%';
                if (char.IsSurrogate((char)c) || c == '"' || c == '\\')
                {
                    continue;
                }

                byte[] bytes = Encoding.UTF8.GetBytes(((char)c).ToString());
                byte[] output = new byte[8];
                int end = JsonString.Write(bytes, 0, bytes.Length, output, 0, 8);
                string expected = isEscaped ? "\"\\u" + c.ToString("x4") + "\"" : "\"" + (char)c + "\"";
                Assert.AreEqual(expected, Encoding.UTF8.GetString(output, 0, end));
            }
        }

        [TestMethod]
        public void Reader_OfWhatDotNetWrites_FindsTheSameHoweverItIsCut()
        {
            string json = JsonSerializer.Serialize(_texts);
            for (int piece = 1; piece < 40; piece++)
            {
                CollectionAssert.AreEqual(_texts, Read(json, piece));
            }
        }

        [TestMethod]
        [DataRow("[\"\\ud83d\"]", "\ufffd")]
        [DataRow("[\"\\ude00x\"]", "\ufffdx")]
        [DataRow("[\"\\ud83d\\ud83d\\ude00\"]", "\ufffd\ud83d\ude00")]
        [DataRow("[\"\\uD83D\\n\"]", "\ufffd\n")]
        [DataRow("[\"\\u00e9\\u4e2D\"]", "é中")]
        public void Reader_Escapes_AreWhatTheyAreInAWebSocket(string json, string text)
        {
            CollectionAssert.AreEqual(new[] { text }, Read(json, 1));
        }

        [TestMethod]
        [DataRow("[")]
        [DataRow("[\"a\"")]
        [DataRow("[\"a\",")]
        [DataRow("[\"a\",]")]
        [DataRow("[,]")]
        [DataRow("[\"a\" \"b\"]")]
        [DataRow("[\"a\"]\"b\"")]
        [DataRow("\"a\"\"b\"")]
        [DataRow("[[\"a\"]]")]
        [DataRow("]")]
        [DataRow("null")]
        [DataRow("[\"\\u12g4\"]")]
        [DataRow("[\"\\u12\"]")]
        [DataRow("[\"\\q\"]")]
        [DataRow("[\"a\\\"]")]
        public void Reader_OfWhatIsNoArrayOfStrings_SaysSo(string json)
        {
            for (int piece = 1; piece <= json.Length; piece++)
            {
                Assert.IsNull(Read(json, piece), "in pieces of " + piece);
            }
        }

        [TestMethod]
        public void Reader_OfWhatIsNoUtf8_SaysSo()
        {
            byte[] json = Encoding.Latin1.GetBytes("[\"\u00ff\"]");
            int position = 0;
            Assert.AreEqual(JsonToken.Broken, new JsonStringReader().Read(json, ref position, json.Length));
        }

        /// <summary>The strings of a JSON text that arrives in pieces; null when it is broken or not whole.</summary>
        private static string[] Read(string json, int piece)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(json);
            byte[] buffer = new byte[bytes.Length];
            JsonStringReader reader = new JsonStringReader();
            List<string> found = new List<string>();
            JsonToken token = JsonToken.NeedInput;
            int kept = 0;
            for (int at = 0; at < bytes.Length; at += piece)
            {
                int count = Math.Min(piece, bytes.Length - at);
                Array.Copy(bytes, at, buffer, kept, count);
                int end = kept + count;
                int position = 0;
                while ((token = reader.Read(buffer, ref position, end)) == JsonToken.String)
                {
                    found.Add(Encoding.UTF8.GetString(buffer, reader.Offset, reader.Count));
                }

                if (token == JsonToken.Broken)
                {
                    return null;
                }

                kept = end - position;
                Array.Copy(buffer, position, buffer, 0, kept);
            }

            return token == JsonToken.End ? found.ToArray() : null;
        }
    }
}
