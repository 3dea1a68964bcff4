using System;

namespace Nanowire.Tool
{
    /// <summary>One call of nanoff.</summary>
    /// <param name="Title">What it does, for people.</param>
    /// <param name="Tries">How often at most.</param>
    /// <param name="Deadline">How long one try may take.</param>
    /// <param name="Arguments">Its command line on a port.</param>
    /// <param name="Advice">What may help when it failed for good, besides what the exit code says; or null.</param>
    internal sealed record FlashStep(string Title, int Tries, TimeSpan Deadline, Func<NanoffCommands, string, string[]> Arguments, string? Advice);
}
