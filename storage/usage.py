"""Questions to language models, counted a person, a channel and a day."""

from bot.domain.usage import PersonUsage, Ticket, Total
from bot.domain.writing import Spent
from storage.db import Row, Session


async def count_requests(db: Session, person_id: int, day: str) -> int:
    """Questions of a person on a day, in whatever channel."""
    row = await db.fetch_one(
        "SELECT coalesce(sum(requests), 0) AS n FROM llm_usage"
        " WHERE person_id = :person AND day = :day",
        {"person": person_id, "day": day},
    )
    return row["n"] if row else 0


async def add_request(db: Session, ticket: Ticket) -> None:
    """Count one question more."""
    await db.execute(
        """
        INSERT INTO llm_usage (person_id, channel_id, day, requests)
        VALUES (:person, :channel, :day, 1)
        ON CONFLICT (person_id, day, channel_id) DO UPDATE SET requests = llm_usage.requests + 1
        """,
        _key(ticket),
    )


async def remove_request(db: Session, ticket: Ticket) -> None:
    """Count one question less: nothing came of it."""
    await db.execute(
        """
        UPDATE llm_usage SET requests = requests - 1
        WHERE person_id = :person AND day = :day AND channel_id = :channel AND requests > 0
        """,
        _key(ticket),
    )


async def add_spent(db: Session, ticket: Ticket, spent: Spent) -> None:
    """Add what a question has cost; tokens stay unknown until a server tells some."""
    await db.execute(
        """
        UPDATE llm_usage SET
            prompt_characters = prompt_characters + :asked,
            answer_characters = answer_characters + :said,
            prompt_tokens = CASE WHEN :asked_tokens IS NULL THEN prompt_tokens
                ELSE coalesce(prompt_tokens, 0) + :asked_tokens END,
            answer_tokens = CASE WHEN :said_tokens IS NULL THEN answer_tokens
                ELSE coalesce(answer_tokens, 0) + :said_tokens END
        WHERE person_id = :person AND day = :day AND channel_id = :channel
        """,
        {
            **_key(ticket),
            "asked": spent.prompt_characters,
            "said": spent.answer_characters,
            "asked_tokens": spent.prompt_tokens,
            "said_tokens": spent.answer_tokens,
        },
    )


async def get_total(db: Session, channel_id: int, *, since: str, until: str) -> Total:
    """Figures of a channel over days, both included."""
    row = await db.fetch_one(
        """
        SELECT coalesce(sum(requests), 0) AS requests,
            coalesce(sum(prompt_characters + answer_characters), 0) AS characters,
            sum(prompt_tokens + answer_tokens) AS tokens
        FROM llm_usage WHERE channel_id = :channel AND day BETWEEN :since AND :until
        """,
        {"channel": channel_id, "since": since, "until": until},
    )
    if row is None:
        return Total()
    return Total(requests=row["requests"], characters=row["characters"], tokens=row["tokens"])


async def list_people(db: Session, channel_id: int, day: str) -> list[PersonUsage]:
    """Who asked for a channel on a day, with all their questions of that day, most first."""
    rows = await db.fetch_all(
        """
        SELECT people.id, people.name, sum(llm_usage.requests) AS requests
        FROM llm_usage JOIN people ON people.id = llm_usage.person_id
        WHERE llm_usage.day = :day AND people.id IN (
            SELECT person_id FROM llm_usage WHERE channel_id = :channel AND day = :day)
        GROUP BY people.id, people.name
        HAVING sum(llm_usage.requests) > 0
        ORDER BY requests DESC, people.id
        """,
        {"channel": channel_id, "day": day},
    )
    return [_person(row) for row in rows]


def _key(ticket: Ticket) -> dict[str, int | str]:
    return {"person": ticket.person_id, "channel": ticket.channel_id, "day": ticket.day}


def _person(row: Row) -> PersonUsage:
    return PersonUsage(person_id=row["id"], name=row["name"], requests=row["requests"])
