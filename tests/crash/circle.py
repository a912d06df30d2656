"""Readers of one channel who want its digest every day: what each got, what the store says."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from zoneinfo import ZoneInfo

from storage.db import to_ms
from tests.crash.stage import Stage, words
from tests.crash.walk import Walk

ZONE = "Europe/Moscow"
DAY = timedelta(days=1)
_TITLE = re.compile(r"Post (\d+)")
_TOLD = re.compile(r"([\d,]+|One) digests? ha(?:s|ve) an unknown outcome")
_NAMES = re.compile(r"Reader \d+")


class Circle:
    """A stage with so many readers; a day is one post and one digest at ten."""

    def __init__(self, stage: Stage, count: int) -> None:
        self.stage = stage
        self.people = [
            stage.world.add_person(f"Reader {number}", language_code="en").id
            for number in range(count)
        ]
        self._places = {person_id: place for place, person_id in enumerate(self.people)}
        self.days = 0

    async def gather(self) -> None:
        """The bot gets its channel, and everybody subscribes; it does not run after that."""
        stage = self.stage
        await Walk(stage).prepare()
        await stage.kill()
        at = stage.dial.now().astimezone(ZoneInfo(ZONE))
        first = at.replace(hour=10, minute=0, second=0, microsecond=0) + DAY
        moment = {"now": to_ms(stage.dial.now()), "next": to_ms(first)}
        with closing(sqlite3.connect(stage.store, isolation_level=None)) as db:
            db.execute("BEGIN")
            for number, person_id in enumerate(self.people):
                # A chat with the bot, as if Start had been pressed.
                stage.world.room_for_person(person_id, stage.bot_id)
                person = moment | {"person": person_id, "name": f"Reader {number}", "zone": ZONE}
                db.execute(_PERSON, person)
                db.execute(_SUBSCRIPTION, person)
            db.execute("COMMIT")

    async def publish(self) -> int:
        """The post of a day, with the bot at rest behind it; its number."""
        stage = self.stage
        self.days += 1
        stage.world.say(stage.author_id, stage.channel_id, f"Post {self.days}\n\nWords of it.")
        await stage.rest()
        return self.days

    def dawn(self) -> None:
        """It is ten o'clock again: everybody is due."""
        now = self.stage.dial.now().astimezone(ZoneInfo(ZONE))
        ten = now.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(seconds=1)
        self.stage.dial.move(((ten if ten > now else ten + DAY) - now).total_seconds())

    @property
    def is_under_way(self) -> bool:
        """Whether some digest is due, or its outcome open."""
        rows = self.stage.query(
            """
            SELECT EXISTS (SELECT 1 FROM subscriptions WHERE next_at <= :now)
                OR EXISTS (SELECT 1 FROM deliveries WHERE state = 'sending')
            """,
            now=int(self.stage.dial.time() * 1000),
        )
        return rows != [(0,)]

    def digests(self, person_id: int) -> list[str]:
        """What came to a reader."""
        texts = [words(message) for message in self.stage.answers(person_id)]
        return [text for text in texts if _TITLE.search(text)]

    def posts(self, person_id: int) -> Counter[int]:
        """How often each post was told to a reader."""
        return Counter(
            int(number) for text in self.digests(person_id) for number in set(_TITLE.findall(text))
        )

    def states(self) -> dict[int, list[str]]:
        """What the store says of each reader's deliveries, in their order."""
        rows = self.stage.query(
            """
            SELECT person_id, deliveries.state FROM deliveries
            JOIN subscriptions ON subscriptions.id = subscription_id ORDER BY person_id, period
            """
        )
        found: dict[int, list[str]] = {person_id: [] for person_id in self.people}
        for person_id, state in rows:
            found[int(str(person_id))].append(str(state))
        return found

    @property
    def open(self) -> int:
        """Deliveries that were begun, and of which nothing else is written."""
        rows = self.stage.query("SELECT count(*) FROM deliveries WHERE state = 'sending'")
        return int(str(rows[0][0]))

    def name(self, person_id: int) -> str:
        """As the owner is told it."""
        return f"Reader {self._places[person_id]}"

    def told(self) -> tuple[int, set[str]]:
        """How many unknown outcomes the owner was told of, and the names that were told."""
        count, names = 0, set()
        for message in self.stage.answers():
            text = words(message)
            if found := _TOLD.search(text):
                count += 1 if found[1] == "One" else int(found[1].replace(",", ""))
                names |= set(_NAMES.findall(text))
        return count, names


_PERSON = """
    INSERT INTO people (id, name, telegram_language, zone, created_at)
    VALUES (:person, :name, 'en', :zone, :now)
"""
_SUBSCRIPTION = """
    INSERT INTO subscriptions
        (person_id, channel_id, frequency, minute, weekday, zone, next_at, period_from_at)
    VALUES (:person, 1, 'daily', 600, 0, :zone, :next, :now)
"""
