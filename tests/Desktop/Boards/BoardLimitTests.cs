using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Boards
{
    /// <summary>The connections and buffers of every board fit its heap and its sockets.</summary>
    [TestClass]
    public sealed class BoardLimitTests
    {
        [TestMethod]
        public void Connections_OfEveryBoard_LeaveTheReserveOfItsHeap()
        {
            Assert.AreEqual("", string.Join("\n", BoardFile.All()
                .Where(b => BoardMemory.Left(b) < BoardMemory.Reserve)
                .Select(b => b.Id + " leaves " + BoardMemory.Left(b) + " of its " + b.Number("heap.bytes") + " bytes, " + BoardMemory.Reserve + " are needed")));
        }

        [TestMethod]
        public void Connections_OfEveryBoard_LeaveTheSocketsOfTheOthers()
        {
            Assert.AreEqual("", string.Join("\n", BoardFile.All()
                .Where(b => BoardMemory.SocketsLeft(b) < 0)
                .Select(b => b.Id + ": " + b.Number("maxConnections") + " connections and " + BoardMemory.OtherSockets + " others, " + b.Number("sockets") + " sockets")));
        }

        [TestMethod]
        public void Connections_OfEveryBoard_AreEnoughForOnePage()
        {
            // The page, its description or a reload beside it, and the WebSocket.
            Assert.AreEqual("", string.Join(" ", BoardFile.All().Where(b => b.Number("maxConnections") < 3).Select(b => b.Id)));
        }

        [TestMethod]
        public void SendBuffer_OfEveryBoard_TakesTelemetryWhole()
        {
            // A frame of 126 bytes and more has a header of 4; the Close frame that always fits takes 131.
            Assert.AreEqual("", string.Join(" ", BoardFile.All().Where(b => b.Number("sendBufferSize") < Telemetry.MaxSize + 4 + 131).Select(b => b.Id)));
        }

        [TestMethod]
        public void Memory_OfOneMoreConnection_GrowsByItsBuffersAndWhatBelongsToIt()
        {
            int growth = BoardMemory.Needed(5, 2048, 512) - BoardMemory.Needed(4, 2048, 512);

            Assert.AreEqual(BoardMemory.Connection + 1024 - 512, growth);
        }

        [TestMethod]
        public void Memory_IsAsMeasured()
        {
            // The in-use figures of 4 and 8 connections, which the constants were not made from but for one point, within 1 KB.
            int device = BoardMemory.DeviceAssemblies;
            Assert.AreEqual(204800 - 162024, BoardMemory.Needed(4, 1024, 1024) - device, 1024);
            Assert.AreEqual(204800 - 149064, BoardMemory.Needed(8, 1024, 1024) - device, 1024);
            Assert.AreEqual(204800 - 159960, BoardMemory.Needed(4, 1536, 1024) - device, 1024);
            Assert.AreEqual(204800 - 153768, BoardMemory.Needed(4, 2048, 2048) - device, 1024);
        }

        [TestMethod]
        public void AConnectionTooMany_DoesNotFitASmallHeap()
        {
            BoardFile small = BoardFile.Of("esp32-c3-devkitm");
            int most = Enumerable.Range(1, 64).Last(n => small.Number("heap.bytes") - BoardMemory.Needed(n, 1024, 768) >= BoardMemory.Reserve);

            Assert.IsTrue(most >= small.Number("maxConnections") && most < 8, "fits " + most);
        }
    }
}
