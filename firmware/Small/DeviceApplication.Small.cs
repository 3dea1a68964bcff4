namespace Nanowire.Firmware
{
    /// <content>What the small firmware has in place of the history.</content>
    public sealed partial class DeviceApplication
    {
        partial void AddHistory()
        {
            _server.AddContent("/api/history", new EmptyHistory());
        }
    }
}
