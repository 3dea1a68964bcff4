// System.Device.Adc 1.1.24.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. See README.md beside this file.
using System.Reflection;

[assembly: AssemblyVersion("1.1.24.0")]

namespace System.Device.Adc
{
    public class AdcChannel : AdcChannelBase, IDisposable
    {
        internal AdcChannel() => throw null;
        ~AdcChannel() => throw null;

        public void Dispose() => throw null;
        public override int ReadValue() => throw null;
    }

    public abstract class AdcChannelBase
    {
        protected AdcChannelBase() => throw null;

        public AdcController Controller { get => throw null; }

        public double ReadRatio() => throw null;
        public abstract int ReadValue();
    }

    public enum AdcChannelMode
    {
        SingleEnded = 0,
        Differential = 1,
    }

    public class AdcController : AdcControllerBase
    {
        public AdcController() => throw null;

        public override int ChannelCount { get => throw null; }
        public override AdcChannelMode ChannelMode { get => throw null; set => throw null; }
        public override int MaxValue { get => throw null; }
        public override int MinValue { get => throw null; }
        public override int ResolutionInBits { get => throw null; }

        public override bool IsChannelModeSupported(AdcChannelMode channelMode) => throw null;
        public override AdcChannel OpenChannel(int channelNumber) => throw null;
    }

    public abstract class AdcControllerBase
    {
        protected AdcControllerBase() => throw null;

        public abstract int ChannelCount { get; }
        public abstract AdcChannelMode ChannelMode { get; set; }
        public abstract int MaxValue { get; }
        public abstract int MinValue { get; }
        public abstract int ResolutionInBits { get; }

        public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);
        public abstract AdcChannel OpenChannel(int channelNumber);
    }
}
