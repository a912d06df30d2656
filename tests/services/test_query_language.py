"""Phrases, exclusions and dates of a search: what is found, and what never is."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.archive import Entry, Order
from bot.domain.pages import Page
from bot.services.queries import Phrase, parse_query
from bot.services.stemming import stems_of
from tests.services.archives import Archive, open_archive

DAY = timedelta(days=1)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


def texts(page: Page[Entry]) -> list[str]:
    return [entry.post.content.text.text for entry in page.items]


async def everything(archive: Archive, channel_id: int, words: str) -> list[str]:
    """Texts of all that is found, the same in both orders."""
    best = await archive.searching.find(channel_id, words, Order.BEST, size=50)
    newest = await archive.searching.find(channel_id, words, Order.NEWEST, size=50)
    assert sorted(texts(best)) == sorted(texts(newest))
    return texts(newest)


async def test_a_phrase_is_found_as_words_that_follow_one_another_in_any_form(archive: Archive):
    channel = await archive.connect()
    held = ["Этот рекламный хит", "О рекламных хитах", "Хиты. Рекламного хита, увы, нет"]
    for text in (*held, "Хит рекламный", "Рекламный наш хит", "Реклама хита"):
        await archive.publish(channel, text)
    for quoted in ('"рекламный хит"', "«рекламным хитом»", "“Рекламные хиты”"):
        assert sorted(await everything(archive, channel.id, quoted)) == sorted(held)
    assert await everything(archive, channel.id, 'этот "рекламный хит"') == held[:1]
    assert await everything(archive, channel.id, '"хит"') != []


async def test_a_phrase_keeps_the_words_that_nobody_seeks(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Война и мир")
    await archive.publish(channel, "Война, мир")
    assert await everything(archive, channel.id, '"война и мир"') == ["Война и мир"]
    assert len(await everything(archive, channel.id, "война и мир")) == 2


async def test_a_phrase_of_words_with_several_stems_is_found_by_each(archive: Archive):
    channel = await archive.connect()
    for text in ("Герой альбома", "Герои альбомов", "Героев альбом"):
        await archive.publish(channel, text)
    assert len(await everything(archive, channel.id, '"герой альбома"')) == 3


async def test_what_is_excluded_is_never_found(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Скидка в магазине #кейсы")
    await archive.publish(channel, "Скидка на рынке #кейсы")
    await archive.publish(channel, "Скидка к новому году #праздник")
    await archive.publish(channel, "Новая скидка этого года")
    found = everything
    assert await found(archive, channel.id, "скидки -магазины") == [
        "Новая скидка этого года", "Скидка к новому году #праздник", "Скидка на рынке #кейсы",
    ]  # fmt: skip
    assert await found(archive, channel.id, '-"новый год" скидка −рынок') == [
        "Новая скидка этого года", "Скидка в магазине #кейсы",
    ]  # fmt: skip
    assert await found(archive, channel.id, "скидка -#кейсы -#нет_такой") == [
        "Новая скидка этого года", "Скидка к новому году #праздник",
    ]  # fmt: skip
    assert await found(archive, channel.id, "#кейсы -рынок") == ["Скидка в магазине #кейсы"]
    assert await found(archive, channel.id, "2026 -рынок -#праздник") == [
        "Новая скидка этого года", "Скидка в магазине #кейсы",
    ]  # fmt: skip


async def test_exclusions_alone_find_nothing_and_say_so(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Рынок")
    for words in ("-магазин", "-#кейсы", '-"новый год"'):
        query = archive.searching.read(words)
        assert not query
        assert query.only_excludes
        assert await everything(archive, channel.id, words) == []
    assert not parse_query("").only_excludes


async def test_dates_bound_what_is_found_on_the_clock_of_the_channel(archive: Archive):
    channel = await archive.connect()
    # Moscow is three hours ahead: the first moment of May there, and the last one before it.
    first = datetime(2026, 5, 1, tzinfo=MOSCOW)
    for text, moment in (("апрель", first - timedelta(seconds=1)), ("май", first),
                         ("лето", datetime(2026, 7, 1, tzinfo=MOSCOW) - DAY / 2)):  # fmt: skip
        await archive.publish(channel, f"Пост: {text}", ago=archive.clock.now() - moment)
    found = everything
    assert await found(archive, channel.id, "май 2026") == ["Пост: май"]
    assert await found(archive, channel.id, "посты 2026-04") == ["Пост: апрель"]
    assert await found(archive, channel.id, "01.05.2026..") == ["Пост: лето", "Пост: май"]
    assert await found(archive, channel.id, "..30.04.2026 пост") == ["Пост: апрель"]
    assert await found(archive, channel.id, "2026-04..2026-05") == ["Пост: май", "Пост: апрель"]
    assert await found(archive, channel.id, "2025") == []
    assert await found(archive, channel.id, "2026 -май") == ["Пост: лето", "Пост: апрель"]


async def test_a_number_that_looks_like_a_year_is_found_in_quotes(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Тренды 2025 года")
    await archive.publish(channel, "Тренды прошлого года")
    assert await everything(archive, channel.id, 'тренды "2025"') == ["Тренды 2025 года"]
    assert len(await everything(archive, channel.id, "тренды 2026")) == 2
    assert await everything(archive, channel.id, "2028") == []


async def test_a_rubric_may_be_narrowed_by_dates(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Новый #кейсы")
    await archive.publish(channel, "Старый #кейсы", ago=400 * DAY)
    assert await everything(archive, channel.id, "#кейсы 2025") == ["Старый #кейсы"]
    assert await everything(archive, channel.id, "#Кейсы 2026") == ["Новый #кейсы"]


async def test_posts_of_a_time_come_with_their_first_sentence(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Заголовок\n#кейсы #хит\n\nПервая мысль. Вторая мысль")
    page = await archive.searching.find(channel.id, "2026")
    excerpt = page.items[0].excerpt
    assert excerpt is not None
    assert (excerpt.text, excerpt.found) == ("Первая мысль.", ())


async def test_the_words_of_a_phrase_are_shown_where_they_follow_one_another(archive: Archive):
    channel = await archive.connect()
    await archive.publish(
        channel, "Заголовок\nХит не рекламный. Был рекламный хит, и хит был рекламным."
    )
    page = await archive.searching.find(channel.id, '"рекламные хиты"')
    excerpt = page.items[0].excerpt
    assert excerpt is not None
    assert excerpt.text == "Был рекламный хит, и хит был рекламным."
    assert [excerpt.text[a:b] for a, b in excerpt.found] == ["рекламный", "хит"]


async def test_pages_of_a_time_cover_every_post_once(archive: Archive):
    channel = await archive.connect()
    for n in range(20):
        await archive.publish(channel, f"Пост {n}", ago=n // 3 * DAY, reactions=n % 4)
    for words in ("2026", "ноябрь 2026 пост", "2026 -нет"):
        for order in Order:
            seen: list[str] = []
            cursor = ""
            while True:
                page = await archive.searching.find(channel.id, words, order, cursor)
                seen += texts(page)
                if page.next is None:
                    break
                cursor = page.next.pack()
                back = await archive.searching.find(channel.id, words, order, cursor)
                assert back.previous is not None
            assert len(seen) == len(set(seen)) == 20


VOCABULARY = ["скидка", "скидками", "альбом", "альбомы", "герой", "и", "brands", "2025", "рынок"]
words_said = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
typed_parts = st.lists(
    st.one_of(
        st.sampled_from(VOCABULARY[:-2]),
        words_said.map(lambda words: f'"{words}"'),
        st.sampled_from(VOCABULARY).map(lambda word: f"-{word}"),
        words_said.map(lambda words: f"-«{words}»"),
        st.sampled_from(["2026", "ноябрь 2026", "2026-11-18..2026-11-19", "..18.11.2026"]),
    ),
    max_size=5,
).map(" ".join)


def holds(stems: Sequence[str], phrase: Phrase) -> bool:
    runs = zip(*(stems[n:] for n in range(len(phrase))), strict=False)
    return any(
        all(stem in kin for stem, kin in zip(run, phrase, strict=True)) for run in runs
    )  # fmt: skip


@settings(max_examples=60)
@given(said=st.lists(words_said, min_size=1, max_size=5), typed=st.lists(typed_parts, max_size=6))
async def test_what_is_found_is_exactly_what_was_meant(said: list[str], typed: list[str]):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            channel = await archive.connect()
            posts = [
                await archive.publish(channel, text, ago=n * DAY) for n, text in enumerate(said)
            ]
            for words in typed:
                query = archive.searching.read(words)
                days = query.days
                meant = []
                for post in posts:
                    stems = stems_of(post.content.text.text)
                    assert post.published_at is not None
                    day = post.published_at.astimezone(MOSCOW).date()
                    is_meant = (
                        bool(query)
                        and all(holds(stems, (word,)) for word in query.words)
                        and all(holds(stems, phrase) for phrase in query.phrases)
                        and not any(holds(stems, phrase) for phrase in query.excluded)
                        and (not days or not days.since or days.since <= day)
                        and (not days or not days.until or day < days.until)
                    )
                    if is_meant:
                        meant.append(post.content.text.text)
                assert sorted(await everything(archive, channel.id, words)) == sorted(meant), words


WEIRD = (
    '"' * 10_000, '"слово', '-"слово', '"" "" слово', "-", "-- - -", '-""', "-#", "«»", "«%»",
    '"NEAR(a b)"', '-"a AND b"', "слово -OR", '"слово*"', '"\0"', '"\ud800"', "-\ud800 слово",
    "\u202e\"слово\"", "-\u202eслово дело", "2025.." * 700, "-а " * 2_000, '"а" ' * 1_000,
    '"' + "слово " * 600 + '"', "ﷺ", "½ ㎏ ﬁ", "हिन्दी", '"и\u0306"', "слово-", "..", "....2025",
)  # fmt: skip


async def test_no_operator_typed_wrongly_breaks_a_search(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "слово и дело #тег")
    for words in WEIRD:
        for order in Order:
            await archive.searching.find(channel.id, words, order, "n.1", is_partial=True)
    assert len(await everything(archive, channel.id, '"слово и дело')) == 1
    assert await everything(archive, channel.id, "дело -\u202eслово") == []


@settings(max_examples=100)
@given(typed=st.lists(st.sampled_from([*'"«»“”-−#.* ()', "слово", "2026", "..", "NOT", "ﷺ", "é"]),
                      max_size=25).map("".join))  # fmt: skip
async def test_no_mixture_of_operators_breaks_a_search(typed: str):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            channel = await archive.connect()
            await archive.publish(channel, "слово и дело")
            await everything(archive, channel.id, typed)
