"""The journal of a channel: who did what, newest first, paged, for owners only, for a year."""

from datetime import timedelta

from bot.domain.journal import Deed
from bot.domain.team import Role
from bot.services.teaming import forget_old_deeds
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.journal import JournalPage
from storage import journal
from tests.handlers.authors.test_team import add_member, forge_data
from tests.newsroom import START, Newsroom


async def open_journal(newsroom: Newsroom) -> str:
    await newsroom.tick(5)
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Journal")
    return newsroom.author.text


async def test_the_journal_tells_who_did_what_newest_first(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await vera.send("Words of Vera #case")
    await vera.press("Schedule")
    await vera.press("In an hour")
    await newsroom.tick(5)
    await vera.press("Cancel")
    await vera.press("Delete")
    await vera.press("Delete")
    text = await open_journal(newsroom)
    deeds = [
        "deleted “Words of Vera", "took “Words of Vera", "planned “Words of Vera",
        "joined the team: author", "made an invitation: author", "connected the channel",
    ]  # fmt: skip
    places = [text.index(deed) for deed in deeds]
    assert places == sorted(places)
    assert "· Vera\nplanned “Words of Vera” for Wed, 18 Nov 2026, 13:00" in text
    assert "· Anna\nmade an invitation" in text


async def test_a_publication_and_settings_are_in_the_journal(newsroom: Newsroom) -> None:
    await newsroom.author.send("Words of Anna #case")
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Ask for review")
    text = await open_journal(newsroom)
    assert "· Anna\nswitched review on" in text
    assert text.count("published “Words of Anna”") == 1


async def test_the_journal_is_paged_without_skipping_or_repeating(newsroom: Newsroom) -> None:
    async with newsroom.app.db.transaction() as session:
        for number in range(25):
            await journal.insert(
                session, Deed.ZONE_SET, channel_id=1, person_id=newsroom.author.id,
                now=START + timedelta(minutes=number), detail=f"Zone/{number}.",
            )  # fmt: skip
    seen = await open_journal(newsroom)
    for _ in range(2):
        await newsroom.author.press("Next")
        seen += newsroom.author.text
    order = [seen.index(f"Zone/{number}.") for number in reversed(range(25))]
    assert order == sorted(order)
    assert all(seen.count(f"Zone/{number}.") == 1 for number in range(25))
    await newsroom.author.press("Previous")
    assert "Zone/14." in newsroom.author.text


async def test_the_journal_is_for_owners(newsroom: Newsroom) -> None:
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    for data in (OnChannel(do=ChannelDo.JOURNAL, channel=1), JournalPage(channel=1)):
        await forge_data(newsroom, egor, data.pack())
        assert "not for you" in egor.text


async def test_deeds_are_kept_for_a_year(newsroom: Newsroom) -> None:
    db = newsroom.app.db
    newsroom.clock.move(364 * 24 * 3600)
    await forget_old_deeds(db, newsroom.clock)
    assert (await journal.list_entries(db, 1, None, 10)).items
    newsroom.clock.move(2 * 24 * 3600)
    await forget_old_deeds(db, newsroom.clock)
    assert not (await journal.list_entries(db, 1, None, 10)).items
