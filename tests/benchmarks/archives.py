"""An archive of up to a million posts until now: a part made in earnest, the rest copied."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.services.restemming import is_word
from bot.services.stemming import rules
from storage.search import ID_BITS
from tests.benchmarks.filling import RUBRICS, WORDS, fill

PART = 10_000
"""Posts made by the code that makes them in use; the rest are copies further in the past."""

BETWEEN = timedelta(minutes=5)
"""Between two posts: a hundred thousand are a year."""

RARE_WORDS = 20_000
_SYLLABLES = [a + b for a in "бвгдзклмнпрстфхш" for b in "аеиоуыя"]


async def fill_archive(path: Path, size: int) -> None:
    """A store with one channel and so many posts, each with its message and its numbers."""
    span = PART * BETWEEN
    await fill(path, _texts(PART), start=datetime.now(UTC) - span, between=BETWEEN)
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    _number(connection)
    _copy(connection, size // PART, span)
    _gather(connection, size)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def rare_words(count: int, seed: int = 1) -> list[str]:
    """Words that nobody says, as many as are asked for."""
    chance = random.Random(seed)
    return ["".join(chance.choices(_SYLLABLES, k=chance.randrange(3, 6))) for _ in range(count)]


def _texts(count: int) -> Iterator[str]:
    """Posts of thirty frequent words and ten by Zipf's law, in two of 200 rubrics each."""
    chance, rare = random.Random(count), rare_words(RARE_WORDS)
    for number in range(count):
        words = chance.choices(WORDS, k=30)
        words += [rare[min(int(chance.paretovariate(0.7)), RARE_WORDS) - 1] for _ in range(10)]
        chance.shuffle(words)
        tags = " ".join(f"#рубрика{chance.randrange(RUBRICS)}" for _ in range(2))
        yield f"{' '.join(words)} №{number}\n{tags}"


def _number(connection: sqlite3.Connection) -> None:
    """Reactions, reposts and comments, and the message of each post."""
    connection.execute(
        """
        INSERT INTO post_messages (chat_id, message_id, post_id, part, position)
        SELECT -1001, id, id, 0, 0 FROM posts
        """
    )
    connection.execute(
        """
        UPDATE posts SET reactions = id * 7919 % 503, reactions_at = published_at,
               reposts = id * 104729 % 97, comments = id * 31 % 61
        """
    )
    connection.execute("UPDATE post_rubrics SET reactions = post_id * 7919 % 503")


def _copy(connection: sqlite3.Connection, times: int, span: timedelta) -> None:
    """Copies of all posts, each a span further in the past, with ids and numbers of their own."""
    later = "ms - :n * :span"
    id_mask = (1 << ID_BITS) - 1
    changes = {
        "posts": {
            "id": "id + :n * :part", "published_at": later.replace("ms", "published_at"),
            "reactions": "(id + :n * 7) * 7919 % 503", "reposts": "(id + :n * 7) * 104729 % 97",
            "reactions_at": later.replace("ms", "reactions_at"),
        },
        "revisions": {"post_id": "post_id + :n * :part"},
        "post_messages": {
            "message_id": "message_id + :n * :part", "post_id": "post_id + :n * :part",
        },
        "post_rubrics": {
            "post_id": "post_id + :n * :part", "published_at": later.replace("ms", "published_at"),
            "reactions": "(post_id + :n * 7) * 7919 % 503",
        },
        "post_search": {
            "post_id": "post_id + :n * :part",
            "position": f"(((position >> {ID_BITS}) - :n * :span / 1000) << {ID_BITS})"
            f" | ((position & {id_mask}) + :n * :part)",
        },
    }  # fmt: skip
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'post_search'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    params = {"part": PART, "span": span // timedelta(milliseconds=1)}
    for table, changed in changes.items():
        info = connection.execute(f"PRAGMA table_info({table})").fetchall()
        columns = [row[1] for row in info if table != "revisions" or row[1] != "id"]
        own = {"posts": "id", "post_messages": "message_id"}.get(table, "post_id")
        select = ", ".join(changed.get(column, column) for column in columns)
        sql = f"""
            INSERT INTO {table} ({", ".join(columns)})
            SELECT {select} FROM {table} WHERE {own} <= :part
            """
        connection.executemany(sql, ({"n": n, **params} for n in range(1, times)))
    connection.execute("UPDATE rubrics SET posts = posts * ?", (times,))
    connection.execute("INSERT INTO post_fts (post_fts) VALUES ('rebuild')")
    for _, sql in triggers:
        connection.execute(sql)


def _gather(connection: sqlite3.Connection, size: int) -> None:
    """The vocabulary as the job gathers it, and a third as many words as an archive would have."""
    found = dict(connection.execute("SELECT term, doc FROM post_stems").fetchall())
    stems = dict.fromkeys(rare_words(size // 3, seed=2), 1)
    stems |= {stem: posts for stem, posts in found.items() if is_word(stem)}
    connection.executemany(
        "INSERT INTO vocabulary (stem, mirrored, weight) VALUES (?, ?, ?)",
        ((stem, stem[::-1], posts.bit_length()) for stem, posts in sorted(stems.items())),
    )
    connection.execute(
        "UPDATE search_upkeep SET rules = ?, is_stale = 0, gathered_to = NULL", (rules(),)
    )
