using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The commands that change what is stored: setting, password, factoryReset, and the restart that makes some of it
    /// count.
    /// </summary>
    public sealed class SettingsCommands
    {
        private readonly DeviceApplication _application;
        private readonly DeviceSettings _settings;
        private readonly Authority _authority;
        private readonly SignIn _signIn;

        /// <summary>Commands to an application.</summary>
        public SettingsCommands(DeviceApplication application, Authority authority, SignIn signIn)
        {
            _application = application;
            _settings = application.Settings;
            _authority = authority;
            _signIn = signIn;
        }

        /// <summary>Changes a setting.</summary>
        /// <returns>Null when it is stored, or why it is not.</returns>
        public string Change(WebSocket socket, CommandReader command)
        {
            string refusal = _authority.MayChange(socket);
            if (refusal != null)
            {
                return refusal;
            }

            if (command.Name == null || command.Value == null)
            {
                return command.Name == null ? "name is missing" : "value is missing";
            }

            int index = _settings.IndexOf(command.Name);
            if (index < 0)
            {
                return "name: not one of the settings";
            }

            if (_settings[index].IsSecret)
            {
                return "name: a secret has a command of its own";
            }

            string error = _settings.Set(index, command.Value, Environment.TickCount64);
            if (error == null && index == DeviceSettings.IntervalMsIndex)
            {
                _application.IntervalMs = _settings.IntervalMs;
            }

            return error;
        }

        /// <summary>Sets the admin password, or another one. It signs everyone out, whoever set it too.</summary>
        /// <returns>Null when it is stored, or why it is not.</returns>
        public string SetPassword(WebSocket socket, CommandReader command)
        {
            string refusal = _authority.MaySetPassword(socket);
            if (refusal != null)
            {
                return refusal;
            }

            if (command.Salt == null || command.StoredKey == null || command.ServerKey == null || command.Iterations == CommandReader.None)
            {
                return "salt, iterations, storedKey or serverKey is missing";
            }

            ScramVerifier verifier = ScramVerifier.Create(
                command.Salt, command.Iterations, command.StoredKey, command.ServerKey, out string error);
            error ??= _settings.Set(DeviceSettings.PasswordIndex, verifier.ToString(), Environment.TickCount64);
            if (error == null)
            {
                _signIn.SignOutAll();
                _authority.ClosePresenceWindow();
                _settings.Log.Add("sign-in", "the admin password was set");
            }

            return error;
        }

        /// <summary>Restarts, or deletes all settings and restarts, after the answer is out.</summary>
        /// <returns>Null when that is under way, or why it is not.</returns>
        public string Restart(WebSocket socket, bool isReset)
        {
            string refusal = _authority.MayChange(socket);
            if (refusal != null)
            {
                return refusal;
            }

            if (isReset)
            {
                return _application.FactoryReset() ? null : "could not be deleted";
            }

            _application.RequestRestart(RestartReason.Requested, null);
            return null;
        }
    }
}
