// nanoFramework.M2Mqtt.Core 5.1.220: reference declarations of the public members that the project may need, for the compile check of the
// device projects. Names, signatures and constants only; nothing here runs, and nothing here is flashed. See README.md beside this file.
using System.Reflection;

[assembly: AssemblyVersion("5.1.220.0")]

namespace nanoFramework.M2Mqtt
{
    public enum MqttSslProtocols
    {
        None = 0,
        SSLv3 = 1,
        TLSv1_0 = 2,
        TLSv1_1 = 3,
        TLSv1_2 = 4,
        TLSv1_3 = 5,
    }
}
