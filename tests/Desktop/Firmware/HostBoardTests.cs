using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The simulated board of the host.</summary>
    [TestClass]
    public sealed class HostBoardTests
    {
        [TestMethod]
        public void HostBoard_ThroughADay_StaysWithinWhatItSays()
        {
            HostBoard board = new HostBoard();
            for (long ms = 0; ms < 1200000; ms += 997)
            {
                board.Switch(0, ms % 2 == 0);
                board.Switch(1, ms % 3 == 0);
                for (int i = 0; i < board.Readings.Length; i++)
                {
                    int value = board.Read(i, ms);
                    Assert.IsTrue(value >= board.Readings[i].Min && value <= board.Readings[i].Max, board.Readings[i].Id + " is " + value);
                }
            }
        }
    }
}
