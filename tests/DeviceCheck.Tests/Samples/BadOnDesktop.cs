// What the reference declarations refuse to compile, and what a rule finds all the same if somebody declares it.
namespace Samples
{
    public interface IWithBody
    {
        int Abstract();

        int Answer() => 42;
    }

    public interface IWithStatic
    {
        static int Answer() => 42;
    }

    public class VolatileField
    {
        private volatile int _state;

        public int State => _state;
    }
}
