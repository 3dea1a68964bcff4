namespace Nanowire.WebSockets.SockJS
{
    /// <summary>What <see cref="JsonStringReader.Read"/> found.</summary>
    internal enum JsonToken
    {
        /// <summary>Nothing more yet.</summary>
        NeedInput,

        /// <summary>A string.</summary>
        String,

        /// <summary>The end of the array, or of the single string; only white space may follow.</summary>
        End,

        /// <summary>What is no array of strings.</summary>
        Broken,
    }
}
