namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// The names of the rules. All of them are about what the compiler accepts and the released metadata processor lets
    /// pass, and what then stops the device at load or at run time.
    /// </summary>
    public static class Rules
    {
        /// <summary>Generic types and methods, their definition and their use: the device refuses or crashes at load.</summary>
        public const string Generics = "generics";

        /// <summary>Arrays of more than one dimension: crash at load.</summary>
        public const string Arrays = "array-rank";

        /// <summary>Pointers, fixed, stackalloc: an error of the metadata processor, or an exception at run time.</summary>
        public const string Pointers = "pointers";

        /// <summary>Interface members with a body: an exception at the call.</summary>
        public const string Interfaces = "interface-body";

        /// <summary>Volatile fields: the modifier's type does not exist.</summary>
        public const string Volatile = "volatile";

        /// <summary>Static initialisers that reach the statics of another class: their order is nobody's promise.</summary>
        public const string Statics = "static-order";

        /// <summary>Finalizers on what holds a socket or stream: the next collection may close a live connection.</summary>
        public const string Finalizers = "finalizer";

        /// <summary>More array data than an assembly can address.</summary>
        public const string Data = "array-data";

        /// <summary>More byte code than an assembly can address.</summary>
        public const string Code = "byte-code";

        /// <summary>Checked arithmetic: it never throws on the device.</summary>
        public const string Overflow = "checked";

        /// <summary>String literals with U+0000: strings end there on the device.</summary>
        public const string Strings = "nul-in-string";
    }
}
