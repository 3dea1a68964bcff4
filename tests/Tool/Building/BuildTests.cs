using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>The device build: what MSBuild is told, what it leaves, and what is missing.</summary>
    [TestClass]
    public class BuildTests
    {
        [TestMethod]
        public void Build_CallsTheBuildCommandForTheSolution()
        {
            using Scene scene = BuildScene.Make();

            Outcome outcome = scene.Run("build");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            string system = scene.PathOf("system").Replace('\\', '/') + "/";
            Assert.AreEqual(
                "as-msbuild|" + scene.PathOf("nf.sln") + "|-p:NanoFrameworkProjectSystemPath=" + system + "|-p:Configuration=Release|-m:1|-nologo|-v:m",
                string.Join('|', scene.Calls.Single().Arguments));
        }

        [TestMethod]
        public void Build_Sizes_StandBesideTheBudget()
        {
            using Scene scene = BuildScene.Make();

            Outcome outcome = scene.Run("build", "--no-restore");

            StringAssert.Matches(outcome.Output, new System.Text.RegularExpressions.Regex(@"Lab\.pe +100 B   10 over the budget of 90"));
            StringAssert.Matches(outcome.Output, new System.Text.RegularExpressions.Regex(@"Nanowire\.Firmware\.bin, with all that it needs +100 B\s"));
            StringAssert.EndsWith(SizeReport.Line("x", 90, 90), "as budgeted", StringComparison.Ordinal);
            StringAssert.EndsWith(SizeReport.Line("x", 89, 90), "1 below the budget", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Build_OldOutput_IsRemovedFirst()
        {
            using Scene scene = BuildScene.Make();
            scene.Write("src/Lab/bin/Release/Stale.dll", "");
            scene.Write("src/Lab/bin/Debug/Stays.dll", "");
            scene.Write("src/Lab/obj/Release/Stale.cache", "");

            scene.Run("build", "--no-restore");

            Assert.IsFalse(File.Exists(scene.PathOf("src/Lab/bin/Release/Stale.dll")));
            Assert.IsFalse(File.Exists(scene.PathOf("src/Lab/obj/Release/Stale.cache")));
            Assert.IsTrue(File.Exists(scene.PathOf("src/Lab/bin/Debug/Stays.dll")));
        }

        [TestMethod]
        public void Build_ForABoard_IsNotedForFlashing()
        {
            using Scene scene = BuildScene.Make();
            scene.Write("boards/attic/board.json", """{ "nanoffTarget": "ESP32_C3" }""");
            scene.Write("firmware/Nanowire.Firmware.nfproj", """<Project><Compile Include="..\boards\$(NanowireBoard)\Board.cs" /></Project>""");

            Outcome built = scene.Run("build", "--board", "attic", "--no-restore");
            Outcome flashed = scene.Run("flash", "--board", "lab");

            Assert.AreEqual(0, built.Code, built.All);
            Assert.AreEqual("-p:NanowireBoard=attic", scene.Calls.Single().Arguments[^1]);
            Assert.AreEqual(1, flashed.Code, flashed.All);
            StringAssert.Contains(flashed.Errors, "was built for the board attic", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Build_ForABoardThatTheProjectCannotTake_IsRefused()
        {
            using Scene scene = BuildScene.Make();
            scene.Write("boards/attic/board.json", """{ "nanoffTarget": "ESP32_C3" }""");

            Outcome outcome = scene.Run("build", "--board", "attic", "--no-restore");

            Assert.AreEqual(2, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "builds for the board lab only", StringComparison.Ordinal);
            Assert.AreEqual(0, scene.Calls.Count);
        }

        [TestMethod]
        public void Build_ThatFails_SaysSoAndPrintsNoSizes()
        {
            using Scene scene = BuildScene.Make();
            scene.Order("msbuild.exit", "1");

            Outcome outcome = scene.Run("build", "--no-restore");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "nf.sln does not build", StringComparison.Ordinal);
            Assert.IsFalse(outcome.Output.Contains(".pe", StringComparison.Ordinal), outcome.Output);
        }

        [TestMethod]
        public void Build_ThatLeavesNoImage_IsAFailure()
        {
            using Scene scene = BuildScene.Make();
            scene.Order("msbuild.files", "");

            Outcome outcome = scene.Run("build", "--no-restore");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "The build left no", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Build_WithoutProjectSystem_SaysWhatToInstall()
        {
            using Scene scene = BuildScene.Make();
            scene.Set("NANOFRAMEWORK_PROJECT_SYSTEM", null);
            scene.Set("NANOFRAMEWORK_MSBUILD", null);

            Outcome outcome = scene.Run("build");

            Assert.AreEqual(3, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, OperatingSystem.IsWindows() ? "Install Visual Studio 2022" : "Install Visual Studio Code with the extension", StringComparison.Ordinal);
            StringAssert.Contains(outcome.Errors, "docs/building.md", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Build_ExtensionOfVisualStudioCode_IsFoundWithAnMsbuild()
        {
            using Scene scene = BuildScene.Make();
            string version = ".vscode/extensions/nanoframework.vscode-nanoframework-1.4.2/dist/utils/nanoFramework/v1.0";
            scene.Write("home/" + version + "/NFProjectSystem.CSharp.targets", "<Project />");
            scene.Set("NANOFRAMEWORK_PROJECT_SYSTEM", null);

            Outcome outcome = scene.Run("build", "--no-restore");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            StringAssert.Contains(scene.Calls.Single().CommandLine, version, StringComparison.Ordinal);
        }

        [TestMethod]
        public void Build_VariableThatIsWrong_IsAMistakeOfTheUser()
        {
            using Scene scene = BuildScene.Make();
            scene.Set("NANOFRAMEWORK_PROJECT_SYSTEM", scene.Home);

            Outcome outcome = scene.Run("build");

            Assert.AreEqual(2, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "NANOFRAMEWORK_PROJECT_SYSTEM: there is no NFProjectSystem.CSharp.targets", StringComparison.Ordinal);
        }
    }
}
