using System;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>
    /// The one fresh seed of a test run. It is printed at the start, and can be set by an environment variable to repeat a
    /// run that failed.
    /// </summary>
    [TestClass]
    public static class FreshSeed
    {
        /// <summary>The environment variable.</summary>
        public const string Variable = "NANOWIRE_TEST_SEED";

        /// <summary>The seed.</summary>
        public static int Value { get; } = Choose(Environment.GetEnvironmentVariable(Variable), Environment.TickCount & int.MaxValue);

        /// <summary>What the variable says, or else a number that differs from run to run.</summary>
        /// <exception cref="FormatException">The variable is no number.</exception>
        public static int Choose(string variable, int fresh)
        {
            return string.IsNullOrEmpty(variable) ? fresh : int.Parse(variable, CultureInfo.InvariantCulture);
        }

        /// <summary>Prints it where the runner does not catch it.</summary>
        [AssemblyInitialize]
        public static void Print(TestContext context)
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(Encoding.ASCII.GetBytes("fresh seed " + Value.ToString() + "; " + Variable + "=" + Value.ToString() + " repeats it\n"));
        }
    }
}
