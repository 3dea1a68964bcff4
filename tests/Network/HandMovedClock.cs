namespace Nanowire
{
    /// <summary>
    /// The clock of everything below this namespace, the libraries' sources in this project included: a name in an outer
    /// namespace comes before one of a using directive, so theirs is not System.Environment here. It stands still until a test moves it.
    /// </summary>
    internal static class Environment
    {
        /// <summary>Who asks for the time so often while it stands still goes round in circles.</summary>
        private const int MaxReads = 5000000;

        private static int _reads;

        /// <summary>As of the system's, in milliseconds.</summary>
        /// <exception cref="System.TimeoutException">It stands still for whoever waits for it to move.</exception>
        internal static long TickCount64
        {
            get
            {
                _reads++;
                if (_reads == MaxReads)
                {
                    _reads = 0;
                    throw new System.TimeoutException("a loop without end");
                }

                return field;
            }

            set
            {
                _reads = 0;
                field = value;
            }
        } = 1000000;
    }
}
