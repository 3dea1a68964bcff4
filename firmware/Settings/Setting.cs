using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>The definition of one setting, and its value. Each field of it is 12 bytes of a device's heap, so there are few.</summary>
    public sealed class Setting
    {
        /// <summary>The longest name in bytes.</summary>
        public const int MaxNameLength = 24;

        /// <summary>The longest value in bytes of UTF-8.</summary>
        public const int MaxValueLength = 160;

        /// <summary>Its name, in ASCII without escapes.</summary>
        public readonly string Name;

        /// <summary><see cref="Name"/> in UTF-8; made anew, for those who write it now and then.</summary>
        public byte[] Key => Encoding.UTF8.GetBytes(Name);

        /// <summary>What it is until it is set.</summary>
        public readonly string Default;

        /// <summary>The texts of a choice; null of other kinds.</summary>
        public readonly string[] Choices;

        /// <summary>The value, always within bounds.</summary>
        public string Value;

        private const int KindMask = 15;
        private const int SecretBit = 16;
        private const int RestartBit = 32;

        // The least in the low half, the greatest in the high one.
        private readonly long _bounds;
        private int _traits;

        private Setting(string name, SettingKind kind, int min, int max, string[] choices, string value)
        {
            Name = name;
            _traits = (int)kind;
            _bounds = ((long)max << 32) | (uint)min;
            Choices = choices;
            Default = value;
            bool isTooLong = kind != SettingKind.Integer && max > MaxValueLength;
            if (name.Length == 0 || name.Length > MaxNameLength || isTooLong || Check(value, out int _) != null)
            {
                throw new ArgumentException(name);
            }

            Value = value;
        }

        /// <summary>What it holds.</summary>
        public SettingKind Kind => (SettingKind)(_traits & KindMask);

        /// <summary>The least number, or length in bytes.</summary>
        public int Min => (int)_bounds;

        /// <summary>The greatest number, or length in bytes.</summary>
        public int Max => (int)(_bounds >> 32);

        /// <summary>Whether its value is never told, nor set by the command "setting".</summary>
        public bool IsSecret
        {
            get => (_traits & SecretBit) != 0;
            set => _traits = value ? _traits | SecretBit : _traits & ~SecretBit;
        }

        /// <summary>Whether a change counts from the next start on.</summary>
        public bool NeedsRestart
        {
            get => (_traits & RestartBit) != 0;
            set => _traits = value ? _traits | RestartBit : _traits & ~RestartBit;
        }

        /// <summary>The value as a number: of an integer itself, 1 and 0 of a flag, the index of a choice; 0 of a text.</summary>
        public int Number
        {
            get
            {
                int number = 0;
                if (Kind == SettingKind.Integer || Kind == SettingKind.Flag || Kind == SettingKind.Choice)
                {
                    Check(Value, out number);
                }

                return number;
            }
        }

        /// <summary>Defines a text.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="kind">Text, Label or Address.</param>
        /// <param name="min">The least length in bytes.</param>
        /// <param name="max">The greatest length in bytes, at most <see cref="MaxValueLength"/>.</param>
        /// <param name="value">The default.</param>
        /// <exception cref="ArgumentException">The name is too long, or the default is out of its own bounds.</exception>
        public static Setting Text(string name, SettingKind kind, int min, int max, string value)
        {
            return new Setting(name, kind, min, max, null, value);
        }

        /// <summary>Defines a whole number.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="min">The least.</param>
        /// <param name="max">The greatest.</param>
        /// <param name="value">The default.</param>
        /// <exception cref="ArgumentException">As for a text.</exception>
        public static Setting Integer(string name, int min, int max, int value)
        {
            return new Setting(name, SettingKind.Integer, min, max, null, value.ToString());
        }

        /// <summary>Defines a flag.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="value">The default.</param>
        /// <exception cref="ArgumentException">As for a text.</exception>
        public static Setting Flag(string name, bool value)
        {
            return new Setting(name, SettingKind.Flag, 0, 1, null, value ? "true" : "false");
        }

        /// <summary>Defines a choice.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="choices">What can be chosen, texts without escapes.</param>
        /// <param name="index">The default.</param>
        /// <exception cref="ArgumentException">As for a text.</exception>
        public static Setting Choice(string name, string[] choices, int index)
        {
            return new Setting(name, SettingKind.Choice, 0, choices.Length - 1, choices, choices[index]);
        }

        /// <summary>Whether a text can be the value.</summary>
        /// <param name="text">The text.</param>
        /// <param name="number">What <see cref="Number"/> is then.</param>
        /// <returns>Null, or what it must be.</returns>
        public string Check(string text, out int number)
        {
            number = 0;
            switch (Kind)
            {
                case SettingKind.Integer:
                    // "007" and "+7" are numbers to int.Parse, but not the one form that a value has.
                    if (!int.TryParse(text, out number) || number < Min || number > Max || number.ToString() != text)
                    {
                        return "a whole number, " + Min.ToString() + " to " + Max.ToString();
                    }

                    return null;
                case SettingKind.Flag:
                    number = text == "true" ? 1 : 0;
                    return number == 1 || text == "false" ? null : "true or false";
                case SettingKind.Choice:
                    string known = string.Empty;
                    for (int i = 0; i < Choices.Length; i++)
                    {
                        if (Choices[i] == text)
                        {
                            number = i;
                            return null;
                        }

                        known += (i == 0 ? string.Empty : ", ") + Choices[i];
                    }

                    return "one of " + known;
                case SettingKind.Address:
                    return text.Length == 0 || IsAddress(text) ? null : "an IPv4 address, or nothing";
                default:
                    return CheckText(text);
            }
        }

        private string CheckText(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            int last = utf8.Length - 1;
            bool isText = utf8.Length >= Min && utf8.Length <= Max;
            for (int i = 0; i < utf8.Length; i++)
            {
                byte c = utf8[i];
                if (Kind == SettingKind.Text)
                {
                    isText &= c >= ' ' && c != 0x7F;
                }
                else
                {
                    bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                    isText &= isLetter || (c == '-' && i != 0 && i != last);
                }
            }

            string bounds = Min.ToString() + " to " + Max.ToString();
            return isText ? null : Kind == SettingKind.Text ? bounds + " bytes of text" : bounds + " letters, digits and hyphens between them";
        }

        private static bool IsAddress(string text)
        {
            char[] chars = text.ToCharArray();
            int parts = 1;
            int digits = 0;
            int value = 0;
            for (int i = 0; i < chars.Length; i++)
            {
                char c = chars[i];
                if (c == '.' && digits > 0)
                {
                    parts++;
                    digits = 0;
                    value = 0;
                }
                else if (c >= '0' && c <= '9' && (digits == 0 || value != 0))
                {
                    // No leading zero, which some read as octal.
                    value = (value * 10) + c - '0';
                    digits++;
                    if (value > 255)
                    {
                        return false;
                    }
                }
                else
                {
                    return false;
                }
            }

            return parts == 4 && digits > 0;
        }
    }
}
