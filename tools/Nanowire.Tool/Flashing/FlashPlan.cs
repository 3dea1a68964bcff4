using System;
using System.Collections.Generic;

namespace Nanowire.Tool
{
    /// <summary>The steps of flashing a board, in order.</summary>
    internal static class FlashPlan
    {
        /// <summary>A device may still start, or be busy with the application that is on it.</summary>
        internal const int DeviceTries = 3;

        private static readonly TimeSpan _firmwareDeadline = TimeSpan.FromMinutes(15);
        private static readonly TimeSpan _deployDeadline = TimeSpan.FromMinutes(10);
        private static readonly TimeSpan _quickDeadline = TimeSpan.FromMinutes(2);

        /// <summary>The runtime; null when it is to stay.</summary>
        internal static FlashStep? Firmware(FlashOptions options, Board board)
        {
            if (options.SkipFirmware)
            {
                return null;
            }

            string target = TargetOf(options, board);
            string? advice = board.AlternativeTarget != null && !options.Alternative
                ? "--alternative takes " + board.AlternativeTarget + " instead, for when " + (board.AlternativeWhen ?? "the chip is older") + "."
                : null;
            return new FlashStep(
                "Runtime " + target, 1, Deadline(options, _firmwareDeadline),
                (nanoff, port) => nanoff.Firmware(target, port, options.FirmwareVersion, options.Preview, options.Erase, options.Baud), advice);
        }

        /// <summary>What is done on the device once it has its runtime.</summary>
        /// <param name="networkFile">The network deployment file; null when the network settings are to stay.</param>
        /// <param name="image">The application; null when it is to stay.</param>
        internal static IEnumerable<FlashStep> OnDevice(FlashOptions options, string? networkFile, string? image)
        {
            if (networkFile != null)
            {
                string title = options.Ssid != null ? "Wi-Fi network '" + options.Ssid + "'" : "Network settings of " + options.NetworkJson;
                yield return new FlashStep(title, DeviceTries, Deadline(options, _quickDeadline), (nanoff, port) => nanoff.Network(networkFile, port), null);
            }

            if (image != null)
            {
                yield return new FlashStep(
                    "Application " + image, DeviceTries, Deadline(options, _deployDeadline), (nanoff, port) => nanoff.Deploy(image, port),
                    options.Erase || options.SkipFirmware ? null : "An application that keeps the device restarting makes way for --erase.");
            }

            yield return new FlashStep(
                "The device says who it is", DeviceTries, Deadline(options, _quickDeadline), (nanoff, port) => nanoff.Details(port),
                "Everything before this was done.");
        }

        internal static string TargetOf(FlashOptions options, Board board)
        {
            if (board.Target == null)
            {
                throw new ToolException(ExitCode.Usage, "The board " + board.Id + " is not one to flash. It runs here: dotnet run --project firmware/Host");
            }

            return options.Alternative
                ? board.AlternativeTarget ?? throw new ToolException(ExitCode.Usage, "The board " + board.Id + " has no other runtime.")
                : board.Target;
        }

        private static TimeSpan Deadline(FlashOptions options, TimeSpan usual)
        {
            return options.StepTimeout > TimeSpan.Zero ? options.StepTimeout : usual;
        }
    }
}
