using System.Collections.Generic;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>A supervisor, its hardware, and a clock that a test moves.</summary>
    internal sealed class Supervised
    {
        internal readonly FakeLink Link = new FakeLink();
        internal readonly NetworkOptions Options = new NetworkOptions();
        internal readonly NetworkMemory Memory = new NetworkMemory();
        internal readonly List<string> Lines = new List<string>();
        internal NetworkPart[] UpParts;
        internal NetworkPart[] PortalParts;
        internal NetworkSupervisor Network;
        internal long NowMs;

        internal Supervised Begin(bool wantsPortal = false)
        {
            Network = new NetworkSupervisor(Link, Options, Memory, "nanowire-3456", UpParts, PortalParts);
            Network.Logged += Lines.Add;
            Network.Begin(NowMs, wantsPortal);
            Network.RunOnce(NowMs);
            return this;
        }

        /// <summary>A round some time later, and one each millisecond before it only where that is asked for.</summary>
        internal NetworkState After(long ms)
        {
            NowMs += ms;
            Network.RunOnce(NowMs);
            return Network.State;
        }

        /// <summary>In the network, as one that worked before.</summary>
        internal Supervised BringUp()
        {
            Begin();
            Link.Up = true;
            After(100);
            return this;
        }

        /// <summary>An attempt that just failed.</summary>
        internal Supervised Fail(JoinResult result)
        {
            Begin();
            Link.Result = result;
            After(1000);
            return this;
        }
    }
}
