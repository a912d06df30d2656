"""Forgotten of a team: edits, reviews, imports and what a model was asked leave no trace."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.domain.team import Role
from bot.sandbox import Limits
from storage import navigations
from tests.gateways.writers.stub import KEY, open_stub, says
from tests.handlers.authors.test_team import add_member, invite
from tests.handlers.readers import colleague
from tests.handlers.readers.everybody import ID, NAME, USERNAME, dump, join
from tests.handlers.readers.test_forgetting import forget
from tests.newsroom import Newsroom, open_newsroom
from tests.services.exports import PAST

# Words of the person that nobody else has a claim to.
OWN = ("черника", "саксофон", "гранат", "marmalade", "возвращённый")


@asynccontextmanager
async def open_room(folder: Path, owners: Sequence[int] = ()) -> AsyncIterator[Newsroom]:
    """A newsroom with a language model."""
    async with (
        open_stub(says(colleague.PROPOSED)) as stub,
        open_newsroom(
            folder, limits=Limits(enabled=False), owners=owners, llm_base_url=stub.url,
            llm_model="m", llm_api_key=KEY,
        ) as room,
    ):  # fmt: skip
        yield room


def traces(found: dict[str, list[str]]) -> list[str]:
    """Rows that speak of the person, or in words that only they had."""
    words = re.compile(rf"(?<!\d){ID}(?!\d)|{NAME}|{USERNAME}|" + "|".join(OWN), re.IGNORECASE)
    return [
        f"{table}: {row}" for table, rows in found.items() for row in rows if words.search(row)
    ]


def tables(rows: list[str]) -> set[str]:
    return {row.partition(":")[0] for row in rows}


async def test_nothing_is_left_of_an_author_whose_posts_are_reviewed(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        person = join(room)
        await person.send(f"/start {await invite(room, Role.AUTHOR)}")
        await colleague.edit(room, person)
        await colleague.ask_model(room, person)
        await colleague.ask_review(room, person)
        before = traces(await dump(room))
        assert tables(before) >= {
            "people", "members", "updates", "posts", "revisions", "publications", "edits",
            "reviews", "llm_usage", "journal", "inputs", "shown_messages",
        }  # fmt: skip
        await forget(room, person)
        assert person.text.startswith("Forgotten")
        assert traces(await dump(room)) == []
        out = [message.text for message in room.channel]
        assert out == [colleague.SECOND, colleague.REVIEWED]
        kept = await room.app.db.fetch_all(
            "SELECT text, author_id FROM posts WHERE state = 'published' ORDER BY id"
        )
        assert [(row["text"], row["author_id"]) for row in kept] == [(text, None) for text in out]


async def test_nothing_is_left_of_an_owner_who_imported_and_decided(tmp_path: Path) -> None:
    async with open_room(tmp_path, owners=[ID]) as room:
        person = join(room)
        author = await add_member(room, "Vera", Role.AUTHOR)
        await person.send("/start")
        await colleague.decide(room, person, author)
        await colleague.bring(room, person)
        await colleague.navigate(room, person)
        before = traces(await dump(room))
        assert tables(before) >= {
            "people", "updates", "imports", "reviews", "review_cards", "journal", "navigations",
            "publications", "shown_messages",
        }  # fmt: skip
        await forget(room, person)
        assert person.text.startswith("Forgotten")
        assert traces(await dump(room)) == []
        brought = "SELECT count(*) AS n FROM posts WHERE origin = 'import'"
        assert (await room.app.db.fetch_all(brought))[0]["n"] == len(PAST) - 1
        navigation = await navigations.get(room.app.db, 1)
        assert navigation is not None
        assert navigation.person_id == room.author.id
        assert any("has approved" in text for text in author.texts)
