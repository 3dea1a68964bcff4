using System;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>What is wrong before a device is touched is said before a device is touched.</summary>
    [TestClass]
    public class FlashRefusalTests
    {
        [TestMethod]
        [DataRow("There is no board 'none'. There are: host, lab.", "--board", "none")]
        [DataRow("is not one to flash", "--board", "host")]
        [DataRow("--board says which board", "--port", "COM3")]
        [DataRow("There is no option --bord.", "--bord", "lab")]
        [DataRow("Argument 1 of the verb is no option.", "lab")]
        [DataRow("--board needs a value.", "--board")]
        [DataRow("--board needs a value.", "--board", "--erase")]
        [DataRow("--port needs a value.", "--board", "lab", "--port=")]
        [DataRow("--erase takes no value.", "--board", "lab", "--erase=yes")]
        [DataRow("--board is there twice.", "--board", "lab", "--board", "lab")]
        [DataRow("--skip-firmware and --erase exclude each other.", "--board", "lab", "--skip-firmware", "--erase")]
        [DataRow("--image and --skip-app exclude each other.", "--board", "lab", "--image", "x", "--skip-app")]
        [DataRow("--wifi-ssid and --network-json exclude each other.", "--board", "lab", "--wifi-ssid", "x", "--network-json", "x")]
        [DataRow("--wifi-password-stdin needs --wifi-ssid.", "--board", "lab", "--wifi-password-stdin")]
        [DataRow("--configuration is Release or Debug.", "--board", "lab", "--configuration", "../..")]
        [DataRow("--baud is a whole number from 9600 to 5000000.", "--board", "lab", "--baud", "9599")]
        [DataRow("--baud is a whole number from 9600 to 5000000.", "--board", "lab", "--baud", "5000001")]
        [DataRow("--port-wait is a whole number from 0 to 3600.", "--board", "lab", "--port-wait", "3601")]
        [DataRow("--step-timeout is a whole number from 1 to 3600.", "--board", "lab", "--step-timeout", "0")]
        [DataRow("The name of a Wi-Fi network has 1 to 32 bytes.", "--board", "lab", "--wifi-ssid", "123456789012345678901234567890123")]
        [DataRow("none.json is missing.", "--board", "lab", "--network-json", "none.json")]
        public void Flash_WrongCommandLine_IsRefused(string message, params string[] args)
        {
            using Scene scene = new();

            Outcome outcome = scene.RunInside(["flash", .. args]);

            Assert.AreEqual(2, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, message, StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("--wifi-password", Scene.Secret)]
        [DataRow("--wifi-password=" + Scene.Secret)]
        [DataRow("--password", Scene.Secret)]
        [DataRow(Scene.Secret)]
        public void Flash_PasswordAsArgument_IsRefusedAndNotRepeated(params string[] args)
        {
            using Scene scene = new();

            Outcome outcome = scene.RunInside(["flash", "--board", "lab", "--wifi-ssid", "home", .. args]);

            Assert.AreEqual(2, outcome.Code, outcome.All);
            Assert.AreEqual(0, scene.Calls.Count);
        }

        [TestMethod]
        [DataRow("The Wi-Fi password cannot be asked for here")]
        [DataRow("--wifi-password-env: there is no environment variable NOT_THERE.", "--wifi-password-env", "NOT_THERE")]
        public void Flash_PasswordThatIsNotToBeHad_IsRefused(string message, params string[] args)
        {
            using Scene scene = new();

            Outcome outcome = scene.Run(["flash", "--board", "lab", "--wifi-ssid", "home", .. args]);

            Assert.AreEqual(2, outcome.Code, outcome.All);
            Assert.AreEqual("", scene.Steps);
            StringAssert.Contains(outcome.Errors, message, StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("{ \"kind\": \"ethernet\", \"wifi\": false }", 2)]
        [DataRow("{ \"kind\": \"ethernet\", \"wifi\": true }", 0)]
        [DataRow("\"something else\"", 0)]
        public void Flash_WifiForABoardWithout_IsRefused(string network, int code)
        {
            using Scene scene = new();
            scene.Write("boards/lab/board.json", "{ \"nanoffTarget\": \"ESP32_REV3\", \"network\": " + network + " }");

            Outcome outcome = scene.RunInside("flash", "--board", "lab", "--wifi-ssid", "home", "--what-if");

            Assert.AreEqual(code, outcome.Code, outcome.All);
        }

        [TestMethod]
        [DataRow(7, false)]
        [DataRow(8, true)]
        [DataRow(63, true)]
        [DataRow(64, false)]
        public void Password_OfALengthThatWpaLacks_IsRefused(int length, bool isGood)
        {
            AssertNetwork("home", new string('x', length), isGood);
        }

        [TestMethod]
        public void Network_OfBorderSizes_IsJudgedInBytes()
        {
            AssertNetwork("home", new string('a', 64), true);
            AssertNetwork("home", new string('a', 65), false);
            AssertNetwork("home", new string('\u00DF', 31), true);
            AssertNetwork("home", new string('\u00DF', 32), false);
            AssertNetwork(new string('s', 32), "", true);
            AssertNetwork(new string('s', 33), "", false);
            AssertNetwork(new string('\u00DF', 16), "", true);
            AssertNetwork(new string('\u00DF', 17), "", false);
            AssertNetwork("", "", false);
        }

        [TestMethod]
        public void PasswordLine_OfBorderSizes_IsReadOrRefused()
        {
            Assert.AreEqual(new string('x', 1024), PasswordSource.ReadLine(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 1024) + "\nnext"))));
            Assert.Throws<ToolException>(() => PasswordSource.ReadLine(new MemoryStream(new byte[1025])));
            Assert.Throws<ToolException>(() => PasswordSource.ReadLine(new MemoryStream([0xC3, (byte)'\n'])));
        }

        [TestMethod]
        [DataRow("not JSON")]
        [DataRow("{ } // comment")]
        [DataRow("[1]")]
        public void Flash_NetworkFileThatIsNone_IsRefusedWithoutRepeatingIt(string text)
        {
            using Scene scene = new();
            scene.Write("net.json", text);

            Outcome outcome = scene.RunInside("flash", "--board", "lab", "--network-json", scene.PathOf("net.json"));

            Assert.AreEqual(2, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "net.json is no network deployment file", StringComparison.Ordinal);
            Assert.IsFalse(outcome.Errors.Contains("comment", StringComparison.Ordinal) || outcome.Errors.Contains("not JSON", StringComparison.Ordinal), outcome.Errors);
        }

        [TestMethod]
        public void Flash_NetworkFileThatNamesAnotherPort_IsRefused()
        {
            using Scene scene = new();
            scene.Write("net.json", "{\"serialport\":\"COM7\"}");

            Outcome outcome = scene.RunInside("flash", "--board", "lab", "--port", "COM3", "--network-json", scene.PathOf("net.json"));

            Assert.AreEqual(2, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "names the serial port COM7", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_WithoutImage_SaysWhatBuildsIt()
        {
            using Scene scene = new();
            File.Delete(scene.Image);

            Outcome outcome = scene.Flash();

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual(0, scene.Calls.Count);
            StringAssert.Contains(outcome.Errors, "dotnet run --project tools/Nanowire.Tool -- build --board lab", StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("1000", 0)]
        [DataRow("999", 1)]
        [DataRow("\"0x3E8\"", 0)]
        [DataRow("\"0x3E7\"", 1)]
        [DataRow("\"999\"", 1)]
        public void Flash_ImageOfAThousandBytes_HasToFitThePartition(string size, int code)
        {
            using Scene scene = new();
            scene.Write("boards/lab/board.json", "{ \"nanoffTarget\": \"ESP32_REV3\", \"deployment\": { \"size\": " + size + ", \"address\": \"0x1E0000\" } }");

            Outcome outcome = scene.Run("flash", "--board", "lab", "--skip-firmware");

            Assert.AreEqual(code, outcome.Code, outcome.All);
            Assert.AreEqual(code == 0, scene.Calls.Count > 0);
        }

        [TestMethod]
        public void Flash_EmptyImage_IsRefused()
        {
            using Scene scene = new();
            File.WriteAllText(scene.Image, "");

            Assert.AreEqual(1, scene.Flash().Code);
            Assert.AreEqual(0, scene.Calls.Count);
        }

        [TestMethod]
        public void Flash_ImageOfAnotherBoard_IsRefusedUnlessItIsNamed()
        {
            using Scene scene = new();
            File.WriteAllText(scene.Image + ".board", "attic\n");

            Outcome refused = scene.Run("flash", "--board", "lab");
            Outcome named = scene.Run("flash", "--board", "lab", "--skip-firmware", "--image", scene.Image);

            Assert.AreEqual(1, refused.Code, refused.All);
            StringAssert.Contains(refused.Errors, "was built for the board attic", StringComparison.Ordinal);
            Assert.AreEqual(0, named.Code, named.All);
        }

        [TestMethod]
        public void Flash_ImageOlderThanItsSources_IsWarnedOf()
        {
            using Scene scene = new();
            scene.Write("src/Lib/New.cs", "");
            File.SetLastWriteTimeUtc(scene.PathOf("src/Lib/New.cs"), DateTime.UtcNow.AddHours(1));

            Outcome outcome = scene.Run("flash", "--board", "lab", "--skip-firmware");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "is older than " + Path.Combine("src", "Lib", "New.cs"), StringComparison.Ordinal);
        }

        [TestMethod]
        public void Flash_NewerFilesThatAreNoSourcesOfIt_AreNotWarnedOf()
        {
            using Scene scene = new();
            foreach (string file in new[] { "src/Lib/obj/New.cs", "firmware/dashboard/node_modules/new.js", "boards/other/Board.cs", "firmware/Host/New.cs", "src/Lib/notes.txt" })
            {
                scene.Write(file, "");
                File.SetLastWriteTimeUtc(scene.PathOf(file), DateTime.UtcNow.AddHours(1));
            }

            Outcome outcome = scene.Run("flash", "--board", "lab", "--skip-firmware");

            Assert.AreEqual("", outcome.Errors);
        }

        [TestMethod]
        public void Flash_BoardFileThatCannotBeRead_IsNamed()
        {
            using Scene scene = new();
            scene.Write("boards/lab/board.json", "{");

            Outcome outcome = scene.RunInside("flash", "--board", "lab");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "board.json cannot be read", StringComparison.Ordinal);
        }

        private static void AssertNetwork(string ssid, string password, bool isGood)
        {
            try
            {
                _ = new WifiNetwork(ssid, password);
                Assert.IsTrue(isGood, ssid.Length + " and " + password.Length + " characters were taken");
            }
            catch (ToolException e)
            {
                Assert.IsFalse(isGood, ssid.Length + " and " + password.Length + " characters were refused: " + e.Message);
            }
        }
    }
}
