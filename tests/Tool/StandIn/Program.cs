using System;
using System.IO;

namespace Nanowire.Nanoff.StandIn
{
    /// <summary>
    /// Stands in for nanoff, for msbuild and for a nanoCLR: notes how it was called, and ends as it was told to. The folder that
    /// NANOWIRE_STANDIN names has what it is told and what it notes.
    /// </summary>
    internal static class Program
    {
        private const int Unknown = 9000;

        private static int Main(string[] args)
        {
            string folder = Environment.GetEnvironmentVariable("NANOWIRE_STANDIN") ?? throw new InvalidOperationException("NANOWIRE_STANDIN is not set");
            string operation = Operation.Of(args);
            Note note = new(folder, operation);
            int number = note.CountEarlier();
            note.Write(args);
            switch (operation)
            {
                case "version":
                    Console.WriteLine(Orders.Text(folder, "version", "nanoff 2.5.162+0123456789"));
                    return 0;
                case "ports":
                    Console.WriteLine(Ports(Orders.Line(folder, "ports", number)));
                    return 0;
                case "nanoclr":
                    Console.WriteLine(Orders.Text(folder, "nanoclr.out", ""));
                    break;
                case "msbuild":
                    foreach (string file in Orders.Lines(folder, "msbuild.files"))
                    {
                        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                        File.WriteAllBytes(file, new byte[100]);
                    }

                    break;
                case "unknown":
                    return Unknown;
            }

            Console.WriteLine("stand-in: " + operation);
            return Orders.ExitCode(folder, operation, number);
        }

        // As nanoff writes it, both versions.
        private static string Ports(string names)
        {
            string header = ".NET nanoFramework Firmware Flasher v0.0.0\nCopyright (C) 2019\n\n";
            return names.Length == 0
                ? header + "No available COM port.\n"
                : header + "Available COM ports:\n  " + names.Replace(",", "\n  ", StringComparison.Ordinal) + "\n";
        }
    }
}
