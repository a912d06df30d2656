"""The archive for its readers: what is found, in which order, on which page."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.archive import Entry, Order, Period, TopBy
from bot.domain.pages import Page
from bot.domain.payloads import parse_payload
from bot.domain.posts import Content, Post, PostState
from bot.domain.rubrics import fold_tag
from bot.domain.texts import Entity, Text
from bot.errors import NotFound
from bot.services import indexing
from bot.services.queries import shorten
from storage import channels, posts, rubrics
from tests.services.archives import Archive, open_archive
from tests.services.forms import CUT, ENGLISH, RUSSIAN

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        yield opened


def texts(page: Page[Entry]) -> list[str]:
    return [entry.post.content.text.text for entry in page.items]


async def walk(fetch: Callable[[str], Awaitable[Page[Entry]]]) -> list[int]:
    """Ids of all pages, forward; going back must show the same pages."""
    pages = [await fetch("")]
    while following := pages[-1].next:
        pages.append(await fetch(following.pack()))
    current = pages[-1]
    for expected in reversed(pages[:-1]):
        assert current.previous is not None
        current = await fetch(current.previous.pack())
        assert [e.post.id for e in current.items] == [e.post.id for e in expected.items]
    assert pages[0].previous is None
    return [entry.post.id for page in pages for entry in page.items]


async def test_a_form_of_a_word_finds_the_others_and_shows_the_sentence(archive: Archive):
    channel = await archive.connect()
    await archive.publish(
        channel, "Заголовок\nСначала одно. Магазин ударил скидками! Потом другое"
    )
    page = await archive.searching.find(channel.id, "скидка")
    assert len(page.items) == 1
    excerpt = page.items[0].excerpt
    assert excerpt is not None
    assert excerpt.text == "Магазин ударил скидками!"
    assert [excerpt.text[a:b] for a, b in excerpt.found] == ["скидками"]


async def test_recall_of_inflected_forms_holds_in_the_store(archive: Archive):
    channel = await archive.connect()
    pairs = (*RUSSIAN, *ENGLISH)
    for said, _ in pairs:
        await archive.publish(channel, f"Пост о том, что {said} бывают")
    found = 0
    for said, typed in pairs:
        page = await archive.searching.find(channel.id, typed, size=50)
        found += any(f" {said} " in text for text in texts(page))
    assert found / len(pairs) >= 0.9


@pytest.mark.parametrize("pair", CUT, ids="-".join)
async def test_a_bare_form_that_looks_inflected_finds_the_others_and_is_found(
    archive: Archive, pair: tuple[str, str]
):
    channel = await archive.connect()
    for said, typed in (pair, pair[::-1]):
        post = await archive.publish(channel, f"Заголовок\nЗдесь есть {said}, и только")
        page = await archive.searching.find(channel.id, typed)
        found = {entry.post.id: entry for entry in page.items}
        excerpt = found[post.id].excerpt
        assert excerpt is not None
        assert excerpt.text == f"Здесь есть {said}, и только"


async def test_a_bare_form_does_not_bring_words_that_only_look_alike(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Вид из окна, приз и час\n#мнение")
    for typed in ("видео", "часть", "призвание"):
        assert not (await archive.searching.find(channel.id, typed)).items


async def test_all_words_must_be_there_in_any_order(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "Новая упаковка молока")
    await archive.publish(channel, "Новая реклама кефира")
    assert texts(await archive.searching.find(channel.id, "молоко новое")) == [
        "Новая упаковка молока"
    ]
    assert texts(await archive.searching.find(channel.id, "о новой упаковке")) == [
        "Новая упаковка молока"
    ]


async def test_a_tag_in_a_search_is_that_rubric_and_nothing_else(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "О хите #рекламный_хит")
    await archive.publish(channel, "Рекламный хит без рубрики")
    await archive.publish(channel, "Кефир #Рекламный_Хит #кейсы")
    sought = archive.searching
    assert texts(await sought.find(channel.id, "#рекламный_хит", Order.NEWEST)) == [
        "Кефир #Рекламный_Хит #кейсы",
        "О хите #рекламный_хит",
    ]
    assert texts(await sought.find(channel.id, "#рекламный_хит кефира")) == [
        "Кефир #Рекламный_Хит #кейсы"
    ]
    assert texts(await sought.find(channel.id, "#кейсы #рекламный_хит")) == [
        "Кефир #Рекламный_Хит #кейсы"
    ]
    assert texts(await sought.find(channel.id, "#рекламный")) == []
    assert len((await sought.find(channel.id, "хит")).items) == 3


async def test_the_best_have_most_reactions_then_are_newest(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "бренд а #т", ago=3 * DAY, reactions=5)
    await archive.publish(channel, "бренд б #т", ago=DAY)
    await archive.publish(channel, "бренд в #т", ago=2 * DAY, reactions=5)
    await archive.publish(channel, "бренд г #т", ago=400 * DAY, reactions=9)
    best = ["бренд г #т", "бренд в #т", "бренд а #т", "бренд б #т"]
    newest = ["бренд б #т", "бренд в #т", "бренд а #т", "бренд г #т"]
    rubric = await archive.browsing.find_rubric(channel.id, "т")
    assert rubric is not None
    assert texts(await archive.browsing.posts_of(rubric, Order.BEST)) == best
    assert texts(await archive.browsing.posts_of(rubric, Order.NEWEST)) == newest
    assert texts(await archive.searching.find(channel.id, "бренды", Order.BEST)) == best
    assert texts(await archive.searching.find(channel.id, "бренды", Order.NEWEST)) == newest
    # Of "б" the reactions are not known: it is not the last of the best, it is none of them.
    assert texts(await archive.browsing.top(channel.id, Period.ALL)) == best[:-1]
    assert texts(await archive.browsing.top(channel.id, Period.WEEK)) == best[1:-1]
    assert texts(await archive.browsing.top(channel.id, Period.YEAR)) == best[1:-1]


async def test_an_import_that_comes_late_does_not_look_new(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "свежий бренд")
    await archive.publish(channel, "старый бренд", ago=300 * DAY)
    page = await archive.searching.find(channel.id, "бренд", Order.NEWEST)
    assert texts(page) == ["свежий бренд", "старый бренд"]


@pytest.mark.parametrize("count", [0, 1, 6, 7, 25])
async def test_pages_cover_every_post_once_there_and_back(archive: Archive, count: int):
    channel = await archive.connect()
    for n in range(count):
        # Several share a moment, and several their reactions.
        ago, reactions = (n * 7 % 5) * HOUR, n % 3 or None
        await archive.publish(channel, f"слово {n} #тег", ago=ago, reactions=reactions)
    sought = archive.searching
    for order in Order:
        ids = await walk(partial(sought.find, channel.id, "слова", order))
        assert sorted(ids) == list(range(1, count + 1))
        if rubric := await archive.browsing.find_rubric(channel.id, "тег"):
            ids = await walk(partial(archive.browsing.posts_of, rubric, order))
            assert sorted(ids) == list(range(1, count + 1))
    for period in Period:
        ids = await walk(partial(archive.browsing.top, channel.id, period, TopBy.REACTIONS))
        assert sorted(ids) == [n + 1 for n in range(count) if n % 3]


async def test_rubrics_are_paged_most_used_first(archive: Archive):
    channel = await archive.connect()
    for n in range(12):
        for _ in range(1 + n % 4):
            await archive.publish(channel, f"#тег{n}")
    first = await archive.browsing.rubrics(channel.id)
    assert first.next is not None
    second = await archive.browsing.rubrics(channel.id, first.next.pack())
    listed = [*first.items, *second.items]
    assert len(first.items) == 10
    assert len({rubric.id for rubric in listed}) == 12
    assert [r.posts for r in listed] == sorted((r.posts for r in listed), reverse=True)
    assert second.next is None
    assert second.previous is not None
    back = await archive.browsing.rubrics(channel.id, second.previous.pack())
    assert back.items == first.items


async def test_one_channel_never_shows_another(archive: Archive):
    mine, other = await archive.connect("Моё"), await archive.connect("Чужое")
    await archive.publish(mine, "бренд #тег", reactions=1)
    foreign = await archive.publish(other, "бренд #тег", reactions=1)
    sought = archive.searching
    for order in Order:
        page = await sought.find(mine.id, "бренд", order)
        assert foreign.id not in [entry.post.id for entry in page.items]
        assert len(page.items) == 1
    assert len((await archive.browsing.top(mine.id, Period.ALL)).items) == 1
    rubric = await archive.browsing.find_rubric(other.id, "тег")
    assert rubric is not None
    with pytest.raises(NotFound):
        await archive.browsing.rubric(mine.id, rubric.id)


async def test_what_is_not_published_is_shown_to_nobody(archive: Archive):
    channel = await archive.connect()
    draft = await archive.publish(channel, "тайна #тег", state=PostState.DRAFT)
    assert not (await archive.searching.find(channel.id, "тайна")).items
    assert not (await archive.browsing.top(channel.id, Period.ALL)).items
    with pytest.raises(NotFound):
        await archive.browsing.entry(draft.id)
    shown = await archive.publish(channel, "явное")
    entry, _ = await archive.browsing.entry(shown.id)
    assert entry.message_id is not None
    async with archive.db.transaction() as session:
        await session.execute("UPDATE channels SET state = 'disconnected'")
    with pytest.raises(NotFound):
        await archive.browsing.entry(shown.id)


async def test_an_edited_post_is_found_by_its_new_words_only(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "старое #было", reactions=3)
    async with archive.db.transaction() as session:
        content = Content(text=Text("новое #стало"))
        edited = await posts.set_content(
            session, post, content, editor_id=1, now=archive.clock.now()
        )
        await indexing.index(session, edited)
    sought = archive.searching
    assert not (await sought.find(channel.id, "старое")).items
    assert not (await sought.find(channel.id, "#было")).items
    assert len((await sought.find(channel.id, "новый")).items) == 1
    assert [rubric.tag for rubric in (await archive.browsing.rubrics(channel.id)).items] == [
        "стало"
    ]


async def test_a_stale_post_is_indexed_as_the_store_holds_it(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "слово")
    async with archive.db.transaction() as session:
        await indexing.index(session, replace(post, state=PostState.PUBLISHING))
    assert len((await archive.searching.find(channel.id, "слово")).items) == 1


async def test_a_deleted_row_leaves_no_ghost_in_the_index(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "призрак #тег")
    async with archive.db.transaction() as session:
        await indexing.unindex(session, post.id)
        await session.execute("DELETE FROM posts WHERE id = :id", {"id": post.id})
    async with archive.db.transaction() as session:
        # Raises when the index and its content differ.
        await session.execute(
            "INSERT INTO post_fts (post_fts, rank) VALUES ('integrity-check', 1)"
        )
    assert not (await archive.searching.find(channel.id, "призрак")).items


async def test_nothing_found_suggests_rubrics_that_look_alike(archive: Archive):
    channel = await archive.connect()
    for tag in ("рекламныйхит", "кейсы", "упаковка", "cases"):
        await archive.publish(channel, f"#{tag}")
    near = archive.searching.near
    assert [rubric.tag for rubric in await near(channel.id, "#кейс")] == ["кейсы"]
    assert [rubric.tag for rubric in await near(channel.id, "рекламные хиты")] == ["рекламныйхит"]
    assert [rubric.tag for rubric in await near(channel.id, "упоковка")] == ["упаковка"]
    assert await near(channel.id, "%%%") == []
    assert await near(channel.id, "щщщщщ") == []


WEIRD = (
    "", " ", "%", "_", '"', "'", "*", "NEAR(", "a AND", "OR", "NOT x", "^слово", "слово*",
    'stems:"x"', "-слово", "(", ")", "{x}", "слово\0слово", "\u202eслово\u202c", "😀", "ё" * 4096,
    "слово " * 4096, "#", "##", "#тег#тег", "#" + "т" * 300, "\ud800", "'; DROP TABLE posts; --",
)  # fmt: skip


async def test_anything_typed_is_safe(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "слово и дело #тег")
    for words in WEIRD:
        for order in Order:
            for is_partial in (False, True):
                await archive.searching.find(
                    channel.id, words, order, "мусор", is_partial=is_partial
                )
        await archive.searching.near(channel.id, words)
    assert len((await archive.searching.find(channel.id, "слово\0дело")).items) == 1
    assert len((await archive.searching.find(channel.id, "\u202eслово")).items) == 1


async def test_a_query_of_any_length_costs_a_bounded_number_of_stems(archive: Archive):
    channel = await archive.connect()
    words = " ".join(f"слово{n}" for n in range(500))
    await archive.publish(channel, " ".join(f"слово{n}" for n in range(20)))
    assert len((await archive.searching.find(channel.id, words)).items) == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), cursor=st.text(alphabet="np.0z9aZ-", max_size=30))
async def test_no_text_and_no_cursor_breaks_a_search(archive: Archive, words: str, cursor: str):
    channels_known = await channels.list_channels(archive.db)
    channel = channels_known[0] if channels_known else await archive.connect()
    for order in Order:
        await archive.searching.find(channel.id, words, order, cursor, is_partial=True)
    await archive.browsing.rubrics(channel.id, cursor)
    await archive.browsing.top(channel.id, Period.ALL, TopBy.REACTIONS, cursor)


@settings(max_examples=60)
@given(words=st.text(min_size=1, max_size=80).filter(shorten))
async def test_a_payload_brings_its_words_back(words: str):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            await archive.connect()
            channel = await archive.connect("Второй")
            payload = await archive.searching.payload("search", words, channel)
            parsed = parse_payload(payload)
            assert parsed is not None
            assert parsed.channel_id == channel.id
            readings = await archive.searching.read_words(parsed)
            assert readings[0] == shorten(words)


steps = st.lists(
    st.tuples(
        st.sampled_from(["index", "unindex", "publish", "delete"]),
        st.integers(0, 3),
        st.lists(st.sampled_from(["а", "А", "ё", "е", "б@name", "в"]), max_size=4),
    ),
    max_size=25,
)


@settings(max_examples=40)
@given(steps)
async def test_counts_of_rubrics_are_exact_after_any_order_of_steps(
    plan: list[tuple[str, int, list[str]]],
):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            channel = await archive.connect()
            made = [await archive.publish(channel, "#а") for _ in range(4)]
            expected = {post.id: {"а"} for post in made}
            for step, n, tags in plan:
                post = made[n]
                made[n] = await _take(archive, step, post, tags, expected)
            counts: dict[str, int] = {}
            for folds in expected.values():
                for fold in folds:
                    counts[fold] = counts.get(fold, 0) + 1
            page = await rubrics.list_used(archive.db, channel.id, size=50)
            assert {rubric.fold: rubric.posts for rubric in page.items} == counts


async def _take(
    archive: Archive, step: str, post: Post, tags: list[str], expected: dict[int, set[str]]
) -> Post:
    now = archive.clock.now()
    async with archive.db.transaction() as session:
        if step == "unindex":
            await indexing.unindex(session, post.id)
            expected[post.id] = set()
        elif step == "delete":
            post = replace(post, state=PostState.DELETED)
            await posts.set_state(session, post.id, post.state, now=now)
            await indexing.index(session, post)
            expected[post.id] = set()
        else:
            text = " ".join(f"#{tag}" for tag in tags)
            content = Content(text=Text(text))
            await posts.set_state(session, post.id, PostState.PUBLISHED, now=now)
            post = await posts.set_content(session, post, content, editor_id=1, now=now)
            await indexing.index(session, post)
            expected[post.id] = {fold_tag(tag) for tag in tags}
    return post


async def test_a_rubric_named_with_its_channel_is_shown_without_it(archive: Archive):
    channel = await archive.connect()
    await archive.publish(channel, "#кейсы@marketing")
    page = await archive.browsing.rubrics(channel.id)
    assert [rubric.tag for rubric in page.items] == ["кейсы"]


async def test_a_sentence_that_is_shown_keeps_what_a_spoiler_hides(archive: Archive):
    channel = await archive.connect()
    post = await archive.publish(channel, "Загадка\n\nОтвет знает каждый: молоко.")
    hidden = Text(post.content.text.text, (Entity("spoiler", 29, 6),))
    async with archive.db.transaction() as session:
        content = replace(post.content, text=hidden)
        await posts.set_content(session, post, content, editor_id=1, now=archive.clock.now())
    for words in ("ответ", "ответ молоко", "молоко"):
        [entry] = (await archive.searching.find(channel.id, words)).items
        assert "молоко" not in (entry.excerpt.text if entry.excerpt else "")
    assert entry.excerpt is None
