using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>Who may do what: all rules about that are here. Reading needs no permission.</summary>
    public sealed class Authority
    {
        /// <summary>How long the presence window stays open, in milliseconds.</summary>
        public const int PresenceMs = 120000;

        /// <summary>Why nothing may be changed before there is a password.</summary>
        public const string NoPassword = "no admin password is set; press the button on the device, or use its setup page, to set one";

        private const string SignInFirst = "sign in first";

        private readonly DeviceSettings _settings;
        private readonly SignIn _signIn;
        private long _presentUntilMs;

        /// <summary>Rules by the settings and who is signed in.</summary>
        public Authority(DeviceSettings settings, SignIn signIn)
        {
            _settings = settings;
            _signIn = signIn;
        }

        /// <summary>
        /// Whether the device is in its setup portal, where the first password may be set. One that is set may not be
        /// replaced there:
        /// who disturbs the network long enough opens the portal from outside.
        /// </summary>
        public bool IsSetup { get; set; }

        /// <summary>How long the presence window is still open, in milliseconds; 0 when it is closed.</summary>
        public int GetPresenceMs(long nowMs)
        {
            long left = _presentUntilMs - nowMs;
            return left < 0 || left > PresenceMs ? 0 : (int)left;
        }

        /// <summary>
        /// Somebody is at the device: a password may be set for <see cref="PresenceMs"/>, and waits after wrong ones are
        /// over.
        /// </summary>
        public void OpenPresenceWindow(long nowMs)
        {
            _presentUntilMs = nowMs + PresenceMs;
            _signIn.ForgetFailures();
        }

        /// <summary>Closes the presence window, as it was used.</summary>
        public void ClosePresenceWindow()
        {
            _presentUntilMs = 0;
        }

        /// <summary>
        /// Whether a connection may switch outputs and change the interval for now. A page that another server served has to sign in
        /// in any case: to be trusted to read along is less than to control.
        /// </summary>
        /// <returns>Null, or why not.</returns>
        public string MayControl(WebSocket socket)
        {
            return _settings.IsControlOpen && !TrustedOrigins.IsFromElsewhere(socket) ? null : MayChange(socket);
        }

        /// <summary>Whether a connection may change settings, restart and reset the device.</summary>
        /// <returns>Null, or why not.</returns>
        public string MayChange(WebSocket socket)
        {
            return _signIn.IsSignedIn(socket) ? null : _settings.HasPassword ? SignInFirst : NoPassword;
        }

        /// <summary>Whether a connection may set the admin password.</summary>
        /// <returns>Null, or why not.</returns>
        public string MaySetPassword(WebSocket socket)
        {
            if (_signIn.IsSignedIn(socket) || GetPresenceMs(Environment.TickCount64) > 0 || (IsSetup && !_settings.HasPassword))
            {
                return null;
            }

            return _settings.HasPassword ? "sign in first, or press the button on the device" : NoPassword;
        }
    }
}
