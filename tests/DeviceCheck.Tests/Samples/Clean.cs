// Ordinary device code, close to the edge of each rule, in which nothing may be found.
using System;
using System.Collections;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Samples
{
    public enum Kind
    {
        None,
        Some,
    }

    public interface IShape
    {
        int Area { get; }
    }

    public struct Point
    {
        public int X;
        public int Y;

        public Point(int x, int y)
        {
            X = x;
            Y = y;
        }
    }

    public class Tables
    {
        public const int Size = 5;

        private static readonly byte[] _bytes = { 1, 2, 3, 4, 5, 6, 7, 8 };
        private static readonly uint[] _words = new uint[] { 0xdeadbeef, 0xfeedface, 3 };
        private static readonly string[] _names = { "a", "b", "c" };
        private static readonly string _text = "x" + Size;
        private static readonly object _lock = new object();
        private static readonly Hashtable _map = Fill(new Hashtable());
        private static readonly Point _origin = new Point(Pure.Half(8), 2);
        private static readonly byte[][] _jagged = { new byte[2], new byte[3] };
        private static readonly int _count = _bytes.Length + _words.Length;
        private static readonly Type _type = typeof(Tables);

        public static int Sum()
        {
            lock (_lock)
            {
                return _count + _map.Count + _origin.X + _jagged.Length + _names.Length + _text.Length + (_type == null ? 0 : 1);
            }
        }

        private static Hashtable Fill(Hashtable table)
        {
            table["one"] = _names[0];
            return table;
        }
    }

    public static class Pure
    {
        public static int Half(int n) => n / 2;
    }

    public class Finalized
    {
        private int _handle;
        private object _anything;

        ~Finalized() => _handle = 0;

        public object Anything => _anything ?? this;
    }

    public class Plain
    {
        public string Name;
    }

    public class PlainHeir : Plain
    {
        public Socket Socket;
    }

    // A sibling below the same base holds a socket; this one does not.
    public class FinalizedSibling : Plain
    {
        ~FinalizedSibling() => Name = null;
    }

    public class Worker : IDisposable, IShape
    {
        private readonly Socket _socket;
        private readonly ArrayList _list = new ArrayList();

        public Worker(Socket socket) => _socket = socket;

        public event EventHandler Done;

        public int Area { get; private set; }

        public void Start(int times)
        {
            Action step = () => Area += times;
            new Thread(() => step()).Start();
            string text = $"{times,5:D2} of {Kind.Some}";
            switch (text)
            {
                case "1":
                case "2":
                case "3":
                case "4":
                case "5":
                case "6":
                case "7":
                    Area = unchecked(Area * 31);
                    break;
                default:
                    break;
            }

            foreach (object o in _list)
            {
                Area += o is Kind.Some or Kind.None ? 1 : 0;
            }

            Done?.Invoke(this, EventArgs.Empty);
        }

        public void Dispose()
        {
            try
            {
                _socket.Send(Encoding.UTF8.GetBytes("bye"));
            }
            catch (SocketException e) when (e.ErrorCode == (int)SocketError.NotConnected)
            {
                Area = 0;
            }
            finally
            {
                _socket.Close();
            }
        }
    }
}
