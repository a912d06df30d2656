"""A draft is retouched: typography, replies, substitutions, media one by one, going back."""

import pytest
from aiogram.types import MessageEntity

from storage import posts
from tests.newsroom import Newsroom, Person


async def shown_text(author: Person) -> str:
    """The preview above the newest card."""
    await author.press("Preview")
    return author.messages[-2].text or author.messages[-2].caption or ""


async def reply(author: Person, to: int, text: str) -> None:
    await author.send(text, reply_to=to)


async def test_typography_is_set_with_one_tap_and_once(newsroom: Newsroom) -> None:
    author = newsroom.author
    bold = MessageEntity(type="bold", offset=5, length=3)
    await author.send('Это "хит"... #case', entities=[bold])
    await author.press("Typography")
    assert author.text.startswith("The typography is set")
    preview = author.messages[-2]
    assert preview.text == "Это «хит»… #case"
    assert next((e.type, e.offset, e.length) for e in preview.entities or []) == ("bold", 5, 3)
    await author.press("Typography")
    assert author.text.startswith("The typography is as it should be")


async def test_a_reply_to_the_preview_or_the_card_is_the_new_text(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send("First words #case")
    preview, card = author.messages[-2:]
    await author.send("Another draft")
    await reply(author, preview.message_id, "Second words #case")
    assert author.messages[-2].text == "Second words #case"
    await reply(author, card.message_id, "Third words #case")
    assert author.messages[-2].text == "Third words #case"
    await author.send("/drafts")
    assert sorted(author.buttons()) == ["Another draft", "Third words"]


async def test_a_substitution_says_how_many_were_replaced(newsroom: Newsroom) -> None:
    author = newsroom.author
    bold = MessageEntity(type="bold", offset=0, length=3)
    await author.send("old words, old ones #case", entities=[bold])
    await author.send("s/old/brand new/")
    assert author.text.startswith("Replaced: 2")
    preview = author.messages[-2]
    assert preview.text == "brand new words, brand new ones #case"
    assert next((e.type, e.offset, e.length) for e in preview.entities or []) == ("bold", 0, 9)


async def test_a_substitution_that_finds_nothing_says_so_and_makes_no_draft(
    newsroom: Newsroom,
) -> None:
    author = newsroom.author
    await author.send("words #case")
    await author.send("s/other/x/")
    assert author.text.startswith("Nothing was found")
    await author.send("/drafts")
    assert author.buttons() == ["words"]


async def test_several_lines_are_replaced_in_the_post_replied_to(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send("one a/b\ntwo #case")
    preview = author.messages[-2]
    await author.send("Another draft")
    await reply(author, preview.message_id, "s/one a\\/b/1\\/2/\ns/two/three/")
    assert author.messages[-2].text == "1/2\nthree #case"


async def test_the_question_for_a_text_takes_a_substitution_too(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send("old words #case")
    await author.press("Text")
    await author.send("s/old/new/")
    assert author.messages[-2].text == "new words #case"


async def album(newsroom: Newsroom) -> None:
    newsroom.world.send_album(
        newsroom.author.id,
        newsroom.bot_id,
        [("photo", b"one", "1.png"), ("photo", b"two", "2.png"), ("photo", b"three", "3.png")],
        caption="Three billboards #case",
    )
    await newsroom.settle()
    await newsroom.tick(2)


async def media_ids(newsroom: Newsroom) -> list[str]:
    post = await posts.get_post(newsroom.app.db, 1)
    assert post is not None
    return [media.unique_id for media in post.content.media]


async def test_media_are_moved_and_removed_one_by_one(newsroom: Newsroom) -> None:
    author = newsroom.author
    await album(newsroom)
    one, two, three = await media_ids(newsroom)
    await author.press("Media")
    assert author.buttons() == [
        "⬇️ Down 1", "✖️ Remove 1", "⬆️ Up 2", "⬇️ Down 2", "✖️ Remove 2", "⬆️ Up 3",
        "✖️ Remove 3", "Add", "Remove media", "Back",
    ]  # fmt: skip
    await author.press("Up 3")
    assert await media_ids(newsroom) == [one, three, two]
    await author.press("Down 1")
    assert await media_ids(newsroom) == [three, one, two]
    await author.press("Remove 2")
    assert await media_ids(newsroom) == [three, two]
    assert not newsroom.world.refusals


async def test_a_press_that_is_dispatched_again_moves_nothing_twice(newsroom: Newsroom) -> None:
    await album(newsroom)
    _, two, three = await media_ids(newsroom)
    await newsroom.author.press("Media")
    revision = 3
    await newsroom.forge_press(newsroom.author, f"am1:drop:1:0:{revision}")
    await newsroom.forge_press(newsroom.author, f"am1:drop:1:0:{revision}")
    assert await media_ids(newsroom) == [two, three]


async def test_media_are_added_behind_those_that_are_there(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send_media("photo", b"one", caption="Words #case")
    (one,) = await media_ids(newsroom)
    await author.press("Media")
    await author.press("Add")
    await author.send_media("video", b"moving")
    ids = await media_ids(newsroom)
    assert ids[0] == one
    assert len(ids) == 2
    await author.press("Media")
    await author.press("Add")
    await author.send_media("document", b"file")
    assert "album mixes" in author.text
    assert len(await media_ids(newsroom)) == 2


async def test_history_shows_who_changed_what_and_goes_back(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send("the old words stay #case")
    await author.press("Text")
    await author.send("the new words stay #case")
    await author.press("History")
    labels = author.buttons()
    assert labels[0].startswith("2 · Wed, 18 Nov 2026, 12:00 · Anna")
    assert labels[1].startswith("1 · ")
    await author.press("2 ·")
    assert "the oldnew words stay #case" in author.text
    marks = {
        e.type: e.extract_from(author.text) for e in author.last.entities or [] if e.offset > 20
    }
    assert marks["strikethrough"] == "old"
    assert marks["bold"] == "new"
    assert author.buttons() == ["Back"]
    await author.press("Back")
    await author.press("1 ·")
    await author.press("Go back to this")
    assert author.text.startswith("Revision 1 is back")
    assert author.messages[-2].text == "the old words stay #case"
    await author.press("History")
    assert author.buttons()[0].startswith("3 · ")
    assert not newsroom.world.refusals


async def test_going_back_twice_is_going_back_once(newsroom: Newsroom) -> None:
    await newsroom.author.send("first #case")
    await newsroom.author.send("s/first/second/")
    await newsroom.forge_press(newsroom.author, "av1:back:1:1")
    await newsroom.forge_press(newsroom.author, "av1:back:1:1")
    post = await posts.get_post(newsroom.app.db, 1)
    assert post is not None
    assert (post.content.text.text, post.revision) == ("first #case", 3)


async def test_a_long_history_is_paged(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send("words 0 #case")
    for number in range(10):
        newsroom.clock.move(60)
        await author.send(f"s/words {number}/words {number + 1}/")
    await author.press("History")
    assert author.buttons()[0].startswith("11 · ")
    await author.press("Next")
    assert [label.split(" ")[0] for label in author.buttons()] == ["3", "2", "1", "Back"]


@pytest.mark.parametrize("label", ["Typography", "History"])
async def test_somebody_else_sees_and_changes_nothing(newsroom: Newsroom, label: str) -> None:
    await newsroom.author.send('A "thought"... #case')
    await newsroom.reader.send("/start")
    await newsroom.forge_press(newsroom.reader, f"ap1:{label.lower()}:1")
    post = await posts.get_post(newsroom.app.db, 1)
    assert post is not None
    assert post.content.text.text == 'A "thought"... #case'
    assert "thought" not in newsroom.reader.text
