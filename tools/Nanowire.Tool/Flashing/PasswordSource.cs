using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Nanowire.Tool
{
    /// <summary>Where the Wi-Fi password comes from: a variable, the input, or a question. Never an argument, never printed.</summary>
    internal static class PasswordSource
    {
        /// <summary>The most bytes read as a line of input; far more than a password has.</summary>
        private const int MaxLine = 1024;

        private static readonly TimeSpan _keyPause = TimeSpan.FromMilliseconds(20);

        internal static string Read(Session session, FlashOptions options)
        {
            if (options.PasswordVariable != null)
            {
                return Environment.GetEnvironmentVariable(options.PasswordVariable)
                    ?? throw new ToolException(ExitCode.Usage, "--wifi-password-env: there is no environment variable " + options.PasswordVariable + ".");
            }

            if (options.PasswordFromInput)
            {
                using Stream input = Console.OpenStandardInput();
                return ReadLine(input);
            }

            if (Console.IsInputRedirected)
            {
                throw new ToolException(ExitCode.Usage, "The Wi-Fi password cannot be asked for here: --wifi-password-env or --wifi-password-stdin brings it.");
            }

            return Ask(session, options.Ssid!);
        }

        /// <summary>The first line, in UTF-8, without its end and without the mark that some shells put before everything.</summary>
        internal static string ReadLine(Stream input)
        {
            List<byte> bytes = [];
            for (int next = input.ReadByte(); next >= 0 && next != '\n'; next = input.ReadByte())
            {
                bytes.Add((byte)next);
                if (bytes.Count > MaxLine)
                {
                    throw new ToolException(ExitCode.Usage, "--wifi-password-stdin: the first line is no password.");
                }
            }

            try
            {
                return new UTF8Encoding(false, true).GetString(bytes.ToArray()).TrimStart('\uFEFF').TrimEnd('\r');
            }
            catch (DecoderFallbackException)
            {
                throw new ToolException(ExitCode.Usage, "--wifi-password-stdin: the input is not UTF-8.");
            }
        }

        private static string Ask(Session session, string ssid)
        {
            // A look at the keys is what turns the terminal's echo off; what is typed at once would be shown otherwise.
            _ = Console.KeyAvailable;
            Console.Write("Password of '" + ssid + "' (none: Enter): ");
            StringBuilder password = new();
            while (true)
            {
                // A key that is waited for would keep Ctrl+C waiting.
                while (!Console.KeyAvailable)
                {
                    session.Pause(_keyPause);
                }

                ConsoleKeyInfo key = Console.ReadKey(true);
                if (key.Key == ConsoleKey.Enter)
                {
                    Console.WriteLine();
                    return password.ToString();
                }

                if (key.Key == ConsoleKey.Backspace)
                {
                    password.Length = Math.Max(0, password.Length - 1);
                }
                else if (key.KeyChar >= ' ')
                {
                    password.Append(key.KeyChar);
                }
            }
        }
    }
}
