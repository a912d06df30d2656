"""With several channels: the one that is worked with can be changed, and a draft can be moved."""

import pytest

from tests.handlers.authors.desk import publish_draft
from tests.newsroom import Newsroom

POST = "Packaging of the day #case"


@pytest.fixture
async def second(newsroom: Newsroom) -> int:
    """Another connected channel; none is chosen yet."""
    owner = newsroom.author.id
    channel = newsroom.world.add_channel("Second voice", owner=owner, username="second_voice")
    newsroom.world.promote(channel.id, newsroom.bot_id, by=owner)
    await newsroom.settle()
    return channel.id


@pytest.mark.parametrize("command", ["plan", "posts"])
async def test_the_answer_to_which_channel_is_what_was_asked_for(
    newsroom: Newsroom, second: int, command: str
) -> None:
    await newsroom.author.send(f"/{command}")
    assert newsroom.author.text == "Which channel?"
    await newsroom.author.press("Second voice")
    assert newsroom.author.text.startswith(f"{command.title()}\nChannel: Second voice")


@pytest.mark.parametrize("command", ["plan", "drafts", "posts"])
async def test_another_channel_can_be_chosen_later_and_is_remembered(
    newsroom: Newsroom, second: int, command: str
) -> None:
    await newsroom.author.send("/plan")
    await newsroom.author.press("Second voice")
    await newsroom.author.send(f"/{command}")
    await newsroom.author.press("Another channel")
    assert newsroom.author.buttons() == ["Marketing aloud", "Back"]
    await newsroom.author.press("Back")
    assert "Channel: Second voice" in newsroom.author.text
    await newsroom.author.press("Another channel")
    await newsroom.author.press("Marketing aloud")
    assert newsroom.author.text.startswith(f"{command.title()}\nChannel: Marketing aloud")
    await newsroom.author.send(POST)
    assert "Channel: Marketing aloud" in newsroom.author.text


async def test_drafts_of_no_channel_lead_to_a_channel_and_back(
    newsroom: Newsroom, second: int
) -> None:
    await newsroom.author.send("/drafts")
    await newsroom.author.press("Another channel")
    assert newsroom.author.buttons() == ["Marketing aloud", "Second voice", "Back"]
    await newsroom.author.press("Back")
    assert newsroom.author.text.startswith("Drafts")
    assert "Channel:" not in newsroom.author.text


async def test_the_plan_behind_its_picture_leads_to_another_channel_too(
    newsroom: Newsroom, second: int
) -> None:
    await newsroom.author.send("/plan")
    await newsroom.author.press("Second voice")
    listed = newsroom.author.buttons()
    await newsroom.author.press("Picture")
    await newsroom.author.press("Back")
    assert newsroom.author.buttons() == listed
    assert "Another channel" in listed


async def test_with_one_channel_no_other_is_offered(newsroom: Newsroom) -> None:
    for command in ("/plan", "/drafts", "/posts"):
        await newsroom.author.send(command)
        assert "Another channel" not in newsroom.author.buttons()


async def test_a_draft_can_be_moved_to_another_channel(newsroom: Newsroom, second: int) -> None:
    await newsroom.author.send("/plan")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.send(POST)
    await newsroom.author.press("Channels")
    await newsroom.author.press("Move to another channel")
    assert newsroom.author.buttons() == ["Second voice", "Back"]
    await newsroom.author.press("Second voice")
    assert "Channel: Second voice" in newsroom.author.text
    await publish_draft(newsroom)
    assert newsroom.world.history(newsroom.author.id, second)[-1].text == POST
    assert newsroom.channel == []
