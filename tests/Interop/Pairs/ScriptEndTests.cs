using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>What a script writes that is no event fails the test that waits for one, not the program that runs all of them.</summary>
    [TestClass]
    public class ScriptEndTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("{\"event\":\"op")]
        [DataRow("a warning")]
        [DataRow("17")]
        [DataRow("{}")]
        [DataRow("{\"event\":\"message\",\"type\":1}")]
        [DataRow("{\"event\":\"close\",\"code\":1.5,\"text\":\"\"}")]
        public void Read_LineThatIsNoEvent_IsAnErrorAndTheNextLineIsRead(string line)
        {
            using ScriptEnd end = ScriptEnd.StartClient(
                Need.Program("printf", "coreutils"), ["%s\\n%s\\n", line, "{\"event\":\"open\",\"text\":\"v1\"}"]);
            Assert.AreEqual(new EndEvent("error", null, 0, "no event: " + line), end.Next());
            Assert.AreEqual(EndEvent.Open("v1"), end.Next());
        }
    }
}
