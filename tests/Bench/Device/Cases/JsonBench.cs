using System.Text;
using Nanowire.Firmware;

namespace Nanowire.Bench.Device
{
    /// <summary>A line of telemetry as the firmware composes it: what it is, three counters, four readings, two outputs.</summary>
    internal sealed class JsonBench : Bench
    {
        private const string Expected = "{\"type\":\"telemetry\",\"seq\":4711,\"uptimeMs\":86400123,\"intervalMs\":1000,"
            + "\"temperature\":21.53,\"humidity\":48.2,\"pressure\":1013.25,\"chip\":null,\"led\":true,\"relay\":false}";

        private readonly JsonWriter _json = new JsonWriter();
        private readonly byte[] _output = new byte[256];
        private readonly byte[] _type = Encoding.UTF8.GetBytes("type");
        private readonly byte[] _telemetry = Encoding.UTF8.GetBytes("telemetry");
        private readonly byte[] _seq = Encoding.UTF8.GetBytes("seq");
        private readonly byte[] _uptimeMs = Encoding.UTF8.GetBytes("uptimeMs");
        private readonly byte[] _intervalMs = Encoding.UTF8.GetBytes("intervalMs");
        private readonly byte[] _temperature = Encoding.UTF8.GetBytes("temperature");
        private readonly byte[] _humidity = Encoding.UTF8.GetBytes("humidity");
        private readonly byte[] _pressure = Encoding.UTF8.GetBytes("pressure");
        private readonly byte[] _chip = Encoding.UTF8.GetBytes("chip");
        private readonly byte[] _led = Encoding.UTF8.GetBytes("led");
        private readonly byte[] _relay = Encoding.UTF8.GetBytes("relay");

        /// <inheritdoc/>
        public override void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                Compose(_json);
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return Encoding.UTF8.GetString(_output, 0, _json.Count) == Expected;
        }

        private void Compose(JsonWriter json)
        {
            json.Begin(_output, 0, _output.Length);
            json.BeginObject();
            json.Name(_type);
            json.Value(_telemetry, 0, _telemetry.Length);
            json.Name(_seq);
            json.Value(4711L);
            json.Name(_uptimeMs);
            json.Value(86400123L);
            json.Name(_intervalMs);
            json.Value(1000L);
            json.Name(_temperature);
            json.Value(2153, 2);
            json.Name(_humidity);
            json.Value(482, 1);
            json.Name(_pressure);
            json.Value(101325, 2);
            json.Name(_chip);
            json.Null();
            json.Name(_led);
            json.Value(true);
            json.Name(_relay);
            json.Value(false);
            json.EndObject();
        }
    }
}
