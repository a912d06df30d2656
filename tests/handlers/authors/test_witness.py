"""A lost answer is settled by what the discussion group shows, before anybody is asked."""

from bot.sandbox import Fault
from tests.newsroom import Newsroom


async def test_the_echo_in_the_discussion_group_settles_a_lost_answer(newsroom: Newsroom) -> None:
    world, author = newsroom.world, newsroom.author
    group = world.add_group("Talks", owner=author.id)
    world.link_discussion(newsroom.channel_id, group.id)
    world.promote(group.id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    await author.send("Headline #case")
    world.faults.add(Fault(method="sendMessage", kind="lost_answer", chat_id=newsroom.channel_id))
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    await newsroom.work()
    assert author.text.startswith("Published")
    assert f"/{newsroom.channel[-1].message_id}" in author.text
    await newsroom.tick(120)
    assert [message.text for message in newsroom.channel] == ["Headline #case"]
    assert not any("lost" in text for text in author.texts)


async def test_a_video_that_telegram_sends_by_itself_is_one_post(newsroom: Newsroom) -> None:
    world, author = newsroom.world, newsroom.author
    await author.send_media("video", caption="Moving #case")
    world.hold_videos(newsroom.channel_id)
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    world.release_videos(newsroom.channel_id)
    await newsroom.work()
    assert author.text.startswith("Published")
    await author.send("/posts")
    assert [label.split(" ·")[0] for label in author.buttons()] == ["Moving"]
