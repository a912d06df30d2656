"""What readers do and get, and what nobody may: sentences of the contract."""

from pathlib import Path
from typing import Any

import pytest

from tests.contract.test_authors import add_channel, disconnect, publish
from tests.newsroom import Newsroom, Person, buttons_of, open_newsroom

AUTHORS_BUTTONS = [
    "ap1:text:1", "ap1:publish!:1", "ap1:delete!:1", "ap1:hour:1", "ap1:nomedia:1",
    "ao1:silent:1", "ac1:1:1", "as1:off!:1", "al1:drafts:1:0:0:", "au1:published:1:1",
]  # fmt: skip


async def press_forged(person: Person, data: str) -> str:
    """What the bot answers to a press with data that none of its buttons carries."""
    room, shown = person.newsroom, person.last
    stored = room.world.get_message(person.id, shown.message_id)
    assert stored is not None
    query: dict[str, Any] = {
        "id": "1",
        "chat_instance": "1",
        "data": data,
        "from": {"id": person.id, "is_bot": False, "first_name": "X", "language_code": "en"},
        "message": stored.model_dump(mode="json", exclude_none=True, by_alias=True),
    }
    update_id = 1_000_000 + len(room.world.calls)
    before = len(person.texts)
    await room.app.receiving.take([{"update_id": update_id, "callback_query": query}])
    await room.tick(3)
    return "\n".join(person.texts[before:])


async def everything(newsroom: Newsroom) -> list[dict[str, Any]]:
    """What a forged press could have changed."""
    posts = await newsroom.app.db.fetch_all("SELECT * FROM posts")
    channels = await newsroom.app.db.fetch_all("SELECT * FROM channels")
    return [dict(row) for row in (*posts, *channels)]


async def test_a_button_of_authors_pressed_by_a_reader_changes_nothing_and_is_answered(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send("Headline #case")
    await newsroom.reader.send("/start")
    before = await everything(newsroom)
    for data in AUTHORS_BUTTONS:
        assert "for the channel's team" in await press_forged(newsroom.reader, data), data
    assert await everything(newsroom) == before
    assert newsroom.channel == []


async def test_a_number_that_nothing_can_have_is_an_unknown_button(newsroom: Newsroom) -> None:
    huge = "9" * 20
    for person, data in (
        (newsroom.author, f"ap1:open:{huge}"),
        (newsroom.author, f"al1:plan:1:{huge}:1:"),
        (newsroom.reader, f"ro1:1:{huge}"),
        (newsroom.reader, f"rd1:card:{huge}"),
    ):
        await person.send("/start")
        assert "too old" in await press_forged(person, data)


async def test_a_reader_is_never_told_to_connect_a_channel(newsroom: Newsroom) -> None:
    await newsroom.reader.send("/start")
    for data in ("rm1:search:99", "rc1:99:find:1", "rd1:channel:99", "rd1:now:99", "rm1:best:99"):
        answer = await press_forged(newsroom.reader, data)
        assert "no longer connected" in answer, data
        assert "/channels" not in answer, data


async def test_a_private_channel_is_linked_by_its_number(newsroom: Newsroom) -> None:
    secret = await add_channel(newsroom, "Secret")
    newsroom.world.join(secret, newsroom.reader.id)
    await newsroom.author.send("Hidden #case")
    await newsroom.author.press("Secret")
    await publish(newsroom)
    link = f"https://t.me/c/{str(secret).removeprefix('-100')}/2"
    assert link in newsroom.author.text
    await newsroom.reader.send("/tags")
    await newsroom.reader.press("Secret")
    await newsroom.reader.press("#case")
    await newsroom.reader.press("Hidden")
    assert next(button.url for button in buttons_of(newsroom.reader.last)) == link


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_whatever_is_typed_is_answered_in_words(tmp_path: Path, language: str) -> None:
    async with open_newsroom(tmp_path, language=language) as newsroom:
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, 'Скидка 100% "<b>" #кейс')
        await newsroom.settle()
        for words in (
            "%", "_", "'", '"скидка" OR', "скидка*", "NEAR(", "<b>", "&amp;", "a\x00b",
            "\u202eскидка", "#", "😀", "title:скидка", "слово " * 680, "/слово",
        ):  # fmt: skip
            before = len(newsroom.reader.texts)
            await newsroom.reader.send(words)
            [answer] = newsroom.reader.texts[before:]
            assert answer
            assert "went wrong" not in answer
            assert "сломалось" not in answer
            newsroom.clock.move(3)
        assert not newsroom.world.refusals


async def test_an_offset_is_told_as_it_was_typed(newsroom: Newsroom) -> None:
    await newsroom.reader.send("/digest")
    await newsroom.reader.press("Daily")
    await newsroom.reader.press("Zone")
    await newsroom.reader.send("+5")
    assert "UTC+5" in newsroom.reader.text
    assert "GMT" not in newsroom.reader.text
    assert "Thu, 19 Nov 2026, 10:00 (in 20 h)" in newsroom.reader.text


async def test_an_owner_without_a_channel_learns_from_digest_how_to_connect_one(
    newsroom: Newsroom,
) -> None:
    await disconnect(newsroom)
    await newsroom.author.send("/digest")
    assert "/channels" in newsroom.author.text
    await newsroom.reader.send("/digest")
    assert "nothing to read" in newsroom.reader.text


async def test_another_language_than_ours_gets_the_default_one(newsroom: Newsroom) -> None:
    stranger = newsroom.add_person("Klaus", language="de")
    await stranger.send("/start")
    assert stranger.text.startswith("Здравствуйте")
    await stranger.send("/plan")
    assert stranger.text == "Эта команда — для авторов канала."


async def test_in_a_group_the_bot_answers_no_command(newsroom: Newsroom) -> None:
    group = newsroom.world.add_group("Talk", owner=newsroom.reader.id)
    newsroom.world.join(group.id, newsroom.bot_id)
    await newsroom.settle()
    for words in ("/start@rubrika_bot", "/tags@rubrika_bot", "/drafts@rubrika_bot"):
        newsroom.world.say(newsroom.reader.id, group.id, words)
        await newsroom.settle()
    history = newsroom.world.history(newsroom.reader.id, group.id)
    assert not [m for m in history if m.text and m.from_user and m.from_user.is_bot]
    assert not newsroom.world.refusals


async def test_a_late_post_opened_from_a_list_says_when_it_was_due(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline #case")
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 1 minute")
    await newsroom.tick(3600)
    await newsroom.author.send("/drafts")
    await newsroom.author.press("Headline")
    assert "was planned for Wed, 18 Nov 2026, 12:01" in newsroom.author.text
    await newsroom.author.press("Reschedule")
    await newsroom.author.send("in 2 minutes")
    await newsroom.tick(120)
    assert [m.text for m in newsroom.channel] == ["Headline #case"]
