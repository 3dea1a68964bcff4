using System;

namespace Nanowire.DeviceEcho
{
    /// <summary>The device did not echo as it should.</summary>
    internal sealed class EchoException : Exception
    {
        internal EchoException(string message)
            : base(message)
        {
        }
    }
}
