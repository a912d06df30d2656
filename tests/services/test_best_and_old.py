"""The best by each number, old posts brought back, posts like one, saved posts, shared ones."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.archive import Entry, Period, TopBy
from bot.domain.channels import Channel
from bot.domain.pages import Page
from bot.domain.people import Person
from bot.domain.posts import Content, Post, PostState
from bot.domain.texts import Text
from bot.errors import InputRefused, NotFound
from bot.services import bookmarking as keeping
from bot.services.bookmarking import Bookmarking
from bot.services.recalling import OLD, Recalling
from bot.services.registering import Registering
from bot.services.resembling import Resembling
from bot.services.sharing import MAX_OFFSET, OFFERS_A_PAGE, Sharing
from storage import best, people, posts
from storage.db import to_ms
from tests.services.archives import NOON, Archive, open_archive

DAY = timedelta(days=1)
Fetch = Callable[[str], Awaitable[Page[Entry]]]


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def fresh_archive() -> AsyncIterator[Archive]:
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as opened:
            yield opened


async def tell(archive: Archive, post: Post, **numbers: int) -> None:
    """Note observed reposts or comments of a post."""
    async with archive.db.transaction() as session:
        for name, total in numbers.items():
            await session.execute(
                f"UPDATE posts SET {name} = :total WHERE id = :id", {"total": total, "id": post.id}
            )


async def delete(archive: Archive, post: Post) -> None:
    async with archive.db.transaction() as session:
        await posts.set_state(session, post.id, PostState.DELETED, now=NOON)


async def walk(fetch: Fetch) -> list[int]:
    """Ids of all pages, forward; going back must show the same pages."""
    pages = [await fetch("")]
    while following := pages[-1].next:
        pages.append(await fetch(following.pack()))
    current = pages[-1]
    for expected in reversed(pages[:-1]):
        assert current.previous is not None
        current = await fetch(current.previous.pack())
        assert [e.post.id for e in current.items] == [e.post.id for e in expected.items]
    return [entry.post.id for page in pages for entry in page.items]


def ids(page: Page[Entry]) -> list[int]:
    return [entry.post.id for entry in page.items]


async def test_what_is_not_known_does_not_stand_in_an_order(archive: Archive):
    channel = await archive.connect()
    a, b, c, d = [await archive.publish(channel, f"Пост {n}", ago=n * DAY) for n in range(4)]
    await tell(archive, a, reposts=1, comments=0)
    await tell(archive, b, reposts=3)
    await tell(archive, c, comments=5)
    top = partial(archive.browsing.top, channel.id)
    for period in Period:
        assert ids(await top(period)) == []
        assert ids(await top(period, TopBy.REPOSTS)) == [b.id, a.id]
        assert ids(await top(period, TopBy.COMMENTS)) == [c.id, a.id]
    assert d.id


async def test_the_best_of_a_span_are_parted_without_a_post_in_both(archive: Archive):
    channel = await archive.connect()
    made = [
        await archive.publish(channel, f"Пост {n}", ago=n * DAY, reactions=n) for n in range(10)
    ]
    parting = NOON - 4 * DAY
    newer = await archive.browsing.best(channel.id, since=parting, size=20)
    older = await archive.browsing.best(channel.id, until=parting, size=20)
    assert ids(newer) == [post.id for post in reversed(made[:5])]
    assert ids(older) == [post.id for post in reversed(made[5:])]


# (days ago, reactions, reposts, comments); None is not known.
_POSTS = st.lists(
    st.tuples(
        st.integers(0, 500), st.none() | st.integers(0, 3), st.integers(0, 2),
        st.none() | st.integers(0, 2),
    ),
    max_size=20,
)  # fmt: skip


@settings(max_examples=25)
@given(made=_POSTS, by=st.sampled_from(TopBy), period=st.sampled_from(Period),
       short=st.sampled_from([0, 5, 1000]))  # fmt: skip
async def test_pages_of_the_best_hold_every_known_post_once(made, by, period, short):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best, "SHORT", short)
        async with fresh_archive() as archive:
            channel = await archive.connect()
            expected = []
            for days, reactions, reposts, comments in made:
                post = await archive.publish(channel, "Пост", ago=days * DAY, reactions=reactions)
                await tell(archive, post, reposts=reposts)
                if comments is not None:
                    await tell(archive, post, comments=comments)
                known = {
                    TopBy.REACTIONS: reactions,
                    TopBy.REPOSTS: reposts or None,
                    TopBy.COMMENTS: comments,
                }[by]
                is_in = period.length is None or days * DAY <= period.length
                if known is not None and is_in:
                    expected.append((-known, days, -post.id))
            found = await walk(partial(archive.browsing.top, channel.id, period, by))
            assert found == [-key for _, _, key in sorted(expected)]


async def test_a_random_post_is_old_and_in_the_upper_third_of_its_time(archive: Archive):
    channel = await archive.connect()
    old = [
        await archive.publish(channel, f"Старый {n}", ago=OLD + (n + 1) * DAY, reactions=n)
        for n in range(9)
    ]
    await archive.publish(channel, "Очень старый", ago=OLD * 3)
    for n in range(9):
        await archive.publish(channel, f"Новый {n}", ago=n * DAY, reactions=100 + n)
    recalling = Recalling(archive.db, archive.clock, archive.browsing, random.Random(1))
    shown = set()
    for _ in range(60):
        found = await recalling.any_good(channel.id)
        assert found is not None
        shown.add(found[0].post.id)
    assert shown == {post.id for post in old[6:]}


async def test_another_random_post_is_none_of_those_seen(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Первый", ago=OLD * 3)
    for n in range(12):
        await archive.publish(channel, f"Старый {n}", ago=OLD + (n + 1) * DAY, reactions=5)
    recalling = Recalling(archive.db, archive.clock, archive.browsing, random.Random(2))
    seen: list[int] = []
    for _ in range(4):
        found = await recalling.any_good(channel.id, seen)
        assert found is not None
        assert found[0].post.id not in seen
        seen.append(found[0].post.id)
    # All of the third were seen: any but the last.
    again = await recalling.any_good(channel.id, seen)
    assert again is not None
    assert again[0].post.id != seen[-1]


async def test_a_young_archive_has_old_posts_in_its_older_half(archive: Archive):
    channel = await archive.connect()
    made = [
        await archive.publish(channel, f"Пост {n}", ago=(10 - n) * DAY, reactions=3)
        for n in range(10)
    ]
    recalling = Recalling(archive.db, archive.clock, archive.browsing, random.Random(3))
    older = {post.id for post in made[:5]}
    for _ in range(30):
        found = await recalling.any_good(channel.id)
        assert found is not None
        assert found[0].post.id in older


@pytest.mark.parametrize("reactions", [None, 0])
async def test_nothing_is_good_that_nobody_is_known_to_like(archive: Archive, reactions):
    channel = await archive.connect()
    recalling = Recalling(archive.db, archive.clock, archive.browsing)
    assert await recalling.any_good(channel.id) is None
    for n in range(3):
        await archive.publish(channel, "Пост", ago=(n + 100) * DAY, reactions=reactions)
    assert await recalling.any_good(channel.id) is None


async def test_this_day_is_that_of_the_channels_zone(archive: Archive):
    channel = await archive.connect()
    # NOON is 15:00 of 20 November in Moscow; its midnight is 21:00 UTC of the 19th.
    midnight = datetime(2025, 11, 19, 21, tzinfo=UTC)
    first = await archive.publish(channel, "Начало дня", ago=NOON - midnight)
    before = await archive.publish(channel, "Вчера", ago=NOON - midnight + timedelta(seconds=1))
    last = await archive.publish(
        channel, "Конец дня", ago=NOON - midnight - DAY + timedelta(seconds=1)
    )
    earlier = await archive.publish(channel, "Раньше", ago=NOON - midnight + 365 * DAY)
    await archive.publish(channel, "Сегодня")
    recalling = Recalling(archive.db, archive.clock, archive.browsing)
    found = await recalling.of_this_day(channel)
    assert ids(found.page) == [last.id, first.id, earlier.id]
    assert not found.is_week
    assert before.id not in ids(found.page)


async def test_a_day_without_posts_gives_its_week_and_an_empty_week_nothing(archive: Archive):
    channel = await archive.connect()
    recalling = Recalling(archive.db, archive.clock, archive.browsing)
    assert not (await recalling.of_this_day(channel)).page.items
    await archive.publish(channel, "Далеко", ago=(365 + 30) * DAY)
    found = await recalling.of_this_day(channel)
    assert (found.is_week, ids(found.page)) == (True, [])
    near = await archive.publish(channel, "Рядом", ago=(365 + 2) * DAY)
    found = await recalling.of_this_day(channel)
    assert (found.is_week, ids(found.page)) == (True, [near.id])


async def test_pages_of_this_day_hold_every_post_once(archive: Archive):
    channel = await archive.connect()
    made = [
        await archive.publish(channel, f"Пост {n}", ago=365 * DAY * (1 + n % 2))
        for n in range(20)
    ]  # fmt: skip
    recalling = Recalling(archive.db, archive.clock, archive.browsing)

    async def page(cursor: str) -> Page[Entry]:
        return (await recalling.of_this_day(channel, cursor)).page

    assert sorted(await walk(page)) == [post.id for post in made]


async def test_posts_like_one_share_its_words_and_rubrics(archive: Archive):
    channel, other = await archive.connect(), await archive.connect("Другой")
    own = await archive.publish(channel, "Скидки в магазине игрушек перед праздником #кейсы")
    twin = await archive.publish(channel, "Магазин игрушек ударил скидками #кейсы")
    cousin = await archive.publish(channel, "Игрушки: большой магазин и скидка #исследования")
    stranger = await archive.publish(channel, "Банк сменил логотип #исследования")
    kin = await archive.publish(channel, "Совсем о другом деле #кейсы")
    gone = await archive.publish(channel, "Скидки в магазине игрушек #кейсы")
    foreign = await archive.publish(other, "Скидки в магазине игрушек #кейсы")
    await delete(archive, gone)
    resembling = Resembling(archive.db, archive.browsing)
    found = [entry.post.id for entry in await resembling.alike(own)]
    assert found[:2] == [twin.id, cousin.id]
    assert kin.id in found
    assert not {own.id, stranger.id, gone.id, foreign.id} & set(found)


async def test_a_post_without_words_and_rubrics_is_like_none(archive: Archive):
    channel = await archive.connect()
    own = await archive.publish(channel, "")
    await archive.publish(channel, "Слова #кейсы")
    assert not await Resembling(archive.db, archive.browsing).alike(own)


async def meet(archive: Archive, number: int = 7) -> Person:
    async with archive.db.transaction() as session:
        return await people.upsert(
            session, person_id=number, name="Борис", username=None, telegram_language="ru",
            zone="Europe/Moscow", now_ms=to_ms(NOON),
        )  # fmt: skip


async def test_saved_posts_are_paged_newest_saved_first_and_only_ones_own(archive: Archive):
    channel = await archive.connect()
    mine, yours = await meet(archive), await meet(archive, 8)
    saving = Bookmarking(archive.db, archive.clock, archive.browsing)
    made = [await archive.publish(channel, f"Пост {n}") for n in range(15)]
    for post in made:
        await saving.save(mine.id, post.id)
        archive.clock.moment += timedelta(seconds=1)
    await saving.save(mine.id, made[0].id)
    await saving.save(yours.id, made[3].id)
    listed: list[int] = []
    cursor = ""
    while True:
        page = await saving.page(mine.id, cursor)
        listed += [item.post_id for item in page.items]
        if page.next is None:
            break
        cursor = page.next.pack()
    assert listed == [post.id for post in reversed(made)]
    assert await saving.count(mine.id) == 15
    await saving.forget(mine.id, made[3].id)
    assert not await saving.is_saved(mine.id, made[3].id)
    assert await saving.is_saved(yours.id, made[3].id)


async def test_a_saved_post_that_is_gone_stays_in_the_list_without_its_words(archive: Archive):
    channel = await archive.connect()
    person = await meet(archive)
    saving = Bookmarking(archive.db, archive.clock, archive.browsing)
    post = await archive.publish(channel, "Пост")
    await saving.save(person.id, post.id)
    await delete(archive, post)
    [item] = (await saving.page(person.id)).items
    assert (item.post_id, item.entry, item.channel) == (post.id, None, None)
    with pytest.raises(NotFound):
        await saving.save(person.id, post.id)


async def test_a_full_shelf_names_the_oldest(archive: Archive, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "MOST_SAVED", 2)
    channel = await archive.connect()
    person = await meet(archive)
    saving = Bookmarking(archive.db, archive.clock, archive.browsing)
    made = [await archive.publish(channel, f"Пост {n}") for n in range(3)]
    for post in made[:2]:
        await saving.save(person.id, post.id)
        archive.clock.moment += timedelta(seconds=1)
    await saving.save(person.id, made[0].id)
    with pytest.raises(InputRefused) as refused:
        await saving.save(person.id, made[2].id)
    assert refused.value.params == {"limit": 2, "title": "Пост 0"}
    await saving.forget(person.id, made[0].id)
    await saving.save(person.id, made[2].id)


class NobodyLooks:
    """No channel is looked at."""


def sharing_of(archive: Archive) -> Sharing:
    registering = Registering(
        archive.db, archive.clock, NobodyLooks(),  # type: ignore[arg-type]
        owner_ids=frozenset({1}), zone="Europe/Moscow", default_language="ru",
    )  # fmt: skip
    return Sharing(registering, archive.browsing, archive.searching)


async def make_private(archive: Archive, channel: Channel) -> None:
    async with archive.db.transaction() as session:
        await session.execute(
            "UPDATE channels SET username = NULL WHERE id = :id", {"id": channel.id}
        )


async def offered(sharing: Sharing, person: Person, words: str = "") -> list[tuple[int, bool]]:
    """(post id, whether whole) over all pages."""
    found: list[tuple[int, bool]] = []
    offset = ""
    while True:
        offers = await sharing.offer(person, words, offset)
        found += [(one.entry.post.id, one.is_whole) for one in offers.items]
        assert len(offers.items) <= OFFERS_A_PAGE
        offset = offers.next_offset
        assert len(offset.encode()) <= MAX_OFFSET
        if not offset:
            return found


@settings(max_examples=15)
@given(made=st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 3)), max_size=60))
async def test_the_best_are_offered_once_each_those_of_the_month_first(made):
    async with fresh_archive() as archive:
        channel = await archive.connect()
        person = await meet(archive)
        keys = []
        for days, reactions in made:
            post = await archive.publish(channel, "Пост", ago=days * DAY, reactions=reactions)
            is_old = days * DAY > (Period.MONTH.length or DAY)
            keys.append((reactions, (is_old, -(reactions or 0), days, -post.id)))
        known = [key for reactions, key in keys if reactions is not None]
        newest = sorted(((0, 0, key[2], key[3]) for _, key in keys))
        found = await offered(sharing_of(archive), person)
        assert [number for number, _ in found] == [-key[3] for key in sorted(known) or newest]


async def test_a_post_of_a_private_channel_is_shared_whole_by_its_team_alone(archive: Archive):
    channel = await archive.connect()
    await make_private(archive, channel)
    post = await archive.publish(channel, "Тайна упаковки", reactions=1)
    reader, owner = await meet(archive), await meet(archive, 1)
    stranger = replace(reader, id=99, is_reachable=False)
    sharing = sharing_of(archive)
    for words in ("", "упаковка", f"post_{post.id}"):
        assert await offered(sharing, reader, words) == [(post.id, False)]
        assert await offered(sharing, owner, words) == [(post.id, True)]
        closed = await sharing.offer(stranger, words)
        assert (closed.items, closed.is_closed) == ((), True)


async def test_a_protected_post_is_offered_as_a_title_to_everybody(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "Нельзя копировать", reactions=1)
    options = replace(post.content.options, is_protected=True)
    async with archive.db.transaction() as session:
        await posts.set_content(
            session, post, Content(text=Text("Нельзя копировать"), options=options),
            editor_id=None, now=NOON,
        )  # fmt: skip
    assert await offered(sharing_of(archive), await meet(archive, 1)) == [(post.id, False)]


@settings(max_examples=60)
@given(words=st.text(max_size=40), offset=st.text(max_size=64))
async def test_no_words_and_no_offset_break_an_offer(words: str, offset: str):
    async with fresh_archive() as archive:
        channel = await archive.connect()
        await archive.publish(channel, "Пост #тег", reactions=1)
        await sharing_of(archive).offer(await meet(archive), words.strip(), offset)


@pytest.mark.parametrize("offset", ["m0~", "bzzzzzzzzzz~n.1.1.1", "n~", "m-1~", "x1~", "m١~"])
async def test_a_forged_offset_is_the_first_page_or_an_empty_one(archive: Archive, offset: str):
    channel = await archive.connect()
    await archive.publish(channel, "Пост", reactions=1)
    await sharing_of(archive).offer(await meet(archive), "", offset)
