namespace Nanowire.WebSockets.Blocks
{
    /// <summary>
    /// Follows the numbers of one stream and counts blocks that are missing, across connections too. A sender that has started anew
    /// is told apart: its time is behind, or its number is.
    /// </summary>
    public sealed class BlockSequence
    {
        /// <summary>How many blocks were missing so far.</summary>
        public long Missing;

        /// <summary>How often the sender started anew.</summary>
        public int Restarts;

        private bool _isFollowing;
        private uint _sequence;
        private long _timeUs;

        /// <summary>Takes note of a block that arrived.</summary>
        /// <param name="block">The block.</param>
        /// <returns>How many are missing right before it; 0 for the first, for one that came twice, and after a restart.</returns>
        public long Follow(BlockReader block)
        {
            // Half of the numbers are ahead, half behind, wherever the last one was.
            uint ahead = block.Sequence - _sequence;
            bool isRestart = _isFollowing && (block.TimeUs < _timeUs || ahead > int.MaxValue);
            long missing = _isFollowing && !isRestart && ahead != 0 ? ahead - 1L : 0;
            if (isRestart)
            {
                Restarts++;
            }

            _isFollowing = true;
            _sequence = block.Sequence;
            _timeUs = block.TimeUs;
            Missing += missing;
            return missing;
        }
    }
}
