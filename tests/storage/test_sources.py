"""A source is kept once for an address and its words, with what a post was made from."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.posts import Content
from bot.domain.sources import NO_SIGNALS, Article, Consent, Reason, Signal
from bot.domain.texts import Text
from storage import posts, sources
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase, open_sqlite

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
PAGE = Article(
    title="Как кофейня удвоила продажи",
    text="Сеть открыла 12 точек.\nПродажи выросли на 87,5 %.",
    address="https://news.example/coffee",
    site="Новости примера",
    author="Ирина Примерова",
    published=date(2026, 11, 20),
    language="ru",
    picture="https://news.example/cup.jpg",
    is_partial=True,
)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    db = await open_sqlite(str(tmp_path / "rubrika.db"))
    await migrate(db, now_ms=1)
    yield db
    await db.close()


async def _keep(db: SqliteDatabase, article: Article, now: datetime = NOW) -> int:
    async with db.transaction() as session:
        return (await sources.upsert(session, article, now=now)).id


async def _post(db: SqliteDatabase) -> int:
    async with db.transaction() as session:
        post = await posts.insert(
            session, channel_id=None, author_id=1, content=Content(text=Text("черновик")), now=NOW
        )
    return post.id


async def _use(db: SqliteDatabase, post_id: int, source_id: int, consent: Consent) -> None:
    async with db.transaction() as session:
        await sources.link(
            session, post_id=post_id, source_id=source_id, consent=consent, used_at=NOW
        )


async def _count(db: SqliteDatabase) -> int:
    row = await db.fetch_one("SELECT count(*) AS n FROM sources")
    assert row is not None
    return int(row["n"])


async def _texts(db: SqliteDatabase) -> list[str]:
    return [row["text"] for row in await db.fetch_all("SELECT text FROM sources ORDER BY id")]


async def test_what_is_kept_is_read_back_whole(db: SqliteDatabase) -> None:
    post_id, source_id = await _post(db), await _keep(db, PAGE)
    await _use(db, post_id, source_id, NO_SIGNALS)
    (used,) = await sources.list_of_post(db, post_id)
    assert used.source.id == source_id
    assert (used.source.article, used.source.hash, used.source.read_at) == (PAGE, PAGE.hash, NOW)


async def test_a_page_that_was_used_is_found_by_its_address_as_long_as_it_is_fresh(
    db: SqliteDatabase,
) -> None:
    address = "https://news.example/coffee"
    source_id = await _keep(db, PAGE)
    assert await sources.get_used(db, address, since=NOW) is None
    refusing = Consent(True, False, (Reason(Signal.NOAI_META),))
    await _use(db, await _post(db), source_id, refusing)
    found = await sources.get_used(db, address, since=NOW)
    assert found is not None
    assert (found.source.article, found.consent) == (PAGE, refusing)
    assert await sources.get_used(db, address, since=LATER) is None
    assert await sources.get_used(db, "https://news.example/tea", since=NOW) is None


async def test_the_same_address_and_words_are_one_source_read_again(db: SqliteDatabase) -> None:
    first = await _keep(db, PAGE)
    again = await _keep(db, replace(PAGE, title="Другой заголовок"), LATER)
    assert again == first
    await _use(db, await _post(db), first, NO_SIGNALS)
    found = await sources.get_used(db, "https://news.example/coffee", since=LATER)
    assert found is not None
    assert (found.source.article.title, found.source.read_at) == ("Другой заголовок", LATER)


async def test_a_pasted_text_is_one_source_however_often_it_is_pasted(db: SqliteDatabase) -> None:
    pasted = replace(PAGE, address=None)
    first = await _keep(db, pasted)
    assert await _keep(db, replace(pasted, text=pasted.text.replace("\n", " \n ")), LATER) == first
    assert await _keep(db, replace(pasted, text="Другое."), LATER) != first
    assert await _count(db) == 2


async def test_a_page_that_changed_replaces_what_no_post_was_made_from(db: SqliteDatabase) -> None:
    await _keep(db, PAGE)
    await _keep(db, replace(PAGE, text="Точек стало 13."), LATER)
    assert await _texts(db) == ["Точек стало 13."]


async def test_a_post_keeps_the_words_it_was_made_from(db: SqliteDatabase) -> None:
    post_id, old = await _post(db), await _keep(db, PAGE)
    await _use(db, post_id, old, NO_SIGNALS)
    new = await _keep(db, replace(PAGE, text="Точек стало 13."), LATER)
    assert new != old
    assert [used.source.article.text for used in await sources.list_of_post(db, post_id)] == [
        PAGE.text
    ]


async def test_what_the_site_allowed_is_kept_with_the_post(db: SqliteDatabase) -> None:
    post_id, source_id = await _post(db), await _keep(db, PAGE)
    consent = Consent(True, False, (Reason(Signal.ROBOTS_AI, "GPTBot"), Reason(Signal.NOAI_META)))
    await _use(db, post_id, source_id, NO_SIGNALS)
    await _use(db, post_id, source_id, consent)
    (used,) = await sources.list_of_post(db, post_id)
    assert (used.source.id, used.consent, used.used_at) == (source_id, consent, NOW)


async def test_a_post_that_is_written_anew_is_made_from_nothing_older(db: SqliteDatabase) -> None:
    post_id, source_id = await _post(db), await _keep(db, PAGE)
    await _use(db, post_id, source_id, NO_SIGNALS)
    async with db.transaction() as session:
        await sources.unlink_all(session, post_id)
    assert await sources.list_of_post(db, post_id) == []


async def test_a_deleted_post_leaves_no_links(db: SqliteDatabase) -> None:
    post_id, source_id = await _post(db), await _keep(db, PAGE)
    await _use(db, post_id, source_id, NO_SIGNALS)
    async with db.transaction() as session:
        await session.execute("DELETE FROM posts WHERE id = :id", {"id": post_id})
    assert await sources.list_of_post(db, post_id) == []
    assert await _texts(db) == [PAGE.text]


async def test_a_source_in_use_is_not_deleted_by_reading_its_page_again(
    db: SqliteDatabase,
) -> None:
    post_id, source_id = await _post(db), await _keep(db, PAGE)
    await _use(db, post_id, source_id, NO_SIGNALS)
    for number in range(3):
        await _keep(db, replace(PAGE, text=f"Точек {number}."), LATER + timedelta(hours=number))
    assert await _texts(db) == [PAGE.text, "Точек 2."]
