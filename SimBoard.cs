namespace Nanowire.Firmware {
public sealed class SimBoard : Board {
  readonly bool[] _s = new bool[2];
  readonly Reading[] _r = { new Reading("temperature", "Temperature", "°C", 2, -1000, 4000), new Reading("humidity", "Humidity", "%", 1, 0, 1000), new Reading("light", "Light", "lx", 0, 0, 1000), new Reading("supply", "Supply", "V", 3, 2800, 3600), new Reading("freeMemory", "Free memory", "B", 0, 0, 100000) };
  readonly Output[] _o = { new Output("led", "LED"), new Output("relay", "Relay") };
  public override string Id => "sim"; public override string Name => "nanoCLR";
  public override int MaxConnections => 5; public override int ReceiveBufferSize => 1536; public override int SendBufferSize => 1024;
  public override Reading[] Readings => _r; public override Output[] Outputs => _o;
  public override int Read(int i, long up) { return i == 4 ? (int)nanoFramework.Runtime.Native.GC.Run(false) : i == 1 ? Reading.Absent : 2000 + (int)(up / 1000 % 100); }
  public override bool IsOn(int i) => _s[i]; public override void Switch(int i, bool on) { _s[i] = on; }
} }
