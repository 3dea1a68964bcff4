using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.DeviceCheck.Tests
{
    /// <summary>Every rule finds what it is there for, and nothing in clean code.</summary>
    [TestClass]
    public class RuleTests
    {
        private static IReadOnlyList<Finding> _bad = [];
        private static IReadOnlyList<Finding> _desktop = [];
        private static IReadOnlyList<Finding> _clean = [];

        [ClassInitialize]
        public static void CompileSamples(TestContext context)
        {
            _bad = Check(DeviceCompiler.Compile("Bad", DeviceCompiler.Sample("Bad.cs"), isUnsafe: true));
            _clean = Check(DeviceCompiler.Compile("Clean", DeviceCompiler.Sample("Clean.cs")));
            _desktop = Check(DeviceCompiler.CompileForDesktop("BadOnDesktop", DeviceCompiler.Sample("BadOnDesktop.cs")));
        }

        [TestMethod]
        [DataRow("GenericClass`1", Rules.Generics)]
        [DataRow("GenericDelegate`1", Rules.Generics)]
        [DataRow("IGeneric`1", Rules.Generics)]
        [DataRow("GenericMethod.Pick", Rules.Generics)]
        [DataRow("GenericCall.Run", Rules.Generics)]
        [DataRow("GenericField._box", Rules.Generics)]
        [DataRow("GenericLocal.Run", Rules.Generics)]
        [DataRow("GenericBase", Rules.Generics)]
        [DataRow("GenericInterface", Rules.Generics)]
        [DataRow("GenericTypeof.Run", Rules.Generics)]
        [DataRow("ArrayField.Cells", Rules.Arrays)]
        [DataRow("ArrayCode.Run", Rules.Arrays)]
        [DataRow("PointerParameter.Run", Rules.Pointers)]
        [DataRow("PointerFixed.Run", Rules.Pointers)]
        [DataRow("PointerStack.Run", Rules.Pointers)]
        [DataRow("PointerFunction.Run", Rules.Pointers)]
        [DataRow("StaticFirst", Rules.Statics)]
        [DataRow("StaticByCall", Rules.Statics)]
        [DataRow("StaticByObject", Rules.Statics)]
        [DataRow("StaticByLibrary", Rules.Statics)]
        [DataRow("StaticByLibraryField", Rules.Statics)]
        [DataRow("StaticLambda", Rules.Statics)]
        [DataRow("StaticWrite", Rules.Statics)]
        [DataRow("FinalizerOnSocket", Rules.Finalizers)]
        [DataRow("FinalizerThroughField", Rules.Finalizers)]
        [DataRow("FinalizerThroughInterface", Rules.Finalizers)]
        [DataRow("FinalizerOnStream", Rules.Finalizers)]
        [DataRow("FinalizerInherited", Rules.Finalizers)]
        [DataRow("CheckedSum.Run", Rules.Overflow)]
        [DataRow("NulInString.Run", Rules.Strings)]
        public void Check_SampleThatBreaksOnTheDevice_IsFound(string where, string rule)
        {
            AssertFound(_bad, where, rule);
        }

        [TestMethod]
        [DataRow("IWithBody.Answer", Rules.Interfaces)]
        [DataRow("IWithStatic.Answer", Rules.Interfaces)]
        [DataRow("VolatileField._state", Rules.Volatile)]
        [DataRow("VolatileField.get_State", Rules.Volatile)]
        public void Check_SampleThatTheDeclarationsRefuse_IsFoundElsewhere(string where, string rule)
        {
            AssertFound(_desktop, where, rule);
        }

        [TestMethod]
        [DataRow("StaticSecond", Rules.Statics)]
        [DataRow("StaticHelper", Rules.Statics)]
        [DataRow("SocketTransport", Rules.Finalizers)]
        [DataRow("Wrapper", Rules.Finalizers)]
        [DataRow("FinalizerHeir", Rules.Finalizers)]
        public void Check_TypeThatABadOneUses_IsNotBlamed(string where, string rule)
        {
            // StaticSecond calls int.Parse, of which the tool cannot know that it needs no statics.
            bool expected = where == "StaticSecond";
            Assert.AreEqual(expected, _bad.Any(f => f.Where == "Samples." + where && f.Rule == rule));
        }

        [TestMethod]
        public void Check_InterfaceMemberWithoutBody_IsNotFound()
        {
            Assert.IsFalse(_desktop.Any(f => f.Where.EndsWith(".Abstract", StringComparison.Ordinal)));
        }

        [TestMethod]
        public void Check_CleanCode_HasNoFinding()
        {
            Assert.AreEqual("", string.Join('\n', _clean));
        }

        [TestMethod]
        [DataRow(8, false)]
        [DataRow(9, true)]
        public void Check_ArrayData_IsLimited(int arrays, bool expected)
        {
            string bytes = string.Concat(Enumerable.Repeat("7,", 6999));
            IEnumerable<string> methods = Enumerable.Range(0, arrays).Select(i => $"byte[] M{i}() => new byte[] {{ {bytes}{i} }};");

            IReadOnlyList<Finding> findings = Check(DeviceCompiler.Compile("Data", $"class Data {{ {string.Concat(methods)} }}"));

            Assert.AreEqual(expected, findings.Any(f => f.Rule == Rules.Data && f.Where == "Data"), string.Join('\n', findings));
            Assert.AreEqual(expected ? 1 : 0, findings.Count, string.Join('\n', findings));
        }

        // A call takes five bytes in the .dll and three in the .pe, and a nop follows it here.
        [TestMethod]
        [DataRow(8150, false)]
        [DataRow(8200, true)]
        public void Check_ByteCode_IsLimited(int calls, bool expected)
        {
            string body = string.Concat(Enumerable.Repeat("F();", calls));

            IReadOnlyList<Finding> findings = Check(DeviceCompiler.Compile("Code", $"class Code {{ static void F() {{ }} void M() {{ {body} }} void N() {{ {body} }} }}"));

            Assert.AreEqual(expected, findings.Any(f => f.Rule == Rules.Code && f.Where == "Code"), string.Join('\n', findings));
            Assert.AreEqual(expected ? 1 : 0, findings.Count, string.Join('\n', findings));
        }

        [TestMethod]
        public void Check_ReferenceDeclarations_HaveNoGenericAndNoPointer()
        {
            string[] paths = Directory.GetFiles(DeviceCompiler.ReferenceDir, "*.dll");
            using AssemblySet set = new(paths, []);
            IEnumerable<Finding> findings = set.Types.SelectMany(ShapeRules.Check);

            Assert.IsTrue(paths.Length >= 11, "reference assemblies are missing");
            Assert.AreEqual("", string.Join('\n', findings));
        }

        private static IReadOnlyList<Finding> Check(string path)
        {
            using AssemblySet set = new([path], [DeviceCompiler.ReferenceDir]);
            return Checker.Check(set);
        }

        private static void AssertFound(IReadOnlyList<Finding> findings, string where, string rule)
        {
            Assert.IsTrue(
                findings.Any(f => f.Rule == rule && f.Where == "Samples." + where),
                $"{rule} does not find {where}; found were:\n{string.Join('\n', findings)}");
        }
    }
}
