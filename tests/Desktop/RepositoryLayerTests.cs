using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>
    /// Imports point down. A folder is a layer; what a source may use is read off its using lines, its project's
    /// references and the names of the types that each folder declares.
    /// </summary>
    [TestClass]
    public class RepositoryLayerTests
    {
        private const string Protocol = "src/Nanowire.Protocol/";
        private const string Sockets = "src/Nanowire.WebSockets/";
        private const string Tls = "src/Nanowire.Tls/";

        // Extras, which nothing but their own projects refer to.
        private const string Proxy = "src/Nanowire.Proxy";
        private const string Discovery = "src/Nanowire.Discovery";
        private const string Reconnect = "src/Nanowire.Reconnect";
        private const string Stomp = "src/Nanowire.Stomp/";

        // A layer, and those below it that it may use.
        private static readonly string[][] _layers =
        {
            new[] { Protocol + "Primitives" },
            new[] { Protocol + "Framing", Protocol + "Primitives" },
            new[] { Protocol + "Handshake", Protocol + "Primitives" },
            new[] { Protocol + "Connection", Protocol + "Framing", Protocol + "Primitives" },
            new[] { Sockets + "Platform", Protocol + "Primitives" },
            new[] { Sockets + "Transport", Sockets + "Platform", Protocol + "Primitives" },
            new[] { Tls + "Platform" },
            new[] { Tls + "Admission", Tls + "Platform", Sockets + "Transport" },
            new[] { Tls + "Transport", Tls + "Admission", Tls + "Platform", Sockets + "Transport" },
            new[] { Proxy, Sockets + "Transport", Protocol + "Handshake", Protocol + "Primitives" },
            new[] { Reconnect, Reconnect + "/Platform", Sockets + "Hosting", Sockets + "Transport", Protocol + "Primitives" },
            new[] { "src/Nanowire.Access", Sockets + "Hosting", Sockets + "Platform", Protocol + "Handshake", Protocol + "Primitives" },
            new[] { "src/Nanowire.Diagnostics", Sockets + "Hosting", Protocol + "Primitives" },
            new[] { Discovery + "/Messages" },
            new[] { Discovery + "/Responder", Discovery, Discovery + "/Messages" },
            new[] { Discovery + "/Browser", Discovery, Discovery + "/Responder", Discovery + "/Messages" },
            new[] { Discovery, Discovery + "/Responder", Discovery + "/Browser", Discovery + "/Messages" },
            new[] { "src/Nanowire.Portal" },
            new[] { "src/Nanowire.Topics", Sockets + "Hosting", Protocol + "Connection", Protocol + "Framing", Protocol + "Primitives" },
            new[] { "src/Nanowire.Endpoints", Sockets + "Hosting", Protocol + "Handshake", Protocol + "Connection", Protocol + "Primitives" },
            new[] { "src/Nanowire.Deflate/Codec" },
            new[] { "src/Nanowire.Deflate/Negotiation", "src/Nanowire.Deflate/Codec", Protocol + "Framing", Protocol + "Primitives" },
            new[] { Stomp + "Frames", Protocol + "Primitives" },
            new[] { Stomp + "Broker", Stomp + "Client", Stomp + "Frames", Sockets + "Hosting", Protocol + "Primitives" },
            new[] { Stomp + "Client", Stomp + "Frames", Sockets + "Hosting", Sockets + "Transport", Protocol + "Primitives" },
            new[] { "src/Nanowire.SockJS", Sockets + "Hosting", Sockets + "Transport", Sockets + "Platform", Protocol + "Handshake", Protocol + "Primitives" },
            new[] { "src/Nanowire.EventStream", Sockets + "Hosting", Sockets + "Platform", Protocol + "Handshake", Protocol + "Primitives" },
            new[] { "src/Nanowire.Blocks", Sockets + "Hosting" },
            new[] { "src/Nanowire.Browser", Sockets + "Hosting", Sockets + "Transport", Protocol + "Handshake", Protocol + "Connection", Protocol + "Primitives" },
            new[] { "src/Nanowire.Mqtt", "src/Nanowire.Mqtt/Platform", Sockets + "Hosting", Sockets + "Transport", Protocol + "Handshake", Protocol + "Primitives" },
        };

        // Clocks, randomness, threads and text: the protocol is told the time and given its masks, and works on bytes.
        private static readonly string[] _outsideWorld =
        {
            "Console", "DateTime", "Debug", "Encoding", "Environment", "Guid", "Interlocked", "Monitor", "Random", "Socket",
            "Stopwatch", "Stream", "StringBuilder", "Thread", "Timer", "lock",
        };

        [TestMethod]
        public void Protocol_UsingLines_NameSystemOnly()
        {
            List<string> files = RepositoryTree.Files(Protocol, ".cs").Where(f => !f.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal)).ToList();
            IEnumerable<string> others =
                from file in files
                from Match match in Regex.Matches(RepositoryTree.Read(file), @"^\s*using\s+(?:static\s+)?([\w.]+)\s*;", RegexOptions.Multiline)
                where match.Groups[1].Value != "System"
                select file + ": " + match.Value.Trim();

            Assert.IsTrue(files.Count > 0, "no source found");
            Assert.AreEqual("", string.Join("\n", others));
        }

        [TestMethod]
        public void Protocol_Sources_UseNothingOfTheOutsideWorld()
        {
            IEnumerable<string> uses =
                from file in RepositoryTree.Files(Protocol, ".cs")
                where !file.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal)
                from word in Words(file)
                where _outsideWorld.Contains(word)
                select file + " uses " + word;

            Assert.AreEqual("", string.Join("\n", uses.Distinct()));
        }

        [TestMethod]
        public void Protocol_StaticFields_AreConstant()
        {
            IEnumerable<string> fields =
                from type in Assembly.Load("Nanowire.Protocol").GetTypes()
                where !type.IsDefined(typeof(CompilerGeneratedAttribute), false)
                from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                where !field.IsLiteral && !field.IsInitOnly
                select type.Name + "." + field.Name;

            Assert.AreEqual("", string.Join("\n", fields));
        }

        [TestMethod]
        public void Layers_EverySource_UsesTypesOfLowerLayersOnly()
        {
            Dictionary<string, string> owners = TypeOwners();
            IEnumerable<string> upward =
                from layer in _layers
                from file in RepositoryTree.Files(layer[0], ".cs")
                from word in Words(file).Except(MembersNamed(file))
                where owners.TryGetValue(word, out string owner) && !layer.Contains(owner)
                select file + " uses " + word + " of " + owners[word];

            Assert.AreEqual("", string.Join("\n", upward));
        }

        [TestMethod]
        public void Layers_EveryFolderOfTheLibraries_IsKnown()
        {
            string[] known = _layers.Select(l => l[0]).Append(Sockets + "Hosting").Append(Protocol + "Properties").Append(Sockets + "Properties").ToArray();
            IEnumerable<string> folders = RepositoryTree.Files(Protocol, ".cs").Concat(RepositoryTree.Files(Sockets, ".cs"))
                .Select(Layer)
                .Distinct()
                .Where(f => !known.Contains(f));

            Assert.AreEqual("", string.Join("\n", folders));
        }

        [TestMethod]
        public void Libraries_ProjectReferences_PointDown()
        {
            foreach (string project in RepositoryTree.Files("src", "proj").Where(p => p.EndsWith(".nfproj", StringComparison.Ordinal) || p.EndsWith(".csproj", StringComparison.Ordinal)))
            {
                foreach (System.Xml.Linq.XElement reference in RepositoryTree.Elements(project, "ProjectReference"))
                {
                    string used = RepositoryTree.Resolve(project, RepositoryTree.Attribute(reference, "Include"));
                    bool down = used.StartsWith(Protocol, StringComparison.Ordinal)
                        || (used.StartsWith(Sockets, StringComparison.Ordinal) && !project.StartsWith(Protocol, StringComparison.Ordinal));
                    Assert.IsTrue(down && Path.GetDirectoryName(used) != Path.GetDirectoryName(project), project + " -> " + used);
                    Assert.AreEqual(Path.GetExtension(project), Path.GetExtension(used), project + " -> " + used);
                }
            }
        }

        [TestMethod]
        public void Libraries_Sources_DoNotKnowTheFirmware()
        {
            IEnumerable<string> uses =
                from file in RepositoryTree.Files("src", ".cs")
                where Regex.IsMatch(WithoutComments(RepositoryTree.Read(file)), @"\bNanowire\.(Firmware|Boards)\b")
                select file;

            Assert.AreEqual("", string.Join("\n", uses));
        }

        // The two folders above a file, or more of them: src/<library>/<layer>.
        private static string Layer(string file)
        {
            return string.Join("/", file.Split('/').SkipLast(1).Take(3));
        }

        private static Dictionary<string, string> TypeOwners()
        {
            Dictionary<string, string> owners = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string file in RepositoryTree.Files("src", ".cs"))
            {
                string text = WithoutComments(RepositoryTree.Read(file));
                foreach (Match match in Regex.Matches(text, @"^    (?:\w+ )*(?:class|struct|interface|enum|delegate [\w\[\].]+) (\w+)", RegexOptions.Multiline))
                {
                    owners[match.Groups[1].Value] = Layer(file);
                }
            }

            return owners;
        }

        // A namespace of .NET may be called as a type of ours.
        private static IEnumerable<string> Words(string file)
        {
            string text = Regex.Replace(WithoutComments(RepositoryTree.Read(file)), @"^\s*using\s+System\.[\w.]+;", " ", RegexOptions.Multiline);
            return Regex.Matches(text, @"\b[A-Za-z_]\w*").Select(m => m.Value);
        }

        // A property HttpStatus of type int is no use of the type HttpStatus; one of the type itself is.
        private static IEnumerable<string> MembersNamed(string file)
        {
            return Regex.Matches(WithoutComments(RepositoryTree.Read(file)), @"\b(?:public|internal|protected|private) (?:\w+ )*?([\w.\[\]]+) (\w+)\s*(?:\{|=|;|\()")
                .Where(m => m.Groups[1].Value != m.Groups[2].Value)
                .Select(m => m.Groups[2].Value);
        }

        // Comments and literals talk about other layers; code may not.
        private static string WithoutComments(string text)
        {
            return Regex.Replace(text, @"//[^\n]*|/\*.*?\*/|@?""(?:\\.|[^""\\\n])*""|'(?:\\.|[^'\\])'", " ", RegexOptions.Singleline);
        }
    }
}
