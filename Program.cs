using System;
using Nanowire.Firmware;
public static class Program { public static void Main() { var a = new DeviceApplication(new SimBoard(), null, 9102); a.Listen(); Console.WriteLine("##gc ready"); a.Run(); } }
