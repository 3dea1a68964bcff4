// nanoFramework.Runtime.Native 1.7.11.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. Generic types are left out
// since the device cannot load them, so using one is a compile error. See README.md beside this file.
using System;
using System.Reflection;

[assembly: AssemblyVersion("1.7.11.0")]

namespace System
{
    public static class Environment
    {
        public static long TickCount64 { get => throw null; }
    }
}

namespace nanoFramework.Runtime.Native
{
    public class ConstraintException : Exception
    {
        public ConstraintException() => throw null;
    }

    public static class ExecutionConstraint
    {
        public static void Install(int timeoutMilliseconds, int priority) => throw null;
    }

    public static class GC
    {
        public static void EnableGCMessages(bool enable) => throw null;
        public static uint Run(bool compactHeap) => throw null;
    }

    public class Power
    {
        public Power() => throw null;

        public static event RebootEventHandler OnRebootEvent { add => throw null; remove => throw null; }

        public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot) => throw null;
        public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot) => throw null;
    }

    public delegate void RebootEventHandler();

    public enum RebootOption
    {
        NormalReboot = 0,
        EnterNanoBooter = 1,
        ClrOnly = 2,
        EnterProprietaryBooter = 8,
    }

    public static class Rtc
    {
        public static bool SetSystemTime(DateTime time) => throw null;
    }

    public static class SystemInfo
    {
        public static FloatingPoint FloatingPointSupport { get => throw null; }
        public static byte Model { get => throw null; }
        public static byte OEM { get => throw null; }
        public static string OEMString { get => throw null; }
        public static string Platform { get => throw null; }
        public static ushort SKU { get => throw null; }
        public static string TargetName { get => throw null; }
        public static Version Version { get => throw null; }

        public enum FloatingPoint
        {
            None = 0,
            SinglePrecisionSoftware = 1,
            SinglePrecisionHardware = 2,
            DoublePrecisionSoftware = 3,
            DoublePrecisionHardware = 4,
        }
    }
}
