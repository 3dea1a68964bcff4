using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What one board has and most have not, such as a stream of samples: the others carry nothing of it but this declaration, neither in flash
    /// nor in memory. All members are called on the pump; one object serves one application after another.
    /// </summary>
    public abstract class BoardExtra
    {
        /// <summary>What it has to say in /api/health and /status.</summary>
        public abstract HealthSection Health { get; }

        /// <summary>Its settings, made anew for each <see cref="DeviceSettings"/>.</summary>
        public abstract Setting[] CreateSettings();

        /// <summary>Belongs to an application from now on, and reserves its memory.</summary>
        public abstract void Attach(DeviceApplication application);

        /// <summary>Writes its members of /api/device.</summary>
        public abstract void Describe(JsonWriter json);

        /// <summary>Carries out a command if it is one of its own, and answers it.</summary>
        /// <returns>False when it is none; then nothing was done.</returns>
        public abstract bool TryProcess(WebSocket socket, byte[] buffer, int offset, int count);

        /// <summary>One round of the pump.</summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        public abstract void RunOnce(long nowMs);

        /// <summary>The application ends, and it with it; <see cref="Attach"/> may come again.</summary>
        public abstract void Detach();
    }
}
