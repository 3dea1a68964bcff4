namespace Nanowire.DeviceCheck
{
    /// <summary>Something in a compiled assembly that the device does not run.</summary>
    /// <param name="Rule">Which rule found it; see <see cref="Rules"/>.</param>
    /// <param name="Where">The type, or type and member, it was found in.</param>
    /// <param name="What">What it is, and what the device makes of it.</param>
    public sealed record Finding(string Rule, string Where, string What)
    {
        /// <summary>One line for the console.</summary>
        public override string ToString()
        {
            return $"{Rule,-16} {Where}: {What}";
        }
    }
}
