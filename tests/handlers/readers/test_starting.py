"""Links, languages, several channels, and what readers may not do."""

import base64
from pathlib import Path

import pytest

from storage import posts
from tests.handlers.readers.conftest import Publish
from tests.handlers.readers.test_browsing import PAGE
from tests.newsroom import Newsroom, open_newsroom


def packed(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


async def test_a_link_to_a_rubric_opens_it(newsroom: Newsroom, publish: Publish):
    await publish("Первый\n#кейсы")
    await publish("Second\n#cases")
    await newsroom.reader.send(f"/start tag_{packed('кейсы')}")
    assert newsroom.reader.buttons()[0] == "Первый"
    await newsroom.reader.send("/start tag_cases")
    assert newsroom.reader.buttons()[0] == "Second"
    await newsroom.reader.send(f"/start tag_{packed('Cases')}")
    assert newsroom.reader.buttons()[0] == "Second"
    await newsroom.reader.send(f"/start tag_{packed('кейс')}")
    assert newsroom.reader.buttons()[0].startswith("#кейсы")


async def test_a_link_to_a_search_or_a_post_opens_it(newsroom: Newsroom, publish: Publish):
    post = await publish("Большая упаковка")
    await newsroom.reader.send(f"/start search_{packed('упаковки')}")
    assert newsroom.reader.buttons()[0] == "Большая упаковка"
    await newsroom.reader.send(f"/start post_{post.id}")
    assert newsroom.reader.text.startswith("Большая упаковка")
    assert newsroom.reader.buttons() == PAGE


async def reposts(newsroom: Newsroom, post_id: int) -> int:
    post = await posts.get_post(newsroom.app.db, post_id)
    assert post is not None
    return post.reposts


async def test_a_shared_link_is_counted_once_a_person(newsroom: Newsroom, publish: Publish):
    post = await publish("Пост")
    for _ in range(2):
        await newsroom.reader.send(f"/start share_{post.id}")
        assert newsroom.reader.text.startswith("Пост")
    assert await reposts(newsroom, post.id) == 1
    await newsroom.reader.send("/start share_999")
    assert "no longer there" in newsroom.reader.text


async def test_a_forwarded_post_opens_its_page_and_counts_unless_by_the_team(
    newsroom: Newsroom, publish: Publish
):
    post = await publish("Пост канала")
    message = newsroom.channel[-1]
    for person in (newsroom.author, newsroom.reader):
        newsroom.world.forward(person.id, newsroom.channel_id, message.message_id, newsroom.bot_id)
        await newsroom.settle()
        assert person.text.startswith("Пост канала")
        assert person.buttons() == PAGE
        assert await reposts(newsroom, post.id) == (person is newsroom.reader)


async def test_a_forwarded_album_opens_its_page_once(newsroom: Newsroom):
    newsroom.world.send_album(
        newsroom.author.id,
        newsroom.channel_id,
        [("photo", b"1", "1.jpg"), ("photo", b"2", "2.jpg")],
        caption="Альбом #кейсы",
    )
    await newsroom.work()
    first = newsroom.channel[0]
    before = len(newsroom.reader.messages)
    newsroom.world.forward(
        newsroom.reader.id, newsroom.channel_id, first.message_id, newsroom.bot_id
    )
    await newsroom.settle()
    album = [message for message in newsroom.reader.messages[before:] if message.media_group_id]
    assert len(album) == 2
    assert newsroom.reader.text.startswith("Альбом")
    assert newsroom.reader.buttons() == PAGE
    assert not newsroom.world.refusals


async def test_a_foreign_forward_is_not_searched(newsroom: Newsroom):
    other = newsroom.world.add_channel("Other", owner=newsroom.reader.id, username="other_one")
    message = newsroom.world.say(newsroom.reader.id, other.id, "чужой пост")
    newsroom.world.forward(newsroom.reader.id, other.id, message.message_id, newsroom.bot_id)
    await newsroom.settle()
    assert "only posts of my own channels" in newsroom.reader.text


@pytest.mark.parametrize(
    "payload",
    ["ref_site", "junk", "post_", "post_abc", "tag_", "post_99999999999999999999", "tag_-7"],
)
async def test_a_link_of_no_use_is_answered_all_the_same(newsroom: Newsroom, payload: str):
    await newsroom.reader.send(f"/start {payload}")
    assert newsroom.reader.text
    assert "went wrong" not in newsroom.reader.text


@pytest.mark.parametrize(
    "command", ["new", "drafts", "plan", "posts", "channels", "stats", "team", "import"]
)
async def test_commands_of_authors_are_refused_to_readers(newsroom: Newsroom, command: str):
    await newsroom.reader.send(f"/{command}")
    assert newsroom.reader.text == "This command is for the channel's authors."


async def test_what_cannot_be_searched_is_refused_with_a_sentence(newsroom: Newsroom):
    for kind in ("photo", "sticker", "video_note", "voice"):
        await newsroom.reader.send_media(kind)
        assert "search by words only" in newsroom.reader.text
    newsroom.world.send_poll(newsroom.reader.id, newsroom.bot_id, "?", ["a", "b"])
    await newsroom.settle()
    assert len(newsroom.reader.texts) == 5
    newsroom.world.send_album(
        newsroom.reader.id, newsroom.bot_id, [("photo", b"1", "1.jpg"), ("photo", b"2", "2.jpg")]
    )
    await newsroom.settle()
    assert len(newsroom.reader.texts) == 6


async def test_media_leave_the_question(newsroom: Newsroom):
    await newsroom.reader.send("/search")
    await newsroom.reader.send_media("photo")
    await newsroom.reader.send("/nonsense")
    assert "do not know this command" in newsroom.reader.text


async def test_help_follows_the_role(newsroom: Newsroom):
    await newsroom.reader.send("/help")
    assert "/tags" in newsroom.reader.text
    assert "/drafts" not in newsroom.reader.text
    await newsroom.author.send("/help")
    assert "/drafts" in newsroom.author.text


async def test_a_chosen_language_is_kept_and_the_menu_speaks_it(newsroom: Newsroom):
    await newsroom.reader.send("/language")
    await newsroom.reader.press("Русский")
    assert newsroom.reader.text == "Теперь говорю по-русски."
    await newsroom.reader.send("/start")
    assert "Здравствуйте" in newsroom.reader.text
    commands = newsroom.world.bot_commands(newsroom.bot_id, newsroom.reader.id)
    assert "рубрики" in [command.description for command in commands]
    assert "drafts" not in [command.command for command in commands]


async def test_an_owner_gets_the_menu_of_authors(newsroom: Newsroom):
    await newsroom.author.send("/start")
    commands = newsroom.world.bot_commands(newsroom.bot_id, newsroom.author.id)
    assert "drafts" in [command.command for command in commands]


@pytest.fixture
async def second(newsroom: Newsroom) -> int:
    """A second connected channel; its chat id."""
    other = newsroom.world.add_channel("Second", owner=newsroom.author.id, username="second_one")
    newsroom.world.promote(other.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    return other.id


async def test_a_link_names_its_channel_among_several(
    newsroom: Newsroom, publish: Publish, second: int
):
    await publish("Первый\n#кейсы")
    await publish("Второй\n#кейсы", chat_id=second)
    words = newsroom.reader
    await words.send(f"/start tag__2_{packed('кейсы')}")
    assert words.buttons()[0] == "Второй"
    await words.send("/search первый")
    assert "Nothing is found" in words.text
    await words.send(f"/start tag__1_{packed('кейсы')}")
    assert words.buttons()[0] == "Первый"
    await words.send(f"/start tag__77_{packed('кейсы')}")
    assert "no longer connected" in words.text
    stranger = newsroom.add_person("Vera", language="en")
    await stranger.send(f"/start tag_{packed('кейсы')}")
    assert stranger.buttons() == ["Marketing aloud", "Second"]
    await stranger.press("Second")
    assert stranger.buttons()[0] == "Второй"


async def test_a_greeting_leads_to_the_archive_of_the_channel_that_was_chosen(tmp_path: Path):
    async with open_newsroom(tmp_path, web_url="https://archive.example/read") as newsroom:
        other = newsroom.world.add_channel(
            "Second", owner=newsroom.author.id, username="second_one"
        )
        newsroom.world.promote(other.id, newsroom.bot_id, by=newsroom.author.id)
        await newsroom.settle()
        for start in ("/start", "/start ref_unknown"):
            person = newsroom.add_person("Vera", language="en")
            await person.send(start)
            await person.press("Second")
            opened = [button.web_app.url for button in person.all_buttons if button.web_app]
            assert opened == ["https://archive.example/read/app?channel=second_one"]
            await person.send(start)
            assert any(button.web_app for button in person.all_buttons)
        assert not newsroom.world.refusals


async def test_whoever_reads_one_channel_finds_the_way_to_another_one(
    newsroom: Newsroom, second: int
):
    reader = newsroom.reader
    await reader.send("/start")
    await reader.press("Second")
    assert "Second" in reader.text
    await reader.press("Digest")
    await reader.press("Daily")
    await reader.send("/start")
    await reader.press("Another channel")
    assert reader.buttons() == ["Marketing aloud", "Second"]
    await reader.press("Marketing aloud")
    assert "Marketing aloud" in reader.text
    await reader.send("/digest")
    assert reader.text.startswith("Digest of “Marketing aloud”\nIt is off")
    await reader.press("Daily")
    assert reader.text.startswith("Digest of “Marketing aloud”\nIt comes daily")
    rows = await newsroom.app.db.fetch_all("SELECT frequency FROM subscriptions")
    assert [row["frequency"] for row in rows] == ["daily", "daily"]


async def test_inline_mode_asks_for_a_channel_among_several(
    newsroom: Newsroom, publish: Publish, second: int
):
    await publish("Второй пост", chat_id=second)

    async def look() -> tuple[int, str]:
        results = await newsroom.world.inline(newsroom.reader.id, newsroom.bot_id, "пост")
        calls = [call for call in newsroom.world.calls if call.method == "answerInlineQuery"]
        return len(results), str(calls[-1].params.get("button"))

    count, button = await look()
    assert count == 0
    assert "First choose a channel in the bot" in button
    await newsroom.reader.send("/start channels")
    await newsroom.reader.press("Second")
    count, button = await look()
    assert count == 1
    assert "search__2_" in button


async def test_several_channels_are_asked_for_once(
    newsroom: Newsroom, publish: Publish, second: int
):
    await publish("Первый\n#кейсы")
    await publish("Второй\n#кейсы", chat_id=second)
    await newsroom.reader.send("/search второй")
    assert newsroom.reader.buttons() == ["Marketing aloud", "Second"]
    await newsroom.reader.press("Second")
    assert newsroom.reader.buttons()[0] == "Второй"
    for _ in range(2):
        await newsroom.reader.send("/tags")
        assert newsroom.reader.buttons() == ["#кейсы · 1", "⭐ My rubrics"]
    await newsroom.reader.press("#кейсы")
    assert newsroom.reader.buttons()[0] == "Второй"
    assert not newsroom.world.refusals


async def test_old_buttons_say_what_became_of_their_channel(newsroom: Newsroom, publish: Publish):
    await publish("Первый\n#кейсы")
    await newsroom.reader.send("/tags")
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET state = 'disconnected'")
    await newsroom.reader.press("#кейсы")
    assert "no longer connected" in newsroom.reader.text
    await newsroom.reader.send("/tags")
    assert "No channel is connected yet" in newsroom.reader.text


@pytest.mark.parametrize(
    "data", ["ap1:open:1", "ro1:1:999", "rr1:1:999:n:", "rf1:1:999:b:", "rr1:1:1:n:zz", "??"]
)
async def test_forged_buttons_change_nothing_and_are_answered(newsroom: Newsroom, data: str):
    await newsroom.reader.send("/start")
    message = newsroom.reader.last
    newsroom.world.press(
        newsroom.reader.id, newsroom.bot_id, message.message_id, data, forged=True
    )
    await newsroom.settle()
    assert newsroom.reader.last.message_id != message.message_id
    assert "went wrong" not in newsroom.reader.text
    assert not newsroom.world.refusals


async def test_a_draft_is_shown_to_no_reader(newsroom: Newsroom):
    await newsroom.author.send("Тайный черновик")
    await newsroom.reader.send("/start post_1")
    assert "no longer there" in newsroom.reader.text
    await newsroom.reader.send("тайный")
    assert "Nothing is found" in newsroom.reader.text


async def test_an_owner_without_a_channel_is_told_how_to_connect_one(newsroom: Newsroom):
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET state = 'disconnected'")
    await newsroom.author.send("/start")
    assert newsroom.author.buttons() == ["Connect a channel"]
    await newsroom.author.send("/tags")
    assert "/channels" in newsroom.author.text
    await newsroom.reader.send("/start")
    assert "/channels" not in newsroom.reader.text
