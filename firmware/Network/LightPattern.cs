namespace Nanowire.Firmware
{
    /// <summary>How the board's light blinks.</summary>
    public enum LightPattern
    {
        /// <summary>Dark.</summary>
        Off = 0,

        /// <summary>On: in the network.</summary>
        On = 1,

        /// <summary>On for a second, off for a second: joining the network.</summary>
        Slow = 2,

        /// <summary>Five times a second: joining failed, and is tried again; or letting go of the button sets everything back.</summary>
        Fast = 3,

        /// <summary>Two short flashes every two seconds: the access point waits for somebody; or letting go of the button opens it.</summary>
        Double = 4,

        /// <summary>On, with a short gap every second: somebody pressed the button, so changes are taken for a while.</summary>
        Gaps = 5,
    }
}
