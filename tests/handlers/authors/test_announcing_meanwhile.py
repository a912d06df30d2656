"""What happens to an announcement on its way when a channel, or a reader, changes."""

from tests.handlers.authors.test_announcing import meet, open_settings, run_states, write
from tests.newsroom import Newsroom


async def disconnect(newsroom: Newsroom) -> None:
    await open_settings(newsroom)
    await newsroom.author.press("Disconnect")
    await newsroom.author.press("Disconnect")


async def test_a_channel_that_is_disconnected_announces_nothing_more(newsroom: Newsroom) -> None:
    people = await meet(newsroom, "Vera", "Tom")
    await write(newsroom, "Hello")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Send to 2")
    await newsroom.author.press("Pause")
    await disconnect(newsroom)
    await newsroom.work()
    assert await run_states(newsroom) == ["stopped"]
    await newsroom.tick(60)
    assert not any("Hello" in person.texts for person in people)


async def test_who_refuses_while_telegram_asks_to_wait_gets_no_announcement(
    newsroom: Newsroom,
) -> None:
    [vera] = await meet(newsroom, "Vera")
    await write(newsroom, "Hello")
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Send to 1")
    await newsroom.author.press("Pause")
    run = await newsroom.app.db.fetch_one("SELECT subject_id FROM runs")
    assert run is not None
    async with newsroom.app.db.transaction() as session:
        # Begun with, and known not to have been sent: a 429 came.
        await session.execute(
            "INSERT INTO announcement_flight VALUES (:id, :person, 'again')",
            {"id": run["subject_id"], "person": vera.id},
        )
        await session.execute("UPDATE announcements SET begun_to = NULL")
        await session.execute(
            """
            INSERT INTO announcement_refusals (person_id, channel_id, refused_at)
            SELECT :person, id, 0 FROM channels
            """,
            {"person": vera.id},
        )
    await newsroom.author.press("Go on")
    await newsroom.work()
    assert "Hello" not in vera.texts
    assert await run_states(newsroom) == ["done"]
