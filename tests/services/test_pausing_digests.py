"""Digest runs that are refused, lost, paused, gone on with and stopped in any order, by chance."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.editions import Edition
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.runs import RunKind, RunState
from storage import runs
from tests.services.archives import open_archive
from tests.services.test_mailing import DAY, HOUR, TEN, Letters, Post

READERS = range(10, 16)
_CHANGES = {"pause": RunState.PAUSED, "go on": RunState.SENDING, "stop": RunState.STOPPED}
BLOCKED = Refused("Forbidden: bot was blocked by the user", is_channel_lost=True)
_OUTCOMES = st.sampled_from(
    [Postponed(1, "slow"), Refused("Bad Request: no"), BLOCKED, Unknown("reset"),
     "die before", "die after"]
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """One digest: which answers spoil it, and what the owner does, behind which delivery.

    `spoiled`: reader -> the answers to the first attempts. `presses`: what is pressed behind the
    delivery of that number; 0: before the first. `later`: what is pressed an hour later.
    """

    spoiled: dict[int, list[SendOutcome | str]]
    presses: dict[int, str]
    later: list[str]


_DAYS = st.lists(
    st.builds(
        Day,
        spoiled=st.dictionaries(
            st.sampled_from(READERS), st.lists(_OUTCOMES, min_size=1, max_size=2), max_size=4
        ),
        presses=st.dictionaries(st.integers(0, len(READERS)), st.sampled_from(sorted(_CHANGES)),
                                max_size=3),
        later=st.lists(st.sampled_from(sorted(_CHANGES)), max_size=2),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@dataclass
class Desk:
    """A mailing with an owner who presses, and what must be true of it."""

    post: Post
    day: Day | None = None
    begun: int = 0
    is_held: bool = False
    begun_while_held: int = 0
    blocked: set[int] = field(default_factory=set)
    lost: Counter[int] = field(default_factory=Counter)
    periods: Counter[tuple[int, str]] = field(default_factory=Counter)

    async def press(self, name: str) -> None:
        """What the owner does to the run that is open, if there is one."""
        async with self.post.db.transaction() as session:
            run = await runs.find_open(session, self.post.channel.id, RunKind.DIGEST)
            if run is None:
                return
            await runs.set_state(session, run.id, _CHANGES[name], now=self.post.clock.now())
        self.is_held, self.begun_while_held = await self.state() is not RunState.SENDING, 0

    async def state(self) -> RunState | None:
        """Of the run that is open."""
        run = await runs.find_open(self.post.db, self.post.channel.id, RunKind.DIGEST)
        return run.state if run else None

    async def deliver(
        self, person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        """Telegram, with an owner at the desk."""
        self.begun += 1
        self.begun_while_held += self.is_held
        answers = self.post.letters.answers.get(person_id) or [Sent((1,))]
        answer = answers[0]
        if answer in ("die before", "die after") or isinstance(answer, Unknown):
            self.lost[person_id] += 1
        if answer == BLOCKED:
            self.blocked.add(person_id)
        if not isinstance(answer, Postponed | Refused) and answer != "die before":
            self.periods[person_id, f"{self.post.clock.now():%Y-%m-%d}"] += 1
        try:
            return await Letters.deliver(
                self.post.letters, person_id, language, edition, is_paid=is_paid
            )
        finally:
            if self.day and (name := self.day.presses.get(self.begun)):
                await self.press(name)

    async def run(self, at: datetime) -> None:
        """A process that may die works, and another one goes on behind it."""
        for second in range(3):
            await self.post.run(at + timedelta(seconds=second))
            # With room for one, one was claimed before the press and is begun behind it.
            assert self.begun_while_held <= 1, "what is held is not begun"
            self.is_held = await self.state() in (RunState.PAUSED, RunState.STOPPED)
            self.begun_while_held = 0
            self.post.start()


@given(days=_DAYS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_whatever_an_owner_presses_nobody_gets_a_post_twice_and_a_stop_loses_none(
    days: list[Day],
) -> None:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            post = Post(archive, await archive.connect())
            desk = Desk(post)
            post.letters.room = 1
            post.letters.deliver = desk.deliver  # type: ignore[method-assign]
            for person_id in READERS:
                await post.subscribe(person_id)
            for number, day in enumerate(days):
                await _live(desk, number, day)
            await _judge(desk, len(days))


async def _live(desk: Desk, number: int, day: Day) -> None:
    post, at = desk.post, TEN + number * DAY
    desk.day, desk.begun = day, 0
    await post.publish(f"Post {number}", at - HOUR)
    post.letters.answers = {person: list(answers) for person, answers in day.spoiled.items()}
    if press := day.presses.get(0):
        await desk.press(press)
    await desk.run(at)
    for later, name in enumerate(day.later, start=1):
        await desk.press(name)
        await desk.run(at + later * HOUR)


async def _judge(desk: Desk, count: int) -> None:
    """Everybody goes on, on a day on which nothing is refused: who is told what in the end."""
    post = desk.post
    desk.day, post.letters.answers = None, {}
    await desk.press("go on")
    await desk.run(TEN + (count - 1) * DAY + 4 * HOUR)
    await post.publish(f"Post {count}", TEN + count * DAY - HOUR)
    await desk.run(TEN + count * DAY)
    assert await desk.state() is None, "nothing is left of any run"
    assert set(desk.periods.values()) <= {1}, "a digest a day"
    everything = {f"Post {number}" for number in range(count + 1)}
    named = Counter(name for names in post.letters.told for name in names)
    for person_id in READERS:
        titles = [title for digest in post.letters.of(person_id) for title in digest]
        assert len(titles) == len(set(titles)), "a post comes once"
        assert named[f"Reader {person_id}"] == desk.lost[person_id], "each doubt is told, once"
        if person_id not in desk.blocked and not desk.lost[person_id]:
            assert set(titles) == everything, "what was refused or stopped comes the next time"
    await _judge_counts(desk)


async def _judge_counts(desk: Desk) -> None:
    """The counts of the runs are those of the deliveries, and nothing is in flight."""
    rows = await desk.post.db.fetch_all("SELECT * FROM runs")
    states = Counter(await desk.post.states())
    for name in ("sent", "failed", "unknown"):
        assert sum(row[name] for row in rows) == states[name], name
    assert states["sending"] == 0
    for row in rows:
        done = row["sent"] + row["failed"] + row["skipped"] + row["unknown"]
        assert row["total"] == done, dict(row)
