"""Gathering evidence: what the sources are asked, when, and that none of them can stop it."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.evidence import Doubt, Finding, Source, Verdict
from bot.domain.posts import Content
from bot.domain.publications import Publication, PublicationState
from bot.domain.texts import Text
from bot.services import settling
from bot.services.reconciling import Reconciling
from bot.tasks import Tasks
from storage import attempts, channels, evidence, messages, posts, publications
from storage.attempts import Begun
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase, open_sqlite
from tests.newsroom import FakeClock

FOUND = Finding(Verdict.FOUND, (8,))
ABSENT, UNKNOWN = Finding(Verdict.ABSENT), Finding(Verdict.UNKNOWN, (), "no idea")


@dataclass
class Witness:
    """A source that says what it is told to."""

    source: Source
    answer: Finding | Exception = UNKNOWN
    asked: list[Doubt] = field(default_factory=list)

    async def look(self, doubt: Doubt) -> Finding:
        self.asked.append(doubt)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Desk:
    """A publication in doubt, and who is asked about it."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db, self.clock, self.tasks = db, FakeClock(), Tasks()
        self.personal = Witness(Source.PERSONAL)
        self.probes = Witness(Source.PROBES)
        self.preview = Witness(Source.PREVIEW)
        self.calls = 0
        self.reconciling = self.restart()

    def restart(self) -> Reconciling:
        """What a new process makes of the store."""
        self.reconciling = Reconciling(
            self.db, self.clock, self.tasks, (self.personal, self.probes, self.preview),
            settle_seconds=60,
        )  # fmt: skip
        return self.reconciling

    async def doubt(self, *, is_accepted: bool = False) -> Publication:
        """Begin an attempt, and lose its answer."""
        now = self.clock.now()
        async with self.db.transaction() as session:
            channel = await channels.upsert(
                session, chat_id=-1001, title="Aloud", username=None, linked_chat_id=None,
                zone="UTC", connected_by=1, now_ms=0,
            )  # fmt: skip
            await channels.note_message(session, channel.id, 5)
            post = await posts.insert(
                session, channel_id=channel.id, author_id=1, now=now,
                content=Content(text=Text("words")),
            )  # fmt: skip
            await publications.plan(
                session, post_id=post.id, channel_id=channel.id, due_at=now, requested_by=1,
                is_immediate=False, now=now,
            )  # fmt: skip
        publication = await self.publication()
        await self.lose(publication, is_accepted=is_accepted)
        return publication

    async def lose(self, publication: Publication, *, is_accepted: bool = False) -> None:
        """Claim, send, and hear nothing."""
        now = self.clock.now()
        async with self.db.transaction() as session:
            await publications.move(
                session, publication, source=PublicationState.DUE,
                target=PublicationState.SENDING, now=now,
            )  # fmt: skip
            begun = Begun(
                publication_id=publication.id, part=0, channel_id=publication.channel_id,
                fingerprint="f", nonce=str(now),
            )  # fmt: skip
            await attempts.insert(session, [begun], now=now)
            await settling.doubt(session, publication, "lost", now=now, is_accepted=is_accepted)

    async def publication(self) -> Publication:
        found = await publications.get_publication(self.db, 1)
        assert found is not None
        return found

    async def look(self, seconds: float = 0) -> str:
        """Let time pass and look; the state that follows."""
        self.clock.move(seconds)

        async def then() -> None:
            self.calls += 1

        await self.reconciling.gather_due(then)
        await self.tasks.finish(timeout_seconds=5)
        publication = await self.publication()
        return "asked" if publication.asked_at else publication.state.value


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    db = await open_sqlite(str(tmp_path / "store.db"))
    await migrate(db, now_ms=0)
    yield Desk(db)
    await db.close()


async def test_sources_are_asked_in_order_until_one_has_found_it(desk: Desk) -> None:
    await desk.doubt()
    desk.probes.answer = FOUND
    assert await desk.look() == "published"
    assert len(desk.personal.asked) == len(desk.probes.asked) == 1
    assert desk.preview.asked == []
    assert await messages.list_ids(desk.db, 1) == [8]
    assert desk.calls == 1


async def test_the_preview_is_left_alone_when_the_probes_know(desk: Desk) -> None:
    await desk.doubt()
    desk.probes.answer = ABSENT
    assert await desk.look() == "uncertain"
    assert desk.preview.asked == []
    assert desk.calls == 0


async def test_looks_are_spread_over_the_time_and_the_last_one_is_at_its_end(desk: Desk) -> None:
    await desk.doubt()
    desk.probes.answer = ABSENT
    looks = []
    for second in range(61):
        before = len(desk.probes.asked)
        state = await desk.look(1 if second else 0)
        if len(desk.probes.asked) > before:
            looks.append(second)
    assert looks == [0, 2, 4, 8, 16, 32, 60]
    assert [doubt.is_last for doubt in desk.probes.asked] == [False] * 6 + [True]
    assert state == "due"


async def test_a_new_process_goes_on_with_the_looks_where_the_last_one_stood(desk: Desk) -> None:
    await desk.doubt()
    desk.probes.answer = ABSENT
    await desk.look()
    desk.restart()
    await desk.look(1)
    assert len(desk.probes.asked) == 1
    await desk.look(1)
    assert len(desk.probes.asked) == 2
    desk.restart()
    assert await desk.look(3600) == "due"


async def test_what_a_source_says_again_is_one_row_with_a_count(desk: Desk) -> None:
    await desk.doubt()
    for pause in (0, 2, 2):
        await desk.look(pause)
    notes = await evidence.list_notes(desk.db, 1)
    assert [(note.source, note.looks) for note in notes] == [
        (Source.PERSONAL, 3), (Source.PROBES, 3), (Source.PREVIEW, 3),
    ]  # fmt: skip
    assert notes[0].noted_at - notes[0].first_noted_at == timedelta(seconds=4)


async def test_a_mistake_in_one_source_stops_neither_the_others_nor_the_end(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.doubt()
    desk.personal.answer = RuntimeError("oops")
    with caplog.at_level(logging.CRITICAL):
        assert await desk.look() == "uncertain"
        assert len(desk.preview.asked) == 1
        assert await desk.look(60) == "asked"


async def test_a_second_doubt_about_the_same_message_is_asked_about(desk: Desk) -> None:
    publication = await desk.doubt()
    desk.probes.answer = ABSENT
    assert await desk.look(60) == "due"
    await desk.lose(publication)
    assert await desk.look(60) == "asked"
    desk.probes.answer = FOUND
    assert await desk.look(60) == "asked", "who was asked is not looked for any more"


async def test_what_telegram_took_is_asked_about_and_never_sent_again(desk: Desk) -> None:
    await desk.doubt(is_accepted=True)
    desk.probes.answer = ABSENT
    assert await desk.look(60) == "asked"


async def test_a_doubt_that_was_settled_meanwhile_is_left_as_it_is(desk: Desk) -> None:
    publication = await desk.doubt()
    desk.probes.answer = ABSENT
    desk.clock.move(60)

    async def look(doubt: Doubt) -> Finding:
        # The author answers while the probes are under way.
        post = await posts.get_post(desk.db, 1)
        current = await desk.publication()
        assert post is not None
        async with desk.db.transaction() as session:
            await desk.reconciling.hear(session, current, post, is_published=True)
        return ABSENT

    desk.probes.look = look  # type: ignore[method-assign]
    assert await desk.look() == "published"
    assert publication.id == 1


async def test_messages_of_other_posts_are_no_candidates(desk: Desk) -> None:
    await desk.doubt()
    async with desk.db.transaction() as session:
        other = await posts.insert(
            session, channel_id=1, author_id=None, content=Content(text=Text("hand")),
            now=desk.clock.now(),
        )  # fmt: skip
        await messages.insert(session, other.id, -1001, [6])
        await channels.note_message(session, 1, 7)
    await desk.look()
    (doubt,) = desk.probes.asked
    assert (doubt.after, doubt.newest, doubt.known) == (5, 7, frozenset({6}))
    assert not doubt.may_be(6)
    assert doubt.may_be(7)
