"""What language models propose for posts: the latest proposal of each."""

import json
from datetime import datetime

from bot.domain.proposals import KeptProposal, Wish
from bot.domain.texts import Entity, Text
from bot.domain.writing import Change
from storage.db import Row, Session, to_ms

_HEADLINES = "headlines"


async def replace(
    db: Session,
    post_id: int,
    wish: Wish,
    *,
    revision: int,
    text: Text,
    headlines: tuple[str, ...],
    lost: int,
    now: datetime,
) -> KeptProposal:
    """Keep a proposal in the place of the post's earlier one, under a number of its own."""
    row = await db.fetch_one(
        """
        INSERT INTO proposals (post_id, number, revision, wish, language, instruction, content,
                               lost, headlines, created_at)
        VALUES (:post, 1, :revision, :wish, :language, :instruction, :content,
                :lost, :headlines, :now)
        ON CONFLICT (post_id) DO UPDATE SET number = proposals.number + 1,
            revision = excluded.revision, wish = excluded.wish, language = excluded.language,
            instruction = excluded.instruction, content = excluded.content, lost = excluded.lost,
            headlines = excluded.headlines, taken_as = NULL, created_at = excluded.created_at
        RETURNING *
        """,
        {
            "post": post_id,
            "revision": revision,
            "wish": wish.change.value if wish.change else _HEADLINES,
            "language": wish.language,
            "instruction": wish.instruction,
            "content": _json(
                {"text": text.text, "entities": [item.to_dict() for item in text.entities]}
            ),
            "lost": lost,
            "headlines": _json(list(headlines)),
            "now": to_ms(now),
        },
    )
    assert row is not None
    return _proposal(row)


async def get_proposal(db: Session, post_id: int, number: int) -> KeptProposal | None:
    """The post's proposal of this number, unless a later one has taken its place."""
    row = await db.fetch_one(
        "SELECT * FROM proposals WHERE post_id = :post AND number = :number",
        {"post": post_id, "number": number},
    )
    return _proposal(row) if row else None


async def set_taken(db: Session, post_id: int, number: int, *, revision: int) -> None:
    """The proposal has become this revision."""
    await db.execute(
        "UPDATE proposals SET taken_as = :revision WHERE post_id = :post AND number = :number",
        {"post": post_id, "number": number, "revision": revision},
    )


def _proposal(row: Row) -> KeptProposal:
    content = json.loads(row["content"])
    wish = row["wish"]
    return KeptProposal(
        post_id=row["post_id"],
        number=row["number"],
        revision=row["revision"],
        wish=Wish(
            change=None if wish == _HEADLINES else Change(wish),
            language=row["language"],
            instruction=row["instruction"],
        ),
        text=Text(content["text"], tuple(map(Entity.from_dict, content["entities"]))),
        headlines=tuple(json.loads(row["headlines"])),
        lost=row["lost"],
        taken_as=row["taken_as"],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
