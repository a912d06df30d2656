"""Edits of published posts: only Save sends, nothing is lost, repeated blindly or overwritten."""

import asyncio
from typing import Any

import pytest
from aiogram.types import MessageEntity

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from storage import messages, revisions
from tests.handlers.authors.desk import open_post, press_slowly, publish, publish_draft
from tests.newsroom import Newsroom, buttons_of

ALBUM: list[tuple[str, bytes, str | None]] = [
    ("photo", f"picture {number}".encode(), f"{number}.jpg") for number in range(3)
]
OLD, NEW = "Packaging of the day #case", "Packing of the week #case"


async def begin(newsroom: Newsroom, text: str = NEW) -> None:
    """Open Edit and send another text."""
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    await newsroom.author.send(text)


async def edit(newsroom: Newsroom, text: str = NEW) -> None:
    await begin(newsroom, text)
    await newsroom.author.press("Save")
    await newsroom.work()


def words(newsroom: Newsroom) -> list[str]:
    return [message.text or message.caption or "" for message in newsroom.channel]


def fail(newsroom: Newsroom, kind: Kind, method: str = "editMessageText", **kw: Any) -> Fault:
    order = Fault(method=method, kind=kind, chat_id=newsroom.channel_id, **kw)
    return newsroom.world.faults.add(order)


def write_by_hand(newsroom: Newsroom, text: str, index: int = -1) -> None:
    """The owner edits a message of the channel in an app."""
    message = newsroom.channel[index]
    newsroom.world.edit(newsroom.author.id, newsroom.channel_id, message.message_id, text)


async def stored(newsroom: Newsroom) -> Any:
    message = newsroom.channel[-1]
    return await messages.get_post_of(newsroom.app.db, newsroom.channel_id, message.message_id)


async def test_only_save_changes_the_channel(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    assert "Packing" in newsroom.author.text
    assert words(newsroom) == [OLD]
    await newsroom.author.press("Save")
    await newsroom.work()
    assert words(newsroom) == [NEW]
    assert newsroom.author.text.startswith("Saved")
    assert "https://t.me/marketing_aloud/" in newsroom.author.text


async def test_the_outcome_of_an_edit_stands_however_slowly_the_press_was_answered(
    newsroom: Newsroom,
) -> None:
    """The job of edits runs each second: here while the words of the press are on their way."""
    await publish(newsroom, OLD)
    await begin(newsroom)
    await press_slowly(newsroom, "Save", meanwhile="edits")
    assert words(newsroom) == [NEW]
    assert newsroom.author.text.startswith("Saved")


async def test_a_page_whose_edit_cannot_be_saved_is_as_it_was(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom, OLD)
    page = newsroom.author.last
    await newsroom.author.press("Save")
    assert "Nothing differs" in newsroom.author.text
    shown = next(m for m in newsroom.author.messages if m.message_id == page.message_id)
    assert (shown.text, buttons_of(shown)) == (page.text, buttons_of(page))


async def test_why_an_edit_cannot_be_saved_is_told_where_its_page_cannot_be_written_to(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom, OLD)
    newsroom.world.faults.add(
        Fault(
            method="editMessageText", kind="refuse", times=-1, chat_id=newsroom.author.id,
            description="Bad Request: message can't be edited",
        )
    )  # fmt: skip
    await newsroom.author.press("Save")
    assert "Nothing differs" in newsroom.author.text


async def test_what_was_saved_is_a_revision_of_its_editor_and_the_archive_follows(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, OLD)
    await edit(newsroom, "Envelope of the week #paper")
    post = await stored(newsroom)
    assert (post.content.full_text.text, post.revision) == ("Envelope of the week #paper", 2)
    revision = await revisions.get_revision(newsroom.app.db, post.id, 2)
    assert revision is not None
    assert revision.editor_id == newsroom.author.id
    deeds = await newsroom.app.db.fetch_all("SELECT what, post_id FROM journal")
    assert ("edited", post.id) in [(row["what"], row["post_id"]) for row in deeds]
    await newsroom.reader.send("envelope")
    assert "Envelope of the week" in newsroom.reader.text
    await newsroom.reader.send("/tags")
    assert newsroom.reader.buttons() == ["#paper · 1", "⭐ My rubrics"]


async def test_back_leaves_the_post_and_a_later_text_is_a_draft(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    await newsroom.author.press("Back")
    assert "Numbers" in newsroom.author.buttons()
    await newsroom.author.send("Something else #case")
    assert "Publish now" in newsroom.author.buttons()
    assert words(newsroom) == [OLD]


async def test_formatting_is_edited_too(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    bold = [MessageEntity(type="bold", offset=0, length=9)]
    await newsroom.author.send(OLD, entities=bold)
    assert "Only the formatting changed" in newsroom.author.text
    await newsroom.author.press("Save")
    await newsroom.work()
    entities = newsroom.channel[-1].entities or []
    assert [item.offset for item in entities if item.type == "bold"] == [0]


async def test_the_same_text_has_nothing_to_save(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom, OLD)
    await newsroom.author.press("Save")
    assert "Nothing differs" in newsroom.author.text


async def test_added_rubrics_stay_below_the_new_text(newsroom: Newsroom) -> None:
    await newsroom.author.send("Packaging")
    await newsroom.author.press("Tags")
    await newsroom.author.send("#case")
    await publish_draft(newsroom)
    await edit(newsroom, "Packing")
    assert words(newsroom) == ["Packing\n\n#case"]


async def test_a_caption_and_a_picture_are_edited(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", b"one", caption="Packaging #case")
    await publish_draft(newsroom)
    await edit(newsroom, "Packing #case")
    assert words(newsroom) == ["Packing #case"]
    before = (newsroom.channel[-1].photo or [])[-1].file_unique_id
    # A chat bears so many messages a minute.
    await newsroom.tick(60)
    await open_post(newsroom, "Packing")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Media")
    await newsroom.author.send_media("photo", b"two")
    assert "replaced" in newsroom.author.text
    await newsroom.author.press("Save")
    await newsroom.work()
    assert (newsroom.channel[-1].photo or [])[-1].file_unique_id != before
    assert words(newsroom) == ["Packing #case"]


async def test_the_pictures_of_an_album_are_replaced_in_their_order(newsroom: Newsroom) -> None:
    author, world = newsroom.author, newsroom.world
    world.send_album(author.id, newsroom.bot_id, ALBUM, caption="Packaging #case")
    await newsroom.settle()
    await newsroom.tick(3)
    await publish_draft(newsroom)
    before = [message.message_id for message in newsroom.channel]
    await open_post(newsroom, "Packaging")
    await author.press("Edit")
    await author.press("Media")
    fresh = [(kind, data + b" new", name) for kind, data, name in ALBUM]
    sent = world.send_album(author.id, newsroom.bot_id, fresh)
    await newsroom.settle()
    pages = [text for text in author.texts if text.startswith("Edit: ")]
    assert len(pages) == 1
    await author.press("Save")
    await newsroom.work()
    assert [message.message_id for message in newsroom.channel] == before
    assert [(m.photo or [])[-1].file_unique_id for m in newsroom.channel] == [
        (m.photo or [])[-1].file_unique_id for m in sent
    ]
    assert words(newsroom) == ["Packaging #case", "", ""]


async def test_another_number_of_pictures_is_refused_with_the_reason(newsroom: Newsroom) -> None:
    author, world = newsroom.author, newsroom.world
    world.send_album(author.id, newsroom.bot_id, ALBUM, caption="Packaging #case")
    await newsroom.settle()
    await newsroom.tick(3)
    await publish_draft(newsroom)
    await open_post(newsroom, "Packaging")
    await author.press("Edit")
    await author.press("Media")
    world.send_album(author.id, newsroom.bot_id, ALBUM[:2])
    await newsroom.settle()
    assert "send exactly 3" in author.text
    assert "Save" not in author.buttons()


async def test_buttons_below_a_post_are_added_kept_and_removed(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Buttons")
    await newsroom.author.send("Read the study - https://example.org/study")
    assert "Read the study" in newsroom.author.text
    assert "take the place of the comments button" in newsroom.author.text
    await newsroom.author.press("Save")
    await newsroom.work()
    assert below(newsroom) == ["Read the study"]
    await newsroom.tick(60)
    await edit(newsroom)
    assert (words(newsroom), below(newsroom)) == ([NEW], ["Read the study"])
    await newsroom.tick(60)
    await open_post(newsroom, "Packing")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Buttons")
    await newsroom.author.send("-")
    await newsroom.author.press("Save")
    await newsroom.work()
    assert (words(newsroom), below(newsroom)) == ([NEW], [])


async def test_what_is_no_button_is_asked_for_again(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Buttons")
    await newsroom.author.send("Read the study")
    assert "https://example.org" in newsroom.author.text
    await newsroom.author.send("Read the study - https://example.org/study")
    assert "Save" in newsroom.author.buttons()


def below(newsroom: Newsroom) -> list[str]:
    """Words of the buttons below the newest post."""
    return [button.text for button in buttons_of(newsroom.channel[-1])]


def long_text(mark: str, paragraphs: int) -> str:
    return "\n\n".join(f"{mark} {n}. " + "word " * 60 for n in range(paragraphs)).strip()


async def test_a_post_of_two_messages_is_edited_in_both(newsroom: Newsroom) -> None:
    await publish(newsroom, long_text("Packaging", 20))
    assert len(newsroom.channel) == 2
    await begin(newsroom, long_text("Packing", 20))
    await newsroom.author.press("Save")
    for _ in range(4):
        await newsroom.work()
    first, second = words(newsroom)
    assert "Packaging" not in first + second
    assert "Packing 0." in first
    assert "Packing 19." in second
    assert newsroom.author.text.startswith("Saved")


async def test_a_text_that_needs_more_messages_is_refused_with_the_reason(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom, long_text("Packing", 20))
    assert "one message in the channel, and this text would need 2" in newsroom.author.text
    assert "Save" not in newsroom.author.buttons()
    assert words(newsroom) == [OLD]


@pytest.mark.parametrize(
    "kind", ["lost_answer", "cut", "bad_gateway", "bad_gateway_done", "restart"]
)
async def test_an_edit_whose_answer_was_lost_arrives_once_and_is_told(
    newsroom: Newsroom, kind: Kind
) -> None:
    await publish(newsroom, OLD)
    order = fail(newsroom, kind)
    await edit(newsroom)
    assert order.hits == 1
    await newsroom.tick(10)
    assert words(newsroom) == [NEW]
    assert newsroom.author.text.startswith("Saved")
    assert (await stored(newsroom)).revision == 2


async def test_what_was_written_by_hand_behind_a_lost_answer_is_not_overwritten(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, OLD)
    fail(newsroom, "lost_answer")
    await edit(newsroom)
    write_by_hand(newsroom, "By hand #case")
    await newsroom.tick(10)
    assert words(newsroom) == ["By hand #case"]
    assert newsroom.author.buttons() == ["Keep the channel's", "Put mine"]


async def test_where_nothing_can_be_seen_a_lost_answer_is_not_sent_again_but_asked_about(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    newsroom.world.faults.add(
        Fault(
            method="forwardMessage", kind="refuse", times=-1,
            description="Bad Request: message has protected content and can't be forwarded",
        )
    )  # fmt: skip
    order = fail(newsroom, "restart", times=1)
    await newsroom.author.press("Save")
    for seconds in (1, 10, 20, 40, 80, 160, 320):
        await newsroom.tick(seconds)
    assert order.hits == 1
    assert words(newsroom) == [OLD]
    assert "cannot see what stands in the channel" in newsroom.author.text
    await newsroom.author.press("Save again")
    await newsroom.work()
    assert words(newsroom) == [NEW]


async def test_a_flood_wait_is_waited_out(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    order = fail(newsroom, "too_many", retry_after=1)
    await edit(newsroom)
    await newsroom.work()
    assert (words(newsroom), order.hits) == ([OLD], 1)
    # The channel is held in real time.
    await asyncio.sleep(1.1)
    await newsroom.tick(2)
    assert words(newsroom) == [NEW]
    assert newsroom.author.text.startswith("Saved")


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("Bad Request: message to edit not found", "cannot find the post"),
        ("Bad Request: message can't be edited", "Change it by hand"),
        ("Bad Request: MESSAGE_TOO_LONG", "too long"),
        ("Bad Request: need administrator rights in the channel chat", "lack the rights"),
        ("Bad Request: ENTITY_BOUNDS_INVALID", "formatting"),
        ("Bad Request: SOMETHING_NEW", "SOMETHING_NEW"),
    ],
)
async def test_a_refusal_is_told_in_words_and_can_be_saved_again(
    newsroom: Newsroom, description: str, sentence: str
) -> None:
    await publish(newsroom, OLD)
    fail(newsroom, "refuse", description=description)
    await edit(newsroom)
    assert sentence in newsroom.author.text
    assert "Not saved" in newsroom.author.text
    assert (await stored(newsroom)).revision == 1
    await newsroom.author.press("Save again")
    await newsroom.work()
    assert words(newsroom) == [NEW]


async def test_a_hand_edit_before_edit_is_opened_is_what_is_edited(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    write_by_hand(newsroom, "Packaging by hand #case")
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    assert "Packaging by hand #case" in newsroom.author.texts
    assert (await stored(newsroom)).content.full_text.text == "Packaging by hand #case"


@pytest.mark.parametrize("is_heard", [True, False])
async def test_both_versions_are_shown_and_the_author_chooses(
    newsroom: Newsroom, is_heard: bool
) -> None:
    if is_heard:
        group = newsroom.world.add_group("Talks", owner=newsroom.author.id)
        newsroom.world.link_discussion(newsroom.channel_id, group.id)
        newsroom.world.promote(group.id, newsroom.bot_id, by=newsroom.author.id)
    await publish(newsroom, OLD)
    await begin(newsroom)
    write_by_hand(newsroom, "By hand #case")
    await newsroom.settle()
    await newsroom.author.press("Save")
    await newsroom.work()
    assert "By hand #case" in newsroom.author.text
    assert NEW in newsroom.author.text
    assert words(newsroom) == ["By hand #case"]
    assert newsroom.author.buttons() == ["Keep the channel's", "Put mine"]
    await newsroom.author.press("Put mine")
    await newsroom.work()
    assert words(newsroom) == [NEW]
    assert newsroom.author.text.startswith("Saved")


async def test_the_channels_version_is_kept(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    write_by_hand(newsroom, "By hand #case")
    await newsroom.author.press("Save")
    await newsroom.work()
    await newsroom.author.press("Keep the channel's")
    assert newsroom.author.text.startswith("The channel keeps")
    await newsroom.tick(60)
    assert words(newsroom) == ["By hand #case"]
    assert (await stored(newsroom)).content.full_text.text == "By hand #case"


async def test_a_still_newer_hand_edit_is_asked_about_again(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    write_by_hand(newsroom, "By hand #case")
    await newsroom.author.press("Save")
    await newsroom.work()
    write_by_hand(newsroom, "By hand again #case")
    await newsroom.author.press("Put mine")
    await newsroom.work()
    assert words(newsroom) == ["By hand again #case"]
    assert "By hand again" in newsroom.author.text
    await newsroom.author.press("Put mine")
    await newsroom.work()
    assert words(newsroom) == [NEW]


async def test_our_own_edit_is_no_hand_edit_when_its_echo_comes(newsroom: Newsroom) -> None:
    group = newsroom.world.add_group("Talks", owner=newsroom.author.id)
    newsroom.world.link_discussion(newsroom.channel_id, group.id)
    newsroom.world.promote(group.id, newsroom.bot_id, by=newsroom.author.id)
    await publish(newsroom, long_text("Packaging", 20))
    await begin(newsroom, long_text("Packing", 20))
    await newsroom.author.press("Save")
    for _ in range(4):
        await newsroom.work()
    post = await stored(newsroom)
    known = await revisions.list_revisions(newsroom.app.db, post.id, limit=10)
    assert all(revision.editor_id for revision in known)
    assert newsroom.author.text.startswith("Saved")


async def test_a_death_while_editing_is_looked_into_before_anything_is_sent(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    await newsroom.author.press("Save")
    await newsroom.work()
    assert words(newsroom) == [NEW]
    # As a process that died between the call and its settling leaves it.
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE edits SET state = 'sending'")
        await session.execute("UPDATE posts SET revision = 1, text = :old", {"old": OLD})
        await session.execute("DELETE FROM revisions WHERE number = 2")
    calls = fail(newsroom, "refuse", times=-1)
    await newsroom.work()
    await newsroom.tick(10)
    assert calls.hits == 0
    assert (await stored(newsroom)).content.full_text.text == NEW


async def test_a_post_made_by_hand_is_edited_by_an_owner(newsroom: Newsroom) -> None:
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, OLD)
    await newsroom.settle()
    await edit(newsroom)
    assert words(newsroom) == [NEW]


async def test_a_post_deleted_by_hand_is_not_opened_for_editing(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    message = newsroom.channel[-1]
    newsroom.world.delete(newsroom.author.id, newsroom.channel_id, message.message_id)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    assert "cannot find the post" in newsroom.author.text


async def test_an_old_page_changes_nothing(newsroom: Newsroom) -> None:
    await publish(newsroom, OLD)
    await begin(newsroom)
    page = newsroom.author.last
    await newsroom.author.press("Save")
    await newsroom.work()
    newsroom.world.press(
        newsroom.author.id, newsroom.bot_id, page.message_id, "aee1:save:1:0", forged=True
    )
    await newsroom.work()
    assert words(newsroom) == [NEW]
    assert (await stored(newsroom)).revision == 2
