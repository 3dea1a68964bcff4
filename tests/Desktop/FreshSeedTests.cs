using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>A run with a fresh seed can be repeated.</summary>
    [TestClass]
    public class FreshSeedTests
    {
        [TestMethod]
        public void FreshSeed_VariableSet_IsWhatItSays()
        {
            Assert.AreEqual(42, FreshSeed.Choose("42", 7));
            Assert.AreEqual(-1, FreshSeed.Choose("-1", 7));
        }

        [TestMethod]
        public void FreshSeed_VariableMissing_IsFresh()
        {
            Assert.AreEqual(7, FreshSeed.Choose(null, 7));
            Assert.AreEqual(7, FreshSeed.Choose(string.Empty, 7));
        }

        [TestMethod]
        public void FreshSeed_VariableNoNumber_IsRefused()
        {
            Assert.ThrowsExactly<FormatException>(() => FreshSeed.Choose("soon", 7));
        }
    }
}
