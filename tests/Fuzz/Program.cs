using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// The long fuzz: <c>dotnet run -c Release --project tests/Fuzz -- --seconds 600</c>. The exit code is 1 when an input
    /// failed; it is written to a file, as small as it goes, and the path is printed.
    /// </summary>
    public static class Program
    {
        private const int SliceMs = 1000;
        private const int HangMs = 30000;

        public static int Main(string[] args)
        {
            FuzzOptions options = FuzzOptions.Parse(args);
            if (options == null)
            {
                Console.Error.WriteLine(FuzzOptions.Usage);
                return 2;
            }

            // From here on in a context of its own, where calls that count coverage are woven into the code under test.
            WovenContext context = new WovenContext(Path.Combine(Path.GetTempPath(), "nanowire-fuzz-" + Environment.ProcessId));
            try
            {
                Console.WriteLine(context.Blocks + " basic blocks are watched");
                Assembly again = context.LoadFromAssemblyName(typeof(Program).Assembly.GetName());
                MethodInfo run = again.GetType(typeof(Program).FullName).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static);
                return (int)run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null);
            }
            finally
            {
                context.Delete();
            }
        }

        private static int Run(string[] args)
        {
            FuzzOptions options = FuzzOptions.Parse(args);
            List<FuzzTarget> targets = FuzzTargets.Create().FindAll(t => options.Wants(t.Name));
            if (targets.Count == 0)
            {
                Console.Error.WriteLine("there is no such target: " + string.Join(' ', FuzzTargets.Create().ConvertAll(t => t.Name)));
                return 2;
            }

            if (options.Replay != null)
            {
                return Replay(targets[0], File.ReadAllLines(options.Replay));
            }

            Console.WriteLine("seed " + options.Seed);
            List<FuzzSession> sessions = targets.ConvertAll(t => new FuzzSession(t, options.Seed));
            List<FuzzSession> running = [.. sessions];
            using (WatchForHangs(sessions))
            {
                Each(running, options.Seed, s => s.Begin(Corpus.Load(options.Folder, s.Target.Name)));
                for (long left = options.Seconds * 1000L; left > 0 && running.Count > 0; left -= SliceMs * running.Count)
                {
                    Each(running, options.Seed, s => s.Run(long.MaxValue, SliceMs));
                }
            }

            Report(sessions);
            if (options.Saves)
            {
                Save(running, options.Folder);
            }

            return running.Count == sessions.Count ? 0 : 1;
        }

        /// <summary>Does something with each session; one that fails is reported and taken out.</summary>
        private static void Each(List<FuzzSession> sessions, int seed, Action<FuzzSession> action)
        {
            foreach (FuzzSession session in sessions.ToArray())
            {
                try
                {
                    action(session);
                }
                catch (FuzzException failure)
                {
                    Fail(session.Target, session.Current, failure, seed);
                    sessions.Remove(session);
                }
            }
        }

        private static void Report(List<FuzzSession> sessions)
        {
            long total = 0;
            long elapsed = 0;
            foreach (FuzzSession session in sessions)
            {
                Console.WriteLine($"{session.Target.Name,-18}{session.Executions,12} inputs {session.Executions * 1000 / Math.Max(1, session.ElapsedMs),8} a second {session.Inputs.Count,6} kept");
                total += session.Executions;
                elapsed += session.ElapsedMs;
            }

            Console.WriteLine($"{"all",-18}{total,12} inputs {total * 1000 / Math.Max(1, elapsed),8} a second");
        }

        private static void Save(List<FuzzSession> sessions, string folder)
        {
            foreach (FuzzSession session in sessions)
            {
                List<byte[]> kept = Corpus.Minimize(session.Target, session.Inputs);
                Corpus.Save(folder, session.Target.Name, kept);
                Console.WriteLine(session.Target.Name + ": " + kept.Count + " in the corpus");
            }
        }

        private static void Fail(FuzzTarget target, byte[] input, FuzzException failure, int seed)
        {
            byte[] small = InputReducer.Reduce(target, input);
            Console.WriteLine("FAILED " + target.Name + ", seed " + seed + ": " + failure.Message);
            Console.WriteLine(failure.InnerException == null ? failure.StackTrace : failure.InnerException.ToString());
            try
            {
                target.Run(small, true);
            }
            catch (FuzzException e)
            {
                Console.WriteLine("reduced: " + e.Message);
            }

            Console.WriteLine(Convert.ToHexStringLower(small));
            Console.WriteLine("written to " + WriteFailure(target.Name, small));
        }

        private static string WriteFailure(string name, byte[] input)
        {
            string path = Path.Combine(AppContext.BaseDirectory, "failed-" + name + "-" + Environment.ProcessId + ".txt");
            File.WriteAllText(path, Convert.ToHexStringLower(input) + "\n");
            return path;
        }

        private static int Replay(FuzzTarget target, string[] lines)
        {
            foreach (string line in lines)
            {
                byte[] input = Convert.FromHexString(line);
                try
                {
                    target.Run(input, true);
                }
                catch (FuzzException failure)
                {
                    Console.WriteLine("FAILED " + line + ": " + failure);
                    return 1;
                }
            }

            Console.WriteLine(lines.Length + " inputs of " + target.Name + " are right");
            return 0;
        }

        /// <summary>An input that never ends is a failure too, but nothing can be thrown at it.</summary>
        private static Timer WatchForHangs(List<FuzzSession> sessions)
        {
            long before = -1;
            return new Timer(
                _ =>
                {
                    long now = 0;
                    sessions.ForEach(s => now += s.Executions);
                    if (now == before)
                    {
                        sessions.ForEach(s => Console.WriteLine("HANGS? " + s.Target.Name + " written to " + WriteFailure(s.Target.Name, s.Current)));
                        Environment.Exit(1);
                    }

                    before = now;
                },
                null,
                HangMs,
                HangMs);
        }
    }
}
