// mscorlib 1.17.11.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. Generic types are left out
// since the device cannot load them, so using one is a compile error. See README.md beside this file.
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyVersion("1.17.11.0")]

namespace System
{
    public delegate void Action();

    public class AppDomainUnloadedException : SystemException
    {
        public AppDomainUnloadedException() => throw null;
        public AppDomainUnloadedException(string message) => throw null;
        public AppDomainUnloadedException(string message, Exception innerException) => throw null;
    }

    public class ApplicationException : Exception
    {
        public ApplicationException() => throw null;
        public ApplicationException(string message) => throw null;
        public ApplicationException(string message, Exception innerException) => throw null;
    }

    public class ArgumentException : SystemException
    {
        public ArgumentException() => throw null;
        public ArgumentException(string message) => throw null;
        public ArgumentException(string message, Exception innerException) => throw null;
        public ArgumentException(string message, string paramName) => throw null;
        public ArgumentException(string message, string paramName, Exception innerException) => throw null;

        public override string Message { get => throw null; }
        public virtual string ParamName { get => throw null; }

        public static void ThrowIfNullOrEmpty(string argument, [CallerArgumentExpression("argument")] string paramName = null) => throw null;
    }

    public class ArgumentNullException : ArgumentException
    {
        public ArgumentNullException() => throw null;
        public ArgumentNullException(string paramName) => throw null;
        public ArgumentNullException(string message, Exception innerException) => throw null;
        public ArgumentNullException(string paramName, string message) => throw null;

        public static void ThrowIfNull(object argument, [CallerArgumentExpression("argument")] string paramName = null) => throw null;
    }

    public class ArgumentOutOfRangeException : ArgumentException
    {
        public ArgumentOutOfRangeException() => throw null;
        public ArgumentOutOfRangeException(string paramName) => throw null;
        public ArgumentOutOfRangeException(string paramName, string message) => throw null;
    }

    public abstract class Array : ICloneable, IList
    {
        protected Array() => throw null;

        public bool IsFixedSize { get => throw null; }
        public bool IsReadOnly { get => throw null; }
        public bool IsSynchronized { get => throw null; }
        public int Length { get => throw null; }
        public object SyncRoot { get => throw null; }

        public static int BinarySearch(Array array, object value, IComparer comparer) => throw null;
        public static int BinarySearch(Array array, int index, int length, object value, IComparer comparer) => throw null;
        public static void Clear(Array array, int index, int length) => throw null;
        public object Clone() => throw null;
        public static void Copy(Array sourceArray, Array destinationArray, int length) => throw null;
        public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length) => throw null;
        public void CopyTo(Array array, int index) => throw null;
        public static Array CreateInstance(Type elementType, int length) => throw null;
        public IEnumerator GetEnumerator() => throw null;
        public object GetValue(int index) => throw null;
        public static int IndexOf(Array array, object value) => throw null;
        public static int IndexOf(Array array, object value, int startIndex) => throw null;
        public static int IndexOf(Array array, object value, int startIndex, int count) => throw null;

        int ICollection.Count { get => throw null; }
        int IList.Add(object value) => throw null;
        void IList.Clear() => throw null;
        bool IList.Contains(object value) => throw null;
        int IList.IndexOf(object value) => throw null;
        void IList.Insert(int index, object value) => throw null;
        object IList.this[int index] { get => throw null; set => throw null; }
        void IList.Remove(object value) => throw null;
        void IList.RemoveAt(int index) => throw null;
    }

    [AttributeUsage(AttributeTargets.All)]
    public abstract class Attribute
    {
        protected Attribute() => throw null;
    }

    [Flags]
    public enum AttributeTargets
    {
        Assembly = 1,
        Module = 2,
        Class = 4,
        Struct = 8,
        Enum = 16,
        Constructor = 32,
        Method = 64,
        Property = 128,
        Field = 256,
        Event = 512,
        Interface = 1024,
        Parameter = 2048,
        Delegate = 4096,
        ReturnValue = 8192,
        All = 16383,
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class AttributeUsageAttribute : Attribute
    {
        public AttributeUsageAttribute(AttributeTargets validOn) => throw null;

        public bool AllowMultiple { get => throw null; set => throw null; }
        public bool Inherited { get => throw null; set => throw null; }
        public AttributeTargets ValidOn { get => throw null; }
    }

    [Flags]
    public enum Base64FormattingOptions
    {
        None = 0,
        InsertLineBreaks = 1,
    }

    public static class BitConverter
    {
        public static bool IsLittleEndian { get => throw null; }

        public static long DoubleToInt64Bits(double value) => throw null;
        public static byte[] GetBytes(bool value) => throw null;
        public static byte[] GetBytes(char value) => throw null;
        public static byte[] GetBytes(double value) => throw null;
        public static byte[] GetBytes(short value) => throw null;
        public static byte[] GetBytes(int value) => throw null;
        public static byte[] GetBytes(long value) => throw null;
        public static byte[] GetBytes(float value) => throw null;
        public static byte[] GetBytes(ushort value) => throw null;
        public static byte[] GetBytes(uint value) => throw null;
        public static byte[] GetBytes(ulong value) => throw null;
        public static double Int64BitsToDouble(long value) => throw null;
        public static bool ToBoolean(byte[] value, int startIndex) => throw null;
        public static char ToChar(byte[] value, int startIndex) => throw null;
        public static double ToDouble(byte[] value, int startIndex) => throw null;
        public static short ToInt16(byte[] value, int startIndex) => throw null;
        public static int ToInt32(byte[] value, int startIndex) => throw null;
        public static long ToInt64(byte[] value, int startIndex) => throw null;
        public static float ToSingle(byte[] value, int startIndex) => throw null;
        public static string ToString(byte[] value) => throw null;
        public static string ToString(byte[] value, int startIndex) => throw null;
        public static string ToString(byte[] value, int startIndex, int length) => throw null;
        public static ushort ToUInt16(byte[] value, int startIndex) => throw null;
        public static uint ToUInt32(byte[] value, int startIndex) => throw null;
        public static ulong ToUInt64(byte[] value, int startIndex) => throw null;
    }

    public struct Boolean
    {
        private readonly bool _value;

        public static readonly string FalseString;
        public static readonly string TrueString;

        public override string ToString() => throw null;
    }

    public struct Byte
    {
        private readonly byte _value;

        public const byte MaxValue = 255;
        public const byte MinValue = 0;

        public static byte Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out byte result) => throw null;
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class CLSCompliantAttribute : Attribute
    {
        public CLSCompliantAttribute(bool isCompliant) => throw null;

        public bool IsCompliant { get => throw null; }
    }

    public struct Char
    {
        private readonly char _value;

        public const char MaxValue = '\uFFFF';
        public const char MinValue = '\u0000';

        public char ToLower() => throw null;
        public override string ToString() => throw null;
        public char ToUpper() => throw null;
    }

    public static class Console
    {
        public static void Write(string value) => throw null;
        public static void WriteLine() => throw null;
        public static void WriteLine(string value) => throw null;
    }

    public static class Convert
    {
        public static byte[] FromBase64CharArray(char[] inArray, int offset, int length) => throw null;
        public static byte[] FromBase64String(string inString) => throw null;
        public static string ToBase64String(byte[] inArray) => throw null;
        public static string ToBase64String(byte[] inArray, Base64FormattingOptions options) => throw null;
        public static string ToBase64String(byte[] inArray, int offset, int length) => throw null;
        public static string ToBase64String(byte[] inArray, int offset, int length, Base64FormattingOptions options) => throw null;
        public static bool ToBoolean(byte value) => throw null;
        public static byte ToByte(bool value) => throw null;
        public static byte ToByte(string value, int fromBase = 10) => throw null;
        public static char ToChar(ushort value) => throw null;
        public static DateTime ToDateTime(string value) => throw null;
        public static double ToDouble(string value) => throw null;
        public static short ToInt16(string value, int fromBase = 10) => throw null;
        public static int ToInt32(string value, int fromBase = 10) => throw null;
        public static long ToInt64(string value, int fromBase = 10) => throw null;
        public static sbyte ToSByte(string value, int fromBase = 10) => throw null;
        public static float ToSingle(string value) => throw null;
        public static ushort ToUInt16(string value, int fromBase = 10) => throw null;
        public static uint ToUInt32(string value, int fromBase = 10) => throw null;
        public static ulong ToUInt64(string value, int fromBase = 10) => throw null;
    }

    public sealed class DBNull
    {
        public static readonly DBNull Value;

        internal DBNull() => throw null;
    }

    public struct DateTime
    {
        private readonly long _ticks;

        public static readonly DateTime MaxValue;
        public static readonly DateTime MinValue;
        public static readonly DateTime UnixEpoch;

        public DateTime(long ticks) => throw null;
        public DateTime(long ticks, DateTimeKind kind) => throw null;
        public DateTime(int year, int month, int day) => throw null;
        public DateTime(int year, int month, int day, int hour, int minute, int second) => throw null;
        public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond) => throw null;

        public DateTime Date { get => throw null; }
        public int Day { get => throw null; }
        public DayOfWeek DayOfWeek { get => throw null; }
        public int DayOfYear { get => throw null; }
        public int Hour { get => throw null; }
        public DateTimeKind Kind { get => throw null; }
        public int Millisecond { get => throw null; }
        public int Minute { get => throw null; }
        public int Month { get => throw null; }
        public int Second { get => throw null; }
        public long Ticks { get => throw null; }
        public TimeSpan TimeOfDay { get => throw null; }
        public static DateTime Today { get => throw null; }
        public static DateTime UtcNow { get => throw null; }
        public int Year { get => throw null; }

        public DateTime Add(TimeSpan val) => throw null;
        public DateTime AddDays(double val) => throw null;
        public DateTime AddHours(double val) => throw null;
        public DateTime AddMilliseconds(double val) => throw null;
        public DateTime AddMinutes(double val) => throw null;
        public DateTime AddSeconds(double val) => throw null;
        public DateTime AddTicks(long val) => throw null;
        public static int Compare(DateTime t1, DateTime t2) => throw null;
        public int CompareTo(object val) => throw null;
        public static int DaysInMonth(int year, int month) => throw null;
        public override bool Equals(object obj) => throw null;
        public static bool Equals(DateTime t1, DateTime t2) => throw null;
        public static DateTime FromUnixTimeSeconds(long seconds) => throw null;
        public override int GetHashCode() => throw null;
        public static DateTime Parse(string s) => throw null;
        public TimeSpan Subtract(DateTime val) => throw null;
        public DateTime Subtract(TimeSpan val) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public long ToUnixTimeSeconds() => throw null;
        public static bool TryParse(string s, out DateTime result) => throw null;

        public static DateTime operator +(DateTime left, TimeSpan right) => throw null;
        public static bool operator ==(DateTime left, DateTime right) => throw null;
        public static bool operator >(DateTime left, DateTime right) => throw null;
        public static bool operator >=(DateTime left, DateTime right) => throw null;
        public static bool operator !=(DateTime left, DateTime right) => throw null;
        public static bool operator <(DateTime left, DateTime right) => throw null;
        public static bool operator <=(DateTime left, DateTime right) => throw null;
        public static TimeSpan operator -(DateTime left, DateTime right) => throw null;
        public static DateTime operator -(DateTime left, TimeSpan right) => throw null;
    }

    public enum DateTimeKind
    {
        Utc = 1,
        [Obsolete]
        Local = 2,
    }

    public enum DayOfWeek
    {
        Sunday = 0,
        Monday = 1,
        Tuesday = 2,
        Wednesday = 3,
        Thursday = 4,
        Friday = 5,
        Saturday = 6,
    }

    public abstract class Delegate
    {
        protected Delegate() => throw null;

        public MethodInfo Method { get => throw null; }
        public object Target { get => throw null; }

        public static Delegate Combine(Delegate a, Delegate b) => throw null;
        public override bool Equals(object obj) => throw null;
        public virtual Delegate[] GetInvocationList() => throw null;
        public static Delegate Remove(Delegate source, Delegate value) => throw null;

        public static bool operator ==(Delegate left, Delegate right) => throw null;
        public static bool operator !=(Delegate left, Delegate right) => throw null;
    }

    public struct Double
    {
        private readonly double _value;

        public const double Epsilon = 4.9406564584124654E-324;
        public const double MaxValue = 1.7976931348623157E+308;
        public const double MinValue = -1.7976931348623157E+308;
        public const double NaN = 0.0 / 0.0;
        public const double NegativeInfinity = -1.0 / 0.0;
        public const double PositiveInfinity = 1.0 / 0.0;

        public int CompareTo(double value) => throw null;
        public static bool IsInfinity(double d) => throw null;
        public static bool IsNaN(double d) => throw null;
        public static bool IsNegativeInfinity(double d) => throw null;
        public static bool IsPositiveInfinity(double d) => throw null;
        public static double Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out double result) => throw null;
    }

    public abstract class Enum : ValueType
    {
        protected Enum() => throw null;

        public bool HasFlag(Enum flag) => throw null;
        public override string ToString() => throw null;
    }

    public class EventArgs
    {
        public static readonly EventArgs Empty;

        public EventArgs() => throw null;
    }

    public delegate void EventHandler(object sender, EventArgs e);

    public class Exception
    {
        protected int HResult;

        public Exception() => throw null;
        public Exception(string message) => throw null;
        public Exception(string message, Exception innerException) => throw null;

        public Exception InnerException { get => throw null; }
        public virtual string Message { get => throw null; }
        public virtual string StackTrace { get => throw null; }

        public override string ToString() => throw null;
    }

    [AttributeUsage(AttributeTargets.Enum)]
    public class FlagsAttribute : Attribute
    {
        public FlagsAttribute() => throw null;
    }

    public class FormatException : SystemException
    {
        public FormatException() => throw null;
        public FormatException(string message) => throw null;
        public FormatException(string message, Exception innerException) => throw null;
    }

    public static class GC
    {
        public static void ReRegisterForFinalize(object obj) => throw null;
        public static void SuppressFinalize(object obj) => throw null;
        public static void WaitForPendingFinalizers() => throw null;
    }

    public struct Guid
    {
        private readonly object _data;

        public static readonly Guid Empty;

        public Guid(byte[] b) => throw null;
        public Guid(string g) => throw null;
        public Guid(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k) => throw null;
        public Guid(uint a, ushort b, ushort c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k) => throw null;

        public int CompareTo(object value) => throw null;
        public override bool Equals(object o) => throw null;
        public override int GetHashCode() => throw null;
        public static Guid NewGuid() => throw null;
        public byte[] ToByteArray() => throw null;
        public override string ToString() => throw null;
        [Obsolete]
        public static bool TryParseGuidWithDashes(string input, out Guid result) => throw null;
    }

    public interface ICloneable
    {
        object Clone();
    }

    public interface IComparable
    {
        int CompareTo(object obj);
    }

    public interface ICustomFormatter
    {
        string Format(string format, object arg, IFormatProvider formatProvider);
    }

    public interface IDisposable
    {
        void Dispose();
    }

    public interface IFormatProvider
    {
        object GetFormat(Type formatType);
    }

    public interface IFormattable
    {
        string ToString(string format, IFormatProvider formatProvider);
    }

    public class IndexOutOfRangeException : SystemException
    {
        public IndexOutOfRangeException() => throw null;
        public IndexOutOfRangeException(string message) => throw null;
        public IndexOutOfRangeException(string message, Exception innerException) => throw null;
    }

    public struct Int16
    {
        private readonly short _value;

        public const short MaxValue = 32767;
        public const short MinValue = -32768;

        public static short Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out short result) => throw null;
    }

    public struct Int32
    {
        private readonly int _value;

        public const int MaxValue = 2147483647;
        public const int MinValue = -2147483648;

        public static int Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out int result) => throw null;
    }

    public struct Int64
    {
        private readonly long _value;

        public const long MaxValue = 9223372036854775807;
        public const long MinValue = -9223372036854775808;

        public static long Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out long result) => throw null;
    }

    public struct IntPtr
    {
        private readonly int _value;
    }

    public class InvalidCastException : SystemException
    {
        public InvalidCastException() => throw null;
        public InvalidCastException(string message) => throw null;
        public InvalidCastException(string message, Exception innerException) => throw null;
    }

    public class InvalidOperationException : SystemException
    {
        public InvalidOperationException() => throw null;
        public InvalidOperationException(string message) => throw null;
        public InvalidOperationException(string message, Exception innerException) => throw null;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class MTAThreadAttribute : Attribute
    {
        public MTAThreadAttribute() => throw null;
    }

    public abstract class MarshalByRefObject
    {
        protected MarshalByRefObject() => throw null;
    }

    public abstract class MulticastDelegate : Delegate
    {
        protected MulticastDelegate() => throw null;

        public override bool Equals(object obj) => throw null;

        public static bool operator ==(MulticastDelegate left, MulticastDelegate right) => throw null;
        public static bool operator !=(MulticastDelegate left, MulticastDelegate right) => throw null;
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class NonSerializedAttribute : Attribute
    {
        public NonSerializedAttribute() => throw null;
    }

    public class NotImplementedException : SystemException
    {
        public NotImplementedException() => throw null;
        public NotImplementedException(string message) => throw null;
        public NotImplementedException(string message, Exception innerException) => throw null;
    }

    public class NotSupportedException : SystemException
    {
        public NotSupportedException() => throw null;
        public NotSupportedException(string message) => throw null;
        public NotSupportedException(string message, Exception innerException) => throw null;
    }

    public class NullReferenceException : SystemException
    {
        public NullReferenceException() => throw null;
        public NullReferenceException(string message) => throw null;
        public NullReferenceException(string message, Exception innerException) => throw null;
    }

    public class Object
    {
        public Object() => throw null;

        public virtual bool Equals(object obj) => throw null;
        public static bool Equals(object objA, object objB) => throw null;
        public virtual int GetHashCode() => throw null;
        public Type GetType() => throw null;
        protected object MemberwiseClone() => throw null;
        public static bool ReferenceEquals(object objA, object objB) => throw null;
        public virtual string ToString() => throw null;
    }

    public class ObjectDisposedException : SystemException
    {
        public ObjectDisposedException() => throw null;
        public ObjectDisposedException(string message) => throw null;
        public ObjectDisposedException(string message, Exception innerException) => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Constructor | AttributeTargets.Delegate | AttributeTargets.Enum | AttributeTargets.Event | AttributeTargets.Field | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Struct, Inherited = false)]
    public sealed class ObsoleteAttribute : Attribute
    {
        public ObsoleteAttribute() => throw null;
        public ObsoleteAttribute(string message) => throw null;
        public ObsoleteAttribute(string message, bool error) => throw null;

        public bool IsError { get => throw null; }
        public string Message { get => throw null; }
    }

    public class OutOfMemoryException : SystemException
    {
        public OutOfMemoryException() => throw null;
        public OutOfMemoryException(string message) => throw null;
        public OutOfMemoryException(string message, Exception innerException) => throw null;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class ParamArrayAttribute : Attribute
    {
        public ParamArrayAttribute() => throw null;
    }

    public class PlatformNotSupportedException : NotSupportedException
    {
        public PlatformNotSupportedException() => throw null;
    }

    public class Random
    {
        public Random() => throw null;
        public Random(int seed) => throw null;

        public virtual int Next() => throw null;
        public virtual int Next(int maxValue) => throw null;
        public virtual void NextBytes(byte[] buffer) => throw null;
        public virtual double NextDouble() => throw null;
    }

    public struct RuntimeFieldHandle
    {
        private readonly int _value;
    }

    public struct RuntimeMethodHandle
    {
        private readonly int _value;
    }

    public struct RuntimeTypeHandle
    {
        private readonly int _value;
    }

    public struct SByte
    {
        private readonly sbyte _value;

        public const sbyte MaxValue = 127;
        public const sbyte MinValue = -128;

        public static sbyte Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out sbyte result) => throw null;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class STAThreadAttribute : Attribute
    {
        public STAThreadAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Delegate, Inherited = false)]
    public sealed class SerializableAttribute : Attribute
    {
        public SerializableAttribute() => throw null;
    }

    public struct Single
    {
        private readonly float _value;

        public const float Epsilon = 1.4E-45f;
        public const float MaxValue = 3.4028235E+38f;
        public const float MinValue = -3.4028235E+38f;
        public const float NaN = 0.0f / 0.0f;
        public const float NegativeInfinity = -1.0f / 0.0f;
        public const float PositiveInfinity = 1.0f / 0.0f;

        public int CompareTo(float value) => throw null;
        public static bool IsInfinity(float f) => throw null;
        public static bool IsNaN(float f) => throw null;
        public static bool IsNegativeInfinity(float f) => throw null;
        public static bool IsPositiveInfinity(float f) => throw null;
        public static float Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out float result) => throw null;
    }

    public readonly ref struct SpanByte
    {
        private readonly byte[] _array;

        public SpanByte(byte[] array) => throw null;
        public SpanByte(byte[] array, int start, int length) => throw null;

        public static SpanByte Empty { get => throw null; }
        public bool IsEmpty { get => throw null; }
        public byte this[int index] { get => throw null; set => throw null; }
        public int Length { get => throw null; }

        public void CopyTo(SpanByte destination) => throw null;
        public SpanByte Slice(int start) => throw null;
        public SpanByte Slice(int start, int length) => throw null;
        public byte[] ToArray() => throw null;

        public static implicit operator SpanByte(byte[] value) => throw null;
    }

    public sealed class String : IComparable, IEnumerable
    {
        public static readonly string Empty;

        public String(char[] value) => throw null;
        public String(char c, int count) => throw null;
        public String(char[] value, int startIndex, int length) => throw null;

        [System.Runtime.CompilerServices.IndexerName("Chars")]
        public char this[int index] { get => throw null; }
        public int Length { get => throw null; }

        public static int Compare(string strA, string strB) => throw null;
        public int CompareTo(object value) => throw null;
        public int CompareTo(string strB) => throw null;
        public static string Concat(object arg0) => throw null;
        public static string Concat(params object[] args) => throw null;
        public static string Concat(params string[] values) => throw null;
        public static string Concat(object arg0, object arg1) => throw null;
        public static string Concat(string str0, string str1) => throw null;
        public static string Concat(object arg0, object arg1, object arg2) => throw null;
        public static string Concat(string str0, string str1, string str2) => throw null;
        public static string Concat(string str0, string str1, string str2, string str3) => throw null;
        public bool Contains(string value) => throw null;
        public bool EndsWith(string value) => throw null;
        public override bool Equals(object obj) => throw null;
        public static bool Equals(string a, string b) => throw null;
        public static string Format(string format, params object[] args) => throw null;
        public IEnumerator GetEnumerator() => throw null;
        public int IndexOf(char value) => throw null;
        public int IndexOf(string value) => throw null;
        public int IndexOf(char value, int startIndex) => throw null;
        public int IndexOf(string value, int startIndex) => throw null;
        public int IndexOf(char value, int startIndex, int count) => throw null;
        public int IndexOf(string value, int startIndex, int count) => throw null;
        public int IndexOfAny(char[] anyOf) => throw null;
        public int IndexOfAny(char[] anyOf, int startIndex) => throw null;
        public int IndexOfAny(char[] anyOf, int startIndex, int count) => throw null;
        public static string Intern(string str) => throw null;
        public static string IsInterned(string str) => throw null;
        public static bool IsNullOrEmpty(string value) => throw null;
        public int LastIndexOf(char value) => throw null;
        public int LastIndexOf(string value) => throw null;
        public int LastIndexOf(char value, int startIndex) => throw null;
        public int LastIndexOf(string value, int startIndex) => throw null;
        public int LastIndexOf(char value, int startIndex, int count) => throw null;
        public int LastIndexOf(string value, int startIndex, int count) => throw null;
        public int LastIndexOfAny(char[] anyOf) => throw null;
        public int LastIndexOfAny(char[] anyOf, int startIndex) => throw null;
        public int LastIndexOfAny(char[] anyOf, int startIndex, int count) => throw null;
        public string PadLeft(int totalWidth, char paddingChar = ' ') => throw null;
        public string PadRight(int totalWidth, char paddingChar = ' ') => throw null;
        public string[] Split(params char[] separator) => throw null;
        public string[] Split(char[] separator, int count) => throw null;
        public bool StartsWith(string value) => throw null;
        public string Substring(int startIndex) => throw null;
        public string Substring(int startIndex, int length) => throw null;
        public char[] ToCharArray() => throw null;
        public char[] ToCharArray(int startIndex, int length) => throw null;
        public string ToLower() => throw null;
        public override string ToString() => throw null;
        public string ToUpper() => throw null;
        public string Trim() => throw null;
        public string Trim(params char[] trimChars) => throw null;
        public string TrimEnd(params char[] trimChars) => throw null;
        public string TrimStart(params char[] trimChars) => throw null;

        public static bool operator ==(string left, string right) => throw null;
        public static bool operator !=(string left, string right) => throw null;
    }

    public class SystemException : Exception
    {
        public SystemException() => throw null;
        public SystemException(string message) => throw null;
        public SystemException(string message, Exception innerException) => throw null;
    }

    public struct TimeSpan
    {
        private readonly long _ticks;

        public static readonly TimeSpan MaxValue;
        public static readonly TimeSpan MinValue;
        public const long TicksPerDay = 864000000000;
        public const long TicksPerHour = 36000000000;
        public const long TicksPerMillisecond = 10000;
        public const long TicksPerMinute = 600000000;
        public const long TicksPerSecond = 10000000;
        public static readonly TimeSpan Zero;

        public TimeSpan(long ticks) => throw null;
        public TimeSpan(int hours, int minutes, int seconds) => throw null;
        public TimeSpan(int days, int hours, int minutes, int seconds) => throw null;
        public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds) => throw null;

        public int Days { get => throw null; }
        public int Hours { get => throw null; }
        public int Milliseconds { get => throw null; }
        public int Minutes { get => throw null; }
        public int Seconds { get => throw null; }
        public long Ticks { get => throw null; }
        public double TotalDays { get => throw null; }
        public double TotalHours { get => throw null; }
        public double TotalMilliseconds { get => throw null; }
        public double TotalMinutes { get => throw null; }
        public double TotalSeconds { get => throw null; }

        public TimeSpan Add(TimeSpan ts) => throw null;
        public static int Compare(TimeSpan t1, TimeSpan t2) => throw null;
        public int CompareTo(object value) => throw null;
        public TimeSpan Duration() => throw null;
        public override bool Equals(object value) => throw null;
        public static bool Equals(TimeSpan t1, TimeSpan t2) => throw null;
        public static TimeSpan FromDays(long value) => throw null;
        public static TimeSpan FromHours(long value) => throw null;
        public static TimeSpan FromMilliseconds(long value) => throw null;
        public static TimeSpan FromMinutes(long value) => throw null;
        public static TimeSpan FromSeconds(long value) => throw null;
        public static TimeSpan FromTicks(long value) => throw null;
        public override int GetHashCode() => throw null;
        public TimeSpan Negate() => throw null;
        public TimeSpan Subtract(TimeSpan ts) => throw null;
        public override string ToString() => throw null;

        public static TimeSpan operator +(TimeSpan left, TimeSpan right) => throw null;
        public static bool operator ==(TimeSpan left, TimeSpan right) => throw null;
        public static bool operator >(TimeSpan left, TimeSpan right) => throw null;
        public static bool operator >=(TimeSpan left, TimeSpan right) => throw null;
        public static bool operator !=(TimeSpan left, TimeSpan right) => throw null;
        public static bool operator <(TimeSpan left, TimeSpan right) => throw null;
        public static bool operator <=(TimeSpan left, TimeSpan right) => throw null;
        public static TimeSpan operator -(TimeSpan left, TimeSpan right) => throw null;
        public static TimeSpan operator -(TimeSpan value) => throw null;
        public static TimeSpan operator +(TimeSpan value) => throw null;
    }

    public class TimeoutException : SystemException
    {
        public TimeoutException() => throw null;
        public TimeoutException(string message) => throw null;
        public TimeoutException(string message, Exception innerException) => throw null;
    }

    public abstract class Type : MemberInfo, IReflect
    {
        protected Type() => throw null;

        public abstract Assembly Assembly { get; }
        public abstract string AssemblyQualifiedName { get; }
        public abstract Type BaseType { get; }
        public override Type DeclaringType { get => throw null; }
        public abstract string FullName { get; }
        public bool IsAbstract { get => throw null; }
        public bool IsArray { get => throw null; }
        public bool IsClass { get => throw null; }
        public bool IsEnum { get => throw null; }
        public bool IsInterface { get => throw null; }
        public bool IsNotPublic { get => throw null; }
        public bool IsPublic { get => throw null; }
        public bool IsSerializable { get => throw null; }
        public bool IsValueType { get => throw null; }

        public ConstructorInfo GetConstructor(Type[] types) => throw null;
        public ConstructorInfo[] GetConstructors() => throw null;
        public abstract Type GetElementType();
        public FieldInfo GetField(string name) => throw null;
        public abstract FieldInfo GetField(string name, BindingFlags bindingAttr);
        public FieldInfo[] GetFields() => throw null;
        public abstract FieldInfo[] GetFields(BindingFlags bindingAttr);
        public abstract Type[] GetInterfaces();
        public MethodInfo GetMethod(string name) => throw null;
        public MethodInfo GetMethod(string name, BindingFlags bindingAttr) => throw null;
        public MethodInfo GetMethod(string name, Type[] types) => throw null;
        public MethodInfo[] GetMethods() => throw null;
        public abstract MethodInfo[] GetMethods(BindingFlags bindingAttr);
        public static Type GetType(string typeName) => throw null;
        public static Type GetTypeFromHandle(RuntimeTypeHandle handle) => throw null;
        public object InvokeMember(string name, BindingFlags invokeAttr, Binder binder, object target, object[] args) => throw null;
        public virtual bool IsInstanceOfType(object o) => throw null;
        public virtual bool IsSubclassOf(Type c) => throw null;
        public override string ToString() => throw null;
    }

    public enum TypeCode
    {
        Empty = 0,
        Object = 1,
        DBNull = 2,
        Boolean = 3,
        Char = 4,
        SByte = 5,
        Byte = 6,
        Int16 = 7,
        UInt16 = 8,
        Int32 = 9,
        UInt32 = 10,
        Int64 = 11,
        UInt64 = 12,
        Single = 13,
        Double = 14,
        Decimal = 15,
        DateTime = 16,
        String = 18,
    }

    public struct UInt16
    {
        private readonly ushort _value;

        public const ushort MaxValue = 65535;
        public const ushort MinValue = 0;

        public static ushort Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out ushort result) => throw null;
    }

    public struct UInt32
    {
        private readonly uint _value;

        public const uint MaxValue = 4294967295;
        public const uint MinValue = 0;

        public static uint Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out uint result) => throw null;
    }

    public struct UInt64
    {
        private readonly ulong _value;

        public const ulong MaxValue = 18446744073709551615;
        public const ulong MinValue = 0;

        public static ulong Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out ulong result) => throw null;
    }

    public struct UIntPtr
    {
        private readonly int _value;
    }

    public abstract class ValueType
    {
        protected ValueType() => throw null;

        public override bool Equals(object obj) => throw null;
    }

    public sealed class Version
    {
        public Version(int major, int minor) => throw null;
        public Version(int major, int minor, int build, int revision) => throw null;

        public int Build { get => throw null; }
        public int Major { get => throw null; }
        public int Minor { get => throw null; }
        public int Revision { get => throw null; }

        public override bool Equals(object obj) => throw null;
        public override int GetHashCode() => throw null;
        public override string ToString() => throw null;
    }

    public struct Void
    {
    }

    public class WeakReference
    {
        public WeakReference(object target) => throw null;

        public virtual bool IsAlive { get => throw null; }
        public virtual object Target { get => throw null; set => throw null; }
    }
}

namespace System.Collections
{
    public class ArrayList : IList, ICloneable
    {
        public ArrayList() => throw null;

        public virtual int Capacity { get => throw null; set => throw null; }
        public virtual int Count { get => throw null; }
        public virtual bool IsFixedSize { get => throw null; }
        public virtual bool IsReadOnly { get => throw null; }
        public virtual bool IsSynchronized { get => throw null; }
        public virtual object this[int index] { get => throw null; set => throw null; }
        public virtual object SyncRoot { get => throw null; }

        public virtual int Add(object value) => throw null;
        public virtual int BinarySearch(object value, IComparer comparer) => throw null;
        public virtual void Clear() => throw null;
        public virtual object Clone() => throw null;
        public virtual bool Contains(object value) => throw null;
        public virtual void CopyTo(Array array) => throw null;
        public virtual void CopyTo(Array array, int index) => throw null;
        public virtual IEnumerator GetEnumerator() => throw null;
        public virtual int IndexOf(object value) => throw null;
        public virtual int IndexOf(object value, int startIndex) => throw null;
        public virtual int IndexOf(object value, int startIndex, int count) => throw null;
        public virtual void Insert(int index, object value) => throw null;
        public virtual void Remove(object value) => throw null;
        public virtual void RemoveAt(int index) => throw null;
        public virtual object[] ToArray() => throw null;
        public virtual Array ToArray(Type type) => throw null;
    }

    public interface ICollection : IEnumerable
    {
        int Count { get; }
        bool IsSynchronized { get; }
        object SyncRoot { get; }

        void CopyTo(Array array, int index);
    }

    public interface IComparer
    {
        int Compare(object x, object y);
    }

    public interface IEnumerable
    {
        IEnumerator GetEnumerator();
    }

    public interface IEnumerator
    {
        object Current { get; }

        bool MoveNext();
        void Reset();
    }

    public interface IEqualityComparer
    {
        bool Equals(object x, object y);
        int GetHashCode(object obj);
    }

    public interface IList : ICollection
    {
        bool IsFixedSize { get; }
        bool IsReadOnly { get; }
        object this[int index] { get; set; }

        int Add(object value);
        void Clear();
        bool Contains(object value);
        int IndexOf(object value);
        void Insert(int index, object value);
        void Remove(object value);
        void RemoveAt(int index);
    }
}

namespace System.ComponentModel
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Constructor | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Event | AttributeTargets.Interface | AttributeTargets.Delegate)]
    public sealed class EditorBrowsableAttribute : Attribute
    {
        public EditorBrowsableAttribute() => throw null;
        public EditorBrowsableAttribute(EditorBrowsableState state) => throw null;

        public EditorBrowsableState State { get => throw null; }

        public override bool Equals(object obj) => throw null;
    }

    public enum EditorBrowsableState
    {
        Always = 0,
        Never = 1,
        Advanced = 2,
    }
}

namespace System.Diagnostics
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class ConditionalAttribute : Attribute
    {
        public ConditionalAttribute(string conditionString) => throw null;

        public string ConditionString { get => throw null; }
    }

    public static class Debug
    {
        public static void Assert(bool condition) => throw null;
        public static void Assert(bool condition, string message) => throw null;
        public static void Assert(bool condition, string message, string detailedMessage) => throw null;
        public static void Write(string message) => throw null;
        public static void WriteLine() => throw null;
        public static void WriteLine(string message) => throw null;
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Module)]
    public sealed class DebuggableAttribute : Attribute
    {
        public DebuggableAttribute(DebuggingModes modes) => throw null;
        public DebuggableAttribute(bool isJITTrackingEnabled, bool isJITOptimizerDisabled) => throw null;

        public DebuggingModes DebuggingFlags { get => throw null; }
        public bool IsJITOptimizerDisabled { get => throw null; }
        public bool IsJITTrackingEnabled { get => throw null; }

        [Flags]
        public enum DebuggingModes
        {
            None = 0,
            Default = 1,
            IgnoreSymbolStoreSequencePoints = 2,
            EnableEditAndContinue = 4,
            DisableOptimizations = 256,
        }
    }

    public static class Debugger
    {
        public static bool IsAttached { get => throw null; }

        public static void Break() => throw null;
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class DebuggerBrowsableAttribute : Attribute
    {
        public DebuggerBrowsableAttribute(DebuggerBrowsableState state) => throw null;

        public DebuggerBrowsableState State { get => throw null; }
    }

    public enum DebuggerBrowsableState
    {
        Never = 0,
        Collapsed = 2,
        RootHidden = 3,
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Delegate | AttributeTargets.Enum | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Assembly, AllowMultiple = true)]
    public sealed class DebuggerDisplayAttribute : Attribute
    {
        public DebuggerDisplayAttribute(string value) => throw null;

        public string Name { get => throw null; set => throw null; }
        public Type Target { get => throw null; set => throw null; }
        public string TargetTypeName { get => throw null; set => throw null; }
        public string Type { get => throw null; set => throw null; }
        public string Value { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor, Inherited = false)]
    public sealed class DebuggerHiddenAttribute : Attribute
    {
        public DebuggerHiddenAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Struct, Inherited = false)]
    public sealed class DebuggerNonUserCodeAttribute : Attribute
    {
        public DebuggerNonUserCodeAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
    public sealed class DebuggerStepThroughAttribute : Attribute
    {
        public DebuggerStepThroughAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
    public sealed class DebuggerStepperBoundaryAttribute : Attribute
    {
        public DebuggerStepperBoundaryAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
    public sealed class DebuggerTypeProxyAttribute : Attribute
    {
        public DebuggerTypeProxyAttribute(string typeName) => throw null;
        public DebuggerTypeProxyAttribute(Type type) => throw null;

        public string ProxyTypeName { get => throw null; }
        public Type Target { get => throw null; set => throw null; }
        public string TargetTypeName { get => throw null; set => throw null; }
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
    public sealed class NativeProfiledAttribute : Attribute
    {
        public NativeProfiledAttribute() => throw null;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property, Inherited = false)]
    public sealed class AllowNullAttribute : Attribute
    {
        public AllowNullAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property, Inherited = false)]
    public sealed class DisallowNullAttribute : Attribute
    {
        public DisallowNullAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Method, Inherited = false)]
    public sealed class DoesNotReturnAttribute : Attribute
    {
        public DoesNotReturnAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
    public sealed class DoesNotReturnIfAttribute : Attribute
    {
        public DoesNotReturnIfAttribute(bool parameterValue) => throw null;

        public bool ParameterValue { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue, Inherited = false)]
    public sealed class MaybeNullAttribute : Attribute
    {
        public MaybeNullAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
    public sealed class MaybeNullWhenAttribute : Attribute
    {
        public MaybeNullWhenAttribute(bool returnValue) => throw null;

        public bool ReturnValue { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false, AllowMultiple = true)]
    public sealed class MemberNotNullAttribute : Attribute
    {
        public MemberNotNullAttribute(string member) => throw null;
        public MemberNotNullAttribute(params string[] members) => throw null;

        public string[] Members { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false, AllowMultiple = true)]
    public sealed class MemberNotNullWhenAttribute : Attribute
    {
        public MemberNotNullWhenAttribute(bool returnValue, string member) => throw null;
        public MemberNotNullWhenAttribute(bool returnValue, params string[] members) => throw null;

        public string[] Members { get => throw null; }
        public bool ReturnValue { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue, Inherited = false)]
    public sealed class NotNullAttribute : Attribute
    {
        public NotNullAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue, AllowMultiple = true, Inherited = false)]
    public sealed class NotNullIfNotNullAttribute : Attribute
    {
        public NotNullIfNotNullAttribute(string parameterName) => throw null;

        public string ParameterName { get => throw null; }
    }

    public sealed class NotNullWhenAttribute : Attribute
    {
        public NotNullWhenAttribute(bool returnValue) => throw null;

        public bool ReturnValue { get => throw null; }
    }
}

namespace System.Globalization
{
    public class CultureInfo
    {
        public CultureInfo(string name) => throw null;

        public static CultureInfo CurrentUICulture { get => throw null; }
        public virtual DateTimeFormatInfo DateTimeFormat { get => throw null; }
        public virtual string Name { get => throw null; }
        public virtual NumberFormatInfo NumberFormat { get => throw null; }
        public virtual CultureInfo Parent { get => throw null; }

        public override string ToString() => throw null;
    }

    public sealed class DateTimeFormatInfo
    {
        internal DateTimeFormatInfo() => throw null;

        public string AMDesignator { get => throw null; }
        public string[] AbbreviatedDayNames { get => throw null; }
        public string[] AbbreviatedMonthNames { get => throw null; }
        public static DateTimeFormatInfo CurrentInfo { get => throw null; }
        public string DateSeparator { get => throw null; }
        public string[] DayNames { get => throw null; }
        public string FullDateTimePattern { get => throw null; }
        public string LongDatePattern { get => throw null; }
        public string LongTimePattern { get => throw null; }
        public string MonthDayPattern { get => throw null; }
        public string[] MonthNames { get => throw null; }
        public string PMDesignator { get => throw null; }
        public string RFC1123Pattern { get => throw null; }
        public string ShortDatePattern { get => throw null; }
        public string ShortTimePattern { get => throw null; }
        public string SortableDateTimePattern { get => throw null; }
        public string TimeSeparator { get => throw null; }
        public string UniversalSortableDateTimePattern { get => throw null; }
        public string YearMonthPattern { get => throw null; }
    }

    public sealed class NumberFormatInfo
    {
        internal NumberFormatInfo() => throw null;

        public static NumberFormatInfo CurrentInfo { get => throw null; }
        public string NegativeSign { get => throw null; }
        public string NumberDecimalSeparator { get => throw null; }
        public string NumberGroupSeparator { get => throw null; }
        public int[] NumberGroupSizes { get => throw null; }
        public string PositiveSign { get => throw null; }
    }
}

namespace System.IO
{
    public class IOException : SystemException
    {
        public IOException() => throw null;
        public IOException(string message) => throw null;
        public IOException(string message, Exception innerException) => throw null;
        public IOException(string message, int hresult) => throw null;

        public IOExceptionErrorCode ErrorCode { get => throw null; }

        public enum IOExceptionErrorCode
        {
            Others = -536870912,
            InvalidDriver = -520093696,
            FileNotFound = -503316480,
            DirectoryNotFound = -486539264,
            VolumeNotFound = -469762048,
            PathTooLong = -452984832,
            DirectoryNotEmpty = -436207616,
            UnauthorizedAccess = -419430400,
            PathAlreadyExists = -402653184,
            TooManyOpenHandles = -385875968,
        }
    }
}

namespace System.Reflection
{
    public class Assembly
    {
        public Assembly() => throw null;

        public virtual string FullName { get => throw null; }

        public static Assembly GetAssembly(Type type) => throw null;
        public static Assembly GetExecutingAssembly() => throw null;
        public AssemblyName GetName() => throw null;
        public Assembly GetSatelliteAssembly(CultureInfo culture) => throw null;
        public virtual Type GetType(string name) => throw null;
        public virtual Type GetType(string name, bool throwOnError) => throw null;
        public virtual Type[] GetTypes() => throw null;
        public static Assembly Load(byte[] rawAssembly) => throw null;
        public static Assembly Load(string assemblyString) => throw null;
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyCompanyAttribute : Attribute
    {
        public AssemblyCompanyAttribute(string company) => throw null;

        public string Company { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyConfigurationAttribute : Attribute
    {
        public AssemblyConfigurationAttribute(string configuration) => throw null;

        public string Configuration { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyCopyrightAttribute : Attribute
    {
        public AssemblyCopyrightAttribute(string copyright) => throw null;

        public string Copyright { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyCultureAttribute : Attribute
    {
        public AssemblyCultureAttribute(string culture) => throw null;

        public string Culture { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyDefaultAliasAttribute : Attribute
    {
        public AssemblyDefaultAliasAttribute(string defaultAlias) => throw null;

        public string DefaultAlias { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyDelaySignAttribute : Attribute
    {
        public AssemblyDelaySignAttribute(bool delaySign) => throw null;

        public bool DelaySign { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyDescriptionAttribute : Attribute
    {
        public AssemblyDescriptionAttribute(string description) => throw null;

        public string Description { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyFileVersionAttribute : Attribute
    {
        public AssemblyFileVersionAttribute(string version) => throw null;

        public string Version { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyFlagsAttribute : Attribute
    {
        public AssemblyFlagsAttribute(AssemblyNameFlags assemblyFlags) => throw null;
        public AssemblyFlagsAttribute(uint flags) => throw null;

        public uint Flags { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyInformationalVersionAttribute : Attribute
    {
        public AssemblyInformationalVersionAttribute(string informationalVersion) => throw null;

        public string InformationalVersion { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyKeyFileAttribute : Attribute
    {
        public AssemblyKeyFileAttribute(string keyFile) => throw null;

        public string KeyFile { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyKeyNameAttribute : Attribute
    {
        public AssemblyKeyNameAttribute(string keyName) => throw null;

        public string KeyName { get => throw null; }
    }

    public sealed class AssemblyName
    {
        internal AssemblyName() => throw null;

        public string FullName { get => throw null; }
        public string Name { get => throw null; }
        public Version Version { get => throw null; }
    }

    [Flags]
    public enum AssemblyNameFlags
    {
        None = 0,
        PublicKey = 1,
        Retargetable = 256,
        EnableJITcompileOptimizer = 16384,
        EnableJITcompileTracking = 32768,
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, Inherited = false)]
    public sealed class AssemblyNativeVersionAttribute : Attribute
    {
        public AssemblyNativeVersionAttribute(string version) => throw null;

        public string NativeVersion { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyProductAttribute : Attribute
    {
        public AssemblyProductAttribute(string product) => throw null;

        public string Product { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyTitleAttribute : Attribute
    {
        public AssemblyTitleAttribute(string title) => throw null;

        public string Title { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyTrademarkAttribute : Attribute
    {
        public AssemblyTrademarkAttribute(string trademark) => throw null;

        public string Trademark { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class AssemblyVersionAttribute : Attribute
    {
        public AssemblyVersionAttribute(string version) => throw null;

        public string Version { get => throw null; }
    }

    public abstract class Binder
    {
        protected Binder() => throw null;
    }

    [Flags]
    public enum BindingFlags
    {
        Default = 0,
        IgnoreCase = 1,
        DeclaredOnly = 2,
        Instance = 4,
        Static = 8,
        Public = 16,
        NonPublic = 32,
        FlattenHierarchy = 64,
        InvokeMethod = 256,
        CreateInstance = 512,
        GetField = 1024,
        SetField = 2048,
        GetProperty = 4096,
        SetProperty = 8192,
        PutDispProperty = 16384,
        PutRefDispProperty = 32768,
        ExactBinding = 65536,
        SuppressChangeType = 131072,
        OptionalParamBinding = 262144,
        IgnoreReturn = 16777216,
    }

    public abstract class ConstructorInfo : MethodBase
    {
        protected ConstructorInfo() => throw null;

        public override MemberTypes MemberType { get => throw null; }

        public override object[] GetCustomAttributes(bool inherit) => throw null;
        public object Invoke(object[] parameters) => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
    public sealed class DefaultMemberAttribute : Attribute
    {
        public DefaultMemberAttribute(string memberName) => throw null;

        public string MemberName { get => throw null; }
    }

    public abstract class FieldInfo : MemberInfo
    {
        protected FieldInfo() => throw null;

        public abstract Type FieldType { get; }
        public override MemberTypes MemberType { get => throw null; }

        public override object[] GetCustomAttributes(bool inherit) => throw null;
        public abstract object GetValue(object obj);
        public virtual void SetValue(object obj, object value) => throw null;
    }

    public interface IReflect
    {
        FieldInfo GetField(string name, BindingFlags bindingAttr);
        MethodInfo GetMethod(string name, BindingFlags bindingAttr);
    }

    public abstract class MemberInfo
    {
        protected MemberInfo() => throw null;

        public abstract Type DeclaringType { get; }
        public abstract MemberTypes MemberType { get; }
        public abstract string Name { get; }

        public abstract object[] GetCustomAttributes(bool inherit);
    }

    public enum MemberTypes
    {
        Constructor = 1,
        Event = 2,
        Field = 4,
        Method = 8,
        Property = 16,
        TypeInfo = 32,
        Custom = 64,
        NestedType = 128,
        All = 191,
    }

    public abstract class MethodBase : MemberInfo
    {
        protected MethodBase() => throw null;

        public override Type DeclaringType { get => throw null; }
        public bool IsAbstract { get => throw null; }
        public bool IsFinal { get => throw null; }
        public bool IsPublic { get => throw null; }
        public bool IsStatic { get => throw null; }
        public bool IsVirtual { get => throw null; }
        public override string Name { get => throw null; }

        public abstract ParameterInfo[] GetParameters();
        public object Invoke(object obj, object[] parameters) => throw null;
    }

    public enum MethodImplAttributes
    {
        IL = 0,
        Managed = 0,
        Native = 1,
        OPTIL = 2,
        CodeTypeMask = 3,
        Runtime = 3,
        ManagedMask = 4,
        Unmanaged = 4,
        NoInlining = 8,
        ForwardRef = 16,
        Synchronized = 32,
        PreserveSig = 128,
        InternalCall = 4096,
        MaxMethodImplVal = 65535,
    }

    public abstract class MethodInfo : MethodBase
    {
        protected MethodInfo() => throw null;

        public override MemberTypes MemberType { get => throw null; }
        public abstract Type ReturnType { get; }
    }

    public abstract class ParameterInfo
    {
        protected ParameterInfo() => throw null;

        public virtual Type ParameterType { get => throw null; }
    }

    public enum ProcessorArchitecture
    {
        None = 0,
        MSIL = 1,
        X86 = 2,
        IA64 = 3,
        Amd64 = 4,
    }

    public abstract class PropertyInfo : MemberInfo
    {
        protected PropertyInfo() => throw null;

        public abstract Type PropertyType { get; }

        public virtual object GetValue(object obj, object[] index) => throw null;
        public virtual void SetValue(object obj, object value, object[] index) => throw null;
    }
}

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Field)]
    public sealed class AccessedThroughPropertyAttribute : Attribute
    {
        public AccessedThroughPropertyAttribute(string propertyName) => throw null;

        public string PropertyName { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false, Inherited = false)]
    public sealed class CallerArgumentExpressionAttribute : Attribute
    {
        public CallerArgumentExpressionAttribute(string parameterName) => throw null;

        public string ParameterName { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
    public sealed class CallerMemberNameAttribute : Attribute
    {
        public CallerMemberNameAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
    public class ExcludeTypeAttribute : Attribute
    {
        public ExcludeTypeAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
    public sealed class ExtensionAttribute : Attribute
    {
        public ExtensionAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Property)]
    public sealed class IndexerNameAttribute : Attribute
    {
        public IndexerNameAttribute(string indexerName) => throw null;
    }

    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    public sealed class InternalsVisibleToAttribute : Attribute
    {
        public InternalsVisibleToAttribute(string assemblyName) => throw null;

        public string AssemblyName { get => throw null; }
    }

    public static class IsExternalInit
    {
    }

    public enum MethodCodeType
    {
        IL = 0,
        Native = 1,
        OPTIL = 2,
        Runtime = 3,
    }

    [AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method, Inherited = false)]
    public sealed class MethodImplAttribute : Attribute
    {
        public MethodCodeType MethodCodeType;

        public MethodImplAttribute() => throw null;
        public MethodImplAttribute(short _value) => throw null;
        public MethodImplAttribute(MethodImplOptions methodImplOptions) => throw null;

        public MethodImplOptions Value { get => throw null; }
    }

    public enum MethodImplOptions
    {
        Unmanaged = 4,
        NoInlining = 8,
        ForwardRef = 16,
        Synchronized = 32,
        PreserveSig = 128,
        InternalCall = 4096,
    }

    public static class RuntimeHelpers
    {
        public static int OffsetToStringData { get => throw null; }

        public static object GetObjectValue(object obj) => throw null;
        public static void InitializeArray(Array array, RuntimeFieldHandle fldHandle) => throw null;
        public static void RunClassConstructor(RuntimeTypeHandle type) => throw null;
    }
}

namespace System.Runtime.InteropServices
{
    public enum CharSet
    {
        None = 1,
        Ansi = 2,
        Unicode = 3,
        Auto = 4,
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Interface | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Delegate | AttributeTargets.Enum | AttributeTargets.Field | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
    public sealed class ComVisibleAttribute : Attribute
    {
        public ComVisibleAttribute(bool visibility) => throw null;

        public bool Value { get => throw null; }
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Interface | AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Struct | AttributeTargets.Delegate, Inherited = false)]
    public sealed class GuidAttribute : Attribute
    {
        public GuidAttribute(string guid) => throw null;

        public string Value { get => throw null; }
    }

    public enum LayoutKind
    {
        Sequential = 0,
        Explicit = 2,
        Auto = 3,
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class OutAttribute : Attribute
    {
        public OutAttribute() => throw null;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
    public sealed class StructLayoutAttribute : Attribute
    {
        public CharSet CharSet;
        public int Pack;
        public int Size;

        public StructLayoutAttribute(short layoutKind) => throw null;
        public StructLayoutAttribute(LayoutKind layoutKind) => throw null;

        public LayoutKind Value { get => throw null; }
    }
}

namespace System.Runtime.Remoting
{
    public static class RemotingServices
    {
        public static bool IsTransparentProxy(object proxy) => throw null;
    }
}

namespace System.Runtime.Versioning
{
    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class TargetFrameworkAttribute : Attribute
    {
        public TargetFrameworkAttribute(string frameworkName) => throw null;

        public string FrameworkDisplayName { get => throw null; set => throw null; }
        public string FrameworkName { get => throw null; }
    }
}

namespace System.Threading
{
    public sealed class AutoResetEvent : WaitHandle
    {
        public AutoResetEvent(bool initialState) => throw null;

        public bool Reset() => throw null;
        public bool Set() => throw null;
    }

    public static class Interlocked
    {
        public static int CompareExchange(ref int location1, int value, int comparand) => throw null;
        public static int Decrement(ref int location) => throw null;
        public static int Exchange(ref int location1, int value) => throw null;
        public static int Increment(ref int location) => throw null;
    }

    public sealed class ManualResetEvent : WaitHandle
    {
        public ManualResetEvent(bool initialState) => throw null;

        public bool Reset() => throw null;
        public bool Set() => throw null;
    }

    public static class Monitor
    {
        public static void Enter(object obj) => throw null;
        public static void Exit(object obj) => throw null;
    }

    public struct SpinWait
    {
        private readonly int _value;

        public void SpinOnce() => throw null;
        public static void SpinUntil(int millisecondsTimeout) => throw null;
        public static void SpinUntil(TimeSpan timeout) => throw null;
    }

    public sealed class Thread
    {
        public Thread(ThreadStart start) => throw null;

        public static Thread CurrentThread { get => throw null; }
        public bool IsAlive { get => throw null; }
        public int ManagedThreadId { get => throw null; }
        public ThreadPriority Priority { get => throw null; set => throw null; }
        public ThreadState ThreadState { get => throw null; }

        public void Abort() => throw null;
        public void Join() => throw null;
        public bool Join(int millisecondsTimeout) => throw null;
        public bool Join(TimeSpan timeout) => throw null;
        public void Resume() => throw null;
        public static void Sleep(int millisecondsTimeout) => throw null;
        public static void Sleep(TimeSpan timeout) => throw null;
        public static void SpinWait(int iterations) => throw null;
        public void Start() => throw null;
        public void Suspend() => throw null;
    }

    public sealed class ThreadAbortException : SystemException
    {
        internal ThreadAbortException() => throw null;
    }

    public enum ThreadPriority
    {
        Lowest = 0,
        BelowNormal = 1,
        Normal = 2,
        AboveNormal = 3,
        Highest = 4,
    }

    public delegate void ThreadStart();

    [Flags]
    public enum ThreadState
    {
        Running = 0,
        StopRequested = 1,
        SuspendRequested = 2,
        Background = 4,
        Unstarted = 8,
        Stopped = 16,
        WaitSleepJoin = 32,
        Suspended = 64,
        AbortRequested = 128,
        Aborted = 256,
    }

    public static class Timeout
    {
        public const int Infinite = -1;
        public static readonly TimeSpan InfiniteTimeSpan;
    }

    public sealed class Timer : MarshalByRefObject, IDisposable
    {
        public Timer(TimerCallback callback, object state, int dueTime, int period) => throw null;
        public Timer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period) => throw null;

        public bool Change(int dueTime, int period) => throw null;
        public bool Change(TimeSpan dueTime, TimeSpan period) => throw null;
        public void Dispose() => throw null;
    }

    public delegate void TimerCallback(object state);

    public abstract class WaitHandle : MarshalByRefObject
    {
        public const int WaitTimeout = 258;

        protected WaitHandle() => throw null;

        public static bool WaitAll(WaitHandle[] waitHandles) => throw null;
        public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) => throw null;
        public static int WaitAny(WaitHandle[] waitHandles) => throw null;
        public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) => throw null;
        public virtual bool WaitOne() => throw null;
        public virtual bool WaitOne(int millisecondsTimeout, bool exitContext) => throw null;
    }
}
