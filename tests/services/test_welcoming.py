"""Welcomes: each message at most once, stopped by a tap, whatever dies in between."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState, Look
from bot.domain.posts import Content
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.subscribers import Source
from bot.domain.team import Role
from bot.domain.texts import Text
from bot.errors import InputRefused, NotAllowed, NotFound
from bot.services.arranging import Arranging
from bot.services.registering import Registering
from bot.services.subscribing import Subscribing
from bot.services.welcoming import Welcoming
from bot.tasks import Tasks
from storage import channels, members, people, subscriber_sources, welcomes
from tests.services.archives import Archive, open_archive

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AT_ONCE = timedelta(0)
OWNER = 1
# 12:00 in Moscow.
CAME = datetime(2026, 11, 18, 9, tzinfo=UTC)


class Killed(BaseException):
    """The process dies here."""


class Doormat:
    """A messenger that remembers, and answers as it is told."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []
        self.answers: dict[int, list[SendOutcome | str]] = {}

    async def wait_for_room(self) -> int:
        return 2

    async def deliver(
        self, person_id: int, language: str, channel_id: int, content: Content
    ) -> SendOutcome:
        answers = self.answers.get(person_id, [])
        answer = answers.pop(0) if answers else Sent((1,))
        if answer == "die before":
            raise Killed
        if not isinstance(answer, Postponed | Refused):
            self.sent.append((person_id, content.text.text))
        if answer == "die after":
            raise Killed
        assert not isinstance(answer, str)
        return answer

    def of(self, person_id: int) -> list[str]:
        return [text for owner, text in self.sent if owner == person_id]


class NoLooker:
    async def look(self, chat_id: int, person_id: int) -> Look:
        raise AssertionError("nobody connects here")


class Door:
    """A store, a source of a channel, its welcome, and those who come."""

    def __init__(self, archive: Archive, channel: Channel, source: Source) -> None:
        self.db = archive.db
        self.archive = archive
        self.clock = archive.clock
        self.clock.moment = CAME
        self.channel = channel
        self.source = source
        self.mat = Doormat()
        self.start()

    def start(self) -> None:
        """A new process."""
        registering = Registering(
            self.db, self.clock, NoLooker(), owner_ids=frozenset({OWNER}), zone="Europe/Moscow",
            default_language="en",
        )  # fmt: skip
        self.welcoming = Welcoming(self.db, self.clock, Tasks(), registering, self.mat)
        self.arranging = Arranging(self.db, self.clock, registering.rights)

    async def say(self, text: str, delay: timedelta, source: Source | None = None) -> int:
        """Add a message; its number."""
        source_id = (source or self.source).id
        content = Content(text=Text(text))
        series = await self.arranging.add(OWNER, source_id, content, delay)
        return next(step.id for step in series.steps if step.delay == delay)

    async def meet(self, person_id: int, zone: str = "Europe/Moscow") -> None:
        async with self.db.transaction() as session:
            await people.upsert(
                session, person_id=person_id, name=f"Reader {person_id}", username=None,
                telegram_language="en", zone=zone, now_ms=0,
            )  # fmt: skip

    async def come(self, person_id: int, source: Source | None = None) -> None:
        """A person comes by a source, and presses Start."""
        await self.meet(person_id)
        source = source or self.source
        async with self.db.transaction() as session:
            await self.welcoming.begin(
                session, source.channel_id, person_id, source.id, self.clock.now()
            )

    async def run(self, at: datetime | None = None) -> None:
        if at is not None:
            self.clock.moment = at
        await self.welcoming.deliver_due()

    async def states(self) -> list[str]:
        rows = await self.db.fetch_all(
            "SELECT state FROM welcome_deliveries ORDER BY welcome_id, started_at"
        )
        return [row["state"] for row in rows]

    async def people(self) -> dict[str, int]:
        return await welcomes.count_states(self.db, self.source.id)


async def make_source(archive: Archive, channel: Channel, name: str) -> Source:
    async with archive.db.transaction() as session:
        return await subscriber_sources.insert(
            session, channel_id=channel.id, name=name, name_key=name, token=name,
            created_by=OWNER, message_id=len(name), now=CAME,
        )  # fmt: skip


async def open_door(archive: Archive) -> Door:
    channel = await archive.connect()
    return Door(archive, channel, await make_source(archive, channel, "ad"))


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with open_archive(tmp_path) as archive:
        yield await open_door(archive)


async def test_a_series_comes_in_its_order_and_ends(door: Door) -> None:
    await door.say("later", DAY)
    await door.say("hello", AT_ONCE)
    await door.come(2)
    await door.run(CAME)
    assert door.mat.of(2) == ["hello"]
    await door.run(CAME + DAY - MINUTE)
    assert door.mat.of(2) == ["hello"]
    await door.run(CAME + DAY)
    assert door.mat.of(2) == ["hello", "later"]
    assert await door.people() == {"done": 1}
    assert await door.states() == ["sent", "sent"]


async def test_nobody_is_welcomed_twice_in_a_channel_and_the_first_source_counts(
    door: Door,
) -> None:
    other = await make_source(door.archive, door.channel, "second")
    await door.say("first", AT_ONCE)
    await door.say("second", AT_ONCE, other)
    await door.come(2)
    await door.come(2, other)
    await door.run(CAME)
    await door.come(2)
    await door.run(CAME + DAY)
    assert door.mat.of(2) == ["first"]


async def test_a_source_without_messages_leaves_the_welcome_to_the_next(door: Door) -> None:
    other = await make_source(door.archive, door.channel, "second")
    await door.say("second", AT_ONCE, other)
    await door.come(2)
    await door.come(2, other)
    await door.run(CAME)
    assert door.mat.of(2) == ["second"]


async def test_the_team_is_not_welcomed(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.meet(3)
    async with door.db.transaction() as session:
        await members.upsert(
            session, person_id=3, channel_id=door.channel.id, role=Role.AUTHOR,
            invited_by=OWNER, now=CAME,
        )  # fmt: skip
    await door.come(3)
    await door.come(OWNER)
    await door.run(CAME)
    assert door.mat.sent == []


async def test_one_tap_stops_it_and_start_does_not_begin_again(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    await door.run(CAME)
    await door.welcoming.stop_for(2, door.channel.id)
    await door.come(2)
    await door.run(CAME + DAY)
    assert door.mat.of(2) == ["hello"]
    assert await door.people() == {"stopped": 1}


@pytest.mark.parametrize("way", ["told", "by the answer"])
async def test_a_person_who_blocks_the_bot_is_left_alone_for_good(door: Door, way: str) -> None:
    await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    if way == "told":
        await door.run(CAME)
        await Subscribing(door.db, door.clock).leave_alone(2)
    else:
        door.mat.answers[2] = [Refused("Forbidden: bot was blocked", is_channel_lost=True)]
        await door.run(CAME)
    await door.come(2)
    await door.run(CAME + DAY)
    assert door.mat.of(2) == (["hello"] if way == "told" else [])
    assert await door.people() == {"stopped": 1}


async def test_a_changed_message_is_for_those_who_have_not_got_it(door: Door) -> None:
    step_id = await door.say("hello", AT_ONCE)
    await door.come(2)
    await door.run(CAME)
    await door.arranging.set_content(OWNER, step_id, Content(text=Text("good day")))
    await door.come(3)
    await door.run(CAME + MINUTE)
    assert door.mat.sent == [(2, "hello"), (3, "good day")]


async def test_removing_what_is_to_come_ends_the_series(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    step_id = await door.say("later", DAY)
    await door.come(2)
    await door.run(CAME)
    await door.arranging.remove(OWNER, step_id)
    await door.run(CAME + MINUTE)
    assert await door.people() == {"done": 1}
    await door.run(CAME + DAY)
    assert door.mat.of(2) == ["hello"]


async def test_a_message_in_place_of_a_removed_one_is_another_one(door: Door) -> None:
    step_id = await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    await door.run(CAME)
    await door.arranging.remove(OWNER, step_id)
    await door.say("good day", AT_ONCE)
    await door.come(3)
    await door.run(CAME + MINUTE)
    assert door.mat.sent == [(2, "hello"), (3, "good day")]


async def test_another_delay_is_for_those_on_the_way(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    step_id = await door.say("later", 3 * DAY)
    await door.come(2)
    await door.run(CAME)
    door.clock.moment = CAME + 2 * DAY
    await door.arranging.set_delay(OWNER, step_id, DAY)
    await door.run()
    assert door.mat.of(2) == ["hello", "later"]


async def test_a_closed_link_welcomes_nobody_new_and_goes_on_with_the_others(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    await door.run(CAME)
    async with door.db.transaction() as session:
        await subscriber_sources.close(session, door.source.id, now=CAME)
    await door.come(3)
    await door.run(CAME + DAY)
    assert door.mat.sent == [(2, "hello"), (2, "later")]


async def test_a_disconnected_channel_welcomes_nobody(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.come(2)
    async with door.db.transaction() as session:
        await channels.set_state(session, door.channel.id, ChannelState.DISCONNECTED)
    await door.run(CAME)
    assert door.mat.sent == []


async def test_a_message_that_telegram_postpones_comes_later_and_once(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.come(2)
    door.mat.answers[2] = [Postponed(3, "slow"), Postponed(3, "slow")]
    for second in range(0, 12, 3):
        await door.run(CAME + timedelta(seconds=second))
    assert door.mat.of(2) == ["hello"]
    assert await door.states() == ["sent"]


async def test_who_stops_while_a_message_is_postponed_gets_no_more(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    door.mat.answers[2] = [Postponed(3, "slow")]
    await door.run(CAME)
    await door.welcoming.stop_for(2, door.channel.id)
    await door.run(CAME + DAY)
    assert door.mat.of(2) == []


async def test_after_a_refused_message_the_series_goes_on(door: Door) -> None:
    step_id = await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    door.mat.answers[2] = [Refused("Bad Request: something of ours")]
    await door.run(CAME)
    await door.run(CAME + DAY)
    assert door.mat.of(2) == ["later"]
    series = await door.arranging.get(OWNER, door.source.id)
    assert series.told[step_id] == {"failed": 1}


@pytest.mark.parametrize("death", ["die before", "die after"])
async def test_a_process_that_dies_around_a_send_leaves_it_counted_and_goes_on(
    door: Door, death: str
) -> None:
    step_id = await door.say("hello", AT_ONCE)
    await door.say("later", DAY)
    await door.come(2)
    door.mat.answers[2] = [death]
    # The dying process settles nothing.
    door.welcoming.list_lost = no_losses  # type: ignore[method-assign]
    await door.run(CAME)
    assert await door.states() == ["sending"]
    door.start()
    await door.run(CAME + timedelta(seconds=5))
    await door.run(CAME + DAY)
    assert door.mat.of(2) == (["hello", "later"] if death == "die after" else ["later"])
    series = await door.arranging.get(OWNER, door.source.id)
    assert series.told[step_id] == {"unknown": 1}


async def no_losses() -> list[welcomes.DeliveryKey]:
    return []


async def test_a_process_that_dies_before_the_claim_is_committed_loses_nothing(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    await door.say("hello", AT_ONCE)
    await door.come(2)

    async def die(*args: object, **kw: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(welcomes, "claim", die)
        with pytest.raises(Killed):
            await door.run(CAME)
    door.start()
    await door.run(CAME + MINUTE)
    assert door.mat.of(2) == ["hello"]


_FATES = st.sampled_from(
    [Sent((1,)), Postponed(1, "slow"), Unknown("reset"), "die before", "die after"]
)


@given(
    fates=st.lists(st.lists(_FATES, max_size=4), min_size=1, max_size=4),
    delays=st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_happens_nobody_gets_a_message_twice_and_none_is_forgotten(
    fates: list[list[SendOutcome | str]], delays: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            door = await open_door(archive)
            for delay in delays:
                await door.say(f"at {delay}", delay * MINUTE)
            for number, fate in enumerate(fates):
                await door.come(10 + number)
                door.mat.answers[10 + number] = list(fate)
            for minute in range(70):
                await door.run(CAME + minute * MINUTE)
                await door.run(CAME + minute * MINUTE + timedelta(seconds=2))
                door.start()
            for number, fate in enumerate(fates):
                got = door.mat.of(10 + number)
                assert len(got) == len(set(got))
                assert len(delays) - len(got) <= fate.count("die before")
            states = await door.states()
            assert len(states) == len(delays) * len(fates)
            assert "sending" not in states


async def test_five_messages_are_the_most_and_the_sixth_is_refused(door: Door) -> None:
    for number in range(5):
        await door.say(f"message {number}", number * HOUR)
    with pytest.raises(InputRefused) as caught:
        await door.say("too many", 9 * HOUR)
    assert caught.value.message_key == "welcome-full"


async def test_a_message_that_comes_twice_is_added_once(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    await door.say("hello", AT_ONCE)
    series = await door.arranging.get(OWNER, door.source.id)
    assert len(series.steps) == 1


async def test_only_owners_arrange_a_welcome(door: Door) -> None:
    step_id = await door.say("hello", AT_ONCE)
    content = Content(text=Text("mine"))
    for call in (
        door.arranging.get(3, door.source.id),
        door.arranging.get_of_step(3, step_id),
        door.arranging.add(3, door.source.id, content, DAY),
        door.arranging.set_content(3, step_id, content),
        door.arranging.set_delay(3, step_id, DAY),
        door.arranging.remove(3, step_id),
    ):
        with pytest.raises(NotAllowed):
            await call
    with pytest.raises(NotFound):
        await door.arranging.get(OWNER, 99)


async def test_a_change_of_the_steps_is_carried_to_many_on_the_way(door: Door) -> None:
    await door.say("hello", AT_ONCE)
    step_id = await door.say("later", 3 * DAY)
    for person_id in range(10, 80):
        await door.come(person_id)
    await door.run(CAME)
    door.clock.moment = CAME + MINUTE
    await door.arranging.set_delay(OWNER, step_id, DAY)
    await door.run()
    assert len(door.mat.sent) == 70
    await door.run(CAME + DAY)
    assert sorted(door.mat.of(79)) == ["hello", "later"]
    assert len(door.mat.sent) == 140


async def test_the_queries_of_each_second_use_their_indexes(door: Door) -> None:
    plans = []
    for sql in (
        "SELECT * FROM welcomes WHERE due_at <= 5 ORDER BY due_at, id LIMIT 3",
        "SELECT min(due_at) AS at FROM welcomes WHERE due_at IS NOT NULL",
        "SELECT welcome_id FROM welcome_deliveries WHERE state = 'sending' ORDER BY welcome_id",
    ):
        rows = await door.db.fetch_all(f"EXPLAIN QUERY PLAN {sql}")
        plans.append(" | ".join(row["detail"] for row in rows))
    assert "welcomes_due" in plans[0]
    assert "welcomes_due" in plans[1]
    assert "welcome_deliveries_open" in plans[2]
