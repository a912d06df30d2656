"""Channels: connected in three ways, with the rights checked, and left."""

from bot.sandbox import World
from tests.newsroom import Newsroom


def second_channel(world: World, owner: int) -> int:
    return world.add_channel("Second channel", owner=owner, username="second_channel").id


async def test_adding_the_bot_as_administrator_connects_the_channel(newsroom: Newsroom) -> None:
    channel_id = second_channel(newsroom.world, newsroom.author.id)
    newsroom.world.promote(channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    assert newsroom.author.text.startswith("Connected: Second channel")


async def test_the_chat_picker_of_telegram_connects_a_channel(newsroom: Newsroom) -> None:
    channel_id = second_channel(newsroom.world, newsroom.author.id)
    await newsroom.author.send("/channels")
    assert newsroom.author.buttons() == ["Marketing aloud", "Connect a channel"]
    await newsroom.author.press("Connect a channel")
    newsroom.world.share_chat(newsroom.author.id, newsroom.bot_id, 1, channel_id)
    await newsroom.settle()
    assert newsroom.author.text.startswith("Connected: Second channel")
    await newsroom.author.send("/channels")
    assert "Second channel" in newsroom.author.buttons()


async def test_forwarding_a_post_connects_a_channel_where_the_bot_may_work(
    newsroom: Newsroom,
) -> None:
    world, author = newsroom.world, newsroom.author
    stranger = newsroom.add_person("Stranger", language="en")
    channel_id = world.add_channel("Third channel", owner=stranger.id, username="third_ch").id
    world.promote(channel_id, author.id, by=stranger.id)
    world.promote(channel_id, newsroom.bot_id, by=stranger.id)
    await newsroom.settle()
    await author.send("/channels")
    assert "Third channel" not in author.buttons()
    post = world.say(author.id, channel_id, "A post of it")
    world.forward(author.id, channel_id, post.message_id, newsroom.bot_id)
    await newsroom.settle()
    assert "Connected: Third channel" in author.texts[-1]


async def test_each_missing_right_is_named(newsroom: Newsroom) -> None:
    channel_id = second_channel(newsroom.world, newsroom.author.id)
    newsroom.world.promote(
        channel_id, newsroom.bot_id, by=newsroom.author.id,
        can_post_messages=True, can_edit_messages=False, can_delete_messages=False,
    )  # fmt: skip
    await newsroom.settle()
    assert "to edit messages" in newsroom.author.text
    assert "to delete messages" in newsroom.author.text
    assert "to post messages" not in newsroom.author.text


async def test_somebody_else_who_adds_the_bot_connects_nothing(newsroom: Newsroom) -> None:
    stranger = newsroom.add_person("Stranger", language="en")
    await stranger.send("/start")
    channel_id = newsroom.world.add_channel("Not ours", owner=stranger.id).id
    newsroom.world.promote(channel_id, newsroom.bot_id, by=stranger.id)
    await newsroom.settle()
    assert "Only an owner" in stranger.text
    await newsroom.author.send("/channels")
    assert newsroom.author.buttons() == ["Marketing aloud", "Connect a channel"]


async def test_the_zone_of_a_channel_is_typed_as_a_city(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Zone")
    await newsroom.author.send("Nowhere at all")
    assert "For example" in newsroom.author.text
    await newsroom.author.send("Berlin")
    assert "Europe/Berlin" in newsroom.author.text


async def test_with_two_channels_a_draft_asks_once_and_remembers(newsroom: Newsroom) -> None:
    channel_id = second_channel(newsroom.world, newsroom.author.id)
    newsroom.world.promote(channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    await newsroom.author.send("For the second #case")
    assert newsroom.author.buttons() == ["Marketing aloud", "Second channel"]
    await newsroom.author.press("Second channel")
    assert "Channel: Second channel" in newsroom.author.text
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    shown = newsroom.world.history(newsroom.author.id, channel_id)
    assert [message.text for message in shown] == ["For the second #case"]
    await newsroom.author.send("Another #case")
    assert "Channel: Second channel" in newsroom.author.text


async def test_a_reader_may_not_press_an_authors_button(newsroom: Newsroom) -> None:
    await newsroom.author.send("Secret #case")
    await newsroom.reader.send("/start")
    await newsroom.forge_press(newsroom.reader, "ap1:publish!:1")
    assert newsroom.channel == []


async def test_commands_of_authors_do_nothing_for_readers(newsroom: Newsroom) -> None:
    for command in ("/new", "/drafts", "/plan", "/posts", "/channels"):
        await newsroom.reader.send(command)
        assert newsroom.reader.text == "This command is for the channel's authors."
