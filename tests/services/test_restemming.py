"""Stems of older rules are replaced in batches, and the vocabulary follows the posts."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services import restemming, searching
from bot.services.restemming import LATEST, SOONEST, Restemming
from storage import posts, vocabulary
from tests.services.archives import Archive, open_archive
from tests.services.test_correcting import gather


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


async def put_old_stems(archive: Archive) -> None:
    async with archive.db.transaction() as session:
        await session.execute("UPDATE post_search SET stems = 'старое'")
        await session.execute("UPDATE search_upkeep SET rules = '0/0'")


async def found(archive: Archive, channel_id: int, words: str) -> int:
    return len((await archive.searching.find(channel_id, words, size=50)).items)


async def test_posts_are_stemmed_anew_newest_first_and_search_goes_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(restemming, "POSTS_A_BATCH", 4)
    channel = await archive.connect()
    for n in range(10):
        await archive.publish(channel, f"упаковка {n}", ago=timedelta(days=n))
    await put_old_stems(archive)
    assert await found(archive, channel.id, "упаковками") == 0
    counts = []
    for _ in range(4):
        # A restart between any two batches: nothing is kept but in the store.
        assert await Restemming(archive.db, archive.clock).work() is not None
        counts.append(await found(archive, channel.id, "упаковками"))
    assert counts == [0, 4, 8, 10]
    assert await found(archive, channel.id, "упаковками 9") == 1
    async with archive.db.transaction() as session:
        await session.execute(
            "INSERT INTO post_fts (post_fts, rank) VALUES ('integrity-check', 1)"
        )


async def test_titles_of_older_rules_are_made_anew_on_the_way(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "упаковка")
    async with archive.db.transaction() as session:
        await session.execute("UPDATE posts SET title = 'тайна'")
        await posts.set_title(session, replace(post, revision=post.revision + 1), "другой")
    await put_old_stems(archive)
    await gather(archive)
    [row] = await archive.db.fetch_all("SELECT title, revision FROM posts")
    assert (row["title"], row["revision"]) == ("упаковка", post.revision)


async def test_nothing_is_left_to_do_after_all_was_done(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "упаковка")
    await gather(archive)
    upkeep = await vocabulary.get_upkeep(archive.db)
    assert upkeep.restemmed_to is None
    assert not upkeep.is_stale
    assert await Restemming(archive.db, archive.clock).work() is None


async def test_new_words_are_gathered_with_the_next_pass_and_not_before(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "упаковка")
    await gather(archive)
    await archive.publish(channel, "молоко")
    keeping = Restemming(archive.db, archive.clock)
    assert await keeping.work() is None
    archive.clock.moment += SOONEST
    assert await keeping.work() is not None
    assert await keeping.work() is None
    rows = await archive.db.fetch_all("SELECT stem, mirrored FROM vocabulary ORDER BY stem")
    assert [(row["stem"], row["mirrored"]) for row in rows] == [
        ("молк", "клом"), ("упаковк", "квокапу"),
    ]  # fmt: skip


async def test_the_vocabulary_is_gathered_in_batches_that_miss_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(restemming, "STEMS_A_BATCH", 3)
    channel = await archive.connect()
    await archive.publish(channel, "рынок молоко упаковка скидка бренд реклама brand 2025 да")
    await gather(archive)
    rows = await archive.db.fetch_all("SELECT stem FROM vocabulary ORDER BY stem")
    assert [row["stem"] for row in rows] == [
        "brand", "бренд", "молк", "реклам", "рынк", "скидк", "упаковк",
    ]  # fmt: skip


async def test_a_long_pass_is_repeated_seldom_and_a_short_one_soon(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(restemming, "STEMS_A_BATCH", 1)
    channel = await archive.connect()
    await archive.publish(channel, "рынок молоко")
    keeping = Restemming(archive.db, archive.clock)

    async def rest(pause: timedelta) -> timedelta:
        """How long nothing is gathered behind a pass with such pauses."""
        await archive.publish(channel, "рынок молоко")
        archive.clock.moment += LATEST
        while await keeping.work() is not None:
            archive.clock.moment += pause
        return (await vocabulary.get_upkeep(archive.db)).gather_at - archive.clock.moment + pause

    assert await rest(timedelta(0)) == SOONEST
    assert SOONEST < await rest(timedelta(seconds=1)) < LATEST
    assert await rest(timedelta(minutes=1)) == LATEST


async def test_half_a_word_stands_for_its_usual_endings_where_they_are_in_many_posts(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    channel = await archive.connect()
    for text in ("рынок", "рынок и рыба", "рыцарь"):
        await archive.publish(channel, text)
    await gather(archive)
    await archive.publish(channel, "рычаг")

    async def half(words: str) -> set[str]:
        page = await archive.searching.find(channel.id, words, is_partial=True)
        return {entry.post.content.text.text for entry in page.items}

    assert await half("ры") == {"рынок", "рынок и рыба", "рыцарь", "рычаг"}
    # As if two posts were thousands: a word of another ending is found once it is typed.
    monkeypatch.setattr(searching, "HEAVY", 2)
    monkeypatch.setattr(searching, "MAX_ENDINGS", 1)
    assert await half("ры") == {"рынок", "рынок и рыба"}
    assert await half("рыб") == {"рынок и рыба"}
    assert await half("рычаг") == {"рычаг"}
