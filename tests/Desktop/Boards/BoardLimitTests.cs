using System;
using System.Collections.Generic;
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
        public void Heap_OfEveryBoard_FitsWhereItSaysSo()
        {
            Assert.AreEqual("", string.Join("\n", BoardFile.All()
                .Where(b => b.At("heap.fits").GetBoolean() != (BoardMemory.Left(b) >= BoardMemory.Reserve))
                .Select(b => b.Id + " leaves " + BoardMemory.Left(b) + " of its " + b.Number("heap.bytes") + " bytes, " + BoardMemory.Reserve + " are needed")));
        }

        [TestMethod]
        public void Heap_ThatDoesNotFit_IsExplained()
        {
            List<BoardFile> others = BoardFile.All().Where(b => !b.At("heap.fits").GetBoolean()).ToList();
            Assert.AreEqual("esp32-c3-devkitm esp32-s3-devkitc xiao-esp32c3", string.Join(" ", others.Select(b => b.Id)), "no board is added to these in passing");
            Assert.IsTrue(others.All(b => b.At("notes").EnumerateArray().Any(n => n.GetString().Contains("does not fit", StringComparison.Ordinal))));
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
            // The WebSocket, and the page or its data beside it.
            Assert.AreEqual("", string.Join(" ", BoardFile.All().Where(b => b.Number("maxConnections") < 2).Select(b => b.Id)));
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
            BoardFile board = BoardFile.Of("esp32-devkitc");
            int growth = BoardMemory.Needed(board, 5, 2048, 512) - BoardMemory.Needed(board, 4, 2048, 512);

            Assert.AreEqual(BoardMemory.Connection + 1024 - 512, growth);
        }

        [TestMethod]
        [DataRow("esp32-devkitc", 1, 1024, 1024, 143808)]
        [DataRow("esp32-devkitc", 4, 1024, 1024, 134148)]
        [DataRow("esp32-c6-devkitc", 2, 1024, 768, 154920)]
        [DataRow("esp32-c3-devkitm", 1, 1024, 768, 164736)]
        [DataRow("esp32-c3-devkitm", 2, 1024, 768, 161808)]
        [DataRow("esp32-c3-devkitm", 3, 1024, 768, 158856)]
        public void Memory_IsAsMeasured(string id, int connections, int receiveBufferSize, int sendBufferSize, int free)
        {
            // What was free of 200 KB, with the history and the neighbours of that board.
            BoardFile board = BoardFile.Of(id);
            int needed = BoardMemory.Needed(board, connections, receiveBufferSize, sendBufferSize) - BoardMemory.Reckoned(board);
            Assert.AreEqual(204800 - free, needed, 512);
        }

        [TestMethod]
        public void AConnectionTooMany_DoesNotFitASmallHeap()
        {
            BoardFile small = BoardFile.Of("esp32-c6-devkitc");
            int most = Enumerable.Range(1, 64).Last(n => small.Number("heap.bytes") - BoardMemory.Needed(small, n, 1024, 768) >= BoardMemory.Reserve);

            Assert.AreEqual(small.Number("maxConnections"), most);
        }
    }
}
