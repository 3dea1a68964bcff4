using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.Interop.Pairs;
using Nanowire.Interop.Rabbit;

namespace Nanowire.Interop
{
    /// <summary>The end of the programs that several classes share.</summary>
    [TestClass]
    public static class SharedPrograms
    {
        [AssemblyCleanup]
        public static async Task EndAsync()
        {
            RabbitBroker.End();
            JavaPeer.Tomcat.Dispose();
            JavaPeer.Jetty.Dispose();
            await ChromiumPool.EndAsync();
        }
    }
}
