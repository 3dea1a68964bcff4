using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Nanowire.Fuzz
{
    /// <summary>Fuzzes one target: mutates what it has, keeps what reaches something new.</summary>
    public sealed class FuzzSession
    {
        // An input kept for how often it reached something rather than where it came: enough of them.
        private const int MaxInputs = 4000;

        private readonly byte[] _seen = new byte[Coverage.Size];
        private readonly List<byte[]> _inputs = [];
        private readonly Random _random;

        /// <param name="target">What to fuzz.</param>
        /// <param name="seed">With the same seed and corpus the same inputs come in the same order.</param>
        public FuzzSession(FuzzTarget target, int seed)
        {
            Target = target;
            _random = new Random(seed);
        }

        /// <summary>What is fuzzed.</summary>
        public FuzzTarget Target { get; }

        /// <summary>Inputs run so far.</summary>
        public long Executions { get; private set; }

        /// <summary>The time they took in milliseconds.</summary>
        public long ElapsedMs { get; private set; }

        /// <summary>The input at hand: the one that failed, when one did.</summary>
        public byte[] Current { get; private set; } = [];

        /// <summary>What was kept.</summary>
        public IReadOnlyList<byte[]> Inputs => _inputs;

        /// <summary>Begins with inputs and the target's own; all are run in every cut.</summary>
        /// <exception cref="FuzzException">One of them fails.</exception>
        public void Begin(IEnumerable<byte[]> inputs)
        {
            foreach (byte[] input in inputs)
            {
                RunThoroughly(input);
            }

            foreach (byte[] input in Target.Seeds())
            {
                RunThoroughly(input);
            }
        }

        /// <summary>Begins with inputs and the target's own without running them: for those known to be right.</summary>
        public void Start(IEnumerable<byte[]> inputs)
        {
            _inputs.AddRange(inputs);
            _inputs.AddRange(Target.Seeds());
        }

        /// <summary>Runs until a number of inputs or a time is used up, whichever is first.</summary>
        /// <exception cref="FuzzException">One fails: <see cref="Current"/>.</exception>
        public void Run(long executions, long milliseconds)
        {
            Stopwatch watch = Stopwatch.StartNew();
            try
            {
                for (long i = 0; i < executions; i++)
                {
                    if ((i & 63) == 0 && watch.ElapsedMilliseconds >= milliseconds)
                    {
                        break;
                    }

                    Step();
                }
            }
            finally
            {
                ElapsedMs += watch.ElapsedMilliseconds;
            }
        }

        private void Step()
        {
            // Half the time one of the newest, which led on last.
            int from = _random.Next(2) == 0 ? Math.Max(0, _inputs.Count - 32) : 0;
            byte[] input = _inputs[_random.Next(from, _inputs.Count)];
            byte[] other = _inputs[_random.Next(_inputs.Count)];
            byte[] next = Target.Mutator.Mutate(input, other, Target.MaxInput, _random);
            Current = next;
            Executions++;
            Coverage.Clear();
            Target.Run(next, false);
            if (Coverage.Merge(_seen, _inputs.Count < MaxInputs))
            {
                Target.Run(next, true);
                _inputs.Add(next);
            }
        }

        private void RunThoroughly(byte[] input)
        {
            Current = input;
            Executions++;
            Coverage.Clear();
            Target.Run(input, false);
            Coverage.Merge(_seen, true);
            Target.Run(input, true);
            _inputs.Add(input);
        }
    }
}
