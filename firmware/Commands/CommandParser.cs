using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Reads a command, one flat JSON object, where it lies. What members there are is said by who derives from it; of one that comes twice
    /// the last counts, and all must be right.
    /// </summary>
    public abstract class CommandParser
    {
        /// <summary>The largest command in bytes.</summary>
        public const int MaxCommandSize = 512;

        /// <summary>What a number is that is not there.</summary>
        public const int None = -1;

        private readonly byte[] _id = Utf8("id");
        private readonly JsonObjectReader _reader = new JsonObjectReader();

        /// <summary>The id of the command; <see cref="None"/> when it has none.</summary>
        public int Id;

        /// <summary>Whether the member cmd was there, and known.</summary>
        protected abstract bool HasCommand { get; }

        /// <summary>Reads a command.</summary>
        /// <returns>Null, or what is wrong with it; the id counts in both cases.</returns>
        public string Read(byte[] buffer, int offset, int count)
        {
            Id = None;
            Forget();
            if (count > MaxCommandSize)
            {
                return "a command is at most 512 bytes";
            }

            string error = null;
            JsonObjectReader reader = _reader;
            reader.Begin(buffer, offset, count);
            while (reader.Read())
            {
                string wrong = reader.NameIs(_id) ? ReadId(reader) : ReadMember(reader);
                if (error == null)
                {
                    // Later members are still read, for the id may come last.
                    error = wrong;
                }
            }

            return reader.Error ?? error ?? (HasCommand ? null : "cmd is missing");
        }

        /// <summary>
        /// Drops what was read but for the id, so that no secret stays in memory for longer than its command takes.
        /// </summary>
        public abstract void Forget();

        /// <summary>Reads a member other than the id.</summary>
        /// <returns>Null, or what is wrong with it.</returns>
        protected abstract string ReadMember(JsonObjectReader reader);

        /// <summary>A name of a member, or of a command.</summary>
        protected static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        /// <summary>The value of iterations, which the command password has wherever it may be sent.</summary>
        protected static string ReadIterations(JsonObjectReader reader, out int iterations)
        {
            iterations = reader.Kind == JsonValueKind.Integer ? reader.Number : None;
            return iterations < 0 ? "iterations: a whole number" : null;
        }

        private string ReadId(JsonObjectReader reader)
        {
            if (reader.Kind != JsonValueKind.Integer || reader.Number < 0)
            {
                return "id: a whole number from 0";
            }

            Id = reader.Number;
            return null;
        }
    }
}
