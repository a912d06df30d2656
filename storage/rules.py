"""House rules of channels, and what was let through in spite of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.rules import Level, Params, Rule, RuleKind
from storage.db import Row, Session, from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A finding that somebody let through, and why."""

    mark: str
    remark: str
    person_id: int
    made_at: datetime


async def insert(
    db: Session, channel_id: int, rule: Rule, *, person_id: int, now: datetime
) -> int | None:
    """Store a rule; its id, or None when the channel has this ready one already."""
    row = await db.fetch_one(
        """
        INSERT INTO house_rules (channel_id, kind, level, is_on, params, changed_by, changed_at)
        VALUES (:channel, :kind, :level, :is_on, :params, :person, :now)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        {
            "channel": channel_id,
            "kind": rule.kind.value,
            "person": person_id,
            "now": to_ms(now),
            **_settings(rule),
        },
    )
    return int(row["id"]) if row else None


async def set_rule(db: Session, rule: Rule, *, person_id: int, now: datetime) -> None:
    """Store what an owner may change of a rule."""
    await db.execute(
        """
        UPDATE house_rules SET level = :level, is_on = :is_on, params = :params,
               changed_by = :person, changed_at = :now WHERE id = :id
        """,
        {"id": rule.id, "person": person_id, "now": to_ms(now), **_settings(rule)},
    )


async def delete(db: Session, rule_id: int) -> None:
    await db.execute("DELETE FROM house_rules WHERE id = :id", {"id": rule_id})


async def get_rule(db: Session, rule_id: int) -> tuple[int, Rule] | None:
    """The channel of a rule and the rule."""
    row = await db.fetch_one("SELECT * FROM house_rules WHERE id = :id", {"id": rule_id})
    return (row["channel_id"], _rule(row)) if row else None


async def list_rules(db: Session, channel_id: int) -> list[Rule]:
    """The stored rules of a channel in the order they were made."""
    rows = await db.fetch_all(
        "SELECT * FROM house_rules WHERE channel_id = :channel ORDER BY id",
        {"channel": channel_id},
    )
    return [_rule(row) for row in rows]


async def list_overrides(db: Session, post_id: int) -> list[Override]:
    """What was let through in a post."""
    rows = await db.fetch_all(
        "SELECT * FROM rule_overrides WHERE post_id = :post ORDER BY made_at, mark",
        {"post": post_id},
    )
    return [
        Override(
            mark=row["mark"],
            remark=row["remark"],
            person_id=row["person_id"],
            made_at=from_ms(row["made_at"]),
        )
        for row in rows
    ]


async def insert_overrides(
    db: Session, post_id: int, marks: Sequence[str], *, remark: str, person_id: int, now: datetime
) -> None:
    """Let findings through; a later remark replaces an earlier one."""
    await db.execute_many(
        """
        INSERT INTO rule_overrides (post_id, mark, remark, person_id, made_at)
        VALUES (:post, :mark, :remark, :person, :now)
        ON CONFLICT (post_id, mark) DO UPDATE SET remark = excluded.remark,
               person_id = excluded.person_id, made_at = excluded.made_at
        """,
        [
            {
                "post": post_id,
                "mark": mark,
                "remark": remark,
                "person": person_id,
                "now": to_ms(now),
            }
            for mark in marks
        ],
    )


def _settings(rule: Rule) -> dict[str, str | int]:
    return {
        "level": rule.level.value,
        "is_on": int(rule.is_on),
        "params": json.dumps(rule.params.to_dict(), ensure_ascii=False),
    }


def _rule(row: Row) -> Rule:
    return Rule(
        id=row["id"],
        kind=RuleKind(row["kind"]),
        level=Level(row["level"]),
        is_on=bool(row["is_on"]),
        params=Params.from_dict(json.loads(row["params"])),
    )
