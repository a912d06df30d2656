"""Over all settings, outages and clock jumps: a period comes once, and no post is told twice."""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel
from bot.domain.digests import Frequency, Schedule, period_key
from bot.domain.subscriptions import LEAST_CHOICES, MOST_CHOICES, Scope, Sorting
from bot.errors import InputRefused
from bot.services.replanning import Replanning
from storage import rubrics
from tests.services.archives import NOON, Archive, open_archive
from tests.services.test_mailing import DAY, HOUR, Post

_ZONES = st.sampled_from([
    "Europe/Moscow", "Asia/Vladivostok", "Pacific/Auckland", "Pacific/Honolulu", "America/Nuuk",
    "Australia/Lord_Howe", "Pacific/Kiritimati", "Africa/Casablanca", "Asia/Kathmandu",
])  # fmt: skip
_DAYS = st.integers(0, 6)
_CHANGES = st.one_of(
    st.tuples(st.just("zone"), _ZONES),
    st.tuples(st.just("minute"), st.integers(0, 1439)),
    st.tuples(st.just("frequency"), st.sampled_from(list(Frequency))),
    st.tuples(st.just("weekday"), _DAYS),
    st.tuples(st.just("chosen"), st.tuples(_DAYS, st.booleans())),
    st.tuples(st.just("quiet"), st.tuples(_DAYS, st.booleans())),
    st.tuples(st.just("pause"), st.integers(0, 10)),
    st.tuples(st.just("least"), st.sampled_from(LEAST_CHOICES)),
    st.tuples(st.just("most"), st.sampled_from(MOST_CHOICES)),
    st.tuples(st.just("sorting"), st.sampled_from(list(Sorting))),
    st.tuples(st.just("scope"), st.sampled_from([Scope.ALL, Scope.EXCEPT])),
    st.tuples(st.just("left out"), st.booleans()),
)
_TIME = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 16)),
    st.tuples(st.just("publish"), st.tuples(st.integers(1, 200), st.booleans())),
    st.tuples(st.just("outage"), st.integers(1, 90)),
)
_JUMPS = st.tuples(st.just("clock"), st.integers(-100 * 60, 100 * 60))
_STEPS = st.lists(st.one_of(_CHANGES, _TIME, _TIME), max_size=12)
_STEPS_AND_JUMPS = st.lists(st.one_of(_CHANGES, _TIME, _TIME, _JUMPS), max_size=12)


class Reader:
    """One reader whose every step is compared with what the rules promise."""

    def __init__(self, archive: Archive, channel: Channel) -> None:
        self.post = Post(archive, channel)
        self.replanning = Replanning(archive.db, archive.clock)
        self.channel_id = channel.id
        self.true = NOON
        self.ahead = timedelta(0)
        self.published: dict[str, datetime] = {}
        self.cases: set[str] = set()
        # Not to come any more by a rule: left out of a digest that went, or of a time that is off.
        self.excused: set[str] = set()

    async def begin(self) -> None:
        self.person = await self.post.subscribe(2)
        # A rubric to leave out.
        await self.publish(1, is_case=True)
        async with self.post.db.transaction() as session:
            known = await rubrics.list_used(session, self.channel_id, size=1)
        self.rubric_id = known.items[0].id

    @property
    def told(self) -> Counter[str]:
        return Counter(title for digest in self.post.letters.of(2) for title in digest)

    def _set_clock(self) -> None:
        self.post.clock.moment = self.true + self.ahead

    async def take(self, name: str, value: Any) -> None:
        """One step; then a look at what is planned."""
        match name:
            case "wait":
                for _ in range(value):
                    await self._pass(3 * HOUR)
                    await self.run()
            case "outage":
                await self._pass(value * HOUR)
                await self.run()
            case "publish":
                await self.publish(value[0], is_case=value[1])
            case "clock":
                await self._jump(timedelta(minutes=value))
            case "frequency":
                await self._set_frequency(value)
            case _:
                await self._change(name, value)
        await self.check_plan()

    async def _pass(self, time: timedelta) -> None:
        self.true += time
        self._set_clock()

    async def _jump(self, ahead: timedelta) -> None:
        if await self._frequency() is not Frequency.OFF:
            event("the clock jumps")
            self.ahead = ahead
            self._set_clock()
            await self.replanning.look()
            await self.run()

    async def publish(self, minutes: int, *, is_case: bool = False) -> None:
        await self._pass(timedelta(minutes=minutes))
        title = f"Пост {len(self.published)}"
        words = f"{title}\n\n#кейс" if is_case else title
        # Telegram's moments are true ones, whatever our clock shows.
        await self.post.publish(words, self.true)
        self.published[title] = self.true
        if is_case:
            self.cases.add(title)

    async def _frequency(self) -> Frequency:
        known = await self.post.subscribing.get(self.person, self.channel_id)
        return known.schedule.frequency

    async def _set_frequency(self, frequency: Frequency) -> None:
        if frequency is Frequency.OFF and self.ahead:
            return
        before = await self._frequency()
        await self.post.subscribing.set_frequency(self.person, self.channel_id, frequency)
        if before is Frequency.OFF:
            self._leave_behind()

    def _leave_behind(self) -> None:
        """Of the time when it was off, a week is told at least, if a digest ever came."""
        back = 7 * DAY if self.post.letters.sent else timedelta(0)
        since = (self.true - back).replace(minute=0)
        self.excused |= {title for title, at in self.published.items() if at < since}

    async def _change(self, name: str, value: Any) -> None:
        subscribing, who = self.post.subscribing, (self.person, self.channel_id)
        was_off = await self._frequency() is Frequency.OFF
        with suppress(InputRefused):
            match name:
                case "zone":
                    await subscribing.set_zone(*who, value)
                case "minute":
                    await subscribing.set_minute(*who, value)
                case "weekday":
                    await subscribing.set_weekday(*who, value)
                case "chosen":
                    await subscribing.choose_day(*who, value[0], is_on=value[1])
                case "quiet":
                    await subscribing.set_quiet(*who, value[0], is_quiet=value[1])
                case "pause":
                    await subscribing.pause_for(*who, value)
                case "least":
                    await subscribing.set_at_least(*who, value)
                case "most":
                    await subscribing.set_most(*who, value)
                case "sorting":
                    await subscribing.set_sorting(*who, value)
                case "scope":
                    await subscribing.set_scope(*who, value)
                case "left out":
                    await subscribing.leave_out(*who, self.rubric_id, is_out=value)
                case _:
                    raise AssertionError(name)
        if was_off and await self._frequency() is not Frequency.OFF:
            self._leave_behind()

    async def run(self) -> None:
        """What is due comes, exactly once and with all that is new; nothing else comes."""
        known = await self.post.subscribing.get(self.person, self.channel_id)
        left_out = await self.post.subscribing.list_left_out(known)
        now, before = self.post.clock.moment, len(self.post.letters.sent)
        is_due = known.next_at is not None and known.next_at <= now
        until = known.period_until(now)
        new = {title for title, at in self.published.items() if at < until} - set(self.told)
        is_narrow = known.taste.scope is Scope.EXCEPT and bool(left_out)
        wanted = new - self.cases if is_narrow else new
        await self.post.run()
        come = self.post.letters.of(2)[before:]
        if not is_due:
            assert come == []
        elif self.ahead == timedelta(0):
            # Excused ones may come all the same, for example when "all but some" is taken back.
            surely = wanted - self.excused
            assert len(come) <= 1
            if len(surely) >= known.taste.at_least:
                assert len(come) == 1
            if len(wanted) < known.taste.at_least or not wanted:
                assert come == []
            assert not come or surely <= set(come[0]) <= wanted
        if come:
            self.excused |= new - set(self.told)

    async def check_plan(self) -> None:
        """The next digest is the first to come whose period had none, or one promised earlier."""
        await self.replanning.look()
        now = self.post.clock.moment
        known = await self.post.subscribing.get(self.person, self.channel_id)
        rows = await self.post.db.fetch_all("SELECT period FROM deliveries WHERE state = 'sent'")
        periods = {row["period"] for row in rows}
        assert len(periods) == len(rows) == len(self.post.letters.sent)
        first = _first_left(known.schedule, now, periods)
        assert (known.next_at is None) == (first is None)
        if known.next_at is not None and first is not None:
            assert known.next_at <= first
        assert set(self.told.values()) <= {1}

    async def finish(self) -> None:
        """All is wanted again, by a clock that is right."""
        await self._jump(timedelta(0))
        await self.take("frequency", Frequency.DAILY)
        for day in range(7):
            await self.take("quiet", (day, False))
        for name, value in (("pause", 0), ("least", 1), ("scope", Scope.ALL), ("wait", 20)):
            await self.take(name, value)
        assert set(self.published) - self.excused <= set(self.told)
        assert set(self.told.values()) <= {1}


def _first_left(schedule: Schedule, now: datetime, periods: set[str]) -> datetime | None:
    if schedule.frequency is Frequency.OFF:
        return None
    today = now.astimezone(schedule.zoneinfo).date()
    moments = (
        schedule.moment_on(day)
        for day in (today + timedelta(days=n) for n in range(-2, 60))
        if schedule.includes(day)
    )
    return next(
        (at for at in moments if at > now and period_key(schedule, at) not in periods), None
    )


async def _live(steps: list[tuple[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            reader = Reader(archive, await archive.connect())
            await reader.begin()
            for name, value in steps:
                await reader.take(name, value)
            await reader.finish()


@given(steps=_STEPS)
@settings(max_examples=8, deadline=None)
async def test_over_changes_and_outages_each_period_and_each_post_comes_exactly_once(steps):
    await _live(steps)


@given(steps=_STEPS_AND_JUMPS)
@settings(max_examples=8, deadline=None)
async def test_over_clock_jumps_each_period_and_each_post_comes_once(steps):
    await _live(steps)
