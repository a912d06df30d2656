"""Who may connect, what is said, and what a loss of rights does."""

from datetime import timedelta

from bot.domain.channels import ChannelState
from bot.domain.gaps import Gap
from storage import channels, gaps, people
from storage.db import from_ms
from tests.newsroom import Newsroom, Person


async def state(newsroom: Newsroom, chat_id: int) -> ChannelState | None:
    channel = await channels.get_by_chat(newsroom.app.db, chat_id)
    return channel.state if channel else None


async def test_an_owner_who_adds_the_bot_connects_the_channel(newsroom: Newsroom):
    assert newsroom.author.text.startswith("Connected: Marketing aloud")
    assert await state(newsroom, newsroom.channel_id) is ChannelState.CONNECTED


async def test_a_channel_is_connected_from_the_moment_the_bot_was_made_its_administrator(
    newsroom: Newsroom,
):
    """Updates that came meanwhile are of that time on: the bot may hear of it hours later."""
    channel = newsroom.world.add_channel("Second", owner=newsroom.author.id)
    then = newsroom.clock.now() - timedelta(hours=5)
    newsroom.world.promote(
        channel.id, newsroom.bot_id, by=newsroom.author.id, date=then.timestamp()
    )
    await newsroom.settle()
    row = await newsroom.app.db.fetch_one(
        "SELECT connected_at FROM channels WHERE chat_id = :chat", {"chat": channel.id}
    )
    assert row is not None
    assert from_ms(row["connected_at"]) == then


async def test_missing_rights_are_named_in_words(newsroom: Newsroom):
    channel = newsroom.world.add_channel("Second", owner=newsroom.author.id)
    newsroom.world.promote(
        channel.id, newsroom.bot_id, by=newsroom.author.id,
        can_post_messages=True, can_edit_messages=False, can_delete_messages=False,
    )  # fmt: skip
    await newsroom.settle()
    assert "“Second”" in newsroom.author.text
    assert "to edit messages of others, to delete messages" in newsroom.author.text
    assert "to post messages" not in newsroom.author.text
    assert await state(newsroom, channel.id) is None
    newsroom.world.promote(channel.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    assert newsroom.author.text.startswith("Connected: Second")
    assert await state(newsroom, channel.id) is ChannelState.CONNECTED


async def test_somebody_else_connects_nothing_and_is_told_why(newsroom: Newsroom):
    reader = newsroom.reader
    await reader.send("/start")
    channel = newsroom.world.add_channel("Strangers", owner=reader.id)
    newsroom.world.promote(channel.id, newsroom.bot_id, by=reader.id)
    await newsroom.settle()
    assert "nothing is connected" in reader.text
    assert "Only an owner" in reader.text
    assert await state(newsroom, channel.id) is None


async def test_a_stranger_who_never_started_the_bot_disturbs_nothing(newsroom: Newsroom):
    stranger = newsroom.add_person("Carl")
    channel = newsroom.world.add_channel("Strangers", owner=stranger.id)
    newsroom.world.promote(channel.id, newsroom.bot_id, by=stranger.id)
    await newsroom.settle()
    assert await state(newsroom, channel.id) is None
    assert await people.get_person(newsroom.app.db, stranger.id) is None


async def test_lost_rights_pause_the_channel_and_owners_are_told_once(newsroom: Newsroom):
    author, world = newsroom.author, newsroom.world
    before = len(author.texts)
    world.promote(newsroom.channel_id, newsroom.bot_id, by=author.id, can_post_messages=False)
    await newsroom.settle()
    world.remove(newsroom.channel_id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    assert await state(newsroom, newsroom.channel_id) is ChannelState.PAUSED
    told = author.texts[before:]
    assert len(told) == 1
    assert "is paused" in told[0]
    world.promote(newsroom.channel_id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    assert await state(newsroom, newsroom.channel_id) is ChannelState.CONNECTED
    assert "works again" in author.text


async def test_a_time_without_the_bot_is_a_gap_of_the_channel(newsroom: Newsroom):
    author, world, db = newsroom.author, newsroom.world, newsroom.app.db
    known = await channels.get_by_chat(db, newsroom.channel_id)
    assert known is not None
    world.promote(newsroom.channel_id, newsroom.bot_id, by=author.id, can_post_messages=False)
    await newsroom.settle()
    # It is an administrator still, and hears.
    assert await gaps.list_gaps(db, known.id) == []
    lost_at = newsroom.clock.now()
    world.remove(newsroom.channel_id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    assert await gaps.list_gaps(db, known.id) == [Gap(lost_at)]
    newsroom.clock.move(3600)
    world.promote(newsroom.channel_id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    assert await gaps.list_gaps(db, known.id) == [Gap(lost_at, lost_at + timedelta(hours=1))]


async def test_a_channel_that_was_disconnected_has_a_gap_until_it_is_connected_again(
    newsroom: Newsroom,
):
    db, registering = newsroom.app.db, newsroom.app.dispatcher["registering"]
    known = await channels.get_by_chat(db, newsroom.channel_id)
    assert known is not None
    before = newsroom.clock.now()
    await registering.disconnect(newsroom.author.id, known.id)
    assert await gaps.list_gaps(db, known.id) == [Gap(before)]
    newsroom.clock.move(60)
    await registering.connect(newsroom.channel_id, newsroom.author.id)
    assert await gaps.list_gaps(db, known.id) == [Gap(before, before + timedelta(minutes=1))]


async def test_other_rights_than_ours_change_nothing_and_say_nothing(newsroom: Newsroom):
    before = len(newsroom.author.texts)
    newsroom.world.promote(
        newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id, can_invite_users=False
    )
    await newsroom.settle()
    assert len(newsroom.author.texts) == before


async def is_reachable(newsroom: Newsroom, person: Person) -> bool:
    known = await people.get_person(newsroom.app.db, person.id)
    assert known is not None
    return known.is_reachable


async def test_a_person_who_blocks_the_bot_gets_no_digest_until_they_choose_again(
    newsroom: Newsroom,
):
    reader = newsroom.reader
    await reader.send("/digest")
    await reader.press("Daily")
    newsroom.world.block(reader.id, newsroom.bot_id)
    await newsroom.settle()
    assert not await is_reachable(newsroom, reader)
    newsroom.world.unblock(reader.id, newsroom.bot_id)
    await newsroom.settle()
    assert await is_reachable(newsroom, reader)
    await reader.send("/digest")
    assert "Daily" in reader.buttons()
    assert "Off" not in reader.buttons()
