using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Interop.Deflate
{
    /// <summary>
    /// permessage-deflate with Firefox, which does not say that its window can be limited: it is met where whole messages need no window or
    /// the window is the largest, and served plain otherwise (docs/compression.md).
    /// </summary>
    [TestClass]
    public class FirefoxDeflateTests
    {
        [TestMethod]
        [Timeout(3 * Patience.TestMs)]
        public async Task Firefox_ExchangesMessages()
        {
            await using FirefoxPage page = await FirefoxPage.OpenAsync().ConfigureAwait(false);

            await ExchangeAsync(page, DeflateTests.Extension(false), DeflateTests.Many, "permessage-deflate").ConfigureAwait(false);
            PerMessageDeflate whole = DeflateTests.Extension(true);
            whole.InflateWindowBits = Inflater.MaxWindowBits;
            await ExchangeAsync(page, whole, DeflateTests.Some, "permessage-deflate").ConfigureAwait(false);
            await ExchangeAsync(page, DeflateTests.Extension(true), DeflateTests.Some, string.Empty).ConfigureAwait(false);
        }

        private static async Task ExchangeAsync(FirefoxPage page, PerMessageDeflate extension, int count, string agreed)
        {
            using DeflateServer server = new DeflateServer(extension);
            // Firefox names the extension alone, without its parameters.
            string result = await page.EvaluateAsync("(" + DeflateTests.ExchangeScript + ")(" + JsonSerializer.Serialize(new object[] { server.Url, count }) + ")").ConfigureAwait(false);
            Assert.AreEqual(count + " 1000 " + agreed, result);
            DeflateTests.CheckFlat(server);
        }
    }
}
