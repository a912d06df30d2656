"""Rubrics as those change them who keep them, and as readers see what came of it."""

import pytest

from bot.domain.team import Role
from tests.handlers.authors.test_team import add_member, forge_data
from tests.newsroom import Newsroom, Person, buttons_of


async def post_by_hand(newsroom: Newsroom, *texts: str) -> None:
    for text in texts:
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
    await newsroom.settle()


async def open_rubrics(newsroom: Newsroom) -> Person:
    author = newsroom.author
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("Rubrics")
    return author


async def readers_list(newsroom: Newsroom) -> Person:
    await newsroom.reader.send("/tags")
    return newsroom.reader


def tags_of(person: Person) -> list[str]:
    """The buttons of rubrics under the newest message."""
    return [text for text in person.buttons() if "#" in text]


def data_of(person: Person, label: str) -> str:
    """What a button of the newest message carries."""
    return next(one.callback_data or "" for one in buttons_of(person.last) if one.text == label)


async def test_a_rubric_is_joined_to_another_and_parted_again(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case", "Two #case", "Three #cases")
    author = await open_rubrics(newsroom)
    assert author.buttons()[:2] == ["#case · 2", "#cases · 1"]
    await author.press("#cases")
    await author.press("Join to…")
    assert author.buttons()[0] == "#case · 2"
    await author.press("#case")
    assert "Its 1 post will stand in #case" in author.text
    await author.press("Join")
    assert author.text.startswith("Joined")
    assert "3 posts" in author.text
    assert "Also: #cases" in author.text
    reader = newsroom.reader
    await reader.send("/search #cases")
    assert reader.text.startswith("#case · 3 posts")
    await author.press("Synonyms")
    await author.press("✖️ #cases")
    assert author.text.startswith("Parted: #cases")
    await reader.send("/search #cases")
    assert reader.text.startswith("#cases · 1 post")


@pytest.mark.parametrize(
    ("hidden", "word"),
    [("#ad", "its posts come into readers’ lists"), ("#case", "leave readers’ lists"), ("", "")],
)
async def test_joining_says_what_comes_into_the_lists_of_readers_or_leaves_them(
    newsroom: Newsroom, hidden: str, word: str
):
    await post_by_hand(newsroom, "One #case", "Two #ad")
    author = await open_rubrics(newsroom)
    if hidden:
        await author.press(hidden)
        await author.press("Hide")
        await author.press("Back")
    await author.press("#ad")
    await author.press("Join to…")
    await author.send("#case")
    assert word in author.text
    assert bool(word) == ("hidden" in author.text)
    await author.press("Join")
    shown = ["#case · 2"] if hidden != "#case" else []
    assert tags_of(await readers_list(newsroom)) == shown


async def test_a_typed_tag_is_joined_to_as_a_chosen_one(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case", "Two #promo")
    author = await open_rubrics(newsroom)
    await author.press("#promo")
    await author.press("Join to…")
    await author.send("two words")
    assert "For example: #case" in author.text
    await author.send("#nothing")
    assert "no rubric #nothing" in author.text
    await author.send("CASE")
    await author.press("Join")
    assert author.text.startswith("Joined: #case")


async def test_another_tag_a_description_and_an_emoji_are_what_readers_see(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    author = await open_rubrics(newsroom)
    await author.press("#case")
    await author.press("Rename")
    await author.send("no tag at all")
    assert "For example" in author.text
    await author.send("#Teardown")
    assert author.text.startswith("Renamed")
    await author.press("Description")
    await author.send("x" * 201)
    assert "up to 200" in author.text
    await author.send("One campaign a week")
    await author.press("Emoji")
    await author.send("fire")
    await author.send("🔥")
    reader = newsroom.reader
    await reader.send("/tags")
    assert reader.buttons()[0] == "🔥 #Teardown · 1"
    await reader.press("🔥 #Teardown")
    assert reader.text.startswith("🔥 #Teardown · 1 post\nOne campaign a week")
    for tag in ("case", "teardown"):
        await reader.send(f"/search #{tag}")
        assert "#Teardown · 1 post" in reader.text
    await author.press("Emoji")
    await author.send("-")
    assert "🔥" not in author.text


async def test_a_hidden_rubric_leaves_the_readers_list_and_comes_back(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case", "Two #ad")
    author = await open_rubrics(newsroom)
    await author.press("#ad")
    await author.press("Hide")
    assert author.text.startswith("Hidden: #ad")
    reader = newsroom.reader
    assert tags_of(await readers_list(newsroom)) == ["#case · 1"]
    await reader.send("/search #ad")
    assert "Two" in reader.text
    await author.press("Back")
    assert "#ad · 1 🙈" in author.buttons()
    await author.press("#ad")
    await author.press("Show")
    assert len(tags_of(await readers_list(newsroom))) == 2


async def test_likely_pairs_are_joined_or_told_apart(newsroom: Newsroom):
    await post_by_hand(
        newsroom, "One #case", "Two #case #cases", "Three #brend", "Four #бренд #brend"
    )
    author = await open_rubrics(newsroom)
    await author.press("Probably the same")
    assert "1 of 2" in author.text
    await author.press("Not the same")
    assert author.text.startswith("Noted")
    await author.press("Join")
    await author.press("Join")
    assert author.text.startswith("Joined")
    await author.press("Back")
    await author.press("Probably the same")
    assert "No rubrics look like the same one" in author.text


async def test_an_editor_keeps_rubrics_and_an_author_does_not(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    editor = await add_member(newsroom, "Ed", Role.EDITOR)
    writer = await add_member(newsroom, "Will", Role.AUTHOR)
    await editor.send("/channels")
    await editor.press("Marketing aloud")
    await editor.press("#case")
    await editor.press("Hide")
    assert editor.text.startswith("Hidden")
    data = data_of(editor, "Show")
    await forge_data(newsroom, writer, data)
    assert "keep its rubrics" in writer.text
    await writer.send("/channels")
    assert "owner" in writer.text.lower()
    await forge_data(newsroom, newsroom.reader, data)
    assert tags_of(await readers_list(newsroom)) == []


async def test_presses_that_come_twice_do_no_more_than_once(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case", "Two #cases")
    author = await open_rubrics(newsroom)
    await author.press("#cases")
    await author.press("Join to…")
    await author.press("#case")
    sure = data_of(author, "Join")
    for _ in range(2):
        await forge_data(newsroom, author, sure)
        assert "2 posts" in author.text


async def test_a_command_leaves_the_question_and_media_begin_a_draft(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    author = await open_rubrics(newsroom)
    await author.press("#case")
    await author.press("Rename")
    await author.send("/plan")
    await author.send("A new thought, no tag")
    await newsroom.tick(3)
    assert "A new thought" in author.text
    assert tags_of(await readers_list(newsroom)) == ["#case · 1"]
