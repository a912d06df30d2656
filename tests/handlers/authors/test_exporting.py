"""Export: the file that comes holds what the store does, and leaves nothing behind."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.numbers import NumberSource
from bot.sandbox.faults import Fault
from bot.services.exporting import Exporting
from bot.translator import translator
from tests.gateways.tables.reading import formulas_in, read_csv, read_xlsx
from tests.handlers.authors.test_stats import DAY, fill, publish
from tests.handlers.channel.test_discussion import discuss, echo_in
from tests.newsroom import Newsroom, Person, buttons_of

PAGE = "Export: Marketing aloud"
EPOCH = datetime(1899, 12, 30, tzinfo=UTC)


@pytest.fixture
def leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go: nothing is to stay there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def file_of(person: Person, folder: Path) -> Path:
    """The newest document of the bot."""
    documents = [message.document for message in person.messages if message.document]
    assert documents, person.text
    document = documents[-1]
    path = folder / (document.file_name or "")
    path.write_bytes(person.newsroom.world.file_bytes(document.file_id))
    return path


def service(newsroom: Newsroom) -> Exporting:
    found: Exporting = newsroom.app.dispatcher["exporting"]
    return found


async def open_page(newsroom: Newsroom) -> None:
    await newsroom.author.send("/stats")
    await newsroom.author.press("Export")


async def points_of(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    """The points of the store as (post, name, source, moment, total)."""
    rows = await newsroom.app.db.fetch_all(
        "SELECT * FROM points ORDER BY post_id, name, source, counted_at"
    )
    return [
        (row["post_id"], row["name"], row["source"], row["counted_at"], row["total"])
        for row in rows
    ]


SOURCES = {translator("en")(f"number-source-{one.value}"): one.value for one in NumberSource}


async def test_the_page_says_what_a_file_would_hold(newsroom: Newsroom) -> None:
    await fill(newsroom)
    points = len(await points_of(newsroom))
    await newsroom.author.send("/stats")
    messages = len(newsroom.author.messages)
    await newsroom.author.press("Export")
    assert newsroom.author.text.splitlines()[:2] == [
        PAGE, f"Month, 23 Oct – 21 Nov 2026. Posts: 6. Changes of their numbers: {points}.",
    ]  # fmt: skip
    assert newsroom.author.buttons() == [
        "CSV", "XLSX", "Week", "✅ Month", "Quarter", "Year", "All", "Back",
    ]  # fmt: skip
    assert len(newsroom.author.messages) == messages


async def test_csv_holds_what_the_store_does(
    newsroom: Newsroom, tmp_path: Path, leftovers: Path
) -> None:
    ids = await fill(newsroom)
    publish(newsroom, '=HYPERLINK("https://evil.example")\nsecond, "line" #case')
    await newsroom.tick(60)
    await open_page(newsroom)
    await newsroom.author.press("CSV")
    assert newsroom.author.text.startswith("Exported\nChannel: Marketing aloud\nMonth, 23 Oct – ")
    path = file_of(newsroom.author, tmp_path)
    assert path.name == "marketing_aloud-2026-10-23-2026-11-21.zip"
    tables = read_csv(path)
    assert list(tables) == ["posts.csv", "series.csv"]
    head, *rows = tables["posts.csv"]
    posts = [dict(zip(head, row, strict=True)) for row in rows]
    assert [post["Post"] for post in posts] == [str(number) for number in range(1, 8)]
    first = posts[0]
    assert first["Link"] == f"https://t.me/marketing_aloud/{ids[0]}"
    assert first["Published"] == "2026-11-18 12:00:00+03:00"
    assert (first["Reactions"], first["Reactions by kind"]) == ("4", "🔥 4")
    assert first["Reactions: source"] == "Telegram's updates"
    assert first["Reactions: counted"].endswith("+03:00")
    assert posts[-1]["Text"] == '\'=HYPERLINK("https://evil.example")\nsecond, "line" #case'
    assert posts[-1]["Rubrics"] == "#case"
    series = [
        (int(post), f"emoji:{name}" if name == "🔥" else name.lower(), SOURCES[source],
         int(datetime.fromisoformat(moment).timestamp() * 1000), int(total))
        for post, name, source, moment, total in tables["series.csv"][1:]
    ]  # fmt: skip
    assert series == await points_of(newsroom)
    assert not list(leftovers.iterdir())


async def test_a_workbook_holds_what_the_store_does(
    newsroom: Newsroom, tmp_path: Path, leftovers: Path
) -> None:
    await fill(newsroom)
    publish(newsroom, "=1+1 #case")
    await newsroom.tick(60)
    await open_page(newsroom)
    await newsroom.author.press("XLSX")
    path = file_of(newsroom.author, tmp_path)
    assert path.suffix == ".xlsx"
    assert formulas_in(path) == 0
    tables = read_xlsx(path)
    assert list(tables) == ["Posts", "Series", "Legend"]
    assert tables["Posts"][-1][5] == "=1+1 #case"
    assert tables["Posts"][1][10:13] == [4.0, "Telegram's updates", tables["Posts"][1][12]]
    series = [
        (row[0], row[4], round((EPOCH + timedelta(days=float(row[3] or 0))).timestamp()))
        for row in tables["Series"][1:]
    ]
    assert series == [
        (post, total, at // 1000) for post, _, _, at, total in await points_of(newsroom)
    ]
    explained = {row[0] for row in tables["Legend"]}
    assert {*SOURCES, "at least", "(empty)"} <= explained
    assert not list(leftovers.iterdir())


async def test_series_of_reposts_and_comments_are_in_the_file(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    group, world, reader = await discuss(newsroom), newsroom.world, newsroom.reader
    publish(newsroom, "Talked of")
    await newsroom.settle()
    echo = echo_in(newsroom, group.id)
    for _ in range(2):
        newsroom.clock.move(60)
        world.say(reader.id, group.id, "Yes", reply_to=echo.message_id)
    await reader.send("/start share_1")
    await newsroom.settle()
    await open_page(newsroom)
    assert "Changes of their numbers: 3." in newsroom.author.text
    await newsroom.author.press("CSV")
    rows = read_csv(file_of(newsroom.author, tmp_path))["series.csv"][1:]
    assert [(name, source, total) for _, name, source, _, total in rows] == [
        ("Observed reposts", "Telegram's updates", "1"),
        ("Comments", "Telegram's updates", "1"),
        ("Comments", "Telegram's updates", "2"),
    ]


@pytest.mark.parametrize("label", ["CSV", "XLSX"])
async def test_what_is_not_known_is_empty_and_never_zero(
    newsroom: Newsroom, tmp_path: Path, label: str
) -> None:
    """A private channel to which nothing happened."""
    owner = newsroom.author.id
    hidden = newsroom.world.add_channel("Hidden", owner=owner)
    newsroom.world.promote(hidden.id, newsroom.bot_id, by=owner)
    await newsroom.settle()
    publish(newsroom, "Quiet", hidden.id)
    await newsroom.tick(60)
    await newsroom.author.send("/stats")
    await newsroom.author.press("Hidden")
    await newsroom.author.press("Export")
    await newsroom.author.press(label)
    path = file_of(newsroom.author, tmp_path)
    read: Any = read_csv if label == "CSV" else read_xlsx
    tables = list(read(path).values())
    assert not any(tables[0][1][9:])
    assert len(tables[1]) == 1


async def test_a_period_without_posts_has_no_file(newsroom: Newsroom) -> None:
    publish(newsroom, "Old")
    await newsroom.settle()
    await newsroom.tick(40 * DAY)
    await open_page(newsroom)
    assert "there is nothing to export" in newsroom.author.text
    assert newsroom.author.buttons()[0] == "Week"
    await newsroom.author.press("Quarter")
    assert newsroom.author.buttons()[:2] == ["CSV", "XLSX"]


async def test_a_file_that_is_too_large_is_not_sent_and_a_shorter_period_offered(
    newsroom: Newsroom, leftovers: Path
) -> None:
    await fill(newsroom)
    service(newsroom)._largest_file = 500
    await open_page(newsroom)
    for label in ("CSV", "XLSX"):
        await newsroom.author.press(label)
        assert "Telegram accepts 0 MB from a bot. Choose a shorter period." in newsroom.author.text
        assert "Week" in newsroom.author.buttons()
    assert not any(message.document for message in newsroom.author.messages)
    assert not list(leftovers.iterdir())


async def test_a_second_press_begins_no_second_file(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(newsroom)
    gate = hold(newsroom, monkeypatch)
    await open_page(newsroom)
    await press_without_waiting(newsroom, "CSV")
    await press_without_waiting(newsroom, "XLSX")
    await wait_for(lambda: "A file is being made for you already." in newsroom.author.text)
    gate.set()
    await newsroom.settle()
    assert sum(bool(message.document) for message in newsroom.author.messages) == 1


async def test_a_file_can_be_cancelled(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, leftovers: Path
) -> None:
    await fill(newsroom)
    monkeypatch.setattr("handlers.authors.exporting._QUIET", 0.0)
    gate = hold(newsroom, monkeypatch)
    await open_page(newsroom)
    await press_without_waiting(newsroom, "CSV")
    await wait_for(lambda: newsroom.author.buttons() == ["Cancel"])
    assert newsroom.author.text.startswith("Making the file…\nPosts: 6 of 6.")
    await press_without_waiting(newsroom, "Cancel")
    await wait_for(lambda: not service(newsroom)._wanted[newsroom.author.id])
    gate.set()
    await newsroom.settle()
    assert newsroom.author.text.startswith("Cancelled: there will be no file.")
    assert not any(message.document for message in newsroom.author.messages)
    assert not list(leftovers.iterdir())
    await newsroom.author.press("CSV")
    assert newsroom.author.last.document


async def test_cancelling_what_is_over_says_so(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await open_page(newsroom)
    data = next(b for b in buttons_of(newsroom.author.last) if b.text == "CSV").callback_data
    await newsroom.forge_press(newsroom.author, (data or "").replace("csv", "cancel"))
    assert newsroom.author.text.startswith(f"Cancelled: there will be no file.\n\n{PAGE}")


@pytest.mark.parametrize("label", ["CSV", "XLSX"])
async def test_a_file_that_could_not_be_sent_is_told_and_deleted(
    newsroom: Newsroom, leftovers: Path, label: str, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(newsroom)
    await open_page(newsroom)
    newsroom.world.faults.add(Fault(method="sendDocument", kind="bad_gateway"))
    await newsroom.author.press(label)
    assert newsroom.author.text.startswith("The file could not be made or sent.")
    assert not list(leftovers.iterdir())
    await newsroom.author.press(label)
    assert newsroom.author.last.document


async def test_a_page_that_was_deleted_does_not_keep_the_file_from_coming(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    newsroom.clock.move(3 * DAY)
    await newsroom.author.press("Export")
    await newsroom.author.press("CSV")
    assert read_csv(file_of(newsroom.author, tmp_path))["posts.csv"]


def hold(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let an export go on, after its posts, only when the event is set."""
    filling, gate = service(newsroom)._filling, asyncio.Event()
    write_series = filling._write_series

    async def waiting(work: Any) -> None:
        await gate.wait()
        await write_series(work)

    monkeypatch.setattr(filling, "_write_series", waiting)
    return gate


async def press_without_waiting(newsroom: Newsroom, label: str) -> None:
    """Press, and let the update be dealt with while the background goes on."""
    message, button = newsroom.author._find(label)
    newsroom.world.press(
        newsroom.author.id, newsroom.bot_id, message.message_id, button.callback_data or ""
    )
    await wait_for(lambda: not newsroom.world.pending_updates(newsroom.bot_id))
    await wait_for(lambda: newsroom.app.receiving.is_idle)


async def wait_for(is_there: Any) -> None:
    """Until something is so."""
    for _ in range(2000):
        if is_there():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came")
