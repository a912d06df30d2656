"""A slot that comes back by the way's own time sooner, against a server that counts strictly.

Time is made here: a loop whose clock jumps to what is due next.
"""

import asyncio
import itertools
import random
import selectors
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.gateways import trips as trips_module
from bot.gateways.limiter import Limiter, Urgency
from bot.gateways.trips import PART, SPAN_SECONDS, Trips

RATE = 30
SECONDS = 8


class Leaping(asyncio.SelectorEventLoop):
    """A loop that waits for nothing: its clock goes on to the next moment instead."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Leaps(self))

    def time(self) -> float:
        return self.now


class _Leaps(selectors.SelectSelector):
    def __init__(self, loop: Leaping) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        events = super().select(0)
        if not events and timeout is None:
            raise AssertionError("nothing will ever happen")
        if not events and timeout:
            self._loop.now += timeout
        return events


@dataclass
class Way:
    """The way to a server and back, in seconds: what it takes at least, and what chance adds.

    `calm`: the part of all trips that chance adds nothing to; `opening`: what a call takes longer
    that opens its connection, of which the first `connections` do.
    """

    out: float
    back: float
    jitter: float
    calm: float
    opening: float = 0.0
    connections: int = 0
    seed: int = 0
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def extra(self) -> float:
        """What chance adds to a trip."""
        return 0.0 if self.dice.random() < self.calm else self.dice.uniform(0, self.jitter)


@dataclass
class Server:
    """Counts messages when they arrive."""

    way: Way
    arrived: list[float] = field(default_factory=list)
    begun: int = 0

    async def take(self) -> None:
        loop, way = asyncio.get_running_loop(), self.way
        is_calm = way.dice.random() < way.calm
        opening = way.opening if self.begun < way.connections else 0.0
        self.begun += 1
        await asyncio.sleep(opening + way.out + (0.0 if is_calm else way.extra()))
        self.arrived.append(loop.time())
        await asyncio.sleep(way.back + (0.0 if is_calm else way.extra()))

    @property
    def most_in_a_second(self) -> int:
        """The most messages that came in any one second."""
        times = sorted(self.arrived)
        first = most = 0
        for last, moment in enumerate(times):
            while moment - times[first] >= 1:
                first += 1
            most = max(most, last - first + 1)
        return most

    @property
    def share(self) -> float:
        """Of the rate allowed, without the first seconds in which the way is not known yet."""
        times = [moment for moment in self.arrived if moment > SECONDS / 3]
        return (len(times) - 1) / (times[-1] - times[0]) / RATE


def run(work: Callable[[], Awaitable[None]]) -> None:
    with asyncio.Runner(loop_factory=Leaping) as runner:
        runner.run(_bounded(work))


async def _bounded(work: Callable[[], Awaitable[None]]) -> None:
    async with asyncio.timeout(10 * SECONDS):
        await work()


async def flood(server: Server, kind: Urgency, senders: int) -> None:
    """As many messages as the limiter lets go."""
    limiter, loop, people = Limiter(RATE), asyncio.get_running_loop(), itertools.count(1)

    async def send() -> None:
        while loop.time() < SECONDS:
            async with limiter.turn(next(people), 1, kind=kind, patience=SECONDS):
                await server.take()

    await asyncio.gather(*(send() for _ in range(senders)))


ways = st.builds(
    Way,
    out=st.floats(0, 0.3), back=st.floats(0, 0.3), jitter=st.floats(0, 0.5),
    calm=st.floats(0.2, 1), opening=st.floats(0, 1), connections=st.integers(0, RATE),
    seed=st.integers(0, 1000),
)  # fmt: skip


@given(way=ways, kind=st.sampled_from([Urgency.BULK, Urgency.INTERACTIVE]))
@example(Way(0.1, 0.0, 0.0, 1.0), Urgency.BULK)
@example(Way(0.0, 0.1, 0.0, 1.0), Urgency.INTERACTIVE)
@example(Way(0.03, 0.03, 0.5, 0.2), Urgency.INTERACTIVE)
@example(Way(0.03, 0.03, 0.1, 0.5, opening=0.5, connections=RATE), Urgency.INTERACTIVE)
@settings(max_examples=20, deadline=None)
def test_no_second_of_the_server_holds_more_than_the_rate_however_the_way_is_shared(
    way: Way, kind: Urgency
) -> None:
    server = Server(way)
    run(lambda: flood(server, kind, 2 * RATE))
    assert len(server.arrived) > RATE
    assert server.most_in_a_second <= RATE


@pytest.mark.parametrize(("out", "back"), [(0.03, 0.03), (0.06, 0.0), (0.01, 0.05)])
def test_a_server_sixty_milliseconds_away_is_sent_to_at_nearly_the_whole_rate(
    out: float, back: float
) -> None:
    server = Server(Way(out, back, 0.01, 0.3))
    run(lambda: flood(server, Urgency.BULK, 2 * RATE))
    assert server.share >= 0.955


def test_a_second_that_ended_sooner_than_the_way_allows_would_be_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The property above is one that can fail."""
    monkeypatch.setattr(trips_module, "PART", 1.5)
    server = Server(Way(0.05, 0.05, 0.0, 1.0))
    run(lambda: flood(server, Urgency.INTERACTIVE, 2 * RATE))
    assert server.most_in_a_second > RATE


def test_few_calls_tell_nothing_of_the_way() -> None:
    trips = Trips(3)
    for moment in (1.0, 2.0):
        trips.note(moment, moment + 0.1)
        assert trips.lead(moment + 0.1) == 0.0
    trips.note(3.0, 3.4)
    assert trips.lead(3.4) == pytest.approx(PART * 0.1)


def test_the_way_is_that_of_the_last_minute_and_shorter_at_once() -> None:
    trips = Trips(1)
    trips.note(0.0, 0.1)
    trips.note(SPAN_SECONDS, SPAN_SECONDS + 0.2)
    assert trips.lead(SPAN_SECONDS + 1) == pytest.approx(PART * 0.1)
    trips.note(2 * SPAN_SECONDS + 1, 2 * SPAN_SECONDS + 1.3)
    assert trips.lead(2 * SPAN_SECONDS + 2) == pytest.approx(PART * 0.2)
    trips.note(2 * SPAN_SECONDS + 2, 2 * SPAN_SECONDS + 2.05)
    assert trips.lead(2 * SPAN_SECONDS + 3) == pytest.approx(PART * 0.05)
    assert trips.lead(10 * SPAN_SECONDS) == 0.0
