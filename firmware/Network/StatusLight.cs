namespace Nanowire.Firmware
{
    /// <summary>Shows by one light how the network is, driven by the application's rounds; needs no timer and makes no garbage.</summary>
    public sealed class StatusLight
    {
        private LightPattern _pattern;
        private long _sinceMs;
        private bool _isOn;

        /// <summary>What is shown.</summary>
        public LightPattern Pattern => _pattern;

        /// <summary>What fits a network's state and what the button is about to do.</summary>
        /// <param name="state">The network's state.</param>
        /// <param name="pending">What letting go of the button would mean.</param>
        /// <param name="isPresent">Whether somebody pressed the button lately.</param>
        public static LightPattern Choose(NetworkState state, ButtonGesture pending, bool isPresent)
        {
            if (pending != ButtonGesture.None)
            {
                return pending == ButtonGesture.FactoryReset ? LightPattern.Fast : LightPattern.Double;
            }

            switch (state)
            {
                case NetworkState.Joining:
                case NetworkState.Lost:
                    return LightPattern.Slow;
                case NetworkState.Waiting:
                    return LightPattern.Fast;
                case NetworkState.Up:
                    return isPresent ? LightPattern.Gaps : LightPattern.On;
                case NetworkState.Portal:
                    return LightPattern.Double;
                default:
                    return LightPattern.Off;
            }
        }

        /// <summary>One round.</summary>
        /// <param name="pattern">What to show.</param>
        /// <param name="board">Whose light it is; told only of changes.</param>
        /// <param name="nowMs">The time since start in milliseconds.</param>
        public void RunOnce(LightPattern pattern, Board board, long nowMs)
        {
            if (pattern != _pattern)
            {
                _pattern = pattern;
                _sinceMs = nowMs;
            }

            bool isOn = IsOn(pattern, nowMs - _sinceMs);
            if (isOn != _isOn)
            {
                _isOn = isOn;
                board.ShowLight(isOn);
            }
        }

        /// <summary>Whether the light is on at a time of its pattern.</summary>
        /// <param name="pattern">The pattern.</param>
        /// <param name="ageMs">The time since it began in milliseconds.</param>
        public static bool IsOn(LightPattern pattern, long ageMs)
        {
            int atMs = (int)(ageMs % 2000);
            switch (pattern)
            {
                case LightPattern.On:
                    return true;
                case LightPattern.Slow:
                    return atMs < 1000;
                case LightPattern.Fast:
                    return atMs % 200 < 100;
                case LightPattern.Double:
                    return atMs < 150 || (atMs >= 300 && atMs < 450);
                case LightPattern.Gaps:
                    return atMs % 1000 < 900;
                default:
                    return false;
            }
        }
    }
}
