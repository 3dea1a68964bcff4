using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// GET /api/settings: what can be set, within which bounds, and what it is. Of a secret only whether it is set.
    /// </summary>
    public sealed class SettingsContent : JsonContent
    {
        private readonly DeviceSettings _settings;
        private readonly Authority _authority;

        /// <summary>Shows settings.</summary>
        public SettingsContent(DeviceSettings settings, Authority authority)
        {
            _settings = settings;
            _authority = authority;
        }

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            if (part == 0)
            {
                json.BeginObject();
                json.Member("passwordSet", _settings.HasPassword);
                json.Member("presenceMs", _authority.GetPresenceMs(Environment.TickCount64));
                json.Member("setup", _authority.IsSetup);
                json.Name("settings");
                json.BeginArray();
            }
            else if (part <= _settings.Count)
            {
                WriteSetting(_settings[part - 1], json);
            }
            else
            {
                json.EndArray();
                json.EndObject();
                return End;
            }

            return part + 1;
        }

        private static void WriteSetting(Setting setting, JsonWriter json)
        {
            json.BeginObject();
            json.Member("name", setting.Name);
            if (setting.IsSecret)
            {
                json.Member("kind", "secret");
                json.Member("isSet", setting.Value.Length > 0);
                json.EndObject();
                return;
            }

            json.Member("kind", GetName(setting.Kind));
            if (setting.Kind == SettingKind.Choice)
            {
                json.Name("choices");
                json.BeginArray();
                for (int i = 0; i < setting.Choices.Length; i++)
                {
                    json.Value(setting.Choices[i]);
                }

                json.EndArray();
            }
            else if (setting.Kind != SettingKind.Flag && setting.Kind != SettingKind.Address)
            {
                json.Member("min", setting.Min);
                json.Member("max", setting.Max);
            }

            json.Member("needsRestart", setting.NeedsRestart);
            if (setting.Kind == SettingKind.Integer)
            {
                json.Member("value", setting.Number);
            }
            else if (setting.Kind == SettingKind.Flag)
            {
                json.Member("value", setting.Number == 1);
            }
            else
            {
                json.Member("value", setting.Value);
            }

            json.EndObject();
        }

        private static string GetName(SettingKind kind)
        {
            switch (kind)
            {
                case SettingKind.Label: return "label";
                case SettingKind.Address: return "address";
                case SettingKind.Integer: return "integer";
                case SettingKind.Flag: return "flag";
                case SettingKind.Choice: return "choice";
                default: return "text";
            }
        }
    }
}
