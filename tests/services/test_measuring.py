"""The figures of a channel: who may see them, what they are made of, what stays unknown."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel
from bot.domain.numbers import Metric, Number, NumberSource
from bot.domain.posts import Media, MediaKind, Post
from bot.domain.reactions import PAID, emoji_kind
from bot.domain.reposts import Repost, RepostKind
from bot.domain.statistics import Kind, Length, Measure, Span
from bot.domain.team import Role
from bot.domain.tellings import Telling
from bot.errors import NotAllowed, NotFound
from bot.services.measuring import Measuring
from bot.services.numbering import Numbering
from bot.services.rights import Rights
from storage import (
    comments,
    counts,
    gaps,
    members,
    messages,
    people,
    posts,
    reactions,
    reposts,
    rubrics,
    threads,
)
from storage.counts import Count
from tests.services.archives import NOON, Archive, open_archive

OWNER, AUTHOR, READER = 1, 2, 3
FIRE = emoji_kind("🔥")
DAY = timedelta(days=1)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def measuring(archive: Archive) -> Measuring:
    return Measuring(archive.db, archive.clock, Rights(archive.db, frozenset({OWNER})))


async def publish(
    archive: Archive, channel: Channel, text: str, ago: timedelta, people: int | None = None
) -> Post:
    """A post so long ago, with so many reactions a minute later."""
    post = await archive.publish(channel, text, ago=ago)
    if people is not None:
        await react(archive, post, {FIRE: people}, after=timedelta(minutes=1))
    return post


async def react(archive: Archive, post: Post, kinds: dict[str, int], *, after: timedelta) -> None:
    assert post.published_at is not None
    assert post.channel_id is not None
    told = Telling(counts=kinds, counted_at=post.published_at + after, source=NumberSource.UPDATES)
    [message_id] = (await messages.first_ids(archive.db, [post.id])).values()
    async with archive.db.transaction() as session:
        await reactions.note(session, post.channel_id, message_id, told)
        await reactions.count(session, post.id)


async def count(archive: Archive, post: Post, metric: Metric, **kw: Any) -> None:
    async with archive.db.transaction() as session:
        await counts.put(session, post.id, Count(metric=metric, counted_at=NOON, **kw))


async def test_authors_see_what_editors_see_and_readers_nothing(
    archive: Archive, measuring: Measuring
) -> None:
    channel = await archive.connect()
    async with archive.db.transaction() as session:
        await people.upsert(
            session, person_id=AUTHOR, name="Аня", username=None, telegram_language="ru",
            zone="Europe/Moscow", now_ms=0,
        )  # fmt: skip
        await members.upsert(
            session, person_id=AUTHOR, channel_id=channel.id, role=Role.AUTHOR,
            invited_by=OWNER, now=NOON,
        )  # fmt: skip
    assert await measuring.channel_for(AUTHOR, channel.id) == channel
    assert await measuring.channel_for(OWNER, channel.id) == channel
    with pytest.raises(NotAllowed):
        await measuring.channel_for(READER, channel.id)
    with pytest.raises(NotFound):
        await measuring.channel_for(OWNER, channel.id + 1)


@pytest.mark.parametrize("span", list(Span))
async def test_of_an_empty_channel_nothing_is_known(
    archive: Archive, measuring: Measuring, span: Span
) -> None:
    channel = await archive.connect()
    overview = await measuring.overview(channel, span)
    assert (overview.posts, overview.posts_before, overview.posts_change) == (0, None, None)
    assert {total.value for total in overview.totals.values()} == {None}
    assert {total.basis.sources for total in overview.totals.values()} == {()}
    assert (await measuring.rubrics(channel, span)).rows == ()
    heat, _ = await measuring.hours(channel, span)
    assert {cell.reactions for cell in heat.cells} == {None}
    assert (await measuring.kinds(channel, span)).lengths == ()
    assert (await measuring.extremes(channel, span)).best == ()
    assert await measuring.best_time(channel, span) is None


async def test_posts_that_nobody_counted_have_no_number(
    archive: Archive, measuring: Measuring
) -> None:
    channel = await archive.connect()
    for days in range(3, 8):
        await publish(archive, channel, "Новость #бренд", days * DAY)
    overview = await measuring.overview(channel, Span.MONTH)
    assert overview.posts == 5
    assert {total.value for total in overview.totals.values()} == {None}
    assert {bucket.reactions for bucket in overview.series} == {None}
    [row] = (await measuring.rubrics(channel, Span.MONTH)).rows
    assert (row.posts, row.reactions, row.reposts, row.trend) == (5, None, None, None)
    assert (await measuring.extremes(channel, Span.MONTH)).known == 0


async def test_totals_say_who_counted_and_when(archive: Archive, measuring: Measuring) -> None:
    channel = await archive.connect()
    first = await publish(archive, channel, "Раз", 5 * DAY, 10)
    second = await publish(archive, channel, "Два", 4 * DAY, 20)
    await react(archive, second, {FIRE: 25, PAID: 7}, after=timedelta(hours=1))
    await count(archive, first, Metric.VIEWS, source=NumberSource.PREVIEW, total=1200,
                is_rounded=True)  # fmt: skip
    await count(archive, first, Metric.VIEWS, source=NumberSource.METER, total=1234)
    async with archive.db.transaction() as session:
        seen = Repost(key="f:1", kind=RepostKind.FORWARD, seen_at=NOON)
        await reposts.insert(session, first.id, seen)
    totals = (await measuring.overview(channel, Span.WEEK)).totals
    assert {measure: total.value for measure, total in totals.items()} == {
        Measure.REACTIONS: 35, Measure.STARS: 7, Measure.REPOSTS: 1, Measure.FORWARDS: None,
        Measure.COMMENTS: None, Measure.VIEWS: 1234,
    }  # fmt: skip
    basis = totals[Measure.REACTIONS].basis
    assert basis.sources == (NumberSource.UPDATES,)
    assert basis.oldest == NOON - 5 * DAY + timedelta(minutes=1)
    assert basis.newest == NOON - 4 * DAY + timedelta(hours=1)
    assert totals[Measure.VIEWS].basis.sources == (NumberSource.METER,)
    assert not totals[Measure.VIEWS].basis.is_rounded
    assert totals[Measure.REPOSTS].basis.is_at_least


async def test_a_gap_makes_stale_what_was_not_counted_again(
    archive: Archive, measuring: Measuring
) -> None:
    channel = await archive.connect()
    old = await publish(archive, channel, "Раз", 5 * DAY, 10)
    await publish(archive, channel, "Два", 1 * DAY, 20)
    lost = NOON - 3 * DAY
    async with archive.db.transaction() as session:
        await gaps.open_gap(session, channel.id, from_at=lost)
        await gaps.close_gap(session, channel.id, until_at=lost + DAY)
    total = (await measuring.overview(channel, Span.WEEK)).totals[Measure.REACTIONS]
    assert total.basis.stale_since == lost
    await react(archive, old, {FIRE: 12}, after=4 * DAY)
    total = (await measuring.overview(channel, Span.WEEK)).totals[Measure.REACTIONS]
    assert total.basis.stale_since is None


async def test_a_rubric_has_figures_of_its_own(archive: Archive, measuring: Measuring) -> None:
    channel = await archive.connect()
    for days in range(3, 6):
        await publish(archive, channel, "Новость #бренд", days * DAY, 10)
    await publish(archive, channel, "Новость #медиа", 3 * DAY, 100)
    rubric = await rubrics.find_rubric(archive.db, channel.id, "бренд")
    assert rubric is not None
    overview = await measuring.overview(channel, Span.WEEK, tag_id=rubric.id)
    assert overview.tag is not None
    assert overview.tag.tag == "бренд"
    assert overview.totals[Measure.REACTIONS].value == 30
    hours, _ = await measuring.hours(channel, Span.WEEK, tag_id=overview.tag.id)
    assert sum(cell.posts for cell in hours.cells) == 3
    table = await measuring.rubrics(channel, Span.WEEK)
    assert [(row.tag.tag, row.posts, row.reactions) for row in table.rows] == [
        ("бренд", 3, 10.0), ("медиа", 1, None)
    ]  # fmt: skip


async def test_a_rubric_of_another_channel_is_refused(
    archive: Archive, measuring: Measuring
) -> None:
    own, other = await archive.connect(), await archive.connect("Другой")
    await publish(archive, other, "Новость #бренд", DAY)
    rubric = await rubrics.find_rubric(archive.db, other.id, "бренд")
    assert rubric is not None
    with pytest.raises(NotFound):
        await measuring.overview(own, Span.WEEK, tag_id=rubric.id)
    hours, _ = await measuring.hours(own, Span.WEEK, tag_id=rubric.id)
    assert hours.posts == 0


async def test_kinds_are_told_by_words_and_media(archive: Archive, measuring: Measuring) -> None:
    channel = await archive.connect()
    await publish(archive, channel, "😀" * 140, DAY)
    album = await publish(archive, channel, "короткий", DAY)
    photo = Media(kind=MediaKind.PHOTO, file_id="f", unique_id="u")
    content = album.content
    async with archive.db.transaction() as session:
        changed = type(content)(text=content.text, media=(photo, photo))
        await posts.set_content(session, album, changed, editor_id=OWNER, now=NOON)
    table = await measuring.kinds(channel, Span.WEEK)
    assert [(row.of, row.posts) for row in table.lengths] == [
        (Length.SHORT, 1), (Length.MEDIUM, 1)
    ]  # fmt: skip
    assert [(row.of, row.posts) for row in table.kinds] == [(Kind.TEXT, 1), (Kind.ALBUM, 1)]


async def test_extremes_have_titles_and_leave_fresh_posts_out(
    archive: Archive, measuring: Measuring
) -> None:
    channel = await archive.connect()
    await publish(archive, channel, "Лучший", 3 * DAY, 30)
    await publish(archive, channel, "Худший", 4 * DAY, 3)
    await publish(archive, channel, "Свежий", timedelta(hours=47), 100)
    found = await measuring.extremes(channel, Span.WEEK)
    assert [sample.title for sample in found.best] == ["Лучший"]
    assert [sample.title for sample in found.worst] == ["Худший"]


async def test_the_curve_of_a_post_is_unknown_before_its_first_count(
    archive: Archive, measuring: Measuring
) -> None:
    archive.clock.moment = NOON - 30 * DAY
    channel = await archive.connect()
    archive.clock.moment = NOON
    post = await publish(archive, channel, "Раз", timedelta(hours=3))
    await react(archive, post, {FIRE: 4}, after=timedelta(minutes=10))
    await react(archive, post, {FIRE: 3, "emoji:❤": 2, PAID: 50}, after=timedelta(minutes=30))
    for days in (3, 4, 5):
        await publish(archive, channel, "Другой", days * DAY, 10 * days)
    curve = await measuring.curve(post)
    read = {point.minute: point.reactions for point in curve.points}
    assert (read[0], read[5], read[10], read[20], read[30]) == (None, None, 4, 4, 5)
    assert max(read) == 180
    assert curve.posts == 3
    median = {point.minute: point.median for point in curve.median}
    assert (median[0], median[5], median[48 * 60]) == (None, 40.0, 40.0)
    assert curve.basis.sources == (NumberSource.UPDATES,)


async def test_the_letter_of_a_monday_is_of_the_week_before(
    archive: Archive, measuring: Measuring
) -> None:
    channel = await archive.connect()
    # 2026-11-16 was a Monday; Moscow's midnight is 21:00 UTC.
    monday = datetime(2026, 11, 15, 21, tzinfo=UTC)
    for hours in (-1, 0, 7 * 24 + 1):
        await publish(archive, channel, "Пост", NOON - monday + timedelta(hours=hours))
    overview = await measuring.overview(channel, Span.WEEK, until=monday)
    assert overview.period.since == monday - 7 * DAY
    assert overview.posts == 0
    assert (await measuring.overview(channel, Span.WEEK)).posts == 2


kinds = st.dictionaries(
    st.sampled_from([FIRE, emoji_kind("❤"), PAID]), st.integers(0, 2000), max_size=3
)
told = st.tuples(
    st.sampled_from([Metric.VIEWS, Metric.FORWARDS]),
    st.sampled_from([NumberSource.PREVIEW, NumberSource.METER, NumberSource.AUTHOR]),
    st.integers(0, 5000),
    st.integers(0, 60),
    st.booleans(),
)
posts_told = st.lists(
    st.tuples(st.none() | kinds, st.lists(told, max_size=5), st.integers(0, 3)),
    min_size=1, max_size=4,
)  # fmt: skip


@given(posts_told)
@settings(max_examples=30)
async def test_the_numbers_of_statistics_are_those_on_the_cards_of_posts(
    found: list[tuple[dict[str, int] | None, list[Any], int]],
) -> None:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            channel = await archive.connect()
            made = [await _make(archive, channel, *one) for one in found]
            rights = Rights(archive.db, frozenset({OWNER}))
            measuring = Measuring(archive.db, archive.clock, rights)
            overview = await measuring.overview(channel, Span.MONTH)
            shown = (await Numbering(archive.db).of_many(made)).values()
    for measure, total in overview.totals.items():
        numbers: list[Number] = [getattr(one, measure.value) for one in shown]
        known = [one for one in numbers if one.total is not None]
        assert total.value == (sum(one.total or 0 for one in known) if known else None)
        assert set(total.basis.sources) == {one.source for one in known}
        moments = [one.counted_at for one in known if one.counted_at]
        assert total.basis.oldest == min(moments, default=None)
        assert total.basis.newest == max(moments, default=None)
        assert total.basis.is_rounded == any(one.is_rounded for one in known)
        assert total.basis.is_at_least == any(one.is_at_least for one in known)


async def _make(
    archive: Archive,
    channel: Channel,
    people: dict[str, int] | None,
    counted: list[Any],
    seen: int,
) -> Post:
    post = await archive.publish(channel, "Новость", ago=4 * DAY)
    if people is not None:
        await react(archive, post, people, after=timedelta(minutes=5))
    async with archive.db.transaction() as session:
        for metric, source, total, hours, is_rounded in counted:
            one = Count(
                metric=metric, source=source, total=total, is_rounded=is_rounded,
                counted_at=NOON - timedelta(hours=hours),
            )  # fmt: skip
            await counts.put(session, post.id, one)
        for number in range(seen):
            repost = Repost(
                key=f"{post.id}:{number}", kind=RepostKind.INLINE, person_id=number,
                seen_at=NOON - timedelta(hours=number),
            )  # fmt: skip
            await reposts.insert(session, post.id, repost)
    return post


async def test_comments_are_those_that_were_heard(archive: Archive, measuring: Measuring) -> None:
    channel = await archive.connect()
    silent, spoken, lone = [await publish(archive, channel, "Раз", DAY) for _ in range(3)]
    async with archive.db.transaction() as session:
        await threads.insert(
            session, group_id=-100, message_id=1, post_id=spoken.id, heard_at=NOON - DAY
        )
        await threads.insert(session, group_id=-100, message_id=2, post_id=lone.id)
        for message_id in (5, 6):
            await comments.insert(
                session, group_id=-100, thread_id=1, message_id=message_id, written_at=NOON
            )
    total = (await measuring.overview(channel, Span.WEEK)).totals[Measure.COMMENTS]
    assert (total.value, total.known, total.posts) == (2, 1, 3)
    assert not total.basis.is_at_least
    assert silent.id < spoken.id
