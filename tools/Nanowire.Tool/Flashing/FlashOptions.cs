using System;
using System.IO;

namespace Nanowire.Tool
{
    /// <summary>The command line of <c>flash</c>.</summary>
    internal sealed class FlashOptions
    {
        internal const int DefaultPortWaitSeconds = 20;
        internal const int DefaultRetryWaitSeconds = 2;

        /// <summary>The longest of all waits, in seconds.</summary>
        internal const int MaxSeconds = 3600;

        internal const int MaxBaud = 5000000;

        internal const string Usage = """
            flash --board ID: flashes the runtime, stores the Wi-Fi settings, deploys the firmware and asks the device who it is.

              --board ID            one of the folders of boards/; the verb 'boards' lists them
              --port P              COM3, /dev/ttyUSB0; otherwise the only serial port there is
              --list-ports          lists the serial ports, and that is all
              --wifi-ssid S         the Wi-Fi network; its password is asked for, or
              --wifi-password-env N   read from this environment variable, or
              --wifi-password-stdin   read as the first line of the input (UTF-8)
              --network-json F      instead: a network deployment file of nanoff
              --configuration C     deploys what this configuration built: Release (default) or Debug
              --image F             deploys another .bin
              --fw-version V        a version of the runtime other than the newest
              --preview             a preview of the runtime
              --alternative         the board's other runtime, for older chips
              --erase               erases everything first, the stored Wi-Fi settings too
              --baud N              for the runtime; lower it (115200) where a cheap USB bridge fails
              --skip-firmware       leaves the runtime as it is
              --skip-app            leaves the application as it is
              --port-wait S         how long the port may be away after a reset, in seconds: 20
              --retry-wait S        the pause before another try, in seconds: 2
              --step-timeout S      how long a try may take, in seconds: 120 to 900, by step
              --what-if             prints each step and runs nothing
            """;

        private static readonly string[] _names =
        [
            "--board", "--port", "--wifi-ssid", "--wifi-password-env", "--network-json", "--configuration", "--image", "--fw-version",
            "--baud", "--port-wait", "--retry-wait", "--step-timeout",
        ];

        private static readonly string[] _flags =
        [
            "--list-ports", "--wifi-password-stdin", "--preview", "--alternative", "--erase", "--skip-firmware", "--skip-app", "--what-if",
        ];

        private readonly Options _options;

        internal FlashOptions(string[] args)
        {
            foreach (string arg in args)
            {
                if (arg.Split('=')[0] is "--wifi-password" or "--password")
                {
                    throw Options.Wrong("A password is never an argument, since every program can read those: it is asked for, or comes by --wifi-password-env or --wifi-password-stdin.");
                }
            }

            _options = new Options(args, _names, _flags);
            RefuseTogether("--image", "--configuration", "--skip-app");
            RefuseTogether("--wifi-ssid", "--network-json");
            RefuseTogether("--wifi-password-env", "--wifi-password-stdin");
            foreach (string name in new[] { "--fw-version", "--preview", "--alternative", "--erase", "--baud" })
            {
                RefuseTogether("--skip-firmware", name);
            }

            foreach (string name in new[] { "--wifi-password-env", "--wifi-password-stdin" })
            {
                if (_options.Has(name) && Ssid == null)
                {
                    throw Options.Wrong(name + " needs --wifi-ssid.");
                }
            }

            if (!WantsHelp && !ListPorts && Board == null)
            {
                throw Options.Wrong("--board says which board it is; the verb 'boards' lists them.");
            }

            if (Configuration is not ("Release" or "Debug"))
            {
                throw Options.Wrong("--configuration is Release or Debug.");
            }

            Baud = _options.GetNumber("--baud", 0, 9600, MaxBaud);
            PortWait = TimeSpan.FromSeconds(_options.GetNumber("--port-wait", DefaultPortWaitSeconds, 0, MaxSeconds));
            RetryWait = TimeSpan.FromSeconds(_options.GetNumber("--retry-wait", DefaultRetryWaitSeconds, 0, MaxSeconds));
            StepTimeout = TimeSpan.FromSeconds(_options.GetNumber("--step-timeout", 0, 1, MaxSeconds));
        }

        internal bool WantsHelp => _options.WantsHelp;

        internal bool ListPorts => _options.Has("--list-ports");

        internal bool WhatIf => _options.Has("--what-if");

        internal string? Board => _options.Get("--board");

        internal string? Port => _options.Get("--port");

        internal string? Ssid => _options.Get("--wifi-ssid");

        internal string? PasswordVariable => _options.Get("--wifi-password-env");

        internal bool PasswordFromInput => _options.Has("--wifi-password-stdin");

        /// <summary>A network deployment file of the user's own, as a full path.</summary>
        internal string? NetworkJson => FullPath("--network-json");

        internal string Configuration => _options.Get("--configuration") ?? "Release";

        internal string? Image => FullPath("--image");

        internal string? FirmwareVersion => _options.Get("--fw-version");

        internal bool Preview => _options.Has("--preview");

        internal bool Alternative => _options.Has("--alternative");

        internal bool Erase => _options.Has("--erase");

        internal bool SkipFirmware => _options.Has("--skip-firmware");

        internal bool SkipApplication => _options.Has("--skip-app");

        /// <summary>Bits a second while the runtime is flashed; 0: nanoff's own.</summary>
        internal int Baud { get; }

        internal TimeSpan PortWait { get; }

        internal TimeSpan RetryWait { get; }

        /// <summary>How long a try of a step may take; zero: what the step has.</summary>
        internal TimeSpan StepTimeout { get; }

        private string? FullPath(string name)
        {
            string? path = _options.Get(name);
            return path == null ? null : Path.GetFullPath(path);
        }

        private void RefuseTogether(params string[] names)
        {
            string[] there = Array.FindAll(names, _options.Has);
            if (there.Length > 1)
            {
                throw Options.Wrong(there[0] + " and " + there[1] + " exclude each other.");
            }
        }
    }
}
