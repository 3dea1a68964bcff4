using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>Something on a board that can be switched, such as its LED; see also <see cref="LevelOutput"/>.</summary>
    public class Output
    {
        /// <summary>Describes an output.</summary>
        /// <param name="id">Its key in telemetry and commands; a JSON name without escapes.</param>
        /// <param name="name">What people call it.</param>
        public Output(string id, string name)
        {
            Id = id;
            Name = name;
            Key = Encoding.UTF8.GetBytes(id);
        }

        /// <summary>The key in telemetry and commands.</summary>
        public string Id { get; }

        /// <summary>What people call it.</summary>
        public string Name { get; }

        /// <summary><see cref="Id"/> in UTF-8.</summary>
        public byte[] Key { get; }
    }
}
