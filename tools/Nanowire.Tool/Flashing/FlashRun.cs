using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>Goes through the steps of flashing, up to the first that fails.</summary>
    internal sealed class FlashRun
    {
        private readonly Session _session;
        private readonly FlashOptions _options;
        private readonly Board _board;
        private readonly FirmwareImage? _image;

        internal FlashRun(Session session, FlashOptions options, Board board)
        {
            _session = session;
            _options = options;
            _board = board;
            _image = options.SkipApplication ? null : new FirmwareImage(session, options.Image, options.Configuration);
            if (options.Ssid != null)
            {
                if (!board.HasWifi)
                {
                    throw new ToolException(ExitCode.Usage, "The board " + board.Id + " has no Wi-Fi: leave out --wifi-ssid.");
                }

                WifiNetwork.CheckSsid(options.Ssid);
            }
        }

        /// <summary>Prints the steps and runs nothing, not even nanoff for its version: so both command lines are there.</summary>
        internal void Describe()
        {
            string port = _options.Port ?? "<the only port>";
            string? network = _options.NetworkJson ?? (_options.Ssid != null ? "<temporary file>" : null);
            int number = 0;
            foreach (FlashStep step in Steps(network))
            {
                number++;
                _session.Say($"{number}. {step.Title}" + (step.Tries > 1 ? ", up to " + step.Tries + " tries" : ""));
                _session.Say("     nanoff 2.5:  " + ChildProgram.Describe(Nanoff.Name, step.Arguments(new Nanoff2Commands(), port)));
                _session.Say("     nanoff 3:    " + ChildProgram.Describe(Nanoff.Name, step.Arguments(new Nanoff3Commands(), port)));
            }

            _session.Say("Nothing was done.");
        }

        /// <exception cref="ToolException">A step failed; those after it were not tried.</exception>
        internal void Run()
        {
            // What can be wrong without a device is found before anything is written to one.
            _image?.Check(_board);
            if (_options.NetworkJson != null)
            {
                NetworkDeployment.Check(_options.NetworkJson, _options.Port);
            }

            Nanoff nanoff = Nanoff.Find(_session, _options.PasswordVariable);
            SerialPorts ports = new(_session, nanoff);
            string port = _options.Port ?? ports.FindOnly();
            WifiNetwork? network = _options.Ssid == null ? null : new WifiNetwork(_options.Ssid, PasswordSource.Read(_session, _options));
            _session.Say($"{_board.Name} on {port}, with nanoff {nanoff.Version}");
            if (_options.Erase && network == null && _options.NetworkJson == null)
            {
                _session.Warn("--erase takes the stored Wi-Fi settings too, and none are given.");
            }

            FlashStep? firmware = FlashPlan.Firmware(_options, _board);
            if (firmware != null)
            {
                List<string> before = ports.List();
                Run(firmware, nanoff, ports, port);
                port = ports.WaitFor(port, before, _options.PortWait);
            }

            // The file is there for one call after another of nanoff, and not while the runtime is downloaded and written.
            if (network != null)
            {
                using SecretFile file = SecretFile.Create(network.Write);
                Run(FlashPlan.OnDevice(_options, file.Path, null).First(), nanoff, ports, port);
            }

            foreach (FlashStep step in FlashPlan.OnDevice(_options, _options.NetworkJson, _image?.Path))
            {
                Run(step, nanoff, ports, port);
            }

            _session.Say("Done. Point a browser at http://NAME.local/ or http://ADDRESS/. Both are on the device's console and in your router's list of devices.");
        }

        private IEnumerable<FlashStep> Steps(string? networkFile)
        {
            FlashStep? firmware = FlashPlan.Firmware(_options, _board);
            IEnumerable<FlashStep> onDevice = FlashPlan.OnDevice(_options, networkFile, _image?.Path);
            return firmware == null ? onDevice : onDevice.Prepend(firmware);
        }

        private void Run(FlashStep step, Nanoff nanoff, SerialPorts ports, string port)
        {
            for (int attempt = 1; ; attempt++)
            {
                _session.Say("== " + step.Title + (attempt > 1 ? ", try " + attempt + " of " + step.Tries : ""));
                int? code = nanoff.Run(step.Arguments(nanoff.Commands, port), step.Deadline);
                if (code == 0)
                {
                    return;
                }

                string what = code == null
                    ? "nanoff did not end within " + step.Deadline.TotalSeconds + " s, and was ended."
                    : "nanoff ended with " + NanoffExitCodes.Describe(code.Value);
                if (attempt == step.Tries || (code != null && !NanoffExitCodes.MayPass(code.Value)))
                {
                    throw new ToolException(ExitCode.Failed, "FAILED: " + step.Title + ": " + what + (step.Advice == null ? "" : "\n" + step.Advice));
                }

                _session.Say(what);
                _session.Pause(_options.RetryWait);
                ports.WaitFor(port, null, _options.PortWait);
            }
        }
    }
}
