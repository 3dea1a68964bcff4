namespace Nanowire.Tool
{
    /// <summary>nanoff 2.5: dashed options.</summary>
    internal sealed class Nanoff2Commands : NanoffCommands
    {
        // It is asked again and again while a port is away, and each time would ask the internet for a newer nanoff.
        internal override string[] ListPorts()
        {
            return ["--listports", "--suppressnanoffversioncheck"];
        }

        internal override string[] Firmware(string target, string port, string? version, bool preview, bool erase, int baud)
        {
            return ["--update", "--target", target, "--serialport", port, .. FirmwareOptions("--", version, preview, erase, baud)];
        }

        internal override string[] Network(string file, string port)
        {
            return ["--networkdeployment", file, "--serialport", port];
        }

        internal override string[] Deploy(string image, string port)
        {
            return ["--nanodevice", "--deploy", "--serialport", port, "--image", image];
        }

        // Without --nanodevice a call with a port and nothing else is taken for one to the bootloader.
        internal override string[] Details(string port)
        {
            return ["--nanodevice", "--devicedetails", "--serialport", port];
        }
    }
}
