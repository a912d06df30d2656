"""/privacy: what is kept is named, given and forgotten, whole; looked for in all tables."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from storage import forgetting, privacy
from storage.privacy import Fate
from tests.handlers.readers.everybody import (
    ID,
    NAME,
    PRIVATE,
    PUBLISHED,
    USERNAME,
    come_by_link,
    dump,
    join,
    publish,
    read,
    work,
    write,
)
from tests.newsroom import Newsroom, Person

# What may stay of a forgotten person, table by table, and why. Nothing else may.
ALLOWED: dict[str, str] = {
    "payloads": "words that were sought, under a number: nobody's name stands beside them",
}


async def live(newsroom: Newsroom) -> Person:
    """The person, after a day of everything."""
    message_id = await publish(newsroom, newsroom.author, "Упаковка недели #кейс")
    person = join(newsroom)
    await come_by_link(newsroom, person)
    await read(newsroom, person, message_id)
    await work(newsroom, person)
    await write(newsroom, person)
    await person.send("/start")
    await person.send("пылесос")
    return person


async def forget(newsroom: Newsroom, person: Person) -> None:
    await person.send("/privacy")
    await person.press("Forget me")
    await person.press("Forget me")
    await newsroom.settle()


def speaking(found: dict[str, list[str]]) -> list[str]:
    """Rows that still speak of the person."""
    words = re.compile(rf"(?<!\d){ID}(?!\d)|{NAME}|{USERNAME}|" + "|".join(PRIVATE), re.IGNORECASE)
    return [
        f"{table}: {row}"
        for table, rows in found.items()
        if table not in ALLOWED
        for row in rows
        if words.search(row)
    ]


async def test_nothing_is_left_of_a_person_in_any_column_of_any_table(newsroom: Newsroom) -> None:
    person = await live(newsroom)
    before = speaking(await dump(newsroom))
    spoken = {row.partition(":")[0] for row in before}
    assert spoken >= {
        "people", "updates", "posts", "revisions", "publications", "inputs", "subscriptions",
        "reposts", "moves", "starts", "members", "journal", "saved_posts", "follows", "alerts",
        "letter_switches", "llm_usage", "shown_messages",
    }  # fmt: skip
    await forget(newsroom, person)
    assert person.text.startswith("Forgotten")
    assert speaking(await dump(newsroom)) == []
    published = await newsroom.app.db.fetch_all("SELECT text, author_id FROM posts ORDER BY id")
    assert [row["text"] for row in published] == ["Упаковка недели #кейс", PUBLISHED]
    assert published[1]["author_id"] is None


async def test_a_table_that_is_left_out_is_seen(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await live(newsroom)
    for table in ("members", "journal", "subscriptions", "reposts"):
        assert any(column.table == table for column in privacy.COLUMNS)
    left = tuple(column for column in privacy.COLUMNS if column.table != "journal")
    monkeypatch.setattr(privacy, "COLUMNS", left)
    await forget(newsroom, person)
    rows = speaking(await dump(newsroom))
    assert rows
    assert all(row.startswith("journal:") for row in rows)


async def test_the_next_message_begins_from_nothing(newsroom: Newsroom) -> None:
    person = await live(newsroom)
    await forget(newsroom, person)
    await newsroom.tick(5)
    await person.send("/digest")
    assert "Daily" in " ".join(person.buttons())
    rows = await newsroom.app.db.fetch_all("SELECT * FROM subscriptions")
    assert rows == []
    await person.send("/drafts")
    assert "authors" in person.text


async def test_numbers_of_posts_and_links_stay(newsroom: Newsroom) -> None:
    person = await live(newsroom)
    counted = """
        SELECT (SELECT count(*) FROM reposts) AS seen, (SELECT sum(reposts) FROM posts) AS summed,
               (SELECT count(*) FROM moves) AS moves, (SELECT count(*) FROM starts) AS starts,
               (SELECT count(DISTINCT person_id) FROM moves) AS people
    """
    before = dict((await newsroom.app.db.fetch_all(counted))[0])
    assert before["seen"] >= 2
    await forget(newsroom, person)
    assert dict((await newsroom.app.db.fetch_all(counted))[0]) == before


async def test_nobody_elses_data_change(newsroom: Newsroom) -> None:
    person = await live(newsroom)
    await newsroom.reader.send("/digest")
    await newsroom.reader.press("Weekly")
    await newsroom.author.send("Черновик автора")
    await newsroom.tick(3)

    async def others() -> dict[str, list[str]]:
        found = await dump(newsroom)
        ids = re.compile(rf"=({newsroom.author.id}|{newsroom.reader.id})(?!\d)")
        mine = re.compile(rf"(?<!\d){ID}(?!\d)")
        return {
            table: [row for row in rows if ids.search(row) and not mine.search(row)]
            for table, rows in found.items()
            if table != "updates"
        }

    before = await others()
    await forget(newsroom, person)
    after = await others()
    assert sum(map(len, before.values())) >= 15
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table


async def test_it_is_one_transaction(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await live(newsroom)
    await person.send("/privacy")
    await person.press("Forget me")
    before = await dump(newsroom, without=("updates", "conversations"))
    applied = 0
    apply = forgetting._apply

    async def die_at_the_end(*arguments: Any) -> None:
        nonlocal applied
        applied += 1
        await apply(*arguments)
        if applied == len(privacy.personal()):
            raise RuntimeError("the process died")

    monkeypatch.setattr(forgetting, "_apply", die_at_the_end)
    await person.press("Forget me")
    assert applied == len(privacy.personal())
    assert not person.text.startswith("Forgotten")
    assert await dump(newsroom, without=("updates", "conversations")) == before


async def test_the_confirmation_names_what_goes_and_what_stays(newsroom: Newsroom) -> None:
    person = await live(newsroom)
    await person.send("/privacy")
    assert NAME in person.text
    assert f"@{USERNAME}" in person.text
    await person.press("Forget me")
    assert "One planned post of yours goes too: it will not come out." in person.text
    assert "One draft of yours goes too." in person.text
    assert "The post that you published stays the channel’s" in person.text
    assert "OWNER_IDS" not in person.text
    await person.press("Cancel")
    assert "What I keep about you" in person.text
    assert any(str(ID) in row for rows in (await dump(newsroom)).values() for row in rows)


async def test_an_owner_is_told_that_the_settings_keep_them_one(newsroom: Newsroom) -> None:
    await newsroom.author.send("/privacy")
    await newsroom.author.press("Forget me")
    assert "OWNER_IDS" in newsroom.author.text
    await newsroom.author.press("Forget me")
    assert newsroom.author.text.startswith("Forgotten")
    await newsroom.author.send("/channels")
    assert "Marketing aloud" in " ".join(newsroom.author.buttons())


async def test_what_is_given_is_everything_and_nobody_elses(newsroom: Newsroom) -> None:
    person = await live(newsroom)
    await person.send("/privacy")
    await person.press("Export my data")
    document = person.last.document
    assert document is not None
    raw = newsroom.world.file_bytes(document.file_id)
    told = json.loads(raw)
    assert told["profile"][0]["username"] == USERNAME
    for section in ("digests", "saved", "follows", "arrivals", "reposts", "team", "posts", "work",
                    "updates", "model", "letters"):  # fmt: skip
        assert told[section], section
    words = raw.decode()
    for private in PRIVATE:
        assert private in words
    for other in (newsroom.author, newsroom.reader):
        assert not re.search(rf"(?<!\d){other.id}(?!\d)", words)
    assert told["saved"][0]["post"].startswith("Упаковка недели")
    followed = [row for row in told["follows"] if row["kind"] == "follows"]
    assert followed
    assert all(row["rubric"].startswith("#") for row in followed)
    assert all(row["rubric"] for row in told["digests"] if row["kind"] == "subscription_rubrics")
    # A zero in these columns may be a number that nobody knows.
    assert not any({"reactions", "reposts"} & row.keys() for row in told["posts"])


@pytest.mark.parametrize("fate", list(Fate), ids=lambda fate: fate.name)
def test_every_fate_is_some_columns(fate: Fate) -> None:
    assert any(column.fate is fate for column in privacy.COLUMNS)


async def test_a_second_tap_that_was_on_its_way_leaves_nothing_either(
    newsroom: Newsroom,
) -> None:
    person = await live(newsroom)
    await person.send("/privacy")
    await person.press("Forget me")
    message = person.last
    for _ in range(2):
        newsroom.world.press(person.id, newsroom.bot_id, message.message_id, "rpv1:f")
    await newsroom.settle()
    assert person.text.startswith("Forgotten")
    assert speaking(await dump(newsroom)) == []


async def test_nothing_is_left_in_the_bytes_of_the_store(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    person = await live(newsroom)
    private = [word.encode() for word in (NAME, USERNAME, *PRIVATE[:3])]
    sought = [*private, str(ID).encode(), ID.to_bytes(6, "big")]

    def found() -> list[bytes]:
        stored = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("rubrika.db*")))
        return [words for words in sought if words in stored]

    assert found() == sought
    await forget(newsroom, person)
    assert person.text.startswith("Forgotten")
    await newsroom.tick(2)
    assert found() == []
