"""When the channel's own digest comes, over zones and clock changes; what ranks first."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import Number, NumberSource, PostNumbers
from bot.domain.posts import Content, Origin, Post, PostState
from bot.domain.roundup_texts import write
from bot.domain.roundups import (
    AHEAD,
    Candidate,
    Every,
    Roundup,
    latest_occasion,
    next_occasion,
    occasion_on,
    places,
    ranked,
    recent_period,
)
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, Text, count_formatting

ZONES = ["Europe/Moscow", "America/New_York", "America/Nuuk", "Australia/Lord_Howe",
         "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "UTC"]  # fmt: skip
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(
    min_value=datetime(2010, 1, 1),  # noqa: DTZ001
    max_value=datetime(2036, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
roundups = st.builds(
    Roundup,
    channel_id=st.just(1),
    every=st.sampled_from([Every.WEEKLY, Every.MONTHLY]),
    weekday=st.integers(0, 6),
    minute=st.integers(0, 24 * 60 - 1),
    is_automatic=st.booleans(),
)
MOSCOW = ZoneInfo("Europe/Moscow")
LONGEST = timedelta(days=33)


@given(roundups, zones, moments)
def test_the_next_one_is_strictly_later_and_within_a_month(
    roundup: Roundup, zone: ZoneInfo, now: datetime
) -> None:
    found = next_occasion(roundup, zone, after=now)
    assert found is not None
    assert now < found.goes_at <= now + LONGEST
    assert found.since < found.until
    # Out on its day; but for what daylight saving skips.
    assert found.until <= found.goes_at < found.until + timedelta(hours=26)


@given(roundups, zones, moments)
def test_each_day_comes_once_and_the_periods_leave_no_gap(
    roundup: Roundup, zone: ZoneInfo, now: datetime
) -> None:
    first = next_occasion(roundup, zone, after=now)
    assert first is not None
    met = [first]
    for _ in range(8):
        later = next_occasion(roundup, zone, after=met[-1].goes_at, behind=met[-1].day)
        assert later is not None
        met.append(later)
    assert len({one.day for one in met}) == len(met)
    assert [one.until for one in met[:-1]] == [one.since for one in met[1:]]
    assert [one.goes_at for one in met] == sorted(one.goes_at for one in met)


@given(roundups, zones, moments)
def test_it_is_made_when_its_period_is_over_and_at_most_an_hour_ahead(
    roundup: Roundup, zone: ZoneInfo, now: datetime
) -> None:
    found = next_occasion(roundup, zone, after=now)
    assert found is not None
    assert found.until <= found.due_at <= found.goes_at
    assert found.goes_at - found.due_at <= AHEAD
    if not roundup.is_automatic:
        assert found.due_at == found.goes_at


@given(roundups, zones, moments, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_of_an_outage_only_the_last_is_left(
    roundup: Roundup, zone: ZoneInfo, began: datetime, outage: timedelta
) -> None:
    first = next_occasion(roundup, zone, after=began)
    assert first is not None
    now = first.due_at + outage
    found = latest_occasion(roundup, zone, first.day, now=now)
    assert found.due_at <= now
    later = next_occasion(roundup, zone, after=found.goes_at, behind=found.day)
    assert later is not None
    assert later.due_at > now


@pytest.mark.parametrize(
    ("day", "minute", "zone", "goes_at"),
    [
        # 02:30 is skipped: an hour later on the wall.
        (date(2026, 3, 29), 150, "Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 02:30 comes twice: the first of them.
        (date(2026, 10, 25), 150, "Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_skipped_hour_moves_forward_and_a_repeated_one_counts_once(
    day: date, minute: int, zone: str, goes_at: datetime
) -> None:
    roundup = Roundup(channel_id=1, every=Every.WEEKLY, weekday=6, minute=minute)
    found = occasion_on(roundup, day, ZoneInfo(zone))
    assert found.goes_at == goes_at
    later = next_occasion(roundup, ZoneInfo(zone), after=goes_at, behind=day)
    assert later is not None
    assert later.day == day + timedelta(days=7)


def test_a_month_is_the_whole_one_before() -> None:
    roundup = Roundup(channel_id=1, every=Every.MONTHLY)
    found = occasion_on(roundup, date(2026, 3, 1), MOSCOW)
    assert found.since.astimezone(MOSCOW).date() == date(2026, 2, 1)
    assert found.until.astimezone(MOSCOW).date() == date(2026, 3, 1)


def test_off_never_comes() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert next_occasion(Roundup(channel_id=1), MOSCOW, after=now) is None


@given(st.sampled_from([Every.WEEKLY, Every.MONTHLY]), zones, moments)
def test_the_days_until_now_end_now(every: Every, zone: ZoneInfo, now: datetime) -> None:
    since, until = recent_period(every, now, zone)
    assert until == now
    days = 29 if every is Every.MONTHLY else 6
    assert timedelta(days=days - 1) <= until - since <= timedelta(days=days + 2)


def candidate(
    post_id: int, reactions: int | None, reposts: int | None = None, text: str = "Title\n\nWords."
) -> Candidate:
    counted = datetime(2026, 11, 22, tzinfo=UTC)

    def number(total: int | None) -> Number:
        if total is None:
            return Number()
        return Number(total=total, source=NumberSource.UPDATES, counted_at=counted)

    content = Content(text=Text(text))
    post = Post(
        id=post_id, channel_id=1, author_id=None, state=PostState.PUBLISHED,
        origin=Origin.CHANNEL, title=content.title, content=content, revision=1,
        created_at=counted, updated_at=counted, published_at=counted,
    )  # fmt: skip
    numbers = PostNumbers(
        post_id=post_id, reactions=number(reactions), reposts=number(reposts), stars=number(99)
    )
    return Candidate(post=post, link=f"https://t.me/channel/{post_id}", numbers=numbers)


def test_what_is_not_known_ranks_below_nothing_at_all() -> None:
    found = ranked([candidate(1, None), candidate(2, 0), candidate(3, 7), candidate(4, 7, 2)])
    assert [one.post.id for one in found] == [4, 3, 2, 1]
    assert places(found) == {4: (1, 2), 3: (1, 2), 2: (3, 3)}


@given(st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=20))
def test_places_are_shared_by_those_with_as_many_reactions(totals: list[int | None]) -> None:
    found = ranked([candidate(number, total) for number, total in enumerate(totals, start=1)])
    known = [one for one in found if one.numbers.reactions.is_known]
    assert found[: len(known)] == known
    met = places(found)
    assert set(met) == {one.post.id for one in known}
    for place, one in enumerate(known, start=1):
        first, last = met[one.post.id]
        assert first <= place <= last


@given(
    st.lists(st.text(max_size=5000), max_size=12),
    st.integers(0, 60).map(lambda repeats: "Title " * repeats + "!"),
)
def test_a_roundup_is_never_longer_than_a_message(texts: list[str], title: str) -> None:
    chosen = [candidate(number, 1, text=text) for number, text in enumerate(texts, start=1)]
    content = write(title, chosen, lambda one: one.post.title or "Untitled", "digest")
    text = content.full_text
    assert text.units <= TEXT_LIMIT
    assert count_formatting(text) <= ENTITY_LIMIT
    # Only its own rubric: those that posts name are not the roundup's.
    assert content.all_tags == ["digest"]
    assert [entity.url for entity in text.entities if entity.type == "text_link"] == [
        one.link for one in chosen
    ]


def test_when_ten_sentences_do_not_fit_they_get_shorter_and_no_post_is_lost() -> None:
    long = "Title of a post " * 4 + "\n\n" + "word " * 400
    chosen = [candidate(number, 1, text=long) for number in range(1, 11)]
    content = write("Best", chosen, lambda one: "A name " * 30, "digest")
    assert content.full_text.units <= TEXT_LIMIT
    assert len([one for one in content.text.entities if one.type == "text_link"]) == 10
