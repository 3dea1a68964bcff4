using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// All sensors of a board as one row of readings. A sensor that is not there, or fails, reads as absent and is looked for
    /// again later; it does not take the others down, and does not hold the caller up for more than one of its transfers.
    /// </summary>
    public class SensorSet
    {
        /// <summary>How long a sensor that is absent is left alone, in milliseconds.</summary>
        public const int RetryMs = 10000;

        /// <summary>
        /// How long a sensor on a stuck bus is left alone, in milliseconds: each try costs the second after which the ESP32's bus gives
        /// up, and the whole device stands still meanwhile.
        /// </summary>
        public const int StuckRetryMs = 60000;

        /// <summary>
        /// How long a round may take before the sensors that are left wait for the next, in milliseconds. They are the first then, so that
        /// a slow one costs the others no more than freshness.
        /// </summary>
        public const int BudgetMs = 50;

        /// <summary>
        /// What is being measured with right now; null between measurements. A heartbeat for another thread to watch: one that does not
        /// end is a stalled bus.
        /// </summary>
        public Sensor CurrentSensor;

        /// <summary>Since when, by the clock of Environment.TickCount64. Counts while <see cref="CurrentSensor"/> is not null.</summary>
        public long CurrentStartedMs;

        private readonly int[] _firsts;
        private int _next;

        /// <summary>Describes the sensors' readings; touches no hardware.</summary>
        /// <param name="sensors">The board's sensors.</param>
        /// <exception cref="ArgumentException">Two sensors or two readings have the same id.</exception>
        public SensorSet(Sensor[] sensors)
        {
            States = new SensorState[sensors.Length];
            _firsts = new int[sensors.Length];
            int count = 0;
            for (int i = 0; i < sensors.Length; i++)
            {
                States[i] = new SensorState(sensors[i]);
                _firsts[i] = count;
                count += sensors[i].Readings.Length;
                for (int k = 0; k < i; k++)
                {
                    RequireUnlike(sensors[i].Id, sensors[k].Id);
                }
            }

            Readings = new Reading[count];
            Values = new int[count];
            for (int i = 0; i < sensors.Length; i++)
            {
                Array.Copy(sensors[i].Readings, 0, Readings, _firsts[i], sensors[i].Readings.Length);
            }

            for (int i = 0; i < count; i++)
            {
                Values[i] = Reading.Absent;
                for (int k = 0; k < i; k++)
                {
                    RequireUnlike(Readings[i].Id, Readings[k].Id);
                }
            }
        }

        /// <summary>What all sensors measure.</summary>
        public Reading[] Readings { get; }

        /// <summary>The values measured last, in each reading's fixed point, or <see cref="Reading.Absent"/>.</summary>
        public int[] Values { get; }

        /// <summary>How each sensor does, in the order of the board's sensors.</summary>
        public SensorState[] States { get; }

        /// <summary>Measures with every sensor that is there and due, until the time of a round is spent.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        public void Measure(long uptimeMs)
        {
            long startedMs = GetTickMs();
            long beforeMs = startedMs;
            for (int i = 0; i < States.Length && beforeMs - startedMs <= BudgetMs; i++)
            {
                int index = _next;
                _next = index + 1 == States.Length ? 0 : index + 1;
                SensorState state = States[index];
                if (uptimeMs < state.DueMs)
                {
                    continue;
                }

                CurrentStartedMs = beforeMs;
                CurrentSensor = state.Sensor;
                MeasureOne(state, uptimeMs);
                CurrentSensor = null;
                Take(state, _firsts[index]);
                long afterMs = GetTickMs();
                if (afterMs - beforeMs > state.SlowestMs)
                {
                    state.SlowestMs = (int)(afterMs - beforeMs);
                }

                beforeMs = afterMs;
            }
        }

        /// <summary>The clock of <see cref="CurrentStartedMs"/> and of the budget, in milliseconds. A seam for tests.</summary>
        protected virtual long GetTickMs()
        {
            return Environment.TickCount64;
        }

        private static void RequireUnlike(string id, string other)
        {
            if (id == other)
            {
                throw new ArgumentException("two sensors or readings are called " + id);
            }
        }

        private static void MeasureOne(SensorState state, long uptimeMs)
        {
            Sensor sensor = state.Sensor;
            bool wasPresent = state.IsPresent;
            bool answers;
            sensor.LastError = SensorError.None;
            sensor.LastDetail = 0;
            try
            {
                answers = (wasPresent || sensor.Open()) && sensor.Measure(uptimeMs);
            }
            catch (Exception)
            {
                // What a bus throws says no more than that it does not work.
                answers = false;
                sensor.LastError = SensorError.Failed;
            }

            state.IsPresent = answers;
            if (sensor.LastError != SensorError.None)
            {
                state.LastError = sensor.LastError;
                state.LastDetail = sensor.LastDetail;
            }

            if (answers)
            {
                state.Measured++;
                state.AbsentSinceMs = -1;
                state.DueMs = uptimeMs + sensor.IntervalMs;
                return;
            }

            if (sensor.LastError == SensorError.None)
            {
                // The driver did not say.
                state.LastError = SensorError.NotConnected;
                state.LastDetail = 0;
            }

            if (wasPresent)
            {
                state.Failed++;
            }

            if (state.AbsentSinceMs < 0)
            {
                state.AbsentSinceMs = uptimeMs;
            }

            state.DueMs = uptimeMs + (state.LastError == SensorError.BusStuck ? StuckRetryMs : RetryMs);
            Close(sensor);
        }

        private static void Close(Sensor sensor)
        {
            try
            {
                sensor.Close();
            }
            catch (Exception)
            {
                // It is gone already.
            }
        }

        private void Take(SensorState state, int first)
        {
            int[] values = state.Sensor.Values;
            for (int i = 0; i < values.Length; i++)
            {
                Values[first + i] = state.IsPresent ? values[i] : Reading.Absent;
            }
        }
    }
}
