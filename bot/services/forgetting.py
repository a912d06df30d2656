"""What is kept about a person: counted, given to them, and forgotten."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.clock import Clock
from bot.domain.personal import SOMEBODY, Kept, without_others
from bot.services.rights import Rights
from storage import forgetting, inbox, people, posts, privacy, rubrics, speaking
from storage.archives import list_channels
from storage.db import Database, Row, from_ms

MOST_ROWS = 5_000
"""Rows of one table in a person's export; how many more there are is said."""

_JSON = frozenset({"entities", "media", "options", "tags", "data", "body"})
# Secrets of the installation, and words about other members of a team.
_HIDDEN = frozenset({"token_hash"})
# Of a post; they are its channel's, and a zero among them may be unknown.
_NUMBERS = frozenset({"reactions", "reactions_at", "reposts"})
_OF_OTHERS = frozenset({"removed", "made-editor", "made-author"})

Personal = dict[str, Any]


class Forgetting:
    """Each person decides about their own data, and about nobody else's."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        # A process that died may have left something to wipe.
        self._has_traces = True

    async def kept(self, person_id: int) -> Kept:
        """How much is kept about a person, and what would become of it."""
        return Kept(
            sections=await privacy.count_rows(self._db, person_id),
            **await privacy.count_posts(self._db, person_id),
            is_owner=self._rights.is_owner(person_id),
        )

    async def export(self, person_id: int) -> bytes:
        """Everything that is kept about a person, as readable JSON, and nobody else in it.

        Moments are UTC. Of a table with more than `MOST_ROWS` rows the rest is counted.
        """
        told: Personal = {
            "about": "Everything that Rubrika keeps about you. Moments are UTC.",
            "made_at": self._clock.now().isoformat(timespec="seconds"),
            **{section: [] for section in privacy.SECTIONS},
        }
        channels = {channel.id: channel.title for channel in await list_channels(self._db)}
        async for section, table, rows in privacy.list_rows(
            self._db, person_id, size=MOST_ROWS + 1
        ):
            kept = rows[:MOST_ROWS]
            names = {
                "channel": channels,
                "post": await self._titles(kept),
                "rubric": await self._tags(kept),
            }
            told[section] += [_shown(table, row, person_id, names) for row in kept]
            if len(rows) > MOST_ROWS:
                told[section].append({"kind": table, "left_out": "there are more records"})
        full = {key: value for key, value in told.items() if value}
        return json.dumps(full, ensure_ascii=False, indent=1).encode("utf-8", "replace")

    async def forget(self, person_id: int) -> None:
        """Forget a person at once, whole: all of it in one transaction, or nothing.

        Posts that came out stay their channels', without their author's name. What is under way
        in a channel goes on with another owner, if there is one.
        """
        person = await people.get_person(self._db, person_id)
        if person is None:
            return
        said = await speaking.find(self._db, person, now=self._clock.now())
        heir_id = await self._heir(person_id)
        async with self._db.transaction(durable=True) as session:
            await forgetting.forget(session, person, said, heir_id=heir_id)
        self._has_traces = True

    async def wipe(self) -> None:
        """Take what was forgotten out of the store's log too, when its last update is done."""
        if self._has_traces and not await inbox.has_forgotten(self._db):
            self._has_traces = not await self._db.empty_log()

    async def _heir(self, person_id: int) -> int | None:
        """Another owner: one who talks with the bot, if any does."""
        others = sorted(self._rights.owner_ids - {person_id})
        known = await people.list_names(self._db, others)
        return next((one for one in others if one in known), next(iter(others), None))

    async def _titles(self, rows: Iterable[Row]) -> dict[int, str]:
        ids = _ids(rows, "post_id")
        titles: dict[int, str] = {}
        for start in range(0, len(ids), 500):
            found = await posts.list_posts(self._db, ids[start : start + 500])
            titles |= {post.id: post.title for post in found}
        return titles

    async def _tags(self, rows: Iterable[Row]) -> dict[int, str]:
        ids = _ids(rows, "rubric_id")
        tags: dict[int, str] = {}
        for start in range(0, len(ids), 500):
            tags |= await rubrics.list_tags(self._db, ids[start : start + 500])
        return {number: f"#{tag}" for number, tag in tags.items()}


def _ids(rows: Iterable[Row], name: str) -> list[int]:
    return sorted({row[name] for row in rows if _get(row, name) is not None})


def _get(row: Row, name: str) -> Any:
    return row[name] if name in row.keys() else None  # noqa: SIM118  # a row of sqlite3


def _shown(
    table: str,
    row: Row,
    person_id: int,
    names: Mapping[str, Mapping[int, str]],
) -> Personal:
    """A row as its person reads it: moments and `names` in words, other people left out."""
    people_in = {one.name for one in privacy.personal() if one.table == table}
    told: Personal = {"kind": table}
    for name in row.keys():  # noqa: SIM118  # a row of sqlite3
        value = row[name]
        if value is None or name in _HIDDEN or (table == "posts" and name in _NUMBERS):
            continue
        if name in people_in and value not in (person_id, 0):
            told[name] = SOMEBODY
        elif name in _JSON:
            told[name] = without_others(json.loads(value), person_id)
        elif name.endswith("_at") and isinstance(value, int):
            told[name] = _moment(value)
        else:
            told[name] = value
    if table == "journal" and row["what"] in _OF_OTHERS:
        told["detail"] = SOMEBODY
    for thing, called in names.items():
        if said := called.get(_get(row, f"{thing}_id") or 0):
            told[thing] = said
    return told


def _moment(value: int) -> str | int:
    try:
        return from_ms(value).isoformat(timespec="seconds")
    except OverflowError:
        return value
