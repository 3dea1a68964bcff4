using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Status codes, RFC 6455 section 7.4, and what follows from a violation.</summary>
    [TestClass]
    public class PrimitivesStatusTests
    {
        [TestMethod]
        public void MayBeSent_EveryStatusThatMay_IsTrue()
        {
            int[] allowed = new int[] { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999 };
            for (int i = 0; i < allowed.Length; i++)
            {
                Assert.IsTrue(CloseStatus.MayBeSent(allowed[i]), allowed[i].ToString());
            }
        }

        [TestMethod]
        public void MayBeSent_EveryStatusThatMayNot_IsFalse()
        {
            int[] forbidden = new int[] { int.MinValue, -1000, -1, 0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 5001, 65535, 66536, int.MaxValue };
            for (int i = 0; i < forbidden.Length; i++)
            {
                Assert.IsFalse(CloseStatus.MayBeSent(forbidden[i]), forbidden[i].ToString());
            }
        }

        [TestMethod]
        public void GetCloseStatus_EveryViolation_IsTheOneOfTheRfc()
        {
            for (int i = (int)Violation.ReservedBits; i <= (int)Violation.ExtensionData; i++)
            {
                int expected = 1002;
                if (i == (int)Violation.TextNotUtf8 || i == (int)Violation.CloseReasonNotUtf8 || i == (int)Violation.ExtensionData)
                {
                    expected = 1007; // section 8.1
                }
                else if (i == (int)Violation.MessageTooBig)
                {
                    expected = 1009; // section 10.4
                }
                else if (i == (int)Violation.TooManyFragments)
                {
                    expected = 1008;
                }

                Assert.AreEqual(expected, (int)ViolationInfo.GetCloseStatus((Violation)i), ViolationInfo.Describe((Violation)i));
            }
        }

        [TestMethod]
        public void Describe_EveryViolation_HasWordsOfItsOwn()
        {
            int last = (int)Violation.ExtensionData;
            for (int i = 0; i <= last + 1; i++)
            {
                Assert.IsTrue(ViolationInfo.Describe((Violation)i).Length > 3, i.ToString() + " has words");
                for (int k = i + 1; k <= last + 1; k++)
                {
                    Assert.AreNotEqual(ViolationInfo.Describe((Violation)i), ViolationInfo.Describe((Violation)k), i.ToString());
                }
            }
        }

        [TestMethod]
        public void Numbers_OfThePublicEnums_AreThoseOfDotNet()
        {
            Assert.AreEqual(0, (int)WebSocketMessageType.Text, "Text");
            Assert.AreEqual(1, (int)WebSocketMessageType.Binary, "Binary");
            Assert.AreEqual(2, (int)WebSocketMessageType.Close, "Close");
            Assert.AreEqual(2, (int)WebSocketState.Open, "Open");
            Assert.AreEqual(3, (int)WebSocketState.CloseSent, "CloseSent");
            Assert.AreEqual(4, (int)WebSocketState.CloseReceived, "CloseReceived");
            Assert.AreEqual(5, (int)WebSocketState.Closed, "Closed");
            Assert.AreEqual(6, (int)WebSocketState.Aborted, "Aborted");
        }

        [TestMethod]
        public void FrameLimits_BelowOne_AreRefused()
        {
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => Assert.IsNotNull(new FrameLimits(0, 1), "made"));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => Assert.IsNotNull(new FrameLimits(-1, 1), "made"));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => Assert.IsNotNull(new FrameLimits(1, 0), "made"));
            FrameLimits limits = new FrameLimits(1, 2);
            Assert.AreEqual(1L, limits.MaxMessageSize, "MaxMessageSize");
            Assert.AreEqual(2, limits.MaxFragments, "MaxFragments");
        }

        [TestMethod]
        public void ProtocolOptions_TimesThatMakeNoSense_AreRefused()
        {
            ProtocolOptions options = new ProtocolOptions(new FrameLimits(1, 1));
            options.Validate();
            options.PingIntervalMs = 0;
            options.IdleTimeoutMs = 0;
            options.Validate();
            options.PingIntervalMs = -1;
            Expect.Throws(typeof(ArgumentException), () => options.Validate());
            options.PingIntervalMs = 1;
            options.IdleTimeoutMs = -1;
            Expect.Throws(typeof(ArgumentException), () => options.Validate());
            options.IdleTimeoutMs = 1;
            options.PongTimeoutMs = 0;
            Expect.Throws(typeof(ArgumentException), () => options.Validate());
            options.PongTimeoutMs = 1;
            options.CloseTimeoutMs = 0;
            Expect.Throws(typeof(ArgumentException), () => options.Validate());
            options.CloseTimeoutMs = 1;
            options.SendTimeoutMs = 0;
            Expect.Throws(typeof(ArgumentException), () => options.Validate());
            options.SendTimeoutMs = 1;
            options.Validate();
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new ProtocolOptions(null), "made"));
        }
    }
}
