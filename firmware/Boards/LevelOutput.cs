using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>An output that is more than on or off: a whole number within bounds, such as a brightness, or one of several choices.</summary>
    public sealed class LevelOutput : Output
    {
        /// <summary>The least level; 0 of choices.</summary>
        public readonly int Min;

        /// <summary>The greatest level; of choices the last one's place.</summary>
        public readonly int Max;

        /// <summary>The unit of a number, such as "%"; null of choices.</summary>
        public readonly string Unit;

        /// <summary>The texts of the choices, without escapes; null of a number.</summary>
        public readonly string[] Choices;

        // Made once, so that telemetry makes no garbage.
        private readonly byte[][] _texts;

        /// <summary>Describes a number.</summary>
        /// <param name="id">Its key in telemetry and commands; a JSON name without escapes.</param>
        /// <param name="name">What people call it.</param>
        /// <param name="unit">The unit; may be empty.</param>
        /// <param name="min">The least.</param>
        /// <param name="max">The greatest.</param>
        public LevelOutput(string id, string name, string unit, int min, int max)
            : base(id, name)
        {
            Unit = unit;
            Min = min;
            Max = max;
        }

        /// <summary>Describes choices; the level is the place of one.</summary>
        /// <param name="id">Its key in telemetry and commands; a JSON name without escapes.</param>
        /// <param name="name">What people call it.</param>
        /// <param name="choices">What can be chosen, at least one.</param>
        public LevelOutput(string id, string name, string[] choices)
            : base(id, name)
        {
            Choices = choices;
            Max = choices.Length - 1;
            _texts = new byte[choices.Length][];
            for (int i = 0; i < choices.Length; i++)
            {
                _texts[i] = Encoding.UTF8.GetBytes(choices[i]);
            }
        }

        /// <summary>Reads the value of a command.</summary>
        /// <param name="value">It as text; null when there was none.</param>
        /// <param name="level">The level, when nothing is wrong.</param>
        /// <returns>Null, or what it must be.</returns>
        public string Read(string value, out int level)
        {
            level = 0;
            if (value == null)
            {
                return "value is missing";
            }

            if (Choices == null)
            {
                return int.TryParse(value, out level) && level >= Min && level <= Max
                    ? null
                    : "value: a whole number, " + Min.ToString() + " to " + Max.ToString();
            }

            string known = string.Empty;
            for (int i = 0; i < Choices.Length; i++)
            {
                if (Choices[i] == value)
                {
                    level = i;
                    return null;
                }

                known += (i == 0 ? string.Empty : ", ") + Choices[i];
            }

            return "value: one of " + known;
        }

        /// <summary>Writes a level as telemetry has it: the number, or the text of the choice.</summary>
        internal void Write(JsonWriter json, int level)
        {
            if (_texts == null)
            {
                json.Value((long)level);
            }
            else
            {
                json.Value(_texts[level], 0, _texts[level].Length);
            }
        }
    }
}
