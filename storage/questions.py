"""What a writer asks the author of a draft."""

import json
from collections.abc import Sequence
from datetime import datetime

from storage.db import Session, to_ms


async def set_questions(
    db: Session, post_id: int, sentences: Sequence[str], *, now: datetime
) -> None:
    """Ask these instead of those before."""
    await db.execute(
        """
        INSERT INTO questions (post_id, sentences, asked_at) VALUES (:post, :sentences, :now)
        ON CONFLICT (post_id) DO UPDATE SET
            sentences = excluded.sentences, asked_at = excluded.asked_at
        """,
        {
            "post": post_id,
            "sentences": json.dumps(sentences, ensure_ascii=False),
            "now": to_ms(now),
        },
    )


async def list_questions(db: Session, post_id: int) -> list[str]:
    """The questions about a draft; none when nothing was written for it."""
    row = await db.fetch_one(
        "SELECT sentences FROM questions WHERE post_id = :post", {"post": post_id}
    )
    return list(json.loads(row["sentences"])) if row else []
