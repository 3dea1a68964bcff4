using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>Desktop only: whether a program asks for the device's loops, so that what is proven and fuzzed there is what a device runs.</summary>
    internal static class PortablePrimitives
    {
        /// <summary>The switch of System.AppContext, set in a project as a RuntimeHostConfigurationOption.</summary>
        internal const string SwitchName = "Nanowire.Protocol.PortablePrimitives";

        /// <summary>Read once, so that the compiler knows it.</summary>
        internal static readonly bool AreForced = AppContext.TryGetSwitch(SwitchName, out bool isEnabled) && isEnabled;
    }
}
