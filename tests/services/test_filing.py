"""Posts of the past come into the archive once, whole, and over nothing that is newer."""

import json
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel
from bot.domain.exports.summaries import ExportSummary
from bot.domain.histories import HistoryPost
from bot.domain.imports import Holding, Import, ImportSource, ImportState, Tally
from bot.domain.numbers import NumberSource
from bot.domain.pieces import Piece
from bot.domain.posts import Origin, PostState
from bot.domain.publications import layout
from bot.domain.reposts import Repost, RepostKind
from bot.domain.texts import Text
from bot.services import carrying_out, reading_ahead
from bot.services.carrying_out import OnBatch, carry_out
from bot.services.filing import file
from bot.services.numbering import Numbering
from bot.services.preparing import prepare
from bot.services.reacting import Reacting
from bot.services.tracking import Tracking
from storage import channels, histories, imports, messages, posts, publications, reposts
from storage.db import Database
from tests.services.archives import NOON, Archive, open_archive
from tests.services.histories import EXPORTED, PHOTO, album, message, post, service

FIRE, HEART = "emoji:🔥", "emoji:❤"


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as made:
        yield made


@pytest.fixture
async def channel(archive: Archive) -> Channel:
    return await archive.connect()


async def bring(
    archive: Archive,
    channel: Channel,
    *past: HistoryPost,
    told_at: datetime = EXPORTED,
    source: ImportSource = ImportSource.FILE,
) -> Tally:
    batch = prepare(past, source, told_at)
    async with archive.db.transaction() as session:
        return await file(session, channel, batch, now=archive.clock.now())


async def stored(archive: Archive, channel: Channel, number: int) -> Any:
    found = await messages.get_post_of(archive.db, channel.chat_id, number)
    assert found is not None
    return found


async def dump(db: Database, *, without: Sequence[str] = ("imports",)) -> dict[str, list[Any]]:
    """Every row of every table."""
    names = await db.fetch_all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'post_fts%'"
    )
    tables = {}
    for row in names:
        if row["name"] not in without:
            rows = await db.fetch_all(f"SELECT * FROM {row['name']}")
            tables[row["name"]] = sorted(json.dumps(dict(one), sort_keys=True) for one in rows)
    return tables


PAST = (
    service(1, "create_channel"),
    post(2, "Скидки в ноябре\nГде искать #кейс", reactions={FIRE: 3, HEART: 1}),
    album(3, "", "Альбом со словами #Кейс #креатив", reactions={}),
    post(5, "Старый пост", edited=datetime(2025, 4, 1, tzinfo=UTC)),
    service(6),
)


async def test_a_past_becomes_posts_with_rubrics_words_numbers_and_moments(
    archive: Archive, channel: Channel
) -> None:
    tally = await bring(archive, channel, *PAST)
    assert tally == Tally(added=3)
    first = await stored(archive, channel, 2)
    assert (first.state, first.origin, first.author_id) == (
        PostState.PUBLISHED, Origin.IMPORT, None,
    )  # fmt: skip
    assert first.title == "Скидки в ноябре"
    assert first.published_at == PAST[1].main.sent_at
    numbers = await Numbering(archive.db).of(first)
    assert (numbers.reactions.total, numbers.reactions.source) == (4, NumberSource.EXPORT)
    assert numbers.reactions.counted_at == EXPORTED
    assert not numbers.views.is_known
    assert not numbers.reposts.is_known
    rubrics = await archive.browsing.rubrics(channel.id)
    assert {(one.fold, one.posts) for one in rubrics.items} == {("кейс", 2), ("креатив", 1)}
    found = await archive.searching.find(channel.id, "скидками")
    assert [one.post.id for one in found.items] == [first.id]
    assert (await stored(archive, channel, 5)).edited_at == datetime(2025, 4, 1, tzinfo=UTC)


async def test_an_album_is_one_post_with_all_its_messages(
    archive: Archive, channel: Channel
) -> None:
    await bring(archive, channel, *PAST)
    found = await stored(archive, channel, 4)
    assert await messages.list_ids(archive.db, found.id) == [3, 4]
    assert len(found.content.media) == 2
    assert not any(media.is_ours for media in found.content.media)
    assert found.content.text.text == "Альбом со словами #Кейс #креатив"


async def test_nothing_of_a_source_is_lost(archive: Archive, channel: Channel) -> None:
    await bring(archive, channel, *PAST)
    told = await histories.list_messages(archive.db, channel.id, None, 10)
    assert [one.message_id for one in told] == [1, 2, 3, 4, 5, 6]
    assert [one.is_post for one in told] == [False, True, True, True, True, False]
    assert told[0].body == {"action": "create_channel"}
    assert told[0].post_id is None
    assert told[2].post_id == (await stored(archive, channel, 3)).id
    assert [
        one.message_id for one in await histories.list_messages(archive.db, channel.id, 4, 1)
    ] == [5]
    assert await histories.count_messages(archive.db, channel.id) == 6


async def test_repeating_changes_nothing(archive: Archive, channel: Channel) -> None:
    await bring(archive, channel, *PAST)
    before = await dump(archive.db)
    archive.clock.moment += timedelta(days=1)
    assert await bring(archive, channel, *PAST) == Tally(known=3)
    assert await dump(archive.db) == before


async def test_a_message_that_stands_twice_in_a_file_is_one_post(
    archive: Archive, channel: Channel
) -> None:
    """As when two exports were put together by hand; the newer words hold, as ever."""
    later = datetime(2025, 4, 1, tzinfo=UTC)
    past = (
        post(2, "Скидки #кейс", reactions={FIRE: 3}), service(3), post(4, "Другой"),
        post(2, "Скидки кончились #кейс", reactions={FIRE: 3}, edited=later),
        service(3), album(4, "", "Другой"),
    )  # fmt: skip
    assert await bring(archive, channel, *past) == Tally(added=2, known=2, changed=1)
    assert (await stored(archive, channel, 2)).title == "Скидки кончились"
    browsed = await archive.browsing.rubrics(channel.id)
    assert [(one.fold, one.posts) for one in browsed.items] == [("кейс", 1)]
    before = await dump(archive.db)
    await bring(archive, channel, *past)
    assert await dump(archive.db) == before


async def test_a_post_that_was_heard_is_not_doubled_and_gets_its_numbers(
    archive: Archive, channel: Channel
) -> None:
    heard = await hear(archive, channel, 2, "Скидки в ноябре\nГде искать #кейс")
    tally = await bring(archive, channel, *PAST)
    assert tally == Tally(added=2, known=1, counted=1)
    again = await stored(archive, channel, 2)
    assert (again.id, again.origin, again.reactions) == (heard.id, Origin.CHANNEL, 4)


async def hear(archive: Archive, channel: Channel, number: int, text: str) -> Any:
    piece = Piece(
        chat_id=channel.chat_id, message_id=number, text=Text(text),
        sent_at=message(number).sent_at or NOON,
    )  # fmt: skip
    return await Tracking(archive.db, archive.clock).take_post(piece)


async def test_a_newer_edit_is_taken_over_with_its_history(
    archive: Archive, channel: Channel
) -> None:
    heard = await hear(archive, channel, 2, "Было так #старое")
    edited = datetime(2025, 6, 1, tzinfo=UTC)
    tally = await bring(archive, channel, post(2, "Стало так #новое", edited=edited))
    assert tally == Tally(known=1, changed=1)
    now = await stored(archive, channel, 2)
    assert (now.content.text.text, now.revision, now.edited_at) == (
        "Стало так #новое", heard.revision + 1, edited,
    )  # fmt: skip
    rubrics = await archive.browsing.rubrics(channel.id)
    assert [one.fold for one in rubrics.items] == ["новое"]
    assert (await bring(archive, channel, post(2, "Стало так #новое", edited=edited))) == Tally(
        known=1
    )


async def test_an_older_edit_changes_nothing(archive: Archive, channel: Channel) -> None:
    await hear(archive, channel, 2, "Первое")
    tracking = Tracking(archive.db, archive.clock)
    piece = Piece(chat_id=channel.chat_id, message_id=2, text=Text("Третье"), sent_at=NOON)
    await tracking.take_edit(piece, edited_at=datetime(2026, 10, 1, tzinfo=UTC))
    second = post(2, "Второе", edited=datetime(2026, 9, 1, tzinfo=UTC))
    assert await bring(archive, channel, second) == Tally(known=1)
    assert (await stored(archive, channel, 2)).content.text.text == "Третье"


async def test_edits_of_several_parts_are_all_taken_over_whichever_is_older(
    archive: Archive, channel: Channel
) -> None:
    await publish_parts(archive, channel, "а" * 3000, "б" * 3000)
    june, july = datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
    past = (post(1, "в" * 3000, edited=july), post(2, "г" * 3000, edited=june))
    for _ in range(2):
        await bring(archive, channel, HistoryPost(past[0].messages + past[1].messages))
        now = await stored(archive, channel, 1)
        assert now.content.text.text == "в" * 3000 + "\n\n" + "г" * 3000
        assert now.edited_at == july


async def test_parts_that_come_as_messages_of_their_own_are_compared_with_one_moment(
    archive: Archive, channel: Channel
) -> None:
    await publish_parts(archive, channel, "а" * 3000, "б" * 3000)
    earlier, later = datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
    past = (post(1, "в" * 3000, edited=later), post(2, "г" * 3000, edited=earlier))
    assert await bring(archive, channel, *past) == Tally(known=2, changed=2)
    now = await stored(archive, channel, 1)
    assert now.content.text.text == "в" * 3000 + "\n\n" + "г" * 3000
    assert now.edited_at == later
    assert (await bring(archive, channel, *past)).changed == 0


async def test_a_part_that_is_as_it_was_breaks_no_paragraph_in_two(
    archive: Archive, channel: Channel
) -> None:
    whole = " ".join(["слово"] * 1000)
    draft = await archive.publish(channel, whole)
    first, second = (piece.text.text for piece in layout(draft.content))
    async with archive.db.transaction() as session:
        await messages.insert(session, draft.id, channel.chat_id, [2], part=1)
    late = datetime(2026, 11, 22, tzinfo=UTC)
    past = (post(1, first, edited=late), post(2, second, edited=late))
    assert await bring(archive, channel, *past) == Tally(known=2)
    assert (await stored(archive, channel, 1)).content.text.text == whole


async def publish_parts(archive: Archive, channel: Channel, first: str, second: str) -> None:
    """A post of ours that is two messages, 1 and 2, of the channel."""
    draft = await archive.publish(channel, f"{first}\n\n{second}")
    async with archive.db.transaction() as session:
        await messages.insert(session, draft.id, channel.chat_id, [2], part=1)


async def test_a_navigation_post_is_no_post_of_the_past(
    archive: Archive, channel: Channel
) -> None:
    shown = await archive.publish(channel, "Рубрики")
    async with archive.db.transaction() as session:
        await session.execute(
            """
            UPDATE posts SET is_navigation = 1, edited_at = published_at, published_at = NULL
            WHERE id = :id
            """,
            {"id": shown.id},
        )
    late = datetime(2026, 11, 22, tzinfo=UTC)
    await bring(archive, channel, post(1, "Рубрики: #кейс", edited=late))
    assert (await stored(archive, channel, 1)).content.text.text == "Рубрики"
    assert not (await archive.browsing.rubrics(channel.id)).items


async def test_words_that_a_source_cannot_show_are_not_emptied(
    archive: Archive, channel: Channel
) -> None:
    await hear(archive, channel, 2, "Длинный текст")
    late = post(2, "", edited=datetime(2026, 10, 1, tzinfo=UTC))
    assert await bring(archive, channel, late) == Tally(known=1)
    assert (await stored(archive, channel, 2)).content.text.text == "Длинный текст"


async def test_a_post_deleted_here_stays_deleted(archive: Archive, channel: Channel) -> None:
    heard = await hear(archive, channel, 2, "Скидки #кейс")
    async with archive.db.transaction() as session:
        await posts.set_state(session, heard.id, PostState.DELETED, now=NOON)
    assert await bring(archive, channel, PAST[1]) == Tally(left_alone=1)
    assert (await stored(archive, channel, 2)).state is PostState.DELETED
    assert await histories.count_messages(archive.db, channel.id) == 0


async def test_what_a_send_under_way_may_have_made_is_left_alone(
    archive: Archive, channel: Channel
) -> None:
    await begin_sending(archive, channel, last_known=4)
    made = post(5, "Свежее", at=NOON + timedelta(seconds=2))
    archive.clock.moment = NOON + timedelta(seconds=9)
    tally = await bring(archive, channel, PAST[1], made, told_at=NOON)
    assert tally == Tally(added=1, left_alone=1)
    assert await messages.get_post_of(archive.db, channel.chat_id, 5) is None


async def test_the_past_comes_in_beside_a_send_that_knew_of_no_message(
    archive: Archive, channel: Channel
) -> None:
    await begin_sending(archive, channel, last_known=0)
    assert await bring(archive, channel, *PAST) == Tally(added=3)


async def begin_sending(archive: Archive, channel: Channel, *, last_known: int) -> None:
    draft = await archive.publish(channel, "Черновик", state=PostState.PUBLISHING)
    async with archive.db.transaction() as session:
        await session.execute("DELETE FROM post_messages WHERE post_id = :id", {"id": draft.id})
        planned = await publications.plan(
            session, post_id=draft.id, channel_id=channel.id, due_at=NOON, requested_by=1,
            is_immediate=True, now=NOON,
        )  # fmt: skip
        assert planned is not None
        await session.execute(
            "UPDATE publications SET state = 'sending' WHERE id = :id", {"id": planned.id}
        )
        await session.execute(
            """
            INSERT INTO attempts (publication_id, part, started_at, last_known_message_id,
                fingerprint, nonce)
            VALUES (:id, 0, :at, :last, '', 'n')
            """,
            {"id": planned.id, "at": int(NOON.timestamp() * 1000), "last": last_known},
        )


async def test_newer_updates_hold_against_an_export(archive: Archive, channel: Channel) -> None:
    await hear(archive, channel, 2, "Скидки")
    told = {FIRE: 9}
    await Reacting(archive.db).take(
        channel.chat_id, 2, told, counted_at=EXPORTED + timedelta(days=1)
    )
    assert await bring(archive, channel, PAST[1]) == Tally(known=1)
    assert (await stored(archive, channel, 2)).reactions == 9


async def test_reactions_told_before_the_post_was_known_are_its(
    archive: Archive, channel: Channel
) -> None:
    later = EXPORTED + timedelta(days=1)
    await Reacting(archive.db).take(channel.chat_id, 2, {FIRE: 9}, counted_at=later)
    await Reacting(archive.db).take(channel.chat_id, 5, {HEART: 2}, counted_at=later)
    await bring(archive, channel, *PAST)
    assert [(await stored(archive, channel, n)).reactions for n in (2, 5)] == [9, 2]


async def test_an_update_comes_over_an_export_with_the_series_of_both(
    archive: Archive, channel: Channel
) -> None:
    await bring(archive, channel, *PAST)
    later = EXPORTED + timedelta(days=1)
    await Reacting(archive.db).take(channel.chat_id, 2, {FIRE: 9, HEART: 1}, counted_at=later)
    found = await stored(archive, channel, 2)
    numbers = await Numbering(archive.db).of(found)
    assert (numbers.reactions.total, numbers.reactions.source) == (10, NumberSource.UPDATES)


async def test_forwards_seen_before_count_from_now_on(archive: Archive, channel: Channel) -> None:
    seen = Repost(
        key="f1", kind=RepostKind.FORWARD, seen_at=NOON, place_id=None, person_id=7,
        message_id=1,
    )  # fmt: skip
    async with archive.db.transaction() as session:
        await reposts.insert_early(session, channel.id, 2, seen)
    await bring(archive, channel, *PAST)
    assert (await stored(archive, channel, 2)).reposts == 1


async def test_an_item_of_an_album_that_was_not_heard_joins_its_post(
    archive: Archive, channel: Channel
) -> None:
    heard = await hear(archive, channel, 3, "Альбом")
    await bring(archive, channel, *PAST)
    assert await messages.list_ids(archive.db, heard.id) == [3, 4]


async def test_what_is_several_posts_here_stays_so(archive: Archive, channel: Channel) -> None:
    await hear(archive, channel, 3, "Один")
    await hear(archive, channel, 4, "Другой")
    three = album(3, "", "", "")
    assert await bring(archive, channel, three) == Tally(added=1, known=1)
    assert len({(await stored(archive, channel, n)).id for n in (3, 4, 5)}) == 3


async def test_a_file_tells_more_than_a_page_whichever_comes_first(
    archive: Archive, channel: Channel
) -> None:
    told = {"from": "page"}
    page = HistoryPost((replace(message(2, "Скидки"), details=told),))
    await bring(archive, channel, page, source=ImportSource.PAGE, told_at=NOON)
    await bring(archive, channel, PAST[1])
    await bring(archive, channel, page, source=ImportSource.PAGE, told_at=NOON)
    (kept,) = await histories.list_messages(archive.db, channel.id, None, 10)
    assert (kept.source, kept.told_at) == (ImportSource.FILE, EXPORTED)


async def test_a_moment_to_come_is_none(archive: Archive, channel: Channel) -> None:
    await bring(archive, channel, post(2, "Завтра", at=datetime(2199, 1, 1, tzinfo=UTC)))
    assert (await stored(archive, channel, 2)).published_at == NOON


async def test_the_words_of_an_album_may_stand_at_any_item(
    archive: Archive, channel: Channel
) -> None:
    await bring(archive, channel, *PAST)
    piece = Piece(chat_id=channel.chat_id, message_id=3, text=Text(""), media=PHOTO, sent_at=NOON)
    changed = await Tracking(archive.db, archive.clock).take_edit(piece, edited_at=NOON)
    assert changed is None, "the first item never had the words"


async def new_import(db: Database, channel: Channel, past: Sequence[HistoryPost]) -> Import:
    async with db.transaction() as session:
        return await imports.insert(
            session, source=ImportSource.FILE, state=ImportState.RUNNING, channel_id=channel.id,
            name="result.json", holding=Holding(told_at=EXPORTED, posts=len(past)), now=NOON,
        )  # fmt: skip


class Died(BaseException):
    """The process is gone."""


def long_past(count: int, seed: int) -> list[HistoryPost]:
    chance = random.Random(seed)
    past: list[HistoryPost] = []
    number = 1
    for _ in range(count):
        match chance.randrange(4):
            case 0:
                past.append(album(number, "", f"Альбом {number} #кейс"))
                number += 1
            case 1:
                past.append(service(number))
            case _:
                past.append(post(number, f"Пост {number} #тег{number % 3}", reactions={FIRE: 2}))
        number += 1
    return past


@given(
    count=st.integers(1, 12), seed=st.integers(0, 9), size=st.integers(1, 5),
    deaths=st.lists(st.integers(0, 5), max_size=3),
)  # fmt: skip
@settings(max_examples=25)
async def test_an_import_that_dies_anywhere_comes_to_the_same_as_one_that_does_not(
    tmp_path_factory: pytest.TempPathFactory, count: int, seed: int, size: int, deaths: list[int]
) -> None:
    past = long_past(count, seed)
    folder = tmp_path_factory.mktemp("died")
    async with open_archive(folder) as archive:
        channel = await archive.connect()
        job = await new_import(archive.db, channel, past)
        for left in [*deaths, 10**6]:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(reading_ahead, "take", lambda *a: take_few(*a, size=size))
                patch.setattr(carrying_out, "file", mortal(left))
                try:
                    job = await carry(
                        archive, await carrying_out.reread(archive.db, job), channel, past
                    )
                except Died:
                    continue
        died = await dump(archive.db)
        assert job.state is ImportState.DONE
        assert job.position == len(past)
        assert job.tally == Tally(added=sum(one.is_post for one in past))
    whole = tmp_path_factory.mktemp("whole")
    async with open_archive(whole) as archive:
        channel = await archive.connect()
        await carry(archive, await new_import(archive.db, channel, past), channel, past)
        assert await dump(archive.db) == died


@dataclass
class Told:
    """A file whose posts are these."""

    past: Sequence[HistoryPost]
    size: int = 0

    def summary(self) -> ExportSummary:
        return ExportSummary(chats=())

    def posts(self, chat_id: int, zone: tzinfo) -> Iterator[HistoryPost]:
        return iter(self.past)


async def nobody(_: Import) -> None:
    """Nobody looks."""


async def carry(
    archive: Archive,
    job: Import,
    channel: Channel,
    past: Sequence[HistoryPost],
    on_batch: OnBatch = nobody,
) -> Import:
    async with reading_ahead.reading(
        Told(past), channel.chat_id, channel.zoneinfo, source=job.source,
        told_at=job.holding.told_at,
    ) as reader:  # fmt: skip
        return await carry_out(archive.db, archive.clock, job, channel, reader, on_batch)


def take_few(posts: Any, source: Any, told_at: Any, *, size: int) -> Any:
    from bot.services.preparing import take

    return take(posts, source, told_at, size)


def mortal(batches: int) -> Any:
    """Files so many batches, and dies behind the writes of the next, before they are kept."""
    left = [batches]

    async def filing(*arguments: Any, **named: Any) -> Tally:
        tally = await file(*arguments, **named)
        left[0] -= 1
        if left[0] < 0:
            raise Died
        return tally

    return filing


async def test_a_cancelled_import_writes_no_batch_more(
    archive: Archive, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "take", lambda *a: take_few(*a, size=1))
    job = await new_import(archive.db, channel, PAST)

    async def cancel(seen: Import) -> None:
        if seen.position == 2:
            async with archive.db.transaction() as session:
                await imports.move(
                    session, job.id, sources=[ImportState.RUNNING],
                    target=ImportState.CANCELLED, now=NOON,
                )  # fmt: skip

    over = await carry(archive, job, channel, PAST, cancel)
    assert (over.state, over.tally) == (ImportState.CANCELLED, Tally(added=1))
    assert await messages.get_post_of(archive.db, channel.chat_id, 5) is None
    assert await channels.get_channel(archive.db, channel.id)
