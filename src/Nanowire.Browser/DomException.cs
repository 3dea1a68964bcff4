using System;

namespace Nanowire.WebSockets.Browser
{
    /// <summary>What a page catches as a DOMException: "SyntaxError", "InvalidStateError" or "InvalidAccessError".</summary>
    public sealed class DomException : Exception
    {
        /// <summary>Its name on a page.</summary>
        public readonly string Name;

        internal DomException(string name)
            : base(name)
        {
            Name = name;
        }
    }
}
