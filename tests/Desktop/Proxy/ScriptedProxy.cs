using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Proxy
{
    /// <summary>A proxy in memory that answers with what a test says, and carries what follows to a server in memory.</summary>
    internal sealed class ScriptedProxy
    {
        internal const string Established = "HTTP/1.1 200 Connection established\r\n\r\n";

        private readonly MemoryListener _target;
        private readonly StringBuilder _request = new StringBuilder();
        private readonly byte[] _buffer = new byte[8192];
        private byte[] _answer;
        private int _answered;
        private MemoryTransport _near;
        private MemoryTransport _far;

        internal ScriptedProxy(MemoryListener target = null)
        {
            _target = target;
            Listener = new MemoryListener(4, 65536);
            Connector = new MemoryConnector(Listener) { Pump = Work };
        }

        internal MemoryListener Listener { get; }

        internal MemoryConnector Connector { get; }

        /// <summary>What it answers; null for nothing at all.</summary>
        internal string Answer { get; set; } = Established;

        /// <summary>How much of the answer comes at once.</summary>
        internal int PieceCount { get; set; } = int.MaxValue;

        /// <summary>Ends the connection when so much of the answer is out.</summary>
        internal int EndsAfter { get; set; } = int.MaxValue;

        /// <summary>Every request, in order.</summary>
        internal List<string> Requests { get; } = new List<string>();

        /// <summary>What works behind the proxy.</summary>
        internal Action Behind { get; set; }

        internal void Work()
        {
            if (Listener.WaitPending(0))
            {
                _near = (MemoryTransport)Listener.Accept();
                _far = null;
                _answer = null;
                _answered = 0;
                _request.Clear();
            }

            if (_far != null)
            {
                Carry(_near, _far);
                Behind?.Invoke();
                Carry(_far, _near);
                return;
            }

            int read = _near.Read(_buffer, 0, _buffer.Length);
            if (read > 0)
            {
                _request.Append(Encoding.Latin1.GetString(_buffer, 0, read));
            }

            if (_answer == null && Answer != null && _request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                Requests.Add(_request.ToString());
                _answer = Encoding.Latin1.GetBytes(Answer);
            }

            if (_answer == null)
            {
                return;
            }

            int count = Math.Min(Math.Min(PieceCount, EndsAfter - _answered), _answer.Length - _answered);
            _near.Write(_answer, _answered, count);
            _answered += count;
            if (_answered == EndsAfter)
            {
                _near.EndWriting();
            }
            else if (_answered == _answer.Length && _target != null)
            {
                _far = _target.Connect();
            }
        }

        private void Carry(MemoryTransport from, MemoryTransport to)
        {
            int read = from.Read(_buffer, 0, _buffer.Length);
            if (read > 0)
            {
                to.Write(_buffer, 0, read);
            }
            else if (read != Transport.Nothing)
            {
                to.Close();
            }
        }
    }
}
