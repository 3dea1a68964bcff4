namespace Nanowire.Firmware
{
    /// <content>What was measured before.</content>
    public sealed partial class DeviceApplication
    {
        partial void AddHistory()
        {
            _server.AddContent("/api/history", new HistoryContent(_sampler.History, 0));
            _server.AddContent("/api/history/1m", new HistoryContent(_sampler.History, 60 * 1000));
            _server.AddContent("/api/history/1h", new HistoryContent(_sampler.History, 60 * 60 * 1000));
        }
    }
}
