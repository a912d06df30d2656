"""The alarm clock: jobs run when they are due, and go on after a failure."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import apscheduler.schedulers.base
import pytest

import bot.jobs
from bot.clock import SystemClock
from bot.jobs import Job, Jobs
from tests.newsroom import START, FakeClock


class Work:
    """Notes its runs; says when it is to be woken next."""

    def __init__(self, clock: Callable[[], datetime] = lambda: START) -> None:
        self._clock = clock
        self.runs: list[datetime] = []
        self.next_at: datetime | None = None
        self.fails = 0
        self.ran = asyncio.Event()

    async def __call__(self) -> datetime | None:
        self.runs.append(self._clock())
        self.ran.set()
        if self.fails:
            self.fails -= 1
            raise ValueError("broken")
        return self.next_at

    async def wait(self) -> None:
        async with asyncio.timeout(2):
            await self.ran.wait()
        self.ran.clear()


async def test_jobs_run_in_the_order_of_the_table() -> None:
    order: list[str] = []

    def job(name: str) -> Job:
        async def work() -> None:
            order.append(name)

        return Job(name, work)

    await Jobs(FakeClock(), [job("a"), job("b"), job("c")]).run_all()
    assert order == ["a", "b", "c"]


async def test_a_failing_job_is_logged_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    work.fails = 1
    jobs = Jobs(FakeClock(), [Job("work", work)])
    await jobs.run("work")
    await jobs.run("work")
    assert len(work.runs) == 2
    assert "job work failed" in caplog.text


async def test_a_job_never_runs_beside_itself() -> None:
    running, most = 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1

    jobs = Jobs(FakeClock(), [Job("work", work)])
    await asyncio.gather(*(jobs.run("work") for _ in range(5)))
    assert most == 1


async def test_waking_before_the_start_or_after_the_end_is_nothing() -> None:
    work = Work()
    jobs = Jobs(SystemClock(), [Job("work", work)])
    jobs.wake("work")
    jobs.start()
    await work.wait()
    jobs.stop()
    jobs.wake("work")
    await asyncio.sleep(0.05)
    assert len(work.runs) == 1
    jobs.stop()


@pytest.fixture
def clock() -> SystemClock:
    return SystemClock()


async def test_a_job_runs_at_once_and_then_at_its_moment(clock: SystemClock) -> None:
    work = Work(clock.now)
    work.next_at = clock.now() + timedelta(seconds=0.4)
    jobs = Jobs(clock, [Job("work", work, every=timedelta(hours=1))])
    jobs.start()
    try:
        await work.wait()
        due, work.next_at = work.next_at, None
        await work.wait()
    finally:
        jobs.stop()
    assert timedelta(0) <= work.runs[1] - due < timedelta(seconds=1)


async def test_a_job_is_rechecked_each_period(clock: SystemClock) -> None:
    work = Work(clock.now)
    jobs = Jobs(clock, [Job("work", work, every=timedelta(seconds=0.1))])
    jobs.start()
    try:
        for _ in range(3):
            await work.wait()
    finally:
        jobs.stop()


async def test_waking_now_runs_at_once(clock: SystemClock) -> None:
    work = Work(clock.now)
    jobs = Jobs(clock, [Job("work", work, every=timedelta(hours=1))])
    jobs.start()
    try:
        await work.wait()
        asked = clock.now()
        jobs.wake("work")
        await work.wait()
    finally:
        jobs.stop()
    assert work.runs[1] - asked < timedelta(seconds=1)


@pytest.mark.parametrize("seconds", [-5, 0])
async def test_what_stays_due_waits_for_the_recheck_and_does_not_spin(seconds: int) -> None:
    clock = SystemClock()
    work = Work(clock.now)
    work.next_at = datetime.now(UTC) + timedelta(seconds=seconds)
    jobs = Jobs(clock, [Job("work", work, every=timedelta(hours=1))])
    jobs.start()
    try:
        await work.wait()
        await asyncio.sleep(0.1)
    finally:
        jobs.stop()
    assert len(work.runs) == 1


class Machine:
    """The machine's clock, which somebody sets; APScheduler and the jobs read the same."""

    offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()

    class Moved(datetime):
        @classmethod
        def now(  # type: ignore[override]  # APScheduler asks for no subclass
            cls, tz: tzinfo | None = None
        ) -> datetime:
            return made.now().astimezone(tz)

    # apscheduler 3.11 reads the time there.
    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Moved)
    return made


@pytest.mark.parametrize("hours", [-8, -1, 1, 8])
async def test_a_clock_that_is_set_stops_nothing(machine: Machine, hours: int) -> None:
    work = Work(machine.now)
    jobs = Jobs(machine, [Job("work", work, every=timedelta(seconds=0.2))])
    jobs.start()
    try:
        await work.wait()
        machine.offset = timedelta(hours=hours)
        for _ in range(5):
            await work.wait()
    finally:
        jobs.stop()


async def test_after_a_jump_backwards_a_moment_is_kept_by_the_new_clock(machine: Machine) -> None:
    work = Work(machine.now)
    jobs = Jobs(machine, [Job("work", work, every=timedelta(hours=1))])
    jobs.start()
    try:
        await work.wait()
        machine.offset = timedelta(hours=-8)
        work.next_at = machine.now() + timedelta(seconds=1.6)
        for _ in range(2):
            await work.wait()
    finally:
        jobs.stop()
    assert work.next_at <= work.runs[2] < work.next_at + timedelta(seconds=0.5)


async def test_a_machine_that_slept_runs_a_job_once_and_not_for_every_period(
    machine: Machine,
) -> None:
    work = Work(machine.now)
    jobs = Jobs(machine, [Job("work", work, every=timedelta(seconds=0.3))])
    jobs.start()
    try:
        await work.wait()
        machine.offset = timedelta(hours=8)
        await work.wait()
        await asyncio.sleep(0.1)
        assert len(work.runs) == 2
    finally:
        jobs.stop()


class Alarm:
    """In APScheduler's place: notes when it is to ring, and rings when it is told to."""

    def __init__(self, **_options: object) -> None:
        self.running = False
        self.planned: dict[str, tuple[Callable[..., Awaitable[None]], str, datetime]] = {}

    def start(self) -> None:
        self.running = True

    def pause(self) -> None:
        self.running = False

    def add_job(
        self, run: Callable[..., Awaitable[None]], _trigger: str, args: tuple[str], **named: Any
    ) -> None:
        assert named["replace_existing"]
        self.planned[named["id"]] = run, *args, named["run_date"]

    def at(self, job_id: str) -> datetime | None:
        return self.planned[job_id][2] if job_id in self.planned else None

    async def ring(self, job_id: str) -> None:
        run, name, _ = self.planned.pop(job_id)
        await run(name)


class Bench:
    """One job under an alarm that is rung by hand, a recheck each second."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.next_at: datetime | None = None
        self.takes = 0.0
        self.runs = 0
        self.jobs = Jobs(self.clock, [Job("work", self.work)])
        self.alarm: Alarm = vars(self.jobs)["_scheduler"]

    async def work(self) -> datetime | None:
        self.runs += 1
        self.clock.move(self.takes)
        return self.next_at

    @property
    def reminder(self) -> datetime | None:
        return self.alarm.at("work once")

    @property
    def recheck(self) -> datetime | None:
        return self.alarm.at("work")

    def after(self, seconds: float) -> datetime:
        return START + timedelta(seconds=seconds)


@pytest.fixture
async def bench(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    monkeypatch.setattr(bot.jobs, "AsyncIOScheduler", Alarm)
    made = Bench()
    made.jobs.start()
    yield made
    made.jobs.stop()


async def test_a_job_is_reminded_of_its_moment_and_rechecked_a_second_later(bench: Bench) -> None:
    bench.next_at = bench.after(0.4)
    await bench.alarm.ring("work")
    assert (bench.reminder, bench.recheck) == (bench.after(0.4), bench.after(1))


async def test_a_moment_that_passes_while_a_job_runs_is_rung_at_once(bench: Bench) -> None:
    bench.next_at, bench.takes = bench.after(0.05), 0.2
    await bench.alarm.ring("work")
    assert bench.reminder == bench.after(0.05)
    assert bench.reminder < bench.clock.now()


async def test_a_moment_that_was_due_before_a_run_is_left_to_the_recheck(bench: Bench) -> None:
    bench.next_at = START
    await bench.alarm.ring("work")
    assert (bench.reminder, bench.recheck) == (None, bench.after(1))


async def test_a_moment_that_no_run_can_settle_is_rung_once_and_does_not_spin(
    bench: Bench,
) -> None:
    bench.next_at, bench.takes = bench.after(0.05), 0.2
    await bench.alarm.ring("work")
    await bench.alarm.ring("work once")
    assert bench.reminder is None
    assert bench.runs == 2


async def test_an_earlier_moment_sets_the_reminder_earlier_and_a_later_one_does_not_move_it(
    bench: Bench,
) -> None:
    for seconds, nearest in ((0.5, 0.5), (0.2, 0.2), (0.7, 0.2)):
        bench.jobs.wake("work", bench.after(seconds))
        assert bench.reminder == bench.after(nearest)


async def test_a_run_that_looks_ahead_does_not_lose_what_was_asked_for_meanwhile(
    bench: Bench,
) -> None:
    """A post planned while the job runs, after it read the plan."""
    planned = bench.after(0.1)
    bench.next_at = bench.after(0.9)
    work = bench.work

    async def plan_meanwhile() -> datetime | None:
        bench.jobs.wake("work", planned)
        return await work()

    vars(bench.jobs)["_jobs"]["work"] = Job("work", plan_meanwhile)
    await bench.alarm.ring("work")
    assert bench.reminder == planned


async def test_a_reminder_that_rang_makes_room_for_the_next(bench: Bench) -> None:
    bench.next_at = bench.after(0.2)
    await bench.alarm.ring("work")
    bench.clock.move(0.2)
    bench.next_at = bench.after(0.6)
    await bench.alarm.ring("work once")
    assert bench.reminder == bench.after(0.6)


async def test_a_failing_run_leaves_reminders_to_come_and_is_rechecked(bench: Bench) -> None:
    async def fail() -> None:
        raise ValueError("broken")

    vars(bench.jobs)["_jobs"]["work"] = Job("work", fail)
    bench.jobs.wake("work", bench.after(0.5))
    await bench.alarm.ring("work")
    assert (bench.reminder, bench.recheck) == (bench.after(0.5), bench.after(1))


@pytest.mark.parametrize("hours", [-8, 8])
async def test_after_a_jump_of_the_clock_a_near_moment_is_rung_again(
    bench: Bench, hours: int
) -> None:
    bench.next_at = bench.after(0.5)
    await bench.alarm.ring("work")
    bench.clock.move(hours * 3600)
    # The recheck comes within its second, whatever the reminder waits for.
    bench.next_at = bench.clock.now() + timedelta(seconds=0.3)
    await bench.alarm.ring("work")
    assert bench.reminder == bench.next_at
