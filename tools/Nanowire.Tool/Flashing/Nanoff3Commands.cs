namespace Nanowire.Tool
{
    /// <summary>nanoff 3: verbs and keywords. Only keywords that its previews agree on.</summary>
    internal sealed class Nanoff3Commands : NanoffCommands
    {
        internal override string[] ListPorts()
        {
            return ["list", "ports", "suppressnanoffversioncheck"];
        }

        internal override string[] Firmware(string target, string port, string? version, bool preview, bool erase, int baud)
        {
            return ["flash", "target", target, "serialport", port, .. FirmwareOptions("", version, preview, erase, baud)];
        }

        internal override string[] Network(string file, string port)
        {
            return ["deploy", "network", file, "serialport", port];
        }

        internal override string[] Deploy(string image, string port)
        {
            return ["deploy", "serialport", port, "image", image];
        }

        internal override string[] Details(string port)
        {
            return ["details", "serialport", port];
        }
    }
}
