using System;
using System.IO;
using System.Linq;

namespace Nanowire.Tool.Tests
{
    /// <summary>A scene with device projects, a project system and an msbuild that leaves what it is told to.</summary>
    internal static class BuildScene
    {
        internal static Scene Make()
        {
            Scene scene = new();
            scene.Write("nf.sln", """
                Project("{11A8}") = "Lib", "src\Lab\Lab.nfproj", "{1}"
                Project("{11A8}") = "Firmware", "firmware\Nanowire.Firmware.nfproj", "{2}"
                """);
            scene.Write("src/Lab/Lab.nfproj", "<Project />");
            scene.Write("firmware/Nanowire.Firmware.nfproj", """<Project><Compile Include="..\boards\lab\Board.cs" /></Project>""");
            scene.Write("system/NFProjectSystem.CSharp.targets", "<Project />");
            scene.Write("tests/Budget.txt", "# a comment\n.pe of Lab: 90 B\n");
            scene.Write("tests/Device/Nanowire.Tests.Device.nfproj", """<Project><Import Project="..\Shared\Tests.projitems" Label="Shared" /></Project>""");
            scene.Write("tests/Shared/Tests.projitems", """<Project><Compile Include="$(MSBuildThisFileDirectory)A\Tests.cs" /></Project>""");
            scene.Write("tests/Shared/A/Tests.cs", "[TestMethod] [TestMethod] [DataRow]");
            foreach (string name in new[] { "mscorlib", "nanoFramework.UnitTestLauncher", "NFUnitTest", "Alpha", "nzeta" })
            {
                scene.Write("tests/Device/bin/Release/" + name + ".pe", "pe");
            }

            scene.Order("msbuild.files", new[] { "src/Lab/bin/Release/Lab.pe", "firmware/bin/Release/Nanowire.Firmware.pe", "firmware/bin/Release/Nanowire.Firmware.bin" }
                .Select(scene.PathOf).ToArray());
            scene.Set("NANOFRAMEWORK_PROJECT_SYSTEM", scene.PathOf("system"));
            scene.Set("NANOFRAMEWORK_MSBUILD", Places.StandIn + " as-msbuild");
            scene.Set("NANOCLR", Places.StandIn);
            scene.Set("NANOCLR_ARGS", "as-nanoclr");
            return scene;
        }
    }
}
