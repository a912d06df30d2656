"""Issues of roundups: one a channel and period, what each was chosen from, who is to be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.roundups import PRESS, Every, Issue, Telling
from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue before it is stored; see `Issue`."""

    channel_id: int
    period: str
    every: Every
    since: datetime
    until: datetime
    goes_at: datetime | None
    person_id: int
    is_inherited: bool


async def insert(db: Session, new: NewIssue, *, now: datetime) -> int | None:
    """Begin an issue whose author is to be told; its id, None when its period has one."""
    row = await db.fetch_one(
        """
        INSERT INTO roundup_issues (channel_id, period, every, since_at, until_at, goes_at,
                                    revision, person_id, is_inherited, made_at, telling,
                                    tell_at)
        VALUES (:channel, :period, :every, :since, :until, :goes, 0, :person, :inherited,
                :now, 'draft', :now)
        ON CONFLICT (channel_id, period) DO NOTHING RETURNING id
        """,
        {
            "channel": new.channel_id,
            "period": new.period,
            "every": new.every.value,
            "since": to_ms(new.since),
            "until": to_ms(new.until),
            "goes": to_ms(new.goes_at),
            "person": new.person_id,
            "inherited": int(new.is_inherited),
            "now": to_ms(now),
        },
    )
    return int(row["id"]) if row else None


async def set_draft(db: Session, issue_id: int, *, post_id: int, revision: int) -> None:
    """The draft that an issue is, as we wrote it."""
    await db.execute(
        "UPDATE roundup_issues SET post_id = :post, revision = :revision WHERE id = :id",
        {"id": issue_id, "post": post_id, "revision": revision},
    )


async def get(db: Session, issue_id: int) -> Issue | None:
    row = await db.fetch_one("SELECT * FROM roundup_issues WHERE id = :id", {"id": issue_id})
    return _issue(row) if row else None


async def find(db: Session, channel_id: int, period: str) -> Issue | None:
    """The issue of a period."""
    row = await db.fetch_one(
        "SELECT * FROM roundup_issues WHERE channel_id = :channel AND period = :period",
        {"channel": channel_id, "period": period},
    )
    return _issue(row) if row else None


async def find_draft(db: Session, channel_id: int, *, made_after: datetime) -> Issue | None:
    """The draft that somebody asked for lately, while it is still one."""
    row = await db.fetch_one(
        """
        SELECT roundup_issues.* FROM roundup_issues JOIN posts ON posts.id = post_id
        WHERE roundup_issues.channel_id = :channel AND made_at > :after AND state = 'draft'
          AND substr(period, 1, length(:press)) = :press
        ORDER BY roundup_issues.id DESC LIMIT 1
        """,
        {"channel": channel_id, "after": to_ms(made_after), "press": PRESS},
    )
    return _issue(row) if row else None


async def last_day(db: Session, channel_id: int) -> date | None:
    """The last day on which a roundup of a channel came, or was to come."""
    row = await db.fetch_one(
        """
        SELECT max(period) AS day FROM roundup_issues
        WHERE channel_id = :channel AND period BETWEEN '0' AND '9999'
        """,
        {"channel": channel_id},
    )
    return date.fromisoformat(row["day"]) if row and row["day"] else None


async def list_untold(db: Session, *, now: datetime) -> list[Issue]:
    """Issues whose author is to be told, longest waiting first."""
    rows = await db.fetch_all(
        "SELECT * FROM roundup_issues WHERE tell_at <= :now ORDER BY tell_at, id LIMIT 50",
        {"now": to_ms(now)},
    )
    return [_issue(row) for row in rows]


async def set_telling(db: Session, issue_id: int, telling: Telling, at: datetime | None) -> None:
    """What the author of an issue is told next, and when; None: all is told."""
    await db.execute(
        "UPDATE roundup_issues SET telling = :telling, tell_at = :at WHERE id = :id",
        {"id": issue_id, "telling": telling.value, "at": to_ms(at)},
    )


async def next_telling(db: Session) -> datetime | None:
    """When an author is to be told next."""
    row = await db.fetch_one(
        "SELECT min(tell_at) AS at FROM roundup_issues WHERE tell_at IS NOT NULL"
    )
    return from_ms(row["at"]) if row else None


async def set_choices(db: Session, issue_id: int, choices: Iterable[tuple[int, bool]]) -> None:
    """What an issue may have: (post id, whether it has it)."""
    await db.execute_many(
        """
        INSERT INTO roundup_choices (issue_id, post_id, is_chosen) VALUES (:issue, :post, :chosen)
        ON CONFLICT (issue_id, post_id) DO UPDATE SET is_chosen = excluded.is_chosen
        """,
        [{"issue": issue_id, "post": post, "chosen": int(chosen)} for post, chosen in choices],
    )


async def list_choices(db: Session, issue_id: int) -> dict[int, bool]:
    """post id -> whether an issue has it, of those it may have."""
    rows = await db.fetch_all(
        "SELECT post_id, is_chosen FROM roundup_choices WHERE issue_id = :issue",
        {"issue": issue_id},
    )
    return {row["post_id"]: bool(row["is_chosen"]) for row in rows}


async def list_unfit(
    db: Session, channel_id: int, *, since: datetime, until: datetime
) -> set[int]:
    """Ids of published posts that no roundup has.

    Roundups themselves, posts that repeat others, those of a rubric that is hidden, and those on
    their way out of the channel.
    """
    rows = await db.fetch_all(
        """
        SELECT id FROM posts
        WHERE channel_id = :channel AND state = 'published'
          AND published_at >= :since AND published_at < :until
          AND (EXISTS (SELECT 1 FROM roundup_issues WHERE post_id = posts.id)
            OR EXISTS (SELECT 1 FROM series WHERE post_id = posts.id)
            OR EXISTS (SELECT 1 FROM repeats WHERE post_id = posts.id)
            OR EXISTS (
                SELECT 1 FROM removals WHERE post_id = posts.id AND state <> 'refused')
            OR EXISTS (
                SELECT 1 FROM post_rubrics JOIN rubrics ON rubrics.id = rubric_id
                WHERE post_rubrics.post_id = posts.id AND rubrics.is_hidden = 1))
        """,
        {"channel": channel_id, "since": to_ms(since), "until": to_ms(until)},
    )
    return {row["id"] for row in rows}


def _issue(row: Row) -> Issue:
    return Issue(
        id=row["id"],
        channel_id=row["channel_id"],
        period=row["period"],
        every=Every(row["every"]),
        since=from_ms(row["since_at"]),
        until=from_ms(row["until_at"]),
        goes_at=from_ms(row["goes_at"]),
        post_id=row["post_id"],
        revision=row["revision"],
        person_id=row["person_id"],
        is_inherited=bool(row["is_inherited"]),
        made_at=from_ms(row["made_at"]),
        telling=Telling(row["telling"]),
    )
