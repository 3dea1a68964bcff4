namespace Nanowire.Firmware
{
    /// <summary>Reads gestures off the board's button, from the application's rounds.</summary>
    /// <remarks>
    /// A gesture counts when the button is let go, so that what it will be can be seen by the light before, and a button that is stuck, or
    /// a pin that is tied down, does nothing for ever.
    /// <code>
    /// state      ends when                                        and then is, with the gesture
    /// Undecided  the first round: pressed                         HeldAtStart
    ///            the first round: not pressed                     Released
    /// HeldAtStart  let go before PortalHoldMs                     Released
    ///            let go before FactoryResetHoldMs                 Released, Portal
    ///            let go before StuckMs                            Released, FactoryReset
    ///            StuckMs passed                                   Stuck
    /// Released   pressed                                          Pressed
    /// Pressed    let go within MinPressMs to MaxPressMs           Released, Presence
    ///            let go before or after that                      Released
    /// Stuck      let go                                           Released
    /// </code>
    /// </remarks>
    public sealed class ButtonGestures
    {
        /// <summary>How long the button is held at start for the portal, in milliseconds.</summary>
        public const int PortalHoldMs = 5000;

        /// <summary>How long the button is held at start for a factory reset, in milliseconds.</summary>
        public const int FactoryResetHoldMs = 10000;

        /// <summary>A button held at start for this long is stuck, in milliseconds.</summary>
        public const int StuckMs = 30000;

        /// <summary>The shortest press, in milliseconds; what is shorter is the contact's bouncing.</summary>
        public const int MinPressMs = 30;

        /// <summary>The longest press that still is a short one, in milliseconds.</summary>
        public const int MaxPressMs = 2000;

        private const int Undecided = 0;
        private const int HeldAtStart = 1;
        private const int Released = 2;
        private const int Pressed = 3;
        private const int Stuck = 4;

        private int _state;
        private long _sinceMs;
        private long _nowMs;

        /// <summary>Whether it was pressed when the device started, and still is.</summary>
        public bool IsHeldAtStart => _state == HeldAtStart;

        /// <summary>What letting go now would mean, for the light to show; None but while <see cref="IsHeldAtStart"/>.</summary>
        public ButtonGesture Pending => _state == HeldAtStart ? AtStart() : ButtonGesture.None;

        /// <summary>One round.</summary>
        /// <param name="isPressed">Whether the button is down.</param>
        /// <param name="nowMs">The time since start in milliseconds.</param>
        /// <returns>The gesture that just ended.</returns>
        public ButtonGesture RunOnce(bool isPressed, long nowMs)
        {
            ButtonGesture gesture = ButtonGesture.None;
            _nowMs = nowMs;
            switch (_state)
            {
                case Undecided:
                    Enter(isPressed ? HeldAtStart : Released);
                    break;
                case HeldAtStart:
                    if (nowMs - _sinceMs >= StuckMs)
                    {
                        Enter(isPressed ? Stuck : Released);
                    }
                    else if (!isPressed)
                    {
                        gesture = AtStart();
                        Enter(Released);
                    }

                    break;
                case Released:
                    if (isPressed)
                    {
                        Enter(Pressed);
                    }

                    break;
                default:
                    if (!isPressed)
                    {
                        long heldMs = nowMs - _sinceMs;
                        gesture = _state == Pressed && heldMs >= MinPressMs && heldMs <= MaxPressMs ? ButtonGesture.Presence : ButtonGesture.None;
                        Enter(Released);
                    }

                    break;
            }

            return gesture;
        }

        private ButtonGesture AtStart()
        {
            long heldMs = _nowMs - _sinceMs;
            return heldMs >= FactoryResetHoldMs ? ButtonGesture.FactoryReset : heldMs >= PortalHoldMs ? ButtonGesture.Portal : ButtonGesture.None;
        }

        private void Enter(int state)
        {
            _state = state;
            _sinceMs = _nowMs;
        }
    }
}
