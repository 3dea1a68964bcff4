// Each class holds one thing that compiles against the reference declarations and that the device does not run.
// RuleTests names, class by class, the rule that has to find it.
using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace Samples
{
    public class GenericClass<T>
    {
        public T Value;
    }

    public delegate T GenericDelegate<T>();

    public interface IGeneric<T>
    {
    }

    public class GenericMethod
    {
        public static T Pick<T>(T a) => a;
    }

    public class GenericCall
    {
        public static int Run() => GenericMethod.Pick(1);
    }

    public class GenericField
    {
        private readonly GenericClass<int> _box = null;

        public object Box => _box;
    }

    public class GenericLocal
    {
        public static void Run()
        {
            GenericDelegate<int> f = () => 3;
            f();
        }
    }

    public class GenericBase : GenericClass<string>
    {
    }

    public class GenericInterface : IGeneric<string>
    {
    }

    public class GenericTypeof
    {
        public static object Run() => typeof(GenericClass<>);
    }

    public class ArrayField
    {
        public int[,] Cells;
    }

    public class ArrayCode
    {
        public static int Run()
        {
            object cells = new byte[2, 3];
            return cells.GetHashCode();
        }
    }

    public class PointerParameter
    {
        public static unsafe int Run(int* p) => *p;
    }

    public class PointerFixed
    {
        public static unsafe void Run(byte[] bytes)
        {
            fixed (byte* p = bytes)
            {
                *p = 1;
            }
        }
    }

    public class PointerStack
    {
        public static unsafe int Run()
        {
            int* p = stackalloc int[4];
            return p[2];
        }
    }

    public class PointerFunction
    {
        public static unsafe void Run(delegate*<int, void> f) => f(1);
    }

    public class StaticFirst
    {
        public static readonly int Value = StaticSecond.Value + 1;
    }

    public class StaticSecond
    {
        public static readonly int Value = int.Parse("10");
    }

    public class StaticByCall
    {
        public static readonly int Value = Twice(3);

        private static int Twice(int n) => n * StaticHelper.Factor;
    }

    public class StaticHelper
    {
        public static int Factor = 2;

        public int Times(int n) => n * Factor;
    }

    public class StaticByObject
    {
        public static readonly int Value = new StaticHelper().Times(4);
    }

    public class StaticByLibrary
    {
        public static readonly byte[] Bytes = Encoding.UTF8.GetBytes("abc");
    }

    public class StaticByLibraryField
    {
        public static readonly TimeSpan Longest = TimeSpan.MaxValue;
    }

    public class StaticLambda
    {
        public static readonly Action Nothing = () => { };
    }

    public class StaticWrite
    {
        public static int Count;

        static StaticWrite()
        {
            StaticHelper.Factor = 5;
        }
    }

    public class FinalizerOnSocket
    {
        private Socket _socket;

        ~FinalizerOnSocket() => _socket.Close();
    }

    public class Wrapper
    {
        public object Name;
        public Stream[] Streams;
    }

    public class FinalizerThroughField
    {
        public Wrapper Inner;

        ~FinalizerThroughField() => Inner.Streams[0].Close();
    }

    public interface ITransport
    {
        void Close();
    }

    public class SocketTransport : ITransport
    {
        public Socket Socket;

        public void Close() => Socket.Close();
    }

    public class FinalizerThroughInterface
    {
        public ITransport Transport;

        ~FinalizerThroughInterface() => Transport.Close();
    }

    public class FinalizerOnStream : NetworkStream
    {
        public FinalizerOnStream(Socket socket)
            : base(socket)
        {
        }

        ~FinalizerOnStream()
        {
        }
    }

    public class FinalizerInherited
    {
        ~FinalizerInherited()
        {
        }
    }

    public class FinalizerHeir : FinalizerInherited
    {
        public Socket Socket;
    }

    public class CheckedSum
    {
        public static int Run(int a, int b) => checked(a + b);
    }

    public class NulInString
    {
        public static string Run() => "a\0b";
    }
}
