"""What was meant by a word that finds nothing, and what is left as typed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.restemming import Restemming
from tests.services.archives import Archive, open_archive

TEXTS = (
    "Новая упаковка молока удивила рынок",
    "Скидки и упаковками, и скидками",
    "Привет, hello, рыба и ёжик",
    "Исследование аудитории: подписчики любят рекламу",
)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


async def gather(archive: Archive) -> None:
    """Bring the vocabulary up to date."""
    archive.clock.moment += timedelta(hours=1)
    keeping = Restemming(archive.db, archive.clock)
    for _ in range(1000):
        if await keeping.work() is None:
            return
    raise AssertionError("the upkeep of search does not come to an end")


MEANT = [
    ("упоковка", "упаковка"),
    ("упковка", "упаковка"),
    ("упаоквка", "упаковка"),
    ("пупаковка", "упаковка"),
    ("упаковкка", "упаковка"),
    ("иследование", "исследование"),
    ("исследвоание", "исследование"),
    ("адитория", "аудитории"),
    ("скидкс", "скидки"),
    ("рнок", "рынок"),
    ("ghbdtn", "привет"),
    ("GHBDTN!", "привет!"),
    ("hs,f", "рыба"),
    ("cdblrb", ""),
    ("crblrb", "скидки"),
    ("руддщ", "hello"),
    ("skidka", "скидка"),
    ("reklama", "реклама"),
    ("podpischiki", "подписчики"),
    ("issledovanie", "исследование"),
    ("upokovka", "упаковка"),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT, ids=[typed for typed, _ in MEANT])
async def test_a_word_that_finds_nothing_stands_for_one_of_the_channel(
    archive: Archive, typed: str, meant: str
):
    channel = await archive.connect()
    for text in TEXTS:
        await archive.publish(channel, text)
    await gather(archive)
    correction = await archive.searching.correct(channel.id, typed)
    assert (correction.words if correction else "") == meant
    if correction:
        assert (await archive.searching.find(channel.id, correction.words)).items


UNTOUCHED = [
    "молоко", '"упоковка"', "-упоковка молоко", "#упоковка", "2025", "щщщщщщ", "мол", "рук", "и",
    "", "%%%", "молоко рынок хит 2026".replace(" хит", ""), "123456",
]  # fmt: skip


@pytest.mark.parametrize("typed", UNTOUCHED)
async def test_what_finds_something_or_has_nothing_near_is_left_alone(
    archive: Archive, typed: str
):
    channel = await archive.connect()
    for text in TEXTS:
        await archive.publish(channel, text)
    await gather(archive)
    assert await archive.searching.correct(channel.id, typed) is None


async def test_only_the_wrong_word_of_a_query_is_changed_and_it_can_be_had_as_typed(
    archive: Archive,
):
    channel = await archive.connect()
    for text in TEXTS:
        await archive.publish(channel, text)
    await gather(archive)
    correction = await archive.searching.correct(channel.id, 'молоко упоковка -рыба "новая" 2026')
    assert correction is not None
    assert correction.words == 'молоко упаковка -рыба "новая" 2026'
    assert correction.exact == 'молоко "упоковка" -рыба "новая" 2026'
    assert correction.meant == ("упаковка",)
    assert await archive.searching.correct(channel.id, correction.exact) is None


async def test_words_of_another_channel_are_never_suggested(archive: Archive):
    mine, other = await archive.connect("Моё"), await archive.connect("Чужое")
    await archive.publish(mine, "Молоко")
    await archive.publish(other, "Тайная упаковка, привет")
    await gather(archive)
    for typed in ("упоковка", "ghbdtn", "upakovka"):
        assert await archive.searching.correct(mine.id, typed) is None
        assert await archive.searching.correct(other.id, typed) is not None


async def test_the_usual_word_is_preferred_to_a_rare_one_as_near(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "банка")
    for _ in range(3):
        await archive.publish(channel, "балка")
    await gather(archive)
    correction = await archive.searching.correct(channel.id, "барка")
    assert correction is not None
    assert correction.words == "балка"


async def test_a_word_that_went_is_not_suggested_and_leaves_the_vocabulary(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "упаковка")
    await archive.publish(channel, "молоко")
    await gather(archive)
    async with archive.db.transaction() as session:
        await session.execute("DELETE FROM posts WHERE id = :id", {"id": post.id})
    assert await archive.searching.correct(channel.id, "упоковка") is None
    await gather(archive)
    rows = await archive.db.fetch_all("SELECT stem FROM vocabulary")
    assert [row["stem"] for row in rows] == ["молк"]


words = st.text(alphabet="абвгупакослиrtzq.,-'\"# \0\ud800", max_size=40)


@settings(max_examples=60)
@given(st.lists(words, max_size=4), st.lists(words, max_size=4))
async def test_any_text_is_corrected_safely_and_into_words_that_are_there(
    said: list[str], typed: list[str]
):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            channel = await archive.connect()
            for text in said:
                await archive.publish(channel, text.encode("utf-8", "ignore").decode())
            await gather(archive)
            for line in typed:
                correction = await archive.searching.correct(channel.id, line)
                for word in correction.meant if correction else ():
                    assert (await archive.searching.find(channel.id, f'"{word}"')).items
