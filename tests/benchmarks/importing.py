"""`importing`: an export of Telegram Desktop into the store, beside `json.load` of its file.

A process each: the peak of its memory is its own.
"""

import asyncio
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.table import Line

BARE_ID = 1234567890
CHAT_ID = -(10**12) - BARE_ID
MOST_TIMES = 8.0
MOST_GROWTH = 1.3
SIZES = (10_000, 100_000)
_BEGAN = datetime(2015, 9, 22, tzinfo=UTC)
_TAGS = 150
_EMOJI = ("👍", "❤", "🔥", "👏", "😁", "🤔")


def measure(folder: Path) -> Iterator[Line]:
    """How long an import takes, and how much memory, however long the export is."""
    peaks = {}
    for size in SIZES:
        export = folder / f"export-{size}.json"
        write_export(export, size)
        loaded, _ = _child("load", export)
        seconds, peaks[size] = _child("import", export, folder / f"imported-{size}.db")
        megabytes = export.stat().st_size / 1e6
        yield Line(
            f"import of {size:,} messages, {megabytes:.0f} MB",
            f"{seconds:.1f} s", f"json.load {loaded:.1f} s", f"{seconds / loaded:.1f}",
            f"≤ {MOST_TIMES:.0f}" if size == SIZES[1] else "said",
            size != SIZES[1] or seconds / loaded <= MOST_TIMES,
        )  # fmt: skip
    few, many = (peaks[size] for size in SIZES)
    yield Line(
        f"peak memory at {SIZES[1]:,} messages", f"{many:.0f} MB",
        f"at {SIZES[0]:,} messages {few:.0f} MB", f"{many / few:.2f}", f"≤ {MOST_GROWTH}",
        many / few <= MOST_GROWTH,
    )  # fmt: skip


def write_export(path: Path, count: int) -> None:
    """A channel of so many messages: texts of all lengths, albums, edits, reactions, services."""
    chance = random.Random(count)
    words = _vocabulary(chance)
    moment = _BEGAN
    with path.open("w", encoding="utf-8") as file:
        file.write(
            f'{{\n "name": "Маркетинг вслух",\n "type": "public_channel",\n "id": {BARE_ID},\n'
            ' "messages": ['
        )
        for number in range(1, count + 1):
            is_item = number % 12 in (4, 5, 6)
            moment += timedelta(0) if is_item and number % 12 > 4 else timedelta(minutes=47)
            message = _message(chance, words, number, moment, is_item=is_item)
            text = json.dumps(message, ensure_ascii=False, indent=1)
            file.write(("," if number > 1 else "") + "\n  " + text.replace("\n", "\n  "))
        file.write("\n ]\n}")


def _vocabulary(chance: random.Random) -> list[str]:
    """Words of the lengths of Russian ones; a common one comes a hundred times a rare one."""
    syllables = [a + b for a in "бвгдзклмнпрст" for b in "аеиоуя"]
    return ["".join(chance.choices(syllables, k=1 + place % 4)) for place in range(20_000)]


def _message(
    chance: random.Random, words: list[str], number: int, moment: datetime, *, is_item: bool
) -> dict[str, Any]:
    seconds = str(int(moment.timestamp()))
    told: dict[str, Any] = {"id": number, "type": "message"}
    told |= {"date": moment.isoformat()[:19], "date_unixtime": seconds}
    if number % 97 == 0:
        return told | {
            "type": "service", "actor": "Маркетинг вслух", "actor_id": f"channel{BARE_ID}",
            "action": "pin_message", "message_id": number - 1, "text": "", "text_entities": [],
        }  # fmt: skip
    if number % 9 == 0:
        told |= {"edited": moment.isoformat()[:19], "edited_unixtime": str(int(seconds) + 600)}
    told |= {"from": "Маркетинг вслух", "from_id": f"channel{BARE_ID}", "author": "Анна"}
    if is_item or number % 3 == 0:
        told |= {
            "photo": f"photos/photo_{number}@{moment:%d-%m-%Y_%H-%M-%S}.jpg",
            "photo_file_size": 80_000 + number, "width": 1280, "height": 853,
        }  # fmt: skip
    entities = [] if is_item and number % 12 != 4 else _entities(chance, words)
    told["text"] = _plain(entities)
    told["text_entities"] = entities
    if not is_item or number % 12 == 4:
        told["reactions"] = [
            {"type": "emoji", "count": chance.randrange(1, 400), "emoji": emoji}
            for emoji in chance.sample(_EMOJI, chance.randrange(4))
        ]
    return told


def _entities(chance: random.Random, words: list[str]) -> list[dict[str, Any]]:
    def some(count: int) -> str:
        return " ".join(words[int(20_000 * chance.random() ** 3)] for _ in range(count))

    told = [{"type": "bold", "text": some(5)}]
    told.append({"type": "plain", "text": "\n\n" + some(int(chance.lognormvariate(3.6, 0.7)))})
    if chance.random() < 0.4:
        link = {"type": "text_link", "text": some(2), "href": "https://example.com/" + "a" * 20}
        told += [link, {"type": "plain", "text": " " + some(8) + "\n\n"}]
    for _ in range(chance.randrange(3)):
        told.append({"type": "hashtag", "text": f"#рубрика{chance.randrange(_TAGS)}"})
        told.append({"type": "plain", "text": " "})
    return told


def _plain(entities: list[dict[str, Any]]) -> Any:
    parts = [entity["text"] if entity["type"] == "plain" else entity for entity in entities]
    return parts or ""


def _child(*arguments: str | Path) -> tuple[float, float]:
    """Seconds that the work took in a process of its own, and its peak memory in 10^6 bytes."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.importing", *map(str, arguments)],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    seconds, peak = told.split()
    return float(seconds), float(peak)


async def _import(export: Path, store: Path) -> float:
    from bot.clock import SystemClock
    from bot.domain.imports import ImportSource, ImportState
    from bot.gateways.exports import open_export
    from bot.services.carrying_out import carry_out
    from bot.services.reading_ahead import reading
    from bot.services.surveying_exports import holding_of
    from storage import channels, imports
    from storage.migrate import migrate
    from storage.sqlite import open_sqlite

    clock = SystemClock()
    db = await open_sqlite(str(store))
    await migrate(db, now_ms=0)
    async with db.transaction() as session:
        channel = await channels.upsert(
            session, chat_id=CHAT_ID, title="Маркетинг вслух", username=None, linked_chat_id=None,
            zone="Europe/Moscow", connected_by=1, now_ms=0,
        )  # fmt: skip
    began = time.perf_counter()
    found = open_export(export)
    summary = await asyncio.to_thread(found.summary, channel.zoneinfo)
    async with db.transaction() as session:
        job = await imports.insert(
            session, source=ImportSource.FILE, state=ImportState.RUNNING, channel_id=channel.id,
            name=export.name, holding=holding_of(summary, channel), now=clock.now(),
        )  # fmt: skip
    async with reading(
        found, CHAT_ID, channel.zoneinfo, source=job.source, told_at=job.holding.told_at
    ) as reader:
        over = await carry_out(db, clock, job, channel, reader, _nobody)
    seconds = time.perf_counter() - began
    assert over.state is ImportState.DONE
    assert over.tally.added == job.holding.posts
    await db.close()
    return seconds


async def _nobody(_: object) -> None:
    """Nobody looks."""


def _load(export: Path) -> float:
    began = time.perf_counter()
    with export.open(encoding="utf-8") as file:
        json.load(file)
    return time.perf_counter() - began


if __name__ == "__main__":
    _, work, *paths = sys.argv
    took = _load(Path(paths[0])) if work == "load" else asyncio.run(_import(*map(Path, paths)))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    sys.stdout.write(f"{took} {peak_mb}\n")
