// System.Threading 1.1.52.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. Generic types are left out
// since the device cannot load them, so using one is a compile error. See README.md beside this file.
using System.Reflection;

[assembly: AssemblyVersion("1.1.52.0")]

namespace System.Threading
{
    public struct CancellationToken
    {
        private readonly object _data;

        public CancellationToken(bool canceled) => throw null;

        public bool CanBeCanceled { get => throw null; }
        public bool IsCancellationRequested { get => throw null; }
        public static CancellationToken None { get => throw null; }
        public WaitHandle WaitHandle { get => throw null; }

        public override bool Equals(object other) => throw null;
        public bool Equals(CancellationToken other) => throw null;
        public override int GetHashCode() => throw null;
        public CancellationTokenRegistration Register(Action callback) => throw null;
        public void ThrowIfCancellationRequested() => throw null;
    }

    public struct CancellationTokenRegistration : IDisposable
    {
        private readonly object _data;

        public void Dispose() => throw null;
        public override bool Equals(object obj) => throw null;
        public bool Equals(CancellationTokenRegistration other) => throw null;
        public override int GetHashCode() => throw null;

        public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right) => throw null;
        public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right) => throw null;
    }

    public class CancellationTokenSource : IDisposable
    {
        public CancellationTokenSource() => throw null;
        public CancellationTokenSource(int millisecondsDelay) => throw null;
        public CancellationTokenSource(TimeSpan delay) => throw null;

        public bool IsCancellationRequested { get => throw null; }
        public CancellationToken Token { get => throw null; }

        public void Cancel() => throw null;
        public void Cancel(bool throwOnFirstException) => throw null;
        public void CancelAfter(int millisecondsDelay) => throw null;
        public void CancelAfter(TimeSpan delay) => throw null;
        public void Dispose() => throw null;
        protected virtual void Dispose(bool disposing) => throw null;
    }

    public class OperationCanceledException : SystemException
    {
        public OperationCanceledException() => throw null;
        public OperationCanceledException(string message) => throw null;
        public OperationCanceledException(string message, Exception innerException) => throw null;
    }
}
