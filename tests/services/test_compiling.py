"""The channel's own digest: one draft a period for somebody who is there, whatever happens."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.channels import Channel
from bot.domain.posts import Content, PostState
from bot.domain.roundup_texts import write
from bot.domain.roundups import Candidate, Every, Issue
from bot.domain.team import Role
from bot.errors import InputRefused, NotAllowed
from bot.services.appointing import Appointing
from bot.services.compiling import Compiling
from bot.services.drafting import Drafting
from bot.services.planning import Planning
from bot.services.registering import Registering
from bot.services.selecting import Selecting, Selection
from storage import members, people, posts, publications, roundup_issues, roundups
from storage.db import Row, Session
from storage.roundup_issues import NewIssue
from tests.services.archives import Archive, open_archive
from tests.services.test_lettering import NoLooker
from tests.storage.test_plans_of_queries import Explaining

OWNER, EDITOR, GUEST = 1, 2, 3
# 10:00 in Moscow.
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
SECOND, HOUR, WEEK = timedelta(seconds=1), timedelta(hours=1), timedelta(days=7)


class Plain:
    """Words that may fail."""

    is_broken = False

    async def write(
        self,
        channel: Channel,
        period: NewIssue | Issue,
        chosen: Sequence[Candidate],
        tag: str | None,
    ) -> Content:
        if self.is_broken:
            raise ValueError("no words")
        return write("Best", chosen, lambda one: one.post.title, tag or "digest")


class Desk:
    """A messenger that remembers, and asks to wait as long as it is told."""

    def __init__(self) -> None:
        self.drafts: list[Selection] = []
        self.numbers: list[Selection] = []
        self.waits: list[timedelta] = []

    async def show_draft(self, selection: Selection) -> timedelta | None:
        if self.waits:
            return self.waits.pop()
        self.drafts.append(selection)
        return None

    async def show_numbers(self, selection: Selection) -> timedelta | None:
        if self.waits:
            return self.waits.pop()
        self.numbers.append(selection)
        return None


class Lenient:
    """A judge of no rules."""

    async def require_obeyed(self, post: object) -> None:
        """Every post obeys."""


class Office:
    """A store with a channel, its team and what makes its digest."""

    def __init__(self, archive: Archive) -> None:
        self.db, self.clock, self.archive = archive.db, archive.clock, archive
        registering = Registering(
            self.db, self.clock, NoLooker(), owner_ids=frozenset({OWNER}), zone="Europe/Moscow",
            default_language="en",
        )  # fmt: skip
        self.registering = registering
        drafting = Drafting(self.db, self.clock, registering)
        self.words, self.desk = Plain(), Desk()
        self.planning = Planning(self.db, self.clock, drafting, Lenient(), lambda: None)
        self.compiling = Compiling(
            self.db, self.clock, drafting, self.planning, self.words, self.desk
        )
        self.appointing = Appointing(self.db, self.clock, registering.rights)
        self.selecting = Selecting(self.db, self.clock, drafting, self.words)

    async def meet(self, person_id: int) -> None:
        async with self.db.transaction() as session:
            await people.upsert(
                session, person_id=person_id, name=f"Person {person_id}", username=None,
                telegram_language="en", zone="Europe/Moscow", now_ms=0,
            )  # fmt: skip

    async def open(self, title: str = "Маркетинг", *, size: int = 3) -> Channel:
        """A channel with posts of the week and a weekly digest."""
        channel = await self.archive.connect(title)
        for number in range(size):
            await self.archive.publish(channel, f"Post {number}", reactions=number)
        await self.appointing.set_every(OWNER, channel.id, Every.WEEKLY)
        return channel

    async def give(self, channel: Channel, person_id: int) -> None:
        """Drafts go to somebody else from now on."""
        async with self.db.transaction() as session:
            await session.execute(
                "UPDATE roundups SET person_id = :person WHERE channel_id = :channel",
                {"person": person_id, "channel": channel.id},
            )

    async def run(self, at: datetime) -> None:
        self.clock.moment = at
        await self.compiling.deliver_due()

    async def issues(self) -> list[str]:
        rows = await self.db.fetch_all("SELECT period FROM roundup_issues ORDER BY id")
        return [row["period"] for row in rows]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_archive(tmp_path) as archive:
        made = Office(archive)
        await made.meet(OWNER)
        yield made


async def test_two_looks_at_once_make_one_draft(office: Office) -> None:
    await office.open()
    office.clock.moment = MONDAY
    await asyncio.gather(*(office.compiling.deliver_due() for _ in range(5)))
    assert await office.issues() == ["2026-11-23"]
    assert len(office.desk.drafts) == 1
    rows = await office.db.fetch_all("SELECT id FROM posts WHERE state = 'draft'")
    assert len(rows) == 1


async def test_numbers_follow_the_draft_and_what_must_wait_is_told_later(office: Office) -> None:
    await office.open()
    office.desk.waits = [5 * SECOND]
    await office.run(MONDAY)
    assert office.desk.drafts == []
    await office.run(MONDAY + 4 * SECOND)
    assert office.desk.drafts == []
    await office.run(MONDAY + 5 * SECOND)
    assert len(office.desk.drafts) == 1
    await office.run(MONDAY + 10 * SECOND)
    await office.run(MONDAY + HOUR)
    assert len(office.desk.numbers) == 1
    assert len(office.desk.drafts) == 1


async def test_an_editor_keeps_the_draft_and_who_left_hands_it_to_an_owner(
    office: Office,
) -> None:
    channel = await office.open()
    await office.meet(EDITOR)
    await office.give(channel, EDITOR)
    async with office.db.transaction() as session:
        await members.upsert(
            session, person_id=EDITOR, channel_id=channel.id, role=Role.EDITOR,
            invited_by=OWNER, now=office.clock.now(),
        )  # fmt: skip
    await office.run(MONDAY)
    [first] = office.desk.drafts
    assert (first.issue.person_id, first.issue.is_inherited) == (EDITOR, False)
    assert first.post is not None
    assert first.post.author_id == EDITOR
    async with office.db.transaction() as session:
        await session.execute("DELETE FROM members")
    office.clock.moment = MONDAY + timedelta(days=1)
    for number in range(2):
        await office.archive.publish(channel, f"Later {number}")
    await office.run(MONDAY + WEEK)
    second = office.desk.drafts[-1]
    assert (second.issue.person_id, second.issue.is_inherited) == (OWNER, True)
    known = await roundups.get(office.db, channel.id)
    assert known is not None
    assert known.person_id == OWNER


async def test_a_digest_that_cannot_be_written_holds_up_no_other(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    await office.open("One")
    office.words.is_broken = True
    await office.run(MONDAY)
    assert "the roundup of channel" in caplog.text
    assert await office.issues() == []
    caplog.clear()
    await office.run(MONDAY + 30 * SECOND)
    assert caplog.text == ""
    office.words.is_broken = False
    await office.run(MONDAY + 60 * SECOND)
    assert await office.issues() == ["2026-11-23"]


async def test_what_its_author_cancelled_before_being_told_stays_out_of_the_plan(
    office: Office,
) -> None:
    channel = await office.open()
    await office.appointing.set_automatic(OWNER, channel.id, is_automatic=True)
    office.desk.waits = [5 * SECOND]
    await office.run(MONDAY - HOUR)
    [row] = await office.db.fetch_all("SELECT post_id FROM roundup_issues")
    found = await publications.get_of_post(office.db, row["post_id"])
    assert found is not None
    assert found.due_at == MONDAY
    await office.planning.cancel(OWNER, row["post_id"])
    await office.run(MONDAY - HOUR + 5 * SECOND)
    post = await posts.get_post(office.db, row["post_id"])
    assert post is not None
    assert post.state is PostState.DRAFT
    assert len(office.desk.drafts) == 1


async def test_late_by_days_it_is_made_for_its_own_days(office: Office) -> None:
    await office.open()
    await office.run(MONDAY + timedelta(days=3))
    [selection] = office.desk.drafts
    assert selection.issue.until == datetime(2026, 11, 22, 21, tzinfo=UTC)
    assert [one.post.title for one in selection.candidates] == ["Post 2", "Post 1", "Post 0"]


async def test_another_time_on_a_day_that_had_its_digest_makes_no_second_one(
    office: Office,
) -> None:
    channel = await office.open()
    await office.run(MONDAY)
    appointed = await office.appointing.set_minute(OWNER, channel.id, 12 * 60)
    assert appointed.next_at == MONDAY + WEEK + 2 * HOUR
    await office.run(MONDAY + 5 * HOUR)
    assert await office.issues() == ["2026-11-23"]


async def test_ranks_follow_what_is_known_and_deleted_posts_are_left_out(office: Office) -> None:
    channel = await office.open()
    unknown = await office.archive.publish(channel, "Nobody knows")
    await office.run(MONDAY)
    [selection] = office.desk.drafts
    titles = [one.post.title for one in selection.candidates]
    assert titles == ["Post 2", "Post 1", "Post 0", "Nobody knows"]
    gone = selection.candidates[0].post.id
    async with office.db.transaction() as session:
        await posts.set_state(session, gone, PostState.DELETED, now=MONDAY)
    seen = await office.selecting.look(OWNER, selection.issue.id)
    assert gone not in [one.post.id for one in seen.candidates]
    changed = await office.selecting.choose(OWNER, selection.issue.id, unknown.id, is_chosen=False)
    again = await office.selecting.choose(OWNER, selection.issue.id, unknown.id, is_chosen=False)
    assert changed.post is not None
    assert again.post is not None
    assert again.post.revision == changed.post.revision == 2
    assert "Nobody knows" not in changed.post.content.text.text


async def test_nobody_but_an_owner_sets_anything(office: Office) -> None:
    channel = await office.open()
    await office.meet(GUEST)
    with pytest.raises(NotAllowed):
        await office.appointing.set_every(GUEST, channel.id, Every.OFF)
    with pytest.raises(NotAllowed):
        await office.compiling.make_now(GUEST, channel.id, press="1")
    with pytest.raises(InputRefused):
        await office.appointing.set_size(OWNER, channel.id, 99)
    with pytest.raises(InputRefused):
        await office.appointing.set_weekday(OWNER, channel.id, 7)
    await office.run(MONDAY)
    with pytest.raises(NotAllowed):
        await office.selecting.look(GUEST, office.desk.drafts[0].issue.id)


class Asking(Explaining):
    """The same for queries without parameters."""

    async def fetch_one(self, sql: str, params: dict[str, object] | None = None) -> Row | None:
        return await super().fetch_one(sql, params or {})


async def test_what_is_due_and_untold_is_found_by_indexes(tmp_path: Path) -> None:
    async with open_archive(tmp_path):
        explaining = Asking(sqlite3.connect(tmp_path / "rubrika.db"))
        session: Session = explaining  # type: ignore[assignment]
        await roundups.list_due(session, now=MONDAY)
        await roundups.next_due(session)
        await roundup_issues.list_untold(session, now=MONDAY)
        await roundup_issues.next_telling(session)
        await roundup_issues.list_unfit(session, 1, since=MONDAY, until=MONDAY)
    used = " ".join(explaining.steps)
    assert "roundups_due" in used
    assert "roundup_issues_telling" in used
    scans = [step for step in explaining.steps if step.startswith("SCAN")]
    assert [step for step in scans if "USING" not in step] == []
