namespace Nanowire
{
    /// <summary>
    /// The clock of everything below this namespace, the libraries' sources in this project included: a name in an outer
    /// namespace comes before one of a using directive, so theirs is not System.Environment here. It stands still until a test moves it.
    /// </summary>
    internal static class Environment
    {
        /// <summary>As of the system's, in milliseconds.</summary>
        internal static long TickCount64 { get; set; } = 1000000;
    }
}
