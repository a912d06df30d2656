"""Digests: once a period, nobody skipped, nothing empty, whatever dies in between."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, Look
from bot.domain.digests import Frequency
from bot.domain.editions import Edition, group
from bot.domain.people import Person
from bot.domain.publications import Postponed, Refused, SendOutcome, Sent, Unknown
from bot.domain.runs import Run, RunState
from bot.domain.subscriptions import Scope
from bot.services.following import Following
from bot.services.leafing import Leafing
from bot.services.mailing import Mailing
from bot.services.registering import Registering
from bot.services.subscribing import Subscribing
from bot.tasks import Tasks
from storage import people, runs, subscriptions
from storage.db import to_ms
from tests.services.archives import NOON, Archive, open_archive

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# 10:00 in Moscow, the day after NOON.
TEN = datetime(2026, 11, 21, 7, tzinfo=UTC)


class Killed(BaseException):
    """The process dies here."""


class Letters:
    """A messenger that remembers, and answers as it is told."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, Edition]] = []
        self.answers: dict[int, list[SendOutcome | str]] = {}
        self.told: list[list[str]] = []
        self.paused: list[tuple[int, str]] = []
        self.unpaid: list[tuple[int, str]] = []
        self.can_tell = True
        self.room = 3

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        return self.room

    async def deliver(
        self, person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        answers = self.answers.get(person_id, [])
        answer = answers.pop(0) if answers else Sent((1,))
        if answer == "die before":
            raise Killed
        if not isinstance(answer, Postponed | Refused):
            self.sent.append((person_id, edition))
        if answer == "die after":
            raise Killed
        assert not isinstance(answer, str)
        return answer

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        if self.can_tell:
            self.told.append(list(names))
        return self.can_tell

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        assert run_id > 0
        self.paused.append((channel_id, reason))

    async def tell_unpaid(self, channel_id: int, reason: str) -> None:
        self.unpaid.append((channel_id, reason))

    def of(self, person_id: int) -> list[list[str]]:
        """Titles of each digest of a person."""
        return [
            sorted(item.post.title for item in edition.items)
            for owner, edition in self.sent
            if owner == person_id
        ]


class NoLooker:
    async def look(self, chat_id: int, person_id: int) -> Look:
        raise AssertionError("nobody connects here")


class Post:
    """A store, the two services of digests, and readers."""

    def __init__(self, archive: Archive, channel: Channel) -> None:
        self.archive = archive
        self.db = archive.db
        self.clock = archive.clock
        self.channel = channel
        self.letters = Letters()
        self.subscribing = Subscribing(self.db, self.clock)
        self.leafing = Leafing(self.db, self.clock)
        self.start()

    def start(self) -> None:
        """A new process."""
        registering = Registering(
            self.db,
            self.clock,
            NoLooker(),
            owner_ids=frozenset({1}),
            zone="Europe/Moscow",
            default_language="en",
        )
        self.mailing = Mailing(self.db, self.clock, Tasks(), registering, self.letters)

    async def meet(self, person_id: int, zone: str = "Europe/Moscow") -> Person:
        async with self.db.transaction() as session:
            return await people.upsert(
                session,
                person_id=person_id,
                name=f"Reader {person_id}",
                username=None,
                telegram_language="en",
                zone=zone,
                now_ms=0,
            )

    async def subscribe(
        self, person_id: int, frequency: Frequency = Frequency.DAILY, zone: str = "Europe/Moscow"
    ) -> Person:
        person = await self.meet(person_id, zone)
        await self.subscribing.set_frequency(person, self.channel.id, frequency)
        return person

    async def publish(self, text: str, at: datetime) -> None:
        await self.archive.publish(self.channel, text, ago=self.clock.now() - at)

    async def run(self, at: datetime | None = None) -> datetime | None:
        if at is not None:
            self.clock.moment = at
        return await self.mailing.deliver_due()

    async def states(self) -> list[str]:
        rows = await self.db.fetch_all(
            "SELECT state FROM deliveries ORDER BY period, subscription_id"
        )
        return [row["state"] for row in rows]

    async def next_at(self, person: Person) -> datetime | None:
        return (await self.subscribing.get(person, self.channel.id)).next_at


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_archive(tmp_path) as archive:
        yield Post(archive, await archive.connect())


async def test_the_first_press_subscribes_for_ten_in_the_persons_zone(post: Post):
    person = await post.subscribe(2, zone="Asia/Tokyo")
    assert await post.next_at(person) == datetime(2026, 11, 21, 1, tzinfo=UTC)


async def test_weekly_is_monday(post: Post):
    person = await post.subscribe(2, Frequency.WEEKLY)
    assert await post.next_at(person) == datetime(2026, 11, 23, 7, tzinfo=UTC)


async def test_a_digest_comes_once_a_period_however_often_the_job_runs(post: Post):
    await post.subscribe(2)
    await post.publish("Новость", NOON)
    assert await post.run(TEN - HOUR) == TEN
    for minute in range(3):
        await post.run(TEN + timedelta(minutes=minute))
    assert post.letters.of(2) == [["Новость"]]
    assert await post.states() == ["sent"]


async def test_a_period_that_was_delivered_is_not_delivered_whatever_is_due(post: Post):
    await post.subscribe(2)
    await post.publish("Новость", NOON)
    await post.run(TEN)
    await post.publish("Ещё", TEN + HOUR)
    async with post.db.transaction() as session:
        await session.execute(
            "UPDATE subscriptions SET next_at = next_at - :day", {"day": 24 * 3600 * 1000}
        )
    await post.run(TEN + 2 * HOUR)
    assert post.letters.of(2) == [["Новость"]]
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["Новость"], ["Ещё"]]


async def test_periods_follow_one_another_without_gap_or_overlap(post: Post):
    await post.subscribe(2)
    for day in range(3):
        await post.publish(f"Пост {day}", NOON + day * DAY)
    await post.publish("На границе", TEN)
    for day in range(4):
        await post.run(TEN + day * DAY)
    assert post.letters.of(2) == [["Пост 0"], ["На границе", "Пост 1"], ["Пост 2"]]


async def test_a_period_without_posts_sends_nothing_and_goes_on(post: Post):
    person = await post.subscribe(2)
    await post.run(TEN)
    assert post.letters.sent == []
    assert await post.states() == ["empty"]
    assert await post.next_at(person) == TEN + DAY
    subscription = await post.subscribing.get(person, post.channel.id)
    assert subscription.period_from_at < NOON
    await post.publish("Поздно узнали", TEN - HOUR)
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["Поздно узнали"]]


async def test_after_an_outage_one_digest_covers_all_that_was_missed(post: Post):
    person = await post.subscribe(2)
    for day in range(3):
        await post.publish(f"Пост {day}", NOON + day * DAY)
    await post.run(TEN + 3 * DAY + 5 * HOUR)
    await post.run()
    assert post.letters.of(2) == [["Пост 0", "Пост 1", "Пост 2"]]
    assert await post.next_at(person) == TEN + 4 * DAY


async def test_those_of_one_minute_share_one_edition(post: Post):
    for person_id in range(2, 9):
        await post.subscribe(person_id)
    await post.publish("Новость", NOON)
    await post.run(TEN)
    assert len(post.letters.sent) == 7
    assert len({id(edition) for _, edition in post.letters.sent}) == 1


async def test_a_person_who_blocked_the_bot_is_left_alone(post: Post):
    person = await post.subscribe(2)
    await post.subscribe(3)
    post.letters.answers[2] = [Refused("Forbidden: bot was blocked", is_channel_lost=True)]
    await post.publish("Новость", NOON)
    await post.run(TEN)
    await post.publish("Ещё", TEN + HOUR)
    await post.run(TEN + DAY)
    assert post.letters.of(2) == []
    assert post.letters.of(3) == [["Новость"], ["Ещё"]]
    stored = await people.get_person(post.db, person.id)
    assert stored is not None
    assert not stored.is_reachable
    assert await post.next_at(person) is None


async def test_a_refused_digest_comes_with_the_next_one(post: Post):
    await post.subscribe(2)
    post.letters.answers[2] = [Refused("Bad Request: something of ours")]
    await post.publish("Новость", NOON)
    await post.run(TEN)
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["Новость"]]
    assert await post.states() == ["failed", "sent"]


async def test_a_digest_that_telegram_postpones_is_sent_later_and_once(post: Post):
    await post.subscribe(2)
    post.letters.answers[2] = [Postponed(3, "slow"), Postponed(3, "slow")]
    await post.publish("Новость", NOON)
    for second in range(0, 12, 3):
        await post.run(TEN + timedelta(seconds=second))
    assert post.letters.of(2) == [["Новость"]]
    assert await post.states() == ["sent"]


async def test_a_lost_answer_is_never_resent_and_owners_are_told_once(post: Post):
    for person_id in (2, 3, 4):
        await post.subscribe(person_id)
    post.letters.answers = {2: [Unknown("reset")], 4: [Unknown("502")]}
    await post.publish("Новость", NOON)
    await post.run(TEN)
    await post.run()
    assert [len(post.letters.of(person_id)) for person_id in (2, 3, 4)] == [1, 1, 1]
    assert post.letters.told == [["Reader 2", "Reader 4"]]
    assert sorted(await post.states()) == ["sent", "unknown", "unknown"]
    await post.publish("Ещё", TEN + HOUR)
    await post.run(TEN + DAY)
    assert post.letters.of(2)[1:] == [["Ещё"]]


async def test_owners_who_cannot_be_told_are_told_later(post: Post):
    await post.subscribe(2)
    post.letters.answers[2] = [Unknown("reset")]
    post.letters.can_tell = False
    await post.publish("Новость", NOON)
    await post.run(TEN)
    post.letters.can_tell = True
    await post.run(TEN + timedelta(seconds=30))
    assert post.letters.told == []
    await post.run(TEN + timedelta(seconds=90))
    assert post.letters.told == [["Reader 2"]]


@pytest.mark.parametrize("death", ["die before", "die after"])
async def test_a_process_that_dies_around_a_send_leaves_it_unknown(post: Post, death: str):
    await post.subscribe(2)
    await post.subscribe(3)
    post.letters.answers[2] = [death]
    await post.publish("Новость", NOON)
    # The dying process tells nobody.
    post.letters.can_tell = False
    await post.run(TEN)
    post.letters.can_tell = True
    post.start()
    await post.run(TEN + timedelta(seconds=5))
    await post.run()
    assert len(post.letters.of(2)) == (1 if death == "die after" else 0)
    assert len(post.letters.of(3)) == 1
    assert post.letters.told == [["Reader 2"]]
    assert sorted(await post.states()) == ["sent", "unknown"]


async def test_a_process_that_dies_before_the_claim_is_committed_loses_nothing(
    post: Post, monkeypatch
):
    await post.subscribe(2)
    await post.publish("Новость", NOON)

    async def die(*args: object, **kw: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(subscriptions, "advance", die)
        with pytest.raises(Killed):
            await post.run(TEN)
    post.start()
    await post.run(TEN + timedelta(seconds=5))
    assert post.letters.of(2) == [["Новость"]]


_FATES = st.sampled_from(
    [Sent((1,)), Postponed(1, "slow"), Unknown("reset"), "die before", "die after"]
)


@given(fates=st.lists(st.lists(_FATES, max_size=3), min_size=1, max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_happens_nobody_gets_a_post_twice_and_nobody_is_forgotten(
    fates: list[list[SendOutcome | str]],
):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            post = Post(archive, await archive.connect())
            for number, fate in enumerate(fates):
                await post.subscribe(10 + number)
                post.letters.answers[10 + number] = list(fate)
            for day in range(4):
                await post.publish(f"Пост {day}", TEN + day * DAY - HOUR)
                for second in (0, 1, 2, 3, 4):
                    await post.run(TEN + day * DAY + timedelta(seconds=second))
                    post.start()
            for number, fate in enumerate(fates):
                titles = [title for digest in post.letters.of(10 + number) for title in digest]
                assert len(titles) == len(set(titles))
                skipped = {f"Пост {day}" for day in range(4)} - set(titles)
                told = sum(names.count(f"Reader {10 + number}") for names in post.letters.told)
                assert len(skipped) <= told <= len(fate)
            assert "sending" not in await post.states()


async def test_a_stop_finishes_what_is_in_flight_and_begins_nothing(post: Post):
    for person_id in range(2, 12):
        await post.subscribe(person_id)
    await post.publish("Новость", NOON)
    post.clock.moment = TEN
    begun = asyncio.Event()
    release = asyncio.Event()
    deliver = post.letters.deliver

    async def slowly(
        person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        begun.set()
        await release.wait()
        return await deliver(person_id, language, edition, is_paid=is_paid)

    post.letters.deliver = slowly  # type: ignore[method-assign]
    tasks = Tasks()
    post.mailing._tasks = tasks
    job = asyncio.create_task(post.mailing.deliver_due())
    await begun.wait()
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)
    release.set()
    await tasks.finish(timeout_seconds=5)
    states = await post.states()
    assert set(states) == {"sent"}
    assert len(states) == len(post.letters.sent)
    post.letters.deliver = deliver  # type: ignore[method-assign]
    post.start()
    await post.run()
    assert sorted(person_id for person_id, _ in post.letters.sent) == list(range(2, 12))


async def test_a_stop_cuts_the_wait_for_room_short(post: Post):
    await post.subscribe(2)
    await post.publish("Новость", NOON)
    post.clock.moment = TEN
    waiting = asyncio.Event()

    async def for_ever(*, is_paid: bool = False) -> int:
        waiting.set()
        await asyncio.Event().wait()
        return 1

    post.letters.wait_for_room = for_ever  # type: ignore[method-assign]
    job = asyncio.create_task(post.mailing.deliver_due())
    await waiting.wait()
    post.mailing.stop()
    await asyncio.wait_for(asyncio.gather(job, return_exceptions=True), 2)
    assert await post.states() == []


async def test_another_time_on_the_same_day_is_no_second_digest(post: Post):
    person = await post.subscribe(2)
    await post.publish("Новость", NOON)
    await post.run(TEN)
    await post.publish("Ещё", TEN + timedelta(minutes=1))
    await post.subscribing.set_minute(person, post.channel.id, 12 * 60)
    assert await post.next_at(person) == TEN + DAY + 2 * HOUR
    await post.run(TEN + 2 * HOUR)
    assert post.letters.of(2) == [["Новость"]]
    await post.run(TEN + DAY + 2 * HOUR)
    assert post.letters.of(2) == [["Новость"], ["Ещё"]]


async def test_another_time_after_an_empty_digest_may_come_the_same_day(post: Post):
    person = await post.subscribe(2)
    await post.run(TEN)
    await post.publish("Новость", TEN + timedelta(minutes=1))
    await post.subscribing.set_minute(person, post.channel.id, 12 * 60)
    await post.run(TEN + 2 * HOUR)
    assert post.letters.of(2) == [["Новость"]]


NINE = TEN - HOUR


async def test_an_earlier_time_loses_no_digest_that_was_still_to_come_today(post: Post):
    person = await post.subscribe(2)
    await post.publish("Новость", NOON)
    post.clock.moment = NINE
    await post.subscribing.set_minute(person, post.channel.id, 8 * 60)
    assert await post.next_at(person) == TEN
    await post.run(TEN)
    assert post.letters.of(2) == [["Новость"]]
    assert await post.next_at(person) == TEN + DAY - 2 * HOUR


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        # 9:00 of Moscow is 15:00 there: at 10:00 of Moscow, as it was promised.
        ("Asia/Vladivostok", TEN),
        ("Europe/Minsk", TEN),
        # 10:00 of there.
        ("Europe/Berlin", TEN + 2 * HOUR),
    ],
)
async def test_a_zone_further_east_loses_no_digest_of_today(post: Post, zone, expected):
    person = await post.subscribe(2)
    post.clock.moment = NINE
    await post.subscribing.set_zone(person, post.channel.id, zone)
    assert await post.next_at(person) == expected
    following = await post.run(expected)
    assert following is not None
    assert following > expected + 12 * HOUR


async def test_a_zone_where_the_promised_moment_is_tomorrow_brings_todays_digest_at_once(
    post: Post,
):
    person = await post.subscribe(2, zone="Pacific/Honolulu")
    await post.subscribing.set_minute(person, post.channel.id, 60)
    await post.run(datetime(2026, 11, 20, 20, tzinfo=UTC))
    await post.publish("Новость", NOON)
    # 11:00 of the 20th in Honolulu, 10:00 of the 21st in Auckland, where 1:00 is over.
    post.clock.moment = datetime(2026, 11, 20, 21, tzinfo=UTC)
    await post.subscribing.set_zone(person, post.channel.id, "Pacific/Auckland")
    assert await post.next_at(person) == post.clock.moment
    await post.run()
    assert post.letters.of(2) == [["Новость"]]
    assert await post.next_at(person) == datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_what_is_due_and_not_begun_stays_due_when_a_choice_changes(post: Post):
    person = await post.subscribe(2)
    await post.publish("Новость", NOON)
    post.clock.moment = TEN + timedelta(seconds=1)
    await post.subscribing.set_scope(person, post.channel.id, Scope.ALL)
    await post.run()
    assert post.letters.of(2) == [["Новость"]]


async def test_what_came_before_the_first_digest_survives_a_change(post: Post):
    person = await post.subscribe(2)
    await post.subscribing.set_at_least(person, post.channel.id, 2)
    await post.publish("Один", NOON)
    await post.run(TEN)
    await post.run(TEN + 3 * DAY)
    await post.subscribing.set_minute(person, post.channel.id, 12 * 60)
    await post.publish("Два", TEN + 3 * DAY)
    await post.run(TEN + 3 * DAY + 2 * HOUR)
    assert post.letters.of(2) == [["Два", "Один"]]


async def test_off_and_on_again_loses_nothing_of_the_week(post: Post):
    person = await post.subscribe(2, Frequency.WEEKLY)
    await post.run(TEN + 2 * DAY)
    await post.publish("Новость", TEN)
    await post.run(TEN + 9 * DAY)
    await post.publish("Ещё", TEN + 10 * DAY)
    post.clock.moment = TEN + 14 * DAY
    for frequency in (Frequency.OFF, Frequency.DAILY):
        await post.subscribing.set_frequency(person, post.channel.id, frequency)
    await post.run(TEN + 15 * DAY)
    assert post.letters.of(2) == [["Новость"], ["Ещё"]]


async def test_off_stops_and_coming_back_repeats_nothing(post: Post):
    person = await post.subscribe(2)
    await post.publish("Новость", NOON)
    await post.run(TEN)
    await post.subscribing.set_frequency(person, post.channel.id, Frequency.OFF)
    await post.run(TEN + DAY)
    assert len(post.letters.sent) == 1
    await post.publish("Ещё", TEN + HOUR)
    post.clock.moment = TEN + 2 * HOUR
    await post.subscribing.set_frequency(person, post.channel.id, Frequency.DAILY)
    await post.run(TEN + DAY)
    assert post.letters.of(2) == [["Новость"], ["Ещё"]]


async def test_show_now_counts_as_no_delivery(post: Post):
    person = await post.subscribe(2)
    await post.publish("Новость", NOON)
    before = await post.subscribing.get(person, post.channel.id)
    edition = await post.leafing.edition_now(person, post.channel.id)
    assert [item.post.title for item in edition.items] == ["Новость"]
    assert await post.subscribing.get(person, post.channel.id) == before
    await post.run(TEN)
    assert post.letters.of(2) == [["Новость"]]


async def test_a_new_zone_moves_every_digest_of_a_person(post: Post):
    other = await post.archive.connect("Второй")
    person = await post.subscribe(2)
    await post.subscribing.set_frequency(person, other.id, Frequency.DAILY)
    await post.subscribing.set_zone(person, post.channel.id, "Asia/Tokyo")
    for channel in (post.channel, other):
        subscription = await post.subscribing.get(person, channel.id)
        assert subscription.next_at == datetime(2026, 11, 21, 1, tzinfo=UTC)


async def test_a_zone_before_any_choice_is_kept_for_it(post: Post):
    person = await post.meet(2)
    subscription = await post.subscribing.set_zone(person, post.channel.id, "Asia/Tokyo")
    assert subscription.schedule.zone == "Asia/Tokyo"
    assert subscription.next_at is None


async def test_daylight_saving_keeps_the_hour_and_skips_no_day(post: Post):
    # Berlin leaves summer time on 25 October 2026 and enters it on 28 March 2027.
    post.clock.moment = datetime(2026, 10, 23, 12, tzinfo=UTC)
    person = await post.subscribe(2, zone="Europe/Berlin")
    await post.subscribing.set_minute(person, post.channel.id, 2 * 60 + 30)
    moments = []
    for _ in range(4):
        at = await post.next_at(person)
        assert at is not None
        await post.publish(f"Пост {at:%d}", at - HOUR)
        moments.append(at)
        await post.run(at)
        # The hour that comes again brings no second digest.
        await post.run(at + HOUR)
    assert [f"{at:%d %H:%M}" for at in moments] == [
        "24 00:30",
        "25 00:30",
        "26 01:30",
        "27 01:30",
    ]
    assert len(post.letters.sent) == 4
    post.clock.moment = datetime(2027, 3, 27, 12, tzinfo=UTC)
    await post.subscribing.set_frequency(person, post.channel.id, Frequency.OFF)
    await post.subscribing.set_frequency(person, post.channel.id, Frequency.DAILY)
    # 2:30 does not exist on the 28th: it moves forward.
    assert await post.next_at(person) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


async def test_the_queries_of_each_second_use_their_indexes(post: Post):
    plans = []
    for sql in (
        """SELECT * FROM subscriptions WHERE channel_id = 1 AND next_at <= 5
           ORDER BY next_at, id LIMIT 3""",
        """SELECT id, (
               SELECT next_at FROM subscriptions
               WHERE channel_id = channels.id AND next_at IS NOT NULL ORDER BY next_at LIMIT 1
           ) FROM channels""",
        """SELECT people.name FROM deliveries
           JOIN subscriptions ON subscriptions.id = deliveries.subscription_id
           JOIN people ON people.id = subscriptions.person_id
           WHERE deliveries.state = 'sending' ORDER BY deliveries.subscription_id""",
    ):
        rows = await post.db.fetch_all(f"EXPLAIN QUERY PLAN {sql}")
        plans.append(" | ".join(row["detail"] for row in rows))
    assert "subscriptions_due" in plans[0]
    assert "subscriptions_due" in plans[1]
    assert "deliveries_open" in plans[2]
    assert "SCAN people" not in plans[2]


async def follow(post: Post, person_id: int, tag: str) -> None:
    """A person follows a rubric, and wants only those in the digest."""
    rubric = await post.archive.browsing.find_rubric(post.channel.id, tag)
    assert rubric is not None
    await Following(post.db, post.clock).follow(person_id, post.channel.id, rubric.id)


async def test_followed_rubrics_alone_come_when_they_are_wanted(post: Post):
    for person_id, tags in {2: ["case"], 3: ["case", "news"], 4: []}.items():
        person = await post.subscribe(person_id)
        await post.publish("Old #case #news", NOON - 30 * DAY)
        for tag in tags:
            await follow(post, person_id, tag)
        await post.subscribing.set_scope(person, post.channel.id, Scope.FOLLOWED)
    await post.subscribe(5)
    await post.publish("One #case", NOON)
    await post.publish("Two #other #news", NOON)
    await post.publish("Three", NOON)
    await post.run(TEN)
    assert post.letters.of(2) == [["One"]]
    assert post.letters.of(3) == [["One", "Two"]]
    # Nothing empty is sent to who follows nothing.
    assert post.letters.of(4) == []
    assert post.letters.of(5) == [["One", "Three", "Two"]]
    [edition] = [edition for person_id, edition in post.letters.sent if person_id == 3]
    assert {section.tag for section in group(edition.items, edition.folds)} == {"case", "news"}


async def test_those_who_follow_the_same_share_one_edition(post: Post):
    await post.publish("One #case #news", NOON)
    for person_id, tag in {2: "case", 3: "case", 4: "news"}.items():
        person = await post.subscribe(person_id)
        await follow(post, person_id, tag)
        await post.subscribing.set_scope(person, post.channel.id, Scope.FOLLOWED)
    await post.run(TEN)
    editions = dict(post.letters.sent)
    assert editions[2] is editions[3]
    assert editions[2].folds != editions[4].folds


async def test_the_scope_of_a_subscription_stays_when_the_rest_changes(post: Post):
    person = await post.subscribe(2)
    await post.subscribing.set_scope(person, post.channel.id, Scope.FOLLOWED)
    await post.subscribing.set_minute(person, post.channel.id, 540)
    await post.subscribing.set_zone(person, post.channel.id, "Europe/Berlin")
    assert (await post.subscribing.get(person, post.channel.id)).taste.scope is Scope.FOLLOWED
    # Chosen before any frequency it subscribes to nothing.
    other = await post.meet(3)
    chosen = await post.subscribing.set_scope(other, post.channel.id, Scope.FOLLOWED)
    assert (chosen.taste.scope, chosen.next_at) == (Scope.FOLLOWED, None)


async def test_show_now_keeps_to_the_followed_rubrics(post: Post):
    person = await post.subscribe(2)
    await post.publish("One #case", NOON)
    await post.publish("Two #news", NOON)
    await post.subscribing.set_scope(person, post.channel.id, Scope.FOLLOWED)
    assert not (await post.leafing.edition_now(person, post.channel.id)).items
    await follow(post, 2, "case")
    edition = await post.leafing.edition_now(person, post.channel.id)
    assert [item.post.title for item in edition.items] == ["One"]


async def the_run(post: Post) -> Run:
    """The last run of the channel."""
    [row] = await post.db.fetch_all("SELECT max(id) AS id FROM runs")
    run = await runs.get(post.db, row["id"])
    assert run is not None
    return run


async def set_state(post: Post, state: RunState) -> None:
    run = await the_run(post)
    async with post.db.transaction() as session:
        await runs.set_state(session, run.id, state, now=post.clock.now())


async def pause_after(post: Post, count: int, state: RunState = RunState.PAUSED) -> None:
    """The run is paused, or stopped, when so many digests have come."""
    deliver = post.letters.deliver

    async def counting(
        person_id: int, language: str, edition: Edition, *, is_paid: bool
    ) -> SendOutcome:
        outcome = await deliver(person_id, language, edition, is_paid=is_paid)
        if len(post.letters.sent) == count:
            await set_state(post, state)
        return outcome

    post.letters.deliver = counting  # type: ignore[method-assign]


async def test_a_run_counts_what_digests_came_to_and_is_done(post: Post):
    await post.publish("Новость", NOON)
    for person_id in range(2, 9):
        await post.subscribe(person_id)
    async with post.db.transaction() as session:
        # Nothing was published since, for one of them.
        await session.execute(
            "UPDATE subscriptions SET period_from_at = :at WHERE person_id = 8",
            {"at": to_ms(TEN - HOUR)},
        )
    post.letters.answers = {
        2: [Refused("Forbidden: bot was blocked", is_channel_lost=True)],
        3: [Unknown("reset")],
    }
    await post.run(TEN)
    run = await the_run(post)
    assert (run.total, run.sent, run.failed, run.unknown, run.skipped) == (7, 4, 1, 1, 1)
    assert (run.state, run.is_open, run.left) == (RunState.DONE, False, 0)


async def test_a_paused_run_holds_those_left_and_those_who_become_due(post: Post):
    await post.publish("Новость", NOON)
    for person_id in range(2, 22):
        await post.subscribe(person_id)
    later = await post.subscribe(30)
    await post.subscribing.set_minute(later, post.channel.id, 10 * 60 + 5)
    await pause_after(post, 6)
    await post.run(TEN)
    held = len(post.letters.sent)
    # Those begun before the pause are let finish.
    assert 6 <= held <= 12
    assert await post.run(TEN + timedelta(minutes=6)) is None
    assert len(post.letters.sent) == held
    run = await the_run(post)
    assert (run.state, run.total, run.left) == (RunState.PAUSED, 21, 21 - held)
    await set_state(post, RunState.SENDING)
    await post.run()
    assert sorted(person for person, _ in post.letters.sent) == [*range(2, 22), 30]
    assert (await the_run(post)).state is RunState.DONE


async def test_a_pause_in_one_channel_holds_no_other(post: Post):
    other = await post.archive.connect("Второй")
    await post.publish("Новость", NOON)
    await post.archive.publish(other, "Другое", ago=post.clock.now() - NOON)
    for person_id in range(2, 12):
        person = await post.subscribe(person_id)
        await post.subscribing.set_frequency(person, other.id, Frequency.DAILY)
    await pause_after(post, 1)
    await post.run(TEN)
    channels = [edition.channel.id for _, edition in post.letters.sent]
    assert channels.count(other.id) == 10 or channels.count(post.channel.id) == 10
    assert len(channels) < 20


async def test_a_stop_lets_those_left_go_until_the_next_digest_with_nothing_lost(post: Post):
    await post.publish("Новость", NOON)
    for person_id in range(2, 22):
        await post.subscribe(person_id)
    await pause_after(post, 6, RunState.STOPPED)
    await post.run(TEN)
    await post.run()
    told = {person for person, _ in post.letters.sent}
    assert 6 <= len(told) <= 12
    run = await the_run(post)
    assert (run.state, run.is_open, run.sent, run.skipped) == (
        RunState.STOPPED, False, len(told), 20 - len(told),
    )  # fmt: skip
    await post.publish("Ещё", TEN + HOUR)
    await post.run(TEN + DAY)
    for person_id in range(2, 22):
        news = [["Новость"], ["Ещё"]] if person_id in told else [["Ещё", "Новость"]]
        assert post.letters.of(person_id) == news


async def test_what_becomes_due_after_a_stop_is_another_run(post: Post):
    await post.publish("Новость", NOON)
    for person_id in range(2, 12):
        await post.subscribe(person_id)
    later = await post.subscribe(30)
    await post.subscribing.set_minute(later, post.channel.id, 10 * 60 + 5)
    await pause_after(post, 3, RunState.STOPPED)
    await post.run(TEN)
    await post.run(TEN + timedelta(minutes=6))
    assert post.letters.of(30) == [["Новость"]]
    run = await the_run(post)
    assert (run.state, run.total, run.sent) == (RunState.DONE, 1, 1)


async def test_a_text_that_telegram_refuses_to_everybody_pauses_the_run(post: Post):
    await post.publish("Новость", NOON)
    refusal = Refused("Bad Request: can't parse entities")
    for person_id in range(2, 42):
        await post.subscribe(person_id)
        post.letters.answers[person_id] = [refusal]
    await post.run(TEN)
    await post.run()
    run = await the_run(post)
    assert (run.state, run.reason) == (RunState.PAUSED, refusal.reason)
    assert run.failed == 4
    assert run.left == 36
    assert post.letters.sent == []
    assert post.letters.paused == [(post.channel.id, refusal.reason)]
    # An hour later a few are tried, and the run is paused again; then it is mended.
    await post.run(TEN + HOUR)
    await post.run()
    run = await the_run(post)
    assert (run.state, run.failed, len(post.letters.paused)) == (RunState.PAUSED, 8, 2)
    post.letters.answers.clear()
    await set_state(post, RunState.SENDING)
    await post.run()
    assert len(post.letters.sent) == 32
    assert (await the_run(post)).state is RunState.DONE


async def test_people_who_blocked_the_bot_pause_no_run(post: Post):
    await post.publish("Новость", NOON)
    for person_id in range(2, 22):
        await post.subscribe(person_id)
        if person_id < 20:
            post.letters.answers[person_id] = [Refused("Forbidden", is_channel_lost=True)]
    await post.run(TEN)
    run = await the_run(post)
    assert (run.state, run.failed, run.sent) == (RunState.DONE, 18, 2)


async def test_what_was_delivered_is_forgotten_in_time(post: Post):
    await post.subscribe(2)
    for day in (0, 1, 40):
        await post.publish(f"Пост {day}", TEN + day * DAY - HOUR)
        await post.run(TEN + day * DAY)
    rows = await post.db.fetch_all("SELECT period FROM deliveries")
    # The last one came late, of the period that was due.
    assert [row["period"] for row in rows] == ["2026-11-23"]


async def test_an_answer_that_comes_while_there_is_no_room_is_written(post: Post):
    for person_id in range(2, 12):
        await post.subscribe(person_id)
    await post.publish("Новость", NOON)
    post.clock.moment = TEN
    ways = iter([3])

    async def once(*, is_paid: bool = False) -> int:
        for room in ways:
            return room
        await asyncio.Event().wait()
        return 0

    post.letters.wait_for_room = once  # type: ignore[method-assign]
    job = asyncio.create_task(post.mailing.deliver_due())
    async with asyncio.timeout(10):
        while await post.states() != ["sent"] * 3:
            await asyncio.sleep(0.01)
    post.mailing.stop()
    await asyncio.wait_for(asyncio.gather(job, return_exceptions=True), 5)
