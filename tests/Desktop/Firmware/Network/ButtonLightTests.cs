using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>The board's button and light, each time on both sides of its limit.</summary>
    [TestClass]
    public sealed class ButtonLightTests
    {
        [TestMethod]
        [DataRow(1, ButtonGesture.None)]
        [DataRow(ButtonGestures.PortalHoldMs - 1, ButtonGesture.None)]
        [DataRow(ButtonGestures.PortalHoldMs, ButtonGesture.Portal)]
        [DataRow(ButtonGestures.FactoryResetHoldMs - 1, ButtonGesture.Portal)]
        [DataRow(ButtonGestures.FactoryResetHoldMs, ButtonGesture.FactoryReset)]
        [DataRow(ButtonGestures.StuckMs - 1, ButtonGesture.FactoryReset)]
        [DataRow(ButtonGestures.StuckMs, ButtonGesture.None)]
        [DataRow(1000000, ButtonGesture.None)]
        public void Button_HeldAtStart_MeansWhatTheTimeSays(int heldMs, ButtonGesture gesture)
        {
            ButtonGestures button = new ButtonGestures();
            Assert.AreEqual(ButtonGesture.None, button.RunOnce(true, 500));
            Assert.IsTrue(button.IsHeldAtStart);
            Assert.AreEqual(ButtonGesture.None, button.RunOnce(true, 500 + heldMs - 1));
            Assert.AreEqual(gesture, button.RunOnce(false, 500 + heldMs));
            Assert.IsFalse(button.IsHeldAtStart);
            Assert.AreEqual(ButtonGesture.None, button.RunOnce(false, 500 + heldMs + 1));
        }

        [TestMethod]
        public void Button_Stuck_DoesNothingUntilItIsFree()
        {
            ButtonGestures button = new ButtonGestures();
            for (int ms = 0; ms < 100000; ms += 20)
            {
                Assert.AreEqual(ButtonGesture.None, button.RunOnce(true, ms));
            }

            Assert.IsFalse(button.IsHeldAtStart);
            Assert.AreEqual(ButtonGesture.None, button.RunOnce(false, 100000));
            button.RunOnce(true, 101000);
            Assert.AreEqual(ButtonGesture.Presence, button.RunOnce(false, 101100));
        }

        [TestMethod]
        [DataRow(ButtonGestures.MinPressMs - 1, ButtonGesture.None)]
        [DataRow(ButtonGestures.MinPressMs, ButtonGesture.Presence)]
        [DataRow(ButtonGestures.MaxPressMs, ButtonGesture.Presence)]
        [DataRow(ButtonGestures.MaxPressMs + 1, ButtonGesture.None)]
        [DataRow(20000, ButtonGesture.None)]
        public void Button_PressedWhileRunning_IsPresenceWhenShort(int heldMs, ButtonGesture gesture)
        {
            ButtonGestures button = new ButtonGestures();
            button.RunOnce(false, 0);
            Assert.AreEqual(ButtonGesture.None, button.RunOnce(true, 1000));
            Assert.IsFalse(button.IsHeldAtStart);
            Assert.AreEqual(gesture, button.RunOnce(false, 1000 + heldMs));
        }

        [TestMethod]
        public void Button_HeldAtStart_ShowsWhatItWillMean()
        {
            ButtonGestures button = new ButtonGestures();
            button.RunOnce(true, 0);
            Assert.AreEqual(ButtonGesture.None, button.Pending);
            button.RunOnce(true, ButtonGestures.PortalHoldMs);
            Assert.AreEqual(ButtonGesture.Portal, button.Pending);
            button.RunOnce(true, ButtonGestures.FactoryResetHoldMs);
            Assert.AreEqual(ButtonGesture.FactoryReset, button.Pending);
        }

        [TestMethod]
        [DataRow(NetworkState.Starting, ButtonGesture.None, false, LightPattern.Off)]
        [DataRow(NetworkState.Joining, ButtonGesture.None, false, LightPattern.Slow)]
        [DataRow(NetworkState.Lost, ButtonGesture.None, true, LightPattern.Slow)]
        [DataRow(NetworkState.Waiting, ButtonGesture.None, false, LightPattern.Fast)]
        [DataRow(NetworkState.Up, ButtonGesture.None, false, LightPattern.On)]
        [DataRow(NetworkState.Up, ButtonGesture.None, true, LightPattern.Gaps)]
        [DataRow(NetworkState.Portal, ButtonGesture.None, false, LightPattern.Double)]
        [DataRow(NetworkState.Restarting, ButtonGesture.None, false, LightPattern.Off)]
        [DataRow(NetworkState.Starting, ButtonGesture.Portal, false, LightPattern.Double)]
        [DataRow(NetworkState.Starting, ButtonGesture.FactoryReset, false, LightPattern.Fast)]
        public void Light_State_HasItsPattern(NetworkState state, ButtonGesture pending, bool isPresent, LightPattern pattern)
        {
            Assert.AreEqual(pattern, StatusLight.Choose(state, pending, isPresent));
        }

        [TestMethod]
        [DataRow(LightPattern.Off, "................................................................................")]
        [DataRow(LightPattern.On, "################################################################################")]
        [DataRow(LightPattern.Slow, "####################....................####################....................")]
        [DataRow(LightPattern.Fast, "##..##..##..##..##..##..##..##..##..##..##..##..##..##..##..##..##..##..##..##..")]
        [DataRow(LightPattern.Double, "###...###...............................###...###...............................")]
        [DataRow(LightPattern.Gaps, "##################..##################..##################..##################..")]
        public void Light_Pattern_Blinks(LightPattern pattern, string expected)
        {
            string shown = "";
            for (int ms = 0; ms < 4000; ms += 50)
            {
                shown += StatusLight.IsOn(pattern, ms) ? '#' : '.';
            }

            Assert.AreEqual(expected, shown);
        }

        [TestMethod]
        public void Light_Board_IsToldOfChangesOnly()
        {
            LitBoard board = new LitBoard();
            StatusLight light = new StatusLight();
            for (int ms = 700; ms < 10700; ms += 20)
            {
                light.RunOnce(LightPattern.Slow, board, ms);
            }

            Assert.AreEqual(10, board.Changes);
            light.RunOnce(LightPattern.On, board, 10700);
            Assert.IsTrue(board.IsLit);
        }

        private sealed class LitBoard : Board
        {
            internal int Changes;
            internal bool IsLit;

            public override string Id => "lit";

            public override string Name => "Lit";

            public override int MaxConnections => 1;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 1024;

            public override Sensor[] Sensors => new Sensor[0];

            public override Output[] Outputs => new Output[0];

            public override bool IsOn(int index)
            {
                return false;
            }

            public override void Switch(int index, bool isOn)
            {
            }

            public override void ShowLight(bool isOn)
            {
                Changes++;
                IsLit = isOn;
            }
        }
    }
}
