"""Letters of the week: on Mondays, each person at most once a week, nobody skipped, none empty."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState, Look
from bot.domain.journal import Deed
from bot.domain.letters import Letter, begins_at, comes_at, due_week, monday_of, next_letter
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.team import Role
from bot.errors import NotAllowed
from bot.services.lettering import Lettering
from bot.services.registering import Registering
from bot.tasks import Tasks
from storage import channels, journal, members, people
from tests.services.archives import Archive, open_archive

MINUTE, HOUR, DAY, WEEK = (
    timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=7),
)  # fmt: skip
OWNER = 1
# 10:00 in Moscow on Monday, 23 November.
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Europe/Berlin",
         "Australia/Lord_Howe", "America/St_Johns", "Pacific/Kiritimati",
         "America/Nuuk")  # fmt: skip


class Killed(BaseException):
    """The process dies here."""


class Postman:
    """A messenger that remembers, and answers as it is told."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, int, date]] = []
        self.answers: dict[int, list[SendOutcome | str]] = {}

    async def wait_for_room(self) -> int:
        return 2

    async def deliver(self, person_id: int, language: str, letter: Letter) -> SendOutcome:
        answers = self.answers.get(person_id, [])
        answer = answers.pop(0) if answers else Sent((1,))
        if answer == "die before":
            raise Killed
        if not isinstance(answer, Postponed | Refused):
            self.sent.append((person_id, letter.channel.id, letter.week))
        if answer == "die after":
            raise Killed
        assert not isinstance(answer, str)
        return answer

    def of(self, person_id: int) -> list[date]:
        return [week for owner, _, week in self.sent if owner == person_id]


class Words:
    """A composer whose letters are about nothing but their week; or has nothing to tell."""

    def __init__(self) -> None:
        self.is_empty = False
        self.is_broken = False
        self.asked = 0
        self.authors: list[int | None] = []

    async def compose(
        self, channel: Channel, week: date, *, author_id: int | None
    ) -> Letter | None:
        self.asked += 1
        self.authors.append(author_id)
        if self.is_broken:
            raise ValueError("a figure that is none")
        letter = Letter.__new__(Letter)
        object.__setattr__(letter, "channel", channel)
        object.__setattr__(letter, "week", week)
        return None if self.is_empty else letter


class NoLooker:
    async def look(self, chat_id: int, person_id: int) -> Look:
        raise AssertionError("nobody connects here")


class Office:
    """A store with a channel, its team, and the service of letters."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.db = archive.db
        self.clock = archive.clock
        self.clock.moment = LONG_AGO
        self.postman = Postman()
        self.words = Words()
        self.start()

    def start(self) -> None:
        """A new process."""
        self.registering = Registering(
            self.db, self.clock, NoLooker(), owner_ids=frozenset({OWNER}), zone="Europe/Moscow",
            default_language="en",
        )  # fmt: skip
        self.lettering = Lettering(
            self.db, self.clock, Tasks(), self.registering, self.words, self.postman
        )

    async def connect(self, zone: str = "Europe/Moscow", title: str = "Маркетинг") -> Channel:
        channel = await self.archive.connect(title)
        async with self.db.transaction() as session:
            await channels.set_zone(session, channel.id, zone)
        found = await channels.get_channel(self.db, channel.id)
        return cast(Channel, found)

    async def join(
        self, person_id: int, channel: Channel, role: Role = Role.EDITOR, at: datetime = LONG_AGO
    ) -> None:
        await self.meet(person_id)
        async with self.db.transaction() as session:
            await members.upsert(
                session, person_id=person_id, channel_id=channel.id, role=role,
                invited_by=OWNER, now=at,
            )  # fmt: skip

    async def meet(self, person_id: int) -> None:
        async with self.db.transaction() as session:
            await people.upsert(
                session, person_id=person_id, name=f"Person {person_id}", username=None,
                telegram_language="en", zone="Europe/Moscow", now_ms=0,
            )  # fmt: skip

    async def run(self, at: datetime | None = None) -> datetime | None:
        if at is not None:
            self.clock.moment = at
        return await self.lettering.deliver_due()

    async def states(self) -> list[str]:
        rows = await self.db.fetch_all("SELECT state FROM letters ORDER BY week, person_id")
        return [row["state"] for row in rows]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_archive(tmp_path) as archive:
        yield Office(archive)


async def test_owners_editors_and_authors_get_it_on_monday_at_ten(office: Office) -> None:
    channel = await office.connect()
    await office.meet(OWNER)
    await office.join(2, channel, Role.EDITOR)
    await office.join(3, channel, Role.AUTHOR)
    await office.meet(4)
    assert await office.run(MONDAY - MINUTE) == MONDAY
    assert office.postman.sent == []
    assert await office.run(MONDAY) == MONDAY + WEEK
    week = date(2026, 11, 23)
    assert sorted(office.postman.sent) == [(person, channel.id, week) for person in (OWNER, 2, 3)]
    # One for those who see the whole plan, one for the author.
    assert office.words.authors == [None, 3]
    await office.run(MONDAY + HOUR)
    assert len(office.postman.sent) == 3


async def test_an_owner_who_never_started_the_bot_is_no_trouble(office: Office) -> None:
    await office.connect()
    assert await office.run(MONDAY) == MONDAY + WEEK
    assert office.postman.sent == []


async def test_after_an_outage_it_comes_on_monday_and_tuesday_and_not_later(
    office: Office,
) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    # Tuesday 23:59 in Moscow.
    await office.run(datetime(2026, 11, 24, 20, 59, tzinfo=UTC))
    assert office.postman.of(2) == [date(2026, 11, 23)]
    await office.run(datetime(2026, 12, 1, 21, tzinfo=UTC))
    assert office.postman.of(2) == [date(2026, 11, 23)]
    await office.run(MONDAY + 2 * WEEK)
    assert office.postman.of(2) == [date(2026, 11, 23), date(2026, 12, 7)]


async def test_it_is_switched_off_and_on_by_person_and_channel(office: Office) -> None:
    channel = await office.connect()
    other = await office.connect(title="Второй")
    await office.join(2, channel)
    await office.join(2, other)
    await office.join(3, channel)
    assert await office.lettering.is_on(2, channel.id)
    await office.lettering.switch(2, channel.id, is_on=False)
    assert not await office.lettering.is_on(2, channel.id)
    await office.run(MONDAY)
    assert sorted(office.postman.sent)[0][:2] == (2, other.id)
    assert len(office.postman.sent) == 2
    await office.lettering.switch(2, channel.id, is_on=True)
    await office.run(MONDAY + WEEK)
    assert len(office.postman.sent) == 5


async def test_only_the_team_switches(office: Office) -> None:
    channel = await office.connect()
    await office.meet(9)
    with pytest.raises(NotAllowed):
        await office.lettering.switch(9, channel.id, is_on=False)


async def test_nothing_to_tell_is_no_letter_and_is_asked_once(office: Office) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    await office.join(3, channel)
    office.words.is_empty = True
    for minute in range(4):
        await office.run(MONDAY + minute * MINUTE)
    assert office.postman.sent == []
    assert await office.states() == ["empty", "empty"]
    assert office.words.asked == 1


async def test_who_comes_to_the_team_after_the_letter_waits_for_the_next(office: Office) -> None:
    channel = await office.connect()
    await office.join(2, channel, at=MONDAY + HOUR)
    await office.run(MONDAY + 2 * HOUR)
    assert office.postman.sent == []
    office.clock.moment = MONDAY + WEEK + HOUR
    late = await office.connect(title="Новый")
    await office.join(3, late)
    await office.run(MONDAY + WEEK + 2 * HOUR)
    assert [person for person, *_ in office.postman.sent] == [2]


@pytest.mark.parametrize("state", [ChannelState.PAUSED, ChannelState.DISCONNECTED])
async def test_a_channel_that_is_not_connected_writes_no_letters(
    office: Office, state: ChannelState
) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    async with office.db.transaction() as session:
        await channels.set_state(session, channel.id, state)
    await office.run(MONDAY)
    assert office.postman.sent == []


async def test_a_person_who_blocked_the_bot_is_left_alone(office: Office) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    await office.join(3, channel)
    office.postman.answers[2] = [Refused("Forbidden: bot was blocked", is_channel_lost=True)]
    await office.run(MONDAY)
    await office.run(MONDAY + WEEK)
    assert office.postman.of(2) == []
    assert len(office.postman.of(3)) == 2


async def test_a_channel_whose_letter_cannot_be_composed_holds_nobody_up(office: Office) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    office.words.is_broken = True
    await office.run(MONDAY)
    await office.run(MONDAY + MINUTE)
    assert office.words.asked == 1
    office.words.is_broken = False
    office.start()
    await office.run(MONDAY + HOUR)
    assert len(office.postman.of(2)) == 1


async def test_a_letter_of_which_nobody_knows_is_in_the_journal_of_its_channel(
    office: Office,
) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    await office.join(3, channel)
    office.postman.answers[2] = [Unknown("the connection broke")]
    await office.run(MONDAY)
    await office.run(MONDAY + HOUR)
    assert await office.states() == ["unknown", "sent"]
    page = await journal.list_entries(office.db, channel.id, None, 10)
    [entry] = [one for one in page.items if one.deed is Deed.LETTER_LOST]
    assert (entry.person, entry.detail) == ("Person 2", "2026-11-23")


async def test_a_letter_that_telegram_postpones_comes_later_and_once(office: Office) -> None:
    channel = await office.connect()
    await office.join(2, channel)
    office.postman.answers[2] = [Postponed(3, "slow"), Postponed(3, "slow")]
    assert await office.run(MONDAY) == MONDAY + timedelta(seconds=3)
    for second in range(3, 12, 3):
        await office.run(MONDAY + timedelta(seconds=second))
    assert len(office.postman.of(2)) == 1
    assert await office.states() == ["sent"]


_FATES = st.sampled_from(
    [Sent((1,)), Postponed(60, "slow"), Unknown("reset"), "die before", "die after"]
)


@given(
    zone=st.sampled_from(ZONES),
    first=st.integers(0, 150),
    fates=st.lists(st.lists(_FATES, max_size=4), min_size=1, max_size=3),
    wakes=st.lists(st.integers(0, 28 * 24), max_size=60),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whenever_it_runs_each_person_has_each_week_at_most_one_letter(
    zone: str, first: int, fates: list[list[SendOutcome | str]], wakes: list[int]
) -> None:
    """Exactly one of each week in which the bot was awake in time, when nothing is refused."""
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            office = Office(archive)
            channel = await office.connect(zone)
            for number, fate in enumerate(fates):
                await office.join(10 + number, channel)
                office.postman.answers[10 + number] = list(fate)
            start = LONG_AGO + first * DAY
            moments = sorted({start + hour * HOUR for hour in wakes})
            for moment in moments:
                for minute in range(3):
                    await office.run(moment + 2 * minute * MINUTE)
                office.start()
            info = ZoneInfo(zone)
            awake = {week for moment in moments if (week := due_week(moment, info))}
            for number, fate in enumerate(fates):
                got = office.postman.of(10 + number)
                assert len(got) == len(set(got))
                assert set(got) <= awake
                lost = fate.count("die before") + sum(isinstance(f, Postponed) for f in fate)
                assert len(awake) - len(got) <= lost
            assert "sending" not in await office.states()


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 3 * 366 * 24),
)
def test_the_moment_of_a_letter_is_monday_at_ten_on_the_wall_clock(zone: str, hour: int) -> None:
    info, now = ZoneInfo(zone), LONG_AGO + hour * HOUR
    at = next_letter(now, info)
    local = at.astimezone(info)
    assert (local.weekday(), local.hour, local.minute) == (0, 10, 0)
    assert timedelta(0) < at - now <= WEEK + 2 * HOUR
    assert due_week(at, info) == local.date() == monday_of(at, info)
    assert due_week(at - MINUTE, info) is None
    assert begins_at(local.date(), info) < comes_at(local.date(), info) == at
    over = begins_at(local.date() + 2 * DAY, info)
    assert due_week(over - MINUTE, info) == local.date()
    assert due_week(over, info) is None
