using System.Collections.Generic;

namespace Nanowire.Tool
{
    /// <summary>
    /// What nanoff's exit codes mean for an ESP32. On Linux and macOS a shell, and .NET, see them modulo 256; none of them becomes 0,
    /// and those here stay apart.
    /// </summary>
    internal static class NanoffExitCodes
    {
        internal static readonly IReadOnlyDictionary<int, string> All = new Dictionary<int, string>
        {
            [2000] = "cannot connect to the device. Is the runtime on it, and the port right? Press RESET and try again",
            [2001] = "no nanoFramework device answers on this port. Press RESET and try again",
            [2002] = "the device answered, but what was asked of it failed. Press RESET and try again; an application that restarts all the time makes way for --erase",
            [2003] = "the device did not take the file or the network settings",
            [4000] = "the chip's boot loader did not answer as it should. Hold BOOT, press RESET, release BOOT, and try again; a lower --baud helps with cheap USB bridges",
            [4001] = "the runtime does not support the size of this flash",
            [4002] = "erasing the flash failed",
            [4003] = "writing the runtime failed. Try again with a lower --baud, such as 115200, and another cable",
            [4004] = "reading the flash failed. Try again with a lower --baud",
            [4005] = "the serial port could not be opened. " + PortAdvice,
            [6000] = "the serial port could not be opened. " + PortAdvice,
            [6001] = "no serial port was named",
            [6002] = "another nanoFramework program uses the device. Close Visual Studio's device explorer and the like",
            [9000] = "nanoff does not understand these arguments; is it a version newer than this tool knows?",
            [9002] = "the folder for backups cannot be used",
            [9003] = "an old backup cannot be deleted",
            [9004] = "a backup file needs a backup folder",
            [9005] = "there is no runtime of this name and version to download. See nanoff's list of targets, and --fw-version and --preview",
            [9006] = "the folder for downloads cannot be made",
            [9007] = "downloading the runtime failed. Is this machine online?",
            [9008] = "the application's .bin is missing",
            [9009] = "a deployment address is missing or wrong",
            [9010] = "no device was found. Is it plugged in, with a cable that carries data?",
            [9011] = "the runtime's file is missing",
            [9012] = "the runtime's file is none",
            [9013] = "nanoff does not know this platform",
            [9014] = "the folder of downloads cannot be cleared",
            [9015] = "the archive does not have this runtime",
        };

        private const string PortAdvice = "Is it the right one, and no terminal program using it? On Linux you must be in the group dialout "
            + "(sudo usermod -aG dialout $USER, then log in anew)";

        private const int First = 1000;

        /// <summary>The code as nanoff meant it: of a value modulo 256 the one that it stands for, and others as they are.</summary>
        internal static int Restore(int code)
        {
            foreach (int known in All.Keys)
            {
                if (code == known || (code < First && code == known % 256))
                {
                    return known;
                }
            }

            return code;
        }

        /// <summary>For people: the code and what to do about it.</summary>
        internal static string Describe(int code)
        {
            int known = Restore(code);
            if (All.TryGetValue(known, out string? meaning))
            {
                return "E" + known + ", " + meaning + ".";
            }

            // 128 and a signal's number, as shells and .NET have it.
            return code is > 128 and < 160
                ? code + ": it was ended by signal " + (code - 128) + ", or crashed."
                : code + ", a code that has no meaning for an ESP32.";
        }

        /// <summary>Whether another try may end otherwise: what is wrong with arguments, files and downloads stays wrong.</summary>
        internal static bool MayPass(int code)
        {
            return Restore(code) is < 9000 or 9010;
        }
    }
}
