namespace Nanowire.Firmware
{
    /// <summary>Deletes what the settings do not hold.</summary>
    /// <returns>Whether it is deleted.</returns>
    public delegate bool ResetHandler();
}
