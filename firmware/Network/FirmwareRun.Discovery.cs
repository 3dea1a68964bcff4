namespace Nanowire.Firmware
{
    /// <content>The name service, and what it finds.</content>
    public sealed partial class FirmwareRun
    {
        private DiscoveryPart _discovery;

        partial void CreateDiscovery(FirmwareOptions options, ref NetworkPart[] parts)
        {
            _discovery = new DiscoveryPart(_settings.Name, options.Port, options.Board.MaxNeighbours, OnNameChanged);
            parts = new NetworkPart[] { _discovery };
        }

        partial void AddNeighbours()
        {
            if (_discovery != null)
            {
                _application.Server.AddContent("/api/neighbours", new NeighboursContent(_discovery.Browser));
            }
        }

        private void OnNameChanged(string name)
        {
            _application.SetLocalName(name);
        }
    }
}
