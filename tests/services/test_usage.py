"""A person's day with the language model: counted, limited, shown."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.usage import PersonUsage, Total
from bot.domain.writing import Spent
from bot.errors import LlmBroken, LlmFailed, LlmLimitReached, LlmStopped, LlmUnavailable
from bot.services.usage import Usage
from storage import people
from storage.db import to_ms
from tests.services.archives import NOON, Archive, open_archive

ANNA, BORIS = 1, 2


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        async with opened.db.transaction() as session:
            for person, name in ((ANNA, "Анна"), (BORIS, "Борис")):
                await people.upsert(
                    session, person_id=person, name=name, username=None,
                    telegram_language="ru", zone="Europe/Moscow", now_ms=to_ms(NOON),
                )  # fmt: skip
        yield opened


def make_usage(archive: Archive, limit: int = 3) -> Usage:
    return Usage(archive.db, daily_limit=limit, zone="Asia/Tokyo")


def spent(tokens: int | None = None) -> Spent:
    return Spent(prompt_characters=1000, answer_characters=200,
                 prompt_tokens=tokens, answer_tokens=tokens)  # fmt: skip


async def test_a_person_may_ask_as_often_as_a_day_allows_over_all_channels(
    archive: Archive,
) -> None:
    usage = make_usage(archive)
    one, other = await archive.connect(), await archive.connect("Другой")
    for channel in (one, other, one):
        await usage.take(ANNA, NOON, channel_id=channel.id)
    with pytest.raises(LlmLimitReached) as caught:
        await usage.take(ANNA, NOON, channel_id=other.id)
    assert caught.value.params == {"limit": 3, "zone": "Europe/Moscow"}
    await usage.take(BORIS, NOON, channel_id=one.id)


async def test_the_day_is_that_of_the_channels_zone(archive: Archive) -> None:
    usage, channel = make_usage(archive, limit=1), await archive.connect()
    evening = datetime(2026, 11, 20, 20, 59, tzinfo=UTC)
    assert (await usage.take(ANNA, evening, channel_id=channel.id)).day == "2026-11-20"
    with pytest.raises(LlmLimitReached):
        await usage.take(ANNA, evening, channel_id=channel.id)
    # Midnight in Moscow.
    later = evening + timedelta(minutes=1)
    assert (await usage.take(ANNA, later, channel_id=channel.id)).day == "2026-11-21"


async def test_without_a_channel_the_zone_of_the_bot_counts(archive: Archive) -> None:
    ticket = await make_usage(archive).take(ANNA, datetime(2026, 11, 20, 15, tzinfo=UTC))
    assert (ticket.day, ticket.channel_id) == ("2026-11-21", 0)


async def test_a_limit_of_nought_allows_nothing(archive: Archive) -> None:
    with pytest.raises(LlmLimitReached):
        await make_usage(archive, limit=0).take(ANNA, NOON)


async def test_of_many_questions_at_once_no_more_pass_than_may(archive: Archive) -> None:
    usage = make_usage(archive)
    asked = [usage.take(ANNA, NOON) for _ in range(8)]
    done = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(result, LlmLimitReached) for result in done) == 5


async def ask_in_vain(usage: Usage, error: type[LlmFailed], *, words: int) -> None:
    async with usage.question(ANNA, NOON) as cost:
        cost.prompt_characters, cost.answer_characters = 500, words
        raise error


async def test_a_question_that_failed_without_a_word_is_given_back(archive: Archive) -> None:
    usage = make_usage(archive, limit=1)
    for _ in range(3):
        with pytest.raises(LlmUnavailable):
            await ask_in_vain(usage, LlmUnavailable, words=0)
    async with usage.question(ANNA, NOON):
        pass
    with pytest.raises(LlmLimitReached):
        await ask_in_vain(usage, LlmUnavailable, words=0)
    (row,) = await archive.db.fetch_all("SELECT * FROM llm_usage")
    assert (row["requests"], row["prompt_characters"]) == (1, 1500)


@pytest.mark.parametrize(("words", "error"), [(0, LlmStopped), (9, LlmStopped), (9, LlmBroken)])
async def test_what_was_stopped_or_said_counts(
    archive: Archive, words: int, error: type[LlmFailed]
) -> None:
    usage = make_usage(archive, limit=1)
    with pytest.raises(error):
        await ask_in_vain(usage, error, words=words)
    with pytest.raises(LlmLimitReached):
        await usage.take(ANNA, NOON)


async def test_figures_of_a_channel_are_its_own_and_tokens_unknown_until_told(
    archive: Archive,
) -> None:
    usage = make_usage(archive, limit=10)
    channel, other = await archive.connect(), await archive.connect("Другой")
    for person, place, ago, tokens in (
        (ANNA, channel, 0, None), (ANNA, channel, 0, 7), (ANNA, other, 0, 100),
        (BORIS, channel, 0, None), (BORIS, channel, 29, 50), (BORIS, channel, 30, 900),
    ):  # fmt: skip
        ticket = await usage.take(person, NOON - timedelta(days=ago), channel_id=place.id)
        await usage.note(ticket, spent(tokens))
    seen = await usage.get_of_channel(channel, NOON)
    assert seen.limit == 10
    assert seen.today == Total(requests=3, characters=3600, tokens=14)
    assert seen.month == Total(requests=4, characters=4800, tokens=114)
    assert seen.people == (
        PersonUsage(person_id=ANNA, name="Анна", requests=3),
        PersonUsage(person_id=BORIS, name="Борис", requests=1),
    )
    quiet = await usage.get_of_channel(other, NOON + timedelta(days=1))
    assert (quiet.today, quiet.people) == (Total(), ())


async def test_tokens_that_no_server_told_are_unknown(archive: Archive) -> None:
    usage, channel = make_usage(archive), await archive.connect()
    await usage.note(await usage.take(ANNA, NOON, channel_id=channel.id), spent())
    seen = await usage.get_of_channel(channel, NOON)
    assert seen.today == Total(requests=1, characters=1200, tokens=None)


async def test_who_is_forgotten_leaves_no_counts(archive: Archive) -> None:
    await make_usage(archive).take(ANNA, NOON)
    async with archive.db.transaction() as session:
        await session.execute("DELETE FROM people WHERE id = :id", {"id": ANNA})
    assert await archive.db.fetch_all("SELECT * FROM llm_usage") == []
