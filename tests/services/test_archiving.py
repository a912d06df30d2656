"""An archive that is given back: exported, read again, it is the same."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.domain.channels import Channel, ChannelState
from bot.domain.desktop import bare_id
from bot.domain.exports import channel_chat_id, join_albums, read_message
from bot.domain.histories import HistoryPost
from bot.domain.imports import ImportSource, Tally
from bot.domain.numbers import NumberSource
from bot.domain.options import Options, UrlButton
from bot.domain.posts import Content, Media, MediaKind, Origin, Post, PostState
from bot.domain.publications import layout
from bot.domain.rubrics import find_tags
from bot.domain.segments import to_segments, to_text_field
from bot.domain.tellings import Telling
from bot.domain.texts import Entity, Text
from bot.gateways.archives.desktop import DesktopWriter
from bot.gateways.archives.folder import ExportFolder, FolderRefused
from bot.gateways.archives.notes import NotesWriter
from bot.services import archiving
from bot.services.archiving import Archiving
from bot.services.filing import file
from bot.services.preparing import prepare
from storage import histories, messages, posts, reactions
from tests.domain.test_markdown import texts
from tests.services.archives import Archive, open_archive
from tests.services.histories import EXPORTED, album

NOON = datetime(2025, 5, 17, 9, tzinfo=UTC)
# Kinds that stand beside one another in a flat form.
FLAT = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote")


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Archive, Channel]]:
    async with open_archive(folder) as archive:
        yield archive, await archive.connect("Маркетинг вслух")


async def publish(
    archive: Archive,
    channel: Channel,
    content: Content,
    ids: list[list[int]],
    *,
    at: datetime = NOON,
    state: PostState = PostState.PUBLISHED,
    origin: Origin = Origin.DRAFT,
    counts: dict[str, int] | None = None,
) -> Post:
    """A post that is some messages, part by part."""
    async with archive.db.transaction() as session:
        post = await posts.insert(
            session, channel_id=channel.id, author_id=None, content=content, now=at,
            state=state, origin=origin, published_at=at,
        )  # fmt: skip
        for part, of_part in enumerate(ids):
            await messages.insert(session, post.id, channel.chat_id, of_part, part=part)
        if counts is not None:
            told = Telling(counts=counts, counted_at=at)
            await reactions.note(session, channel.id, ids[0][0], told)
            await reactions.count(session, post.id)
    return post


async def desktop(archive: Archive, channel: Channel) -> list[dict[str, Any]]:
    return [message async for message in Archiving(archive.db).messages(channel)]


def read(raw: list[dict[str, Any]], channel: Channel) -> list[HistoryPost]:
    """As an import reads it: through JSON, on a machine of another zone."""
    told = json.loads(json.dumps(raw))
    return list(join_albums(read_message(message, UTC) for message in told))


@st.composite
def flat_texts(draw: st.DrawFn) -> Text:
    """Texts whose entities stand side by side: those survive a flat form."""
    text = draw(texts(types=FLAT))
    kept: list[Entity] = []
    for entity in text.entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return Text(text.text, tuple(kept))


@given(flat_texts())
def test_entities_that_stand_side_by_side_survive_the_form(text: Text) -> None:
    segments = to_segments(text)
    raw = {
        "id": 1, "date_unixtime": "1747472400", "text": to_text_field(segments),
        "text_entities": segments,
    }  # fmt: skip
    assert read_message(raw, UTC).text == text


@given(texts(types=(*FLAT, "text_link", "url", "hashtag", "custom_emoji")))
def test_words_survive_whatever_overlaps_and_links_always_do(text: Text) -> None:
    segments = to_segments(text)
    raw = {"id": 1, "date_unixtime": "1747472400", "text_entities": segments}
    found = read_message(raw, UTC).text
    assert found.text == text.text
    assert _linked(found) >= _linked(text)


def _linked(text: Text) -> set[int]:
    return {
        at
        for entity in text.entities
        if entity.type == "text_link"
        for at in range(entity.offset, entity.end)
    }


@settings(max_examples=8)
@given(
    st.lists(
        st.tuples(
            flat_texts(),
            st.integers(0, 10**8),
            st.none() | st.dictionaries(st.sampled_from(["emoji:🔥", "custom:5368", "paid"]),
                                        st.integers(1, 10**6)),
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
async def test_what_is_exported_reads_as_the_same_posts(
    tmp_path_factory: pytest.TempPathFactory, drafts: Any
) -> None:
    async with opened(tmp_path_factory.mktemp("store")) as (archive, channel):
        made = []
        for number, (text, seconds, counts) in enumerate(drafts):
            at = NOON + timedelta(seconds=seconds)
            content = Content(text=text, tags=("кейс",))
            made.append(await publish(
                archive, channel, content, [[10 + number]], at=at, counts=counts
            ))  # fmt: skip
        found = read(await desktop(archive, channel), channel)
    assert [post.ids for post in found] == [(10 + number,) for number in range(len(made))]
    for post, again, (_, _, counts) in zip(made, found, drafts, strict=True):
        assert again.main.text == layout(post.content)[0].text
        assert find_tags(again.main.text.text) == post.content.all_tags
        assert again.main.sent_at == post.published_at
        assert (again.main.reactions or {}) == (counts or {})


async def test_an_album_is_told_item_by_item_its_words_with_the_first(tmp_path: Path) -> None:
    media = tuple(
        Media(kind=kind, file_id="f", unique_id="u", has_spoiler=kind is MediaKind.VIDEO)
        for kind in (MediaKind.PHOTO, MediaKind.VIDEO)
    )
    async with opened(tmp_path) as (archive, channel):
        await publish(archive, channel, Content(text=Text("Два"), media=media), [[5, 6]])
        raw = await desktop(archive, channel)
    assert [message["text"] for message in raw] == ["Два", ""]
    assert raw[1]["media_type"] == "video_file"
    assert raw[1]["media_spoiler"] is True
    [again] = read(raw, channel)
    assert [one.kind for one in again.media] == [MediaKind.PHOTO, MediaKind.VIDEO]


async def test_the_words_of_an_imported_album_come_back_where_they_stood(tmp_path: Path) -> None:
    edited = datetime(2025, 4, 1, tzinfo=UTC)
    past = album(5, "", "Слова", "", photo="photos/photo_1.jpg")
    words = replace(past.messages[1], edited_at=edited, details={"edited_unixtime": "1743465600"})
    past = HistoryPost((past.messages[0], words, past.messages[2]))
    async with opened(tmp_path) as (archive, channel):
        async with archive.db.transaction() as session:
            batch = prepare([past], ImportSource.FILE, EXPORTED)
            await file(session, channel, batch, now=archive.clock.now())
        told = await desktop(archive, channel)
    assert [(one["id"], one["text"]) for one in told] == [(5, ""), (6, "Слова"), (7, "")]
    assert [one.get("edited_unixtime") for one in told] == [None, "1743465600", None]


async def test_a_long_post_is_told_part_by_part_nothing_twice(tmp_path: Path) -> None:
    content = Content(text=Text("слово " * 1500))
    parts = layout(content)
    async with opened(tmp_path) as (archive, channel):
        await publish(archive, channel, content, [[n] for n in range(1, len(parts) + 1)])
        raw = await desktop(archive, channel)
    assert [message["text"] for message in raw] == [part.text.text for part in parts]


async def test_what_an_import_kept_comes_back_under_our_newer_words(tmp_path: Path) -> None:
    details = {
        "id": 7, "type": "message", "date": "2023-01-01T10:00:00", "date_unixtime": "1672556400",
        "from": "Old name", "from_id": "channel1", "author": "Anna", "forwarded_from": "Somebody",
        "photo": "photos/p.jpg", "photo_file_size": 5, "via_bot": "@x",
        "reactions": [{"type": "emoji", "emoji": "🔥", "count": 1, "recent": [{"from": "B"}]}],
    }  # fmt: skip
    service = {"id": 8, "type": "service", "action": "pin_message", "message_id": 7, "text": ""}
    photo = Media(kind=MediaKind.PHOTO, file_id="", unique_id="")
    async with opened(tmp_path) as (archive, channel):
        await publish(
            archive, channel, Content(text=Text("Новые слова"), media=(photo,)), [[7]],
            at=datetime(2023, 1, 1, 7, tzinfo=UTC), origin=Origin.IMPORT,
            counts={"emoji:🔥": 12, "paid": 3},
        )  # fmt: skip
        async with archive.db.transaction() as session:
            kept = [
                histories.Telling(7, True, json.dumps(details)),
                histories.Telling(8, False, json.dumps(service)),
            ]
            await histories.put(
                session, channel.id, kept, source=ImportSource.FILE, told_at=NOON
            )  # fmt: skip
        post, pinned = await desktop(archive, channel)
    assert pinned == service
    assert post["text"] == "Новые слова"
    assert post["date"] == "2023-01-01T10:00:00"
    for key in (
        "date_unixtime",
        "from",
        "from_id",
        "author",
        "forwarded_from",
        "photo",
        "via_bot",
    ):
        assert post[key] == details[key]
    assert post["reactions"] == [
        {"type": "emoji", "count": 12, "emoji": "🔥", "recent": [{"from": "B"}]},
        {"type": "paid", "count": 3},
    ]


POLL = {"question": "Да?", "answers": [{"text": "Нет", "voters": 1}]}


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ({"poll": POLL}, ""),
        ({"poll": POLL}, "Спросим"),
        ({"file": "s.webp", "media_type": "sticker", "sticker_emoji": "😀"}, ""),
    ],
    ids=["poll", "poll-with-words", "sticker"],
)
async def test_what_a_poll_or_a_sticker_says_is_no_text_of_it(
    tmp_path: Path, told: dict[str, Any], own: str
) -> None:
    raw = {
        "id": 7, "type": "message", "date": "2023-01-01T10:00:00", "date_unixtime": "1672556400",
        "from": "Channel", "from_id": "channel1", "text": own,
        "text_entities": [{"type": "plain", "text": own}] if own else [], **told,
    }  # fmt: skip
    message = read_message(raw, UTC)
    assert message.text.text != own
    async with opened(tmp_path) as (archive, channel):
        await publish(
            archive, channel, Content(text=message.text), [[7]], at=NOON, origin=Origin.IMPORT
        )
        async with archive.db.transaction() as session:
            kept = [histories.Telling(7, True, json.dumps(dict(message.details)))]
            await histories.put(
                session, channel.id, kept, source=ImportSource.FILE, told_at=NOON
            )  # fmt: skip
        [post] = await desktop(archive, channel)
    assert post["text"] == own
    assert post.keys() >= told.keys()
    assert read_message(post, UTC).text == message.text


async def test_deleted_and_unpublished_posts_are_no_part_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (archive, channel):
        await publish(archive, channel, Content(text=Text("gone")), [[1]], state=PostState.DELETED)
        await publish(archive, channel, Content(text=Text("plan")), [], state=PostState.PLANNED)
        other = await archive.connect("Other")
        await publish(archive, other, Content(text=Text("theirs")), [[1]])
        assert await desktop(archive, channel) == []
        assert [note async for note in Archiving(archive.db).notes(channel)] == []


async def test_pages_join_without_a_gap_or_a_double(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "PAGE", 3)
    async with opened(tmp_path) as (archive, channel):
        for number in range(1, 12, 2):
            await publish(archive, channel, Content(text=Text(f"{number}")), [[number]])
        async with archive.db.transaction() as session:
            kept = [
                histories.Telling(n, False, json.dumps({"id": n, "type": "service"}))
                for n in (2, 4, 12, 13, 14, 15, 16)
            ]
            await histories.put(session, channel.id, kept, source=ImportSource.FILE, told_at=NOON)
        found = [message["id"] for message in await desktop(archive, channel)]
        notes = [note.path async for note in Archiving(archive.db).notes(channel)]
    assert found == [1, 2, 3, 4, 5, 7, 9, 11, 12, 13, 14, 15, 16]
    assert len(notes) == len(set(notes)) == 6


async def test_buttons_are_told_as_rows(tmp_path: Path) -> None:
    options = Options(buttons=((UrlButton("Купить", "https://example.com"),),))
    async with opened(tmp_path) as (archive, channel):
        await publish(archive, channel, Content(text=Text("x"), options=options), [[1]])
        [message] = await desktop(archive, channel)
    button = {"type": "url", "text": "Купить", "data": "https://example.com"}
    assert message["inline_bot_buttons"] == [[button]]


def test_the_id_of_a_channel_is_bare() -> None:
    channel = Channel(
        id=1, chat_id=-1001487851422, title="x", username=None, zone="UTC",
        state=ChannelState.CONNECTED,
        linked_chat_id=None, last_message_id=0,
    )  # fmt: skip
    assert bare_id(channel) == 1487851422
    assert channel_chat_id(bare_id(channel)) == channel.chat_id


def front_of(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body: each line a key and JSON, which is YAML."""
    start, front, body = text.split("---\n", 2)
    assert start == ""
    lines = [line.partition(": ") for line in front.splitlines()]
    return {key: json.loads(value) for key, _, value in lines}, body


@settings(max_examples=8)
@given(texts(), st.text(max_size=40))
async def test_a_note_gives_back_what_is_known(
    tmp_path_factory: pytest.TempPathFactory, text: Text, name: str
) -> None:
    media = Media(kind=MediaKind.DOCUMENT, file_id="f", unique_id="u", name=name)
    content = Content(text=text, media=(media,), tags=("кейс",))
    async with opened(tmp_path_factory.mktemp("store")) as (archive, channel):
        post = await publish(archive, channel, content, [[12, 13]], counts={"emoji:🔥": 4})
        [note] = [note async for note in Archiving(archive.db).notes(channel)]
    front, body = front_of(note.text)
    assert note.path.startswith("2025/2025-05-17-")
    assert note.path.endswith("-12.md")
    assert "/" not in note.path.removeprefix("2025/")
    assert front.get("title", "") == post.title
    assert datetime.fromisoformat(front["date"]) == post.published_at
    assert front["date"].endswith("+03:00")
    assert front["tags"] == content.all_tags
    assert (front["message_id"], front["further_messages"]) == (12, [13])
    assert front["link"] == channel.link(12)
    assert front["reactions"] == {
        "total": 4, "source": "updates", "counted": "2025-05-17T12:00:00+03:00",
        "kinds": {"emoji:🔥": 4},
    }  # fmt: skip
    assert not {"views", "reposts", "forwards", "edited", "forwarded_from"} & front.keys()
    assert front["media"] == [{"kind": "document"} | ({"name": name} if name else {})]
    assert body.startswith("\n")
    assert "<h1>" not in MarkdownIt().render(body)


async def test_a_name_of_a_file_is_of_whole_words(tmp_path: Path) -> None:
    async with opened(tmp_path) as (archive, channel):
        title = "Скидка 50%: как / зачем \\ почему? " + "очень " * 20
        await publish(archive, channel, Content(text=Text(title)), [[3]])
        await publish(archive, channel, Content(text=Text("🔥🔥")), [[4]], at=NOON)
        paths = [note.path async for note in Archiving(archive.db).notes(channel)]
    assert paths == [
        "2025/2025-05-17-скидка-50-как-зачем-почему-очень-очень-очень-3.md",
        "2025/2025-05-17-4.md",
    ]


def write_json(folder: Path, items: list[dict[str, Any]]) -> None:
    with DesktopWriter(folder, name="M", chat_type="public_channel", bare_id=1) as writer:
        for item in items:
            writer.write(item)


def test_the_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    write_json(tmp_path, [{"id": 1}, {"id": 2, "text": "\ud83d"}])
    told = json.loads((tmp_path / "result.json").read_text("utf-8"))
    assert told["name"] == "M"
    assert told["messages"] == [{"id": 1}, {"id": 2, "text": "\ud83d"}]
    with pytest.raises(TypeError):
        write_json(tmp_path, [{"id": 3}, {"id": object()}])
    assert json.loads((tmp_path / "result.json").read_text("utf-8")) == told
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]
    write_json(tmp_path, [])
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["messages"] == []


def test_a_folder_that_is_not_ours_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text("of Telegram Desktop")
    with pytest.raises(FolderRefused, match="not empty"):
        ExportFolder.claim(tmp_path, chat_id=-1001, form="json")
    with pytest.raises(FolderRefused, match="is a file"):
        ExportFolder.claim(tmp_path / "result.json", chat_id=-1001, form="json")
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_an_earlier_export_of_the_same_is_taken_again_and_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    ExportFolder.claim(folder, chat_id=-1001, form="json")
    ExportFolder.claim(folder, chat_id=-1001, form="json")
    with pytest.raises(FolderRefused, match="another"):
        ExportFolder.claim(folder, chat_id=-1002, form="json")
    with pytest.raises(FolderRefused, match="another"):
        ExportFolder.claim(folder, chat_id=-1001, form="markdown")


async def test_old_notes_go_and_what_people_put_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    async with opened(tmp_path) as (archive, channel):
        first = await publish(archive, channel, Content(text=Text("One")), [[1]])
        await publish(
            archive, channel, Content(text=Text("Old")), [[2]], at=NOON - timedelta(days=800)
        )

        async def export() -> list[str]:
            ExportFolder.claim(folder, chat_id=channel.chat_id, form="markdown")
            with NotesWriter(folder) as writer:
                async for note in Archiving(archive.db).notes(channel):
                    writer.write(note)
            return sorted(
                path.relative_to(folder).as_posix()
                for path in folder.rglob("*") if path.suffix in (".md", ".part")
            )  # fmt: skip

        assert await export() == ["2023/2023-03-09-old-2.md", "2025/2025-05-17-one-1.md"]
        (folder / "2025" / "mine.md").write_text("mine")
        async with archive.db.transaction() as session:
            await session.execute("UPDATE posts SET state = 'deleted' WHERE id <> :id",
                                  {"id": first.id})  # fmt: skip
            await session.execute("UPDATE posts SET title = 'Two'")
        assert await export() == ["2025/2025-05-17-two-1.md", "2025/mine.md"]
        assert not (folder / "2023").exists()


@pytest.mark.parametrize(
    "source", [NumberSource.UPDATES, NumberSource.PREVIEW, NumberSource.EXPORT]
)
async def test_reactions_come_back_with_the_moment_they_were_counted_at(
    tmp_path_factory: pytest.TempPathFactory, source: NumberSource
) -> None:
    at = NOON + timedelta(days=2, milliseconds=7)
    rounded = frozenset({"emoji:🔥"}) if source is NumberSource.PREVIEW else frozenset()
    told = Telling(
        counts={"emoji:🔥": 1200, "paid": 3}, counted_at=at, source=source, rounded=rounded
    )
    async with opened(tmp_path_factory.mktemp("old")) as (archive, channel):
        await publish(archive, channel, Content(text=Text("Старый")), [[1]])
        await publish(
            archive, channel, Content(text=Text("Новый")), [[2]], at=NOON + timedelta(days=30)
        )
        async with archive.db.transaction() as session:
            await reactions.note(session, channel.id, 1, told)
            await reactions.count(session, 1)
        raw = await desktop(archive, channel)
        before = await _numbers(archive)
        tally = await _bring(archive, channel, raw)
        assert (tally.known, tally.counted) == (2, 0)
        assert await _numbers(archive) == before
        assert await desktop(archive, channel) == raw
    async with opened(tmp_path_factory.mktemp("new")) as (archive, channel):
        await _bring(archive, channel, raw)
        assert await desktop(archive, channel) == raw
        [post] = await archive.db.fetch_all("SELECT * FROM posts WHERE reactions_at IS NOT NULL")
        assert post["reactions_at"] == int(at.timestamp() * 1000)
        assert post["reactions_source"] == NumberSource.EXPORT


async def test_a_moment_to_come_is_now(tmp_path: Path) -> None:
    late = {"reactions_counted_at": "2999-01-01T00:00:00+00:00"}
    raw = {
        "id": 1, "date_unixtime": "1747472400", "text": "x",
        "reactions": [{"type": "emoji", "count": 3, "emoji": "🔥"}], **late,
    }  # fmt: skip
    async with opened(tmp_path) as (archive, channel):
        await _bring(archive, channel, [raw])
        [post] = await archive.db.fetch_all("SELECT reactions_at FROM posts")
        assert post["reactions_at"] == int(archive.clock.now().timestamp() * 1000)


async def _bring(archive: Archive, channel: Channel, raw: list[dict[str, Any]]) -> Tally:
    """As an import does; the newest moment of the file is long after its numbers'."""
    batch = prepare(read(raw, channel), ImportSource.FILE, EXPORTED)
    async with archive.db.transaction() as session:
        return await file(session, channel, batch, now=archive.clock.now())


async def _numbers(archive: Archive) -> list[Any]:
    """All that is kept of reactions."""
    found: list[Any] = []
    for table in ("tellings", "reactions", "points"):
        found += [dict(row) for row in await archive.db.fetch_all(f"SELECT * FROM {table}")]
    columns = "reactions, reactions_at, reactions_source, reactions_seen_at"
    rows = await archive.db.fetch_all(f"SELECT id, {columns} FROM posts ORDER BY id")
    return found + [dict(row) for row in rows]


@pytest.mark.parametrize("said", ["", "soon", "2025-01-01T00:00:00", 5, None, "9" * 41])
def test_a_moment_that_cannot_be_read_is_none(said: object) -> None:
    raw = {"id": 1, "date_unixtime": "1747472400", "text": "x", "reactions_counted_at": said}
    assert read_message(raw, UTC).counted_at is None
