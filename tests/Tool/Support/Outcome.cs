namespace Nanowire.Tool.Tests
{
    /// <summary>How a run of the tool ended.</summary>
    internal sealed record Outcome(int Code, string Output, string Errors)
    {
        internal string All => Output + Errors;
    }
}
