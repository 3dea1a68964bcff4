using System.Globalization;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer in a program that has others too, each with a number (peers/java/Turn.java).</summary>
    internal sealed class JavaEnd : LineEnd
    {
        private readonly JavaProgram _program;
        private readonly int _number;

        internal JavaEnd(JavaProgram program)
        {
            _program = program;
            _number = program.Add(this);
        }

        protected override string Trouble => "; its errors: " + _program.Errors;

        internal void Connect(string url, string[] protocols, bool pings)
        {
            Command(new { @do = "connect", url, text = string.Join(' ', protocols), code = pings ? 1 : 0 });
        }

        internal void Listen(string[] protocols, bool pings)
        {
            Command(new { @do = "listen", text = string.Join(' ', protocols), code = pings ? 1 : 0 });
            AwaitListening();
        }

        /// <summary>What the program says of this end, without its number.</summary>
        internal void Take(string line)
        {
            Tell(ToEvent(line));
        }

        public override void Dispose()
        {
            _program.Remove(_number);
            Command(new { @do = "end" });
        }

        protected override void WriteLine(string line)
        {
            _program.WriteLine(_number.ToString(CultureInfo.InvariantCulture) + " " + line);
        }
    }
}
