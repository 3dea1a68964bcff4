using System.IO;

namespace Nanowire.Tool
{
    /// <summary>Where a build leaves the firmware, and what is noted beside it.</summary>
    internal static class FirmwareOutput
    {
        /// <summary>What is deployed: the firmware with all that it needs.</summary>
        internal static string Image(Session session, string configuration)
        {
            return session.PathOf("firmware/bin/" + configuration + "/Nanowire.Firmware.bin");
        }

        /// <summary>The board that it was built for; null where the builder did not note it.</summary>
        internal static string? BoardOf(Session session, string configuration)
        {
            string note = Note(session, configuration);
            return File.Exists(note) ? File.ReadAllText(note).Trim() : null;
        }

        internal static void NoteBoard(Session session, string configuration, string board)
        {
            File.WriteAllText(Note(session, configuration), board + "\n");
        }

        private static string Note(Session session, string configuration)
        {
            return Image(session, configuration) + ".board";
        }
    }
}
