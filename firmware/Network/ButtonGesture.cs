namespace Nanowire.Firmware
{
    /// <summary>What somebody said with the board's button.</summary>
    public enum ButtonGesture
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Held while the device started, 5 s at least: open the portal.</summary>
        Portal = 1,

        /// <summary>Held while the device started, 10 s at least: set everything back.</summary>
        FactoryReset = 2,

        /// <summary>Pressed shortly while running: somebody is here who may do what needs that.</summary>
        Presence = 3,
    }
}
