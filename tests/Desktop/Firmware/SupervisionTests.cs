using System;
using System.Net;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>Parts that stall, and memory that runs out.</summary>
    [TestClass]
    public sealed class SupervisionTests
    {
        private const int DeadlineMs = 5000;

        [TestMethod]
        public void Part_ThatStalls_IsLoggedRestartedAndThenTheDeviceIs()
        {
            Fixture fixture = new Fixture();
            int restarted = 0;
            fixture.Part.Restarter = () => ++restarted == 1;
            fixture.Part.Beat(fixture.NowMs);
            fixture.Run(DeadlineMs - 1000);
            Assert.IsFalse(fixture.Part.IsStalled);
            fixture.Run(1000);
            Assert.IsTrue(fixture.Part.IsStalled);
            Assert.AreEqual(1, restarted);
            fixture.Run(DeadlineMs - 1000);
            Assert.AreEqual(1, restarted);
            fixture.Run(1000);
            Assert.AreEqual(2, restarted);
            fixture.Run(DeadlineMs - 1000);
            Assert.AreEqual(0, fixture.Machine.Restarts);
            fixture.Run(1000);
            Assert.AreEqual(1, fixture.Machine.Restarts);
            Assert.AreEqual(1, fixture.Part.Stalls);
            StringAssert.Contains(fixture.Log.Text, "worker: stalled for 5 s\nworker: restarted\nworker: stalled for 10 s\nworker: stalled for 15 s");

            // The reason was stored first, and the next run has it.
            RestartLog next = new RestartLog(fixture.Storage, new TestMachine(), new SilentLog());
            Assert.AreEqual("stalled (worker) after 15 s", next.GetText(next.Count - 1));
        }

        [TestMethod]
        public void Part_ThatGoesOn_IsForgiven()
        {
            Fixture fixture = new Fixture();
            fixture.Run(60000);
            Assert.AreEqual("start: first start", fixture.Log.Text, "never at work, never missed");
            for (int i = 0; i < 20; i++)
            {
                fixture.Part.Beat(fixture.NowMs);
                fixture.Run(2 * DeadlineMs);
                Assert.IsTrue(fixture.Part.IsStalled);
                fixture.Part.Beat(fixture.NowMs);
                fixture.Run(1000);
                Assert.IsFalse(fixture.Part.IsStalled);
            }

            fixture.Part.Beat(fixture.NowMs);
            fixture.Part.End();
            fixture.Run(60000);
            Assert.IsFalse(fixture.Part.IsStalled, "its work is done");
            Assert.AreEqual(20, fixture.Part.Stalls);
            Assert.AreEqual(0, fixture.Machine.Restarts);
            StringAssert.Contains(fixture.Log.Text, "worker: runs again");
        }

        [TestMethod]
        public void Clock_ThatJumps_BlamesNobody()
        {
            Fixture fixture = new Fixture();
            fixture.Part.Beat(fixture.NowMs);
            foreach (long jumpMs in new[] { 1000000, -500000, long.MaxValue / 4, -1 })
            {
                fixture.NowMs += jumpMs;
                fixture.Run(2000);
                Assert.IsFalse(fixture.Part.IsStalled);
                fixture.Part.Beat(fixture.NowMs);
            }

            fixture.Run(DeadlineMs);
            Assert.IsTrue(fixture.Part.IsStalled, "and a part that stalls then is noticed as before");
        }

        [TestMethod]
        public void Parts_MoreThanThereIsRoomFor_Throw()
        {
            Fixture fixture = new Fixture();
            for (int i = 1; i < Supervisor.MaxParts; i++)
            {
                fixture.Supervisor.Add("part", 1000);
            }

            Assert.ThrowsExactly<InvalidOperationException>(() => fixture.Supervisor.Add("part", 1000));
        }

        [TestMethod]
        public void Pump_ThatStalls_IsNoticedByTheSupervisingThread()
        {
            // A part with a short deadline stands for the pump, whose own is half a minute.
            Fixture fixture = new Fixture(1);
            fixture.Supervisor.Start();
            fixture.Part.Beat(Environment.TickCount64);
            Assert.IsTrue(SpinWait.SpinUntil(() => fixture.Machine.Restarts > 0, 30000));
            fixture.Supervisor.Stop();
            Assert.AreEqual(1, fixture.Part.Stalls);
        }

        [TestMethod]
        public void Application_ThatRuns_ShowsSignsOfLifeAndMeasuresUnderSupervision()
        {
            using Running running = new Running(new SmallBoard());
            using ClientWebSocket client = running.Connect();
            running.Receive(client);
            Supervisor supervisor = running.Application.Health.Supervisor;
            Assert.AreEqual("pump", supervisor[0].Name);
            Assert.IsTrue(supervisor[0].IsAtWork);
            Assert.IsTrue(SpinWait.SpinUntil(() => !supervisor[1].IsAtWork, 10000));
            Assert.IsTrue(supervisor[1].BeatMs > 0, "a measurement was begun");
            running.Application.Stop();
            Assert.IsTrue(SpinWait.SpinUntil(() => !supervisor[0].IsAtWork, 10000));
        }

        [TestMethod]
        public void Sensor_ThatNeverReturns_IsNoticedAndNamed()
        {
            StuckSensor sensor = new StuckSensor();
            SilentLog log = new SilentLog();
            using DeviceApplication application = new DeviceApplication(
                new StuckBoard(sensor), new TestMachine(), new DeviceSettings(new MemoryStorage(), "nanowire-test", true, null, log), IPAddress.Loopback, 0);
            application.Listen();
            bool isStopping = false;
            Thread pump = new Thread(() =>
            {
                while (!Volatile.Read(ref isStopping))
                {
                    application.RunOnce();
                }
            });
            pump.Start();
            try
            {
                using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 2048 });
                client.Connect("ws://127.0.0.1:" + application.Server.Port + DeviceApplication.WebSocketPath);
                sensor.IsStuck = true;
                Assert.IsTrue(sensor.Entered.Wait(20000));
                Supervisor supervisor = application.Health.Supervisor;
                long nowMs = Environment.TickCount64;
                for (int ms = 0; ms <= 2 * DeviceHealth.SensorsDeadlineMs; ms += Supervisor.CheckMs)
                {
                    supervisor.Check(nowMs + ms);
                }

                Assert.IsTrue(supervisor[1].IsStalled);
                Assert.IsFalse(supervisor[0].IsStalled, "the pump may take longer, so that who is to blame is known");
                StringAssert.Contains(log.Text, "sensors: stalled for");
                sensor.Gate.Set();
                Assert.IsTrue(SpinWait.SpinUntil(() => !supervisor[1].IsAtWork, 20000));
                supervisor.Check(nowMs + (3 * DeviceHealth.SensorsDeadlineMs));
                Assert.IsFalse(supervisor[1].IsStalled);
                StringAssert.Contains(log.Text, "sensors: runs again");
            }
            finally
            {
                Volatile.Write(ref isStopping, true);
                sensor.Gate.Set();
                Assert.IsTrue(pump.Join(20000));
            }
        }

        [TestMethod]
        public void Memory_OnBothSidesOfItsLimits_ShedsLoadOrRestarts()
        {
            TestMachine machine = new TestMachine();
            MemoryGuard guard = new MemoryGuard(machine, new SmallBoard());
            Assert.AreEqual(MemoryGuard.LeastLowLimit, guard.LowLimit, "4 KB of buffers twice is less");
            Assert.AreEqual(24576, new MemoryGuard(machine, new HostBoard()).LowLimit);
            long nowMs = 0;
            Assert.AreEqual(MemoryState.Enough, Check(guard, ref nowMs), "nobody knows");
            machine.Free = guard.LowLimit;
            Assert.AreEqual(MemoryState.Enough, Check(guard, ref nowMs));
            machine.Free = guard.LowLimit - 1;
            Assert.AreEqual(MemoryState.Enough, Check(guard, ref nowMs), "once is nothing");
            Assert.AreEqual(MemoryState.Low, Check(guard, ref nowMs));
            Assert.AreEqual(MemoryState.Enough, Check(guard, ref nowMs), "once while it stays low");
            machine.Free = guard.LowLimit;
            Assert.AreEqual(MemoryState.Enough, Check(guard, ref nowMs));
            machine.Free = guard.LowLimit - 1;
            Check(guard, ref nowMs);
            machine.Free = guard.LowLimit;
            Check(guard, ref nowMs);
            machine.Free = guard.LowLimit - 1;
            Assert.AreEqual(MemoryState.Enough, Check(guard, ref nowMs), "twice in a row, not twice");
            nowMs = MemoryGuard.MinUptimeMs;
            machine.Free = guard.CriticalLimit;
            Assert.AreEqual(MemoryState.Low, Check(guard, ref nowMs));
            machine.Free = guard.CriticalLimit - 1;
            Assert.AreEqual(MemoryState.Critical, Check(guard, ref nowMs));
            nowMs = MemoryGuard.MinUptimeMs - 1;
            Assert.AreNotEqual(MemoryState.Critical, guard.Check(nowMs, nowMs), "not in the first minutes, or it might restart for ever");
            Assert.AreEqual(guard.CriticalLimit - 1, guard.Least);
            Assert.AreEqual(2, guard.Sheds);
        }

        [TestMethod]
        public void Memory_Low_ClosesConnectionsWithTryAgainLaterAndRestartsWithTheReasonStored()
        {
            TestMachine machine = new TestMachine { Free = 8000 };
            MemoryStorage storage = new MemoryStorage();
            DeviceHealth health = new DeviceHealth(new SmallBoard(), machine, new DeviceSettings(storage, "nanowire-test", true, null, new SilentLog()));
            AnswerCatcher stays = new AnswerCatcher();
            AnswerCatcher goes = new AnswerCatcher();
            health.Opened(stays);
            health.Opened(goes);
            health.Closed(goes);
            health.Opened(goes);
            health.Closed(goes);
            health.Round(0);
            Assert.AreEqual(default, stays.ClosedWith);
            health.Round(MemoryGuard.CheckMs);
            Assert.AreEqual(WebSocketCloseStatus.TryAgainLater, stays.ClosedWith);
            Assert.AreEqual(default, goes.ClosedWith);
            machine.Free = 100;
            health.Round(health.StartedMs + MemoryGuard.MinUptimeMs);
            Assert.AreEqual(1, machine.Restarts);
            RestartLog next = new RestartLog(storage, machine, new SilentLog());
            Assert.AreEqual("memory low (100 bytes free) after 300 s", next.GetText(next.Count - 1));
        }

        private static MemoryState Check(MemoryGuard guard, ref long nowMs)
        {
            nowMs += MemoryGuard.CheckMs;
            return guard.Check(nowMs, nowMs);
        }

        /// <summary>A sensor that answers once, for the telemetry of the opening, and then waits for a bus that does not.</summary>
        private sealed class StuckSensor : Sensor
        {
            internal volatile bool IsStuck;

            internal StuckSensor()
                : base("stuck", "Stuck", new Reading("stuck", "Stuck", "", 0, 0, 1))
            {
            }

            internal ManualResetEventSlim Entered { get; } = new ManualResetEventSlim();

            internal ManualResetEventSlim Gate { get; } = new ManualResetEventSlim();

            public override bool Open()
            {
                return true;
            }

            public override bool Measure(long uptimeMs)
            {
                if (IsStuck)
                {
                    Entered.Set();
                    Gate.Wait();
                }

                return true;
            }
        }

        private sealed class StuckBoard : Board
        {
            internal StuckBoard(Sensor sensor)
            {
                Sensors = new[] { sensor };
            }

            public override string Id => "stuck";

            public override string Name => "Stuck";

            public override int MaxConnections => 1;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 1024;

            public override Sensor[] Sensors { get; }

            public override Output[] Outputs { get; } = Array.Empty<Output>();

            public override bool IsOn(int index)
            {
                return false;
            }

            public override void Switch(int index, bool isOn)
            {
            }
        }

        private sealed class Fixture
        {
            internal Fixture(int deadlineMs = DeadlineMs)
            {
                RestartLog restarts = new RestartLog(Storage, Machine, Log);
                Supervisor = new Supervisor(restarts, Machine, Log, NowMs);
                Part = Supervisor.Add("worker", deadlineMs);
            }

            internal long NowMs { get; set; } = 1000000;

            internal MemoryStorage Storage { get; } = new MemoryStorage();

            internal TestMachine Machine { get; } = new TestMachine();

            internal SilentLog Log { get; } = new SilentLog();

            internal Supervisor Supervisor { get; }

            internal SupervisedPart Part { get; }

            /// <summary>Lets time pass, with a check each second.</summary>
            internal void Run(int ms)
            {
                for (int i = 0; i < ms; i += 1000)
                {
                    NowMs += 1000;
                    Supervisor.Check(NowMs);
                }
            }
        }
    }
}
