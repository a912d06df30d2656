"""Paid sending of digests: its price first, confirmed, taken back; refused, it goes for free."""

from pathlib import Path

from bot.domain.digests import Frequency
from bot.sandbox import Limits
from handlers.authors.run_keyboards import OnRunSetting, SettingDo
from storage import people
from tests.handlers.authors.test_announcing import forge, open_settings
from tests.handlers.authors.test_run_reports import fill
from tests.newsroom import Newsroom, Person, open_newsroom

DAY = 24 * 3600
MANY = 41


async def subscribe(newsroom: Newsroom, count: int = MANY) -> list[Person]:
    """So many people who get the digest every day at ten, which was an hour ago."""
    readers = await fill(newsroom, count)
    subscribing = newsroom.app.dispatcher.workflow_data["subscribing"]
    for reader in readers:
        person = await people.get_person(newsroom.app.db, reader.id)
        await subscribing.set_frequency(person, 1, Frequency.DAILY)
    return readers


async def open_setting(newsroom: Newsroom) -> None:
    await open_settings(newsroom)
    await newsroom.author.press("Sendings")
    await newsroom.author.press("Paid sending of digests")


async def switch_on(newsroom: Newsroom) -> None:
    await open_setting(newsroom)
    await newsroom.author.press("Switch on")


async def next_digest(newsroom: Newsroom, title: str) -> None:
    """A post, and then a day goes by."""
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, f"{title}\n\nWords of it.")
    await newsroom.settle()
    newsroom.clock.move(DAY)
    await newsroom.work()


def copies(readers: list[Person], title: str) -> list[int]:
    """How many digests with a post each of them has."""
    return [sum(title in text for text in reader.texts) for reader in readers]


async def refusals(newsroom: Newsroom) -> list[str | None]:
    """What Telegram said of paying, run by run."""
    rows = await newsroom.app.db.fetch_all("SELECT paid_refused FROM runs ORDER BY id")
    return [row["paid_refused"] for row in rows]


async def test_the_price_is_said_first_and_what_was_switched_on_can_be_taken_back(
    newsroom: Newsroom,
) -> None:
    await subscribe(newsroom)
    await open_settings(newsroom)
    await newsroom.author.press("Sendings")
    assert "Paid sending of digests: off" in newsroom.author.buttons()
    await newsroom.author.press("Paid sending of digests")
    assert "Off: digests go for free" in newsroom.author.text
    assert "Readers with a digest now: 41" in newsroom.author.text
    assert "at most 5 Stars of the bot’s balance each time" in newsroom.author.text
    assert newsroom.author.buttons() == ["Switch on", "Cancel"]
    await newsroom.author.press("Cancel")
    assert "Paid sending of digests: off" in newsroom.author.buttons()
    await switch_on(newsroom)
    assert "On: digests go for Stars" in newsroom.author.text
    assert newsroom.author.buttons() == ["Switch off", "Back"]
    await newsroom.author.press("Switch off")
    assert "Off: digests go for free" in newsroom.author.text
    await newsroom.author.press("Cancel")
    assert "Paid sending of digests: off" in newsroom.author.buttons()
    await open_settings(newsroom)
    await newsroom.author.press("Journal")
    assert "switched on paid sending of digests" in newsroom.author.text
    assert "switched off paid sending of digests" in newsroom.author.text


async def test_to_few_readers_it_costs_nothing(newsroom: Newsroom) -> None:
    await subscribe(newsroom, 2)
    await open_setting(newsroom)
    assert "Readers with a digest now: 2. So few go within a second" in newsroom.author.text


async def test_only_owners_may_choose_it(newsroom: Newsroom) -> None:
    data = OnRunSetting(do=SettingDo.PAID_ON, channel=1).pack()
    await forge(newsroom, newsroom.reader, data)
    assert await newsroom.app.db.fetch_all("SELECT 1 FROM run_settings") == []


async def test_digests_that_are_paid_for_go_faster_than_the_free_rate(
    newsroom: Newsroom,
) -> None:
    """The clock stands still: in one second the sandbox takes 30 messages for free."""
    readers = await subscribe(newsroom)
    await switch_on(newsroom)
    await next_digest(newsroom, "Billboards")
    assert copies(readers, "Billboards") == [1] * MANY
    assert await refusals(newsroom) == [None]


async def test_where_telegram_takes_no_stars_digests_go_for_free_and_owners_are_told_once(
    tmp_path: Path,
) -> None:
    limits = Limits(enabled=False, has_stars=False)
    async with open_newsroom(tmp_path, limits=limits) as newsroom:
        readers = await subscribe(newsroom)
        await switch_on(newsroom)
        for title in ("Billboards", "Jingles"):
            await next_digest(newsroom, title)
            assert copies(readers, title) == [1] * MANY
        reason = "Bad Request: not enough Telegram Stars"
        assert await refusals(newsroom) == [reason, reason]
        told = [text for text in newsroom.author.texts if "Telegram did not take paid" in text]
        assert len([text for text in told if "Nobody is left out" in text]) == 1
        await newsroom.author.press("Paid sending of digests: on")
        assert f"did not take it the last time: {reason}" in newsroom.author.text
        assert await states(newsroom) == {"sent": 2 * MANY}


async def states(newsroom: Newsroom) -> dict[str, int]:
    rows = await newsroom.app.db.fetch_all(
        "SELECT state, count(*) AS n FROM deliveries GROUP BY state"
    )
    return {row["state"]: row["n"] for row in rows}


async def test_a_digest_to_so_few_as_go_for_free_is_not_paid_for(tmp_path: Path) -> None:
    limits = Limits(enabled=False, has_stars=False)
    async with open_newsroom(tmp_path, limits=limits) as newsroom:
        readers = await subscribe(newsroom, 30)
        await switch_on(newsroom)
        await next_digest(newsroom, "Billboards")
        assert copies(readers, "Billboards") == [1] * 30
        assert await refusals(newsroom) == [None]
