using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Dashboard.Pack;

namespace Nanowire.Tests.Dashboard
{
    [TestClass]
    public sealed class PackTests
    {
        private string _folder;

        [TestInitialize]
        public void MakeFolder()
        {
            _folder = Directory.CreateTempSubdirectory("nanowire-pack-").FullName;
        }

        [TestCleanup]
        public void RemoveFolder()
        {
            Directory.Delete(_folder, true);
        }

        [TestMethod]
        public void StripCode_LinesWithoutMeaning_AreDropped()
        {
            string source = "// why\r\n/* a\n   b */\n\n  let a = 1; // stays\n\t/** doc */\n    let b = \"/* text */\";\n";
            Assert.AreEqual("let a = 1; // stays\nlet b = \"/* text */\";\n", LineStripper.StripCode("a.js", source));
        }

        [TestMethod]
        [DataRow("let a = `one\ntwo`;", "template")]
        [DataRow("let a = 1; /* begins\nends */", "comment")]
        [DataRow("/* one */ let a = 1;", "comment")]
        [DataRow("/* never closed", "not closed")]
        [DataRow("let a = \"one\\\ntwo\";", "continued")]
        [DataRow("let a = \"</SCRIPT>\";", "inlined")]
        [DataRow("let a = \"<!--\";", "inlined")]
        public void StripCode_MeaningAcrossLines_IsRefused(string source, string reason)
        {
            PackException e = Assert.ThrowsExactly<PackException>(() => LineStripper.StripCode("a.js", source));
            StringAssert.Contains(e.Message, reason);
        }

        [TestMethod]
        public void Join_ModulesThatImport_AreInOrderOnceAndWithoutImports()
        {
            Write("main.js", "import { b } from \"./b.js\";\nimport { a } from \"./a.js\";\n\nb(a);\n");
            Write("b.js", "import { a } from \"./a.js\";\n\nexport function b(x) {\n  return x === a;\n}\n");
            Write("a.js", "export const a = 1;\nconst own = 2;\n");
            string joined = ModuleBundle.Join(_folder, "main.js");
            Assert.AreEqual("const a = 1;\nconst own = 2;\nfunction b(x) {\nreturn x === a;\n}\nb(a);\n", joined);
        }

        [TestMethod]
        public void Join_ModulesOfOtherFolders_AreFoundFromWhereTheyAreImported()
        {
            Directory.CreateDirectory(Path.Combine(_folder, "page"));
            Directory.CreateDirectory(Path.Combine(_folder, "js"));
            Write("page/main.js", "import { a } from \"../js/a.js\";\nimport { b } from \"./b.js\";\n\na(b);\n");
            Write("page/b.js", "import { c } from \"../js/c.js\";\n\nexport const b = c;\n");
            Write("js/a.js", "import { c } from \"./c.js\";\n\nexport const a = c;\n");
            Write("js/c.js", "export const c = 1;\n");
            string joined = ModuleBundle.Join(Path.Combine(_folder, "page"), "main.js");
            Assert.AreEqual("const c = 1;\nconst a = c;\nconst b = c;\na(b);\n", joined);
        }

        [TestMethod]
        [DataRow("import a from \"./a.js\";", "write imports as")]
        [DataRow("import { a as c } from \"./a.js\";", "does not export a as c")]
        [DataRow("import * as a from \"./a.js\";", "write imports as")]
        [DataRow("import \"./a.js\";", "write imports as")]
        [DataRow("import { own } from \"./a.js\";", "does not export")]
        [DataRow("import { x } from \"./gone.js\";", "does not exist")]
        [DataRow("import { x } from \"./circle.js\";", "circle")]
        [DataRow("import { a } from \"./a.js\";\nconst own = 1;", "declared in a.js too")]
        [DataRow("export default 5;", "plain name")]
        [DataRow("export { a } from \"./a.js\";", "plain name")]
        [DataRow("const { x } = y;", "plain name")]
        [DataRow("var x = 1;", "plain name")]
        [DataRow("let x, y;", "one name a line")]
        [DataRow("const m = await import(\"./a.js\");", "import()")]
        public void Join_RuleBroken_IsRefused(string main, string reason)
        {
            Write("main.js", main + "\n");
            Write("a.js", "export const a = 1;\nconst own = 2;\n");
            Write("circle.js", "import { y } from \"./main.js\";\nexport const x = 1;\n");
            PackException e = Assert.ThrowsExactly<PackException>(() => ModuleBundle.Join(_folder, "main.js"));
            StringAssert.Contains(e.Message, reason);
        }

        [TestMethod]
        public void Compress_SameInput_SameBytesThatSayNoTime()
        {
            byte[] data = Encoding.UTF8.GetBytes(new string('x', 3000) + "end");
            byte[] packed = Gzip.Compress(data);
            CollectionAssert.AreEqual(packed, Gzip.Compress(data));
            CollectionAssert.AreEqual(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0 }, packed[..8]);
            Assert.AreEqual(255, packed[9]);
            CollectionAssert.AreEqual(data, Decompress(packed));
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(767)]
        [DataRow(768)]
        [DataRow(769)]
        [DataRow(2304)]
        public void GeneratedSource_AnyLength_HoldsTheBytesInChunks(int length)
        {
            byte[] data = new byte[length];
            new Random(length).NextBytes(data);
            string source = GeneratedSource.Write("DashboardPage", data);

            List<byte> joined = new List<byte>();
            MatchCollection chunks = Regex.Matches(source, @"case (\d+):\s+chunk = new byte\[\] \{ ([\d,]+) \};\s+break;");
            for (int i = 0; i < chunks.Count; i++)
            {
                Assert.AreEqual(i.ToString(), chunks[i].Groups[1].Value);
                string[] values = chunks[i].Groups[2].Value.Split(',');
                Assert.IsTrue(values.Length == GeneratedSource.ChunkSize || i == chunks.Count - 1);
                foreach (string value in values)
                {
                    joined.Add(byte.Parse(value));
                }
            }

            CollectionAssert.AreEqual(data, joined.ToArray());
            StringAssert.Contains(source, "const int Length = " + length + ";");
            StringAssert.Contains(source, "const int ChunkCount = " + ((length + GeneratedSource.ChunkSize - 1) / GeneratedSource.ChunkSize) + ";");
            StringAssert.Matches(source, new Regex("ETag = \"\\\\\"[0-9a-f]{16}\\\\\"\";"));
            Assert.IsFalse(source.Contains("static readonly", StringComparison.Ordinal), "a static field would be copied to the heap");
        }

        [TestMethod]
        public void Build_TheRealPage_NeedsNothingElseAndIsSmall()
        {
            string page = PageBuilder.Build(Path.Combine(FindRoot(), "firmware", "dashboard", "src"), "index.html");
            StringAssert.StartsWith(page, "<!doctype html>");
            Assert.IsFalse(Regex.IsMatch(page, @"^\s*(import|export)\b", RegexOptions.Multiline), "a module was not joined");
            Assert.IsFalse(Regex.IsMatch(page, "<(script|img)[^>]*\\ssrc=|<link[^>]*href=\"(?!data:)|@import|url\\("), "the page asks for more");
            int size = Gzip.Compress(Encoding.UTF8.GetBytes(page)).Length;
            Assert.IsTrue(size <= Nanowire.Dashboard.Pack.Program.Budget, "the page alone has " + size + " bytes");
        }

        [TestMethod]
        public void StripCode_TheClientLibrary_IsBelow3Kilobytes()
        {
            string text = LineStripper.StripCode("nanowire.js", File.ReadAllText(Path.Combine(FindRoot(), "js", "nanowire.js")));
            int size = Gzip.Compress(Encoding.UTF8.GetBytes(text)).Length;
            Assert.IsTrue(size < 3 * 1024, size + " bytes");
        }

        [TestMethod]
        [DataRow("js")]
        public void LockFile_OfAPackage_NamesNoRegistry(string folder)
        {
            string text = File.ReadAllText(Path.Combine(FindRoot(), folder, "package-lock.json"));
            Assert.IsFalse(text.Contains("\"resolved\"", StringComparison.Ordinal));
            Assert.IsFalse(text.Contains("://", StringComparison.Ordinal));
        }

        [TestMethod]
        public void Write_SameContent_LeavesTheFileAlone()
        {
            string path = Path.Combine(_folder, "out.txt");
            OutputFiles.Write(path, "one");
            DateTime before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            File.SetLastWriteTimeUtc(path, before);
            OutputFiles.Write(path, "one");
            Assert.AreEqual(before, File.GetLastWriteTimeUtc(path));
            OutputFiles.Write(path, "two");
            Assert.AreEqual("two", File.ReadAllText(path));
            Assert.AreEqual(1, Directory.GetFiles(_folder).Length, "a temporary file was left behind");
        }

        private static string FindRoot()
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Nanowire.slnx")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder;
        }

        private static byte[] Decompress(byte[] packed)
        {
            using GZipStream gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            using MemoryStream output = new MemoryStream();
            gzip.CopyTo(output);
            return output.ToArray();
        }

        private void Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(_folder, name), text);
        }
    }
}
