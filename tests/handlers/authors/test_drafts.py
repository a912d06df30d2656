"""An author's message becomes a draft, whatever it is made of."""

import pytest
from aiogram.types import MessageEntity

from storage import lists
from tests.newsroom import Newsroom, buttons_of

CARD = [
    "Text", "Media", "Tags", "Buttons", "Options", "Check", "Preview", "History", "Typography",
    "Schedule", "Publish now", "Delete",
]  # fmt: skip


async def publish(newsroom: Newsroom) -> None:
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()


async def test_a_text_becomes_a_draft_card(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline\n\nWords of the post #case")
    preview, card = newsroom.author.messages[-2:]
    assert preview.text == "Headline\n\nWords of the post #case"
    assert "Headline" in (card.text or "")
    assert newsroom.author.buttons() == CARD
    assert not newsroom.world.refusals


async def test_a_draft_is_published_once_after_one_confirmation(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline\n\nWords #case")
    await newsroom.author.press("Publish now")
    assert newsroom.author.buttons() == ["Publish", "Cancel"]
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert [message.text for message in newsroom.channel] == ["Headline\n\nWords #case"]
    assert newsroom.author.text.startswith("Published")
    assert "https://t.me/marketing_aloud/" in newsroom.author.text
    assert not newsroom.world.refusals


async def test_formatting_survives_draft_preview_publication_and_archive(
    newsroom: Newsroom,
) -> None:
    text = "Жирный 😀 спойлер\nцитата, ссылка и код"
    entities = [
        MessageEntity(type="bold", offset=0, length=6),
        MessageEntity(type="italic", offset=0, length=9),
        MessageEntity(type="spoiler", offset=10, length=7),
        MessageEntity(type="blockquote", offset=18, length=20),
        MessageEntity(type="text_link", offset=26, length=6, url="https://example.org/a?b=1"),
    ]
    sent = await newsroom.author.send(text, entities=entities)
    await publish(newsroom)
    published = newsroom.channel[-1]
    assert published.text == text
    assert published.entities == sent.entities
    row = (await lists.list_published(newsroom.app.db, 1, limit=1, beside=(1 << 52, 0)))[0]
    assert row.content.text.text == text
    kinds = [(entity.type, entity.offset, entity.length) for entity in row.content.text.entities]
    assert kinds == [(entity.type, entity.offset, entity.length) for entity in sent.entities or []]


@pytest.mark.parametrize("kind", ["photo", "video", "animation", "document", "audio", "voice"])
async def test_media_of_each_kind_become_a_post(newsroom: Newsroom, kind: str) -> None:
    await newsroom.author.send_media(kind, caption="Look at this #case")
    assert newsroom.author.buttons() == CARD
    await publish(newsroom)
    assert getattr(newsroom.channel[-1], kind)
    assert newsroom.channel[-1].caption == "Look at this #case"
    assert not newsroom.world.refusals


async def test_an_album_becomes_one_draft_with_all_parts_in_order(newsroom: Newsroom) -> None:
    world, author = newsroom.world, newsroom.author
    sent = world.send_album(
        author.id,
        newsroom.bot_id,
        [("photo", b"one", "1.png"), ("photo", b"two", "2.png"), ("photo", b"three", "3.png")],
        caption="Three billboards #case",
    )
    await newsroom.settle()
    await newsroom.tick(2)
    assert author.buttons() == CARD
    assert "media: 3" in author.text
    await publish(newsroom)
    ids = [(m.photo or [])[-1].file_unique_id for m in newsroom.channel]
    assert ids == [(m.photo or [])[-1].file_unique_id for m in sent]
    assert len({m.media_group_id for m in newsroom.channel}) == 1
    assert newsroom.channel[0].caption == "Three billboards #case"


async def test_a_forwarded_post_becomes_a_draft_with_its_formatting(newsroom: Newsroom) -> None:
    world, author = newsroom.world, newsroom.author
    other = world.add_channel("Elsewhere", owner=newsroom.reader.id, username="elsewhere_ch")
    world.join(other.id, author.id)
    bold = MessageEntity(type="bold", offset=0, length=4)
    post = world.say(newsroom.reader.id, other.id, "Seen elsewhere", entities=[bold])
    world.forward(author.id, other.id, post.message_id, newsroom.bot_id)
    await newsroom.settle()
    # An owner may mean to connect the channel: the bot cannot work there, so it is a draft.
    assert author.buttons() == CARD
    assert author.messages[-2].entities == [bold]


async def test_parts_of_a_long_text_are_joined_into_one_draft(newsroom: Newsroom) -> None:
    words = " ".join(f"word{number}" for number in range(1000))
    await newsroom.author.send(words)
    await newsroom.tick(3)
    drafts = await lists.list_drafts(
        newsroom.app.db, newsroom.author.id, limit=9, beside=(1 << 52, 0)
    )
    assert [draft.content.text.text for draft in drafts] == [words]
    assert "2 messages" in newsroom.author.text


async def test_two_texts_make_two_drafts_side_by_side(newsroom: Newsroom) -> None:
    await newsroom.author.send("First thought")
    await newsroom.author.send("Second thought")
    await newsroom.author.send("/drafts")
    assert newsroom.author.buttons() == ["Second thought", "First thought"]
    await newsroom.author.press("First thought")
    assert "First thought" in newsroom.author.text
    assert newsroom.author.buttons() == [*CARD, "Back"]
    await newsroom.author.press("Back")
    assert newsroom.author.buttons() == ["Second thought", "First thought"]


@pytest.mark.parametrize("kind", ["sticker", "video_note"])
async def test_what_cannot_be_a_post_is_refused_with_a_sentence(
    newsroom: Newsroom, kind: str
) -> None:
    await newsroom.author.send_media(kind)
    assert "cannot become a post yet" in newsroom.author.text


async def test_tags_stand_as_the_last_line_after_a_blank_one(newsroom: Newsroom) -> None:
    await newsroom.author.send("Headline\n\nWords #case")
    await newsroom.author.press("Tags")
    await newsroom.author.send("#case, рекламныйхит")
    assert newsroom.author.messages[-2].text == "Headline\n\nWords #case\n\n#рекламныйхит"
    await publish(newsroom)
    assert newsroom.channel[-1].text == "Headline\n\nWords #case\n\n#рекламныйхит"


async def test_what_cannot_be_a_hashtag_is_asked_again_with_an_example(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send("Headline")
    await newsroom.author.press("Tags")
    await newsroom.author.send("2026")
    assert "#ads_2026" in newsroom.author.text
    await newsroom.author.send("case")
    assert "#case" in newsroom.author.text


async def test_the_text_of_a_draft_is_replaced_and_its_media_kept(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", caption="Old words")
    await newsroom.author.press("Text")
    await newsroom.author.send("New words #case")
    await publish(newsroom)
    assert newsroom.channel[-1].caption == "New words #case"
    assert newsroom.channel[-1].photo


async def test_media_are_replaced_and_removed(newsroom: Newsroom) -> None:
    await newsroom.author.send_media("photo", caption="Words #case")
    await newsroom.author.press("Media")
    await newsroom.author.send_media("video", b"moving")
    assert newsroom.author.messages[-2].video
    await newsroom.author.press("Media")
    await newsroom.author.press("Remove media")
    await publish(newsroom)
    assert newsroom.channel[-1].text == "Words #case"


async def test_options_decide_how_the_post_is_sent(newsroom: Newsroom) -> None:
    await newsroom.author.send("Words https://example.org #case")
    await newsroom.author.press("Options")
    await newsroom.author.press("Sound")
    await newsroom.author.press("Link preview")
    await newsroom.author.press("Back")
    await publish(newsroom)
    call = [c for c in newsroom.world.calls if c.method == "sendMessage"][-1]
    assert call.chat_id == newsroom.channel_id or newsroom.channel[-1].text
    preview = newsroom.channel[-1].link_preview_options
    assert preview is not None
    assert preview.show_above_text


async def test_delete_asks_once_and_says_deleted(newsroom: Newsroom) -> None:
    await newsroom.author.send("A thought")
    await newsroom.author.press("Delete")
    assert newsroom.author.buttons() == ["Delete", "Cancel"]
    await newsroom.author.press("Delete")
    assert newsroom.author.text.startswith("Deleted")
    await newsroom.author.send("/drafts")
    assert "No drafts" in newsroom.author.text


async def test_an_old_card_says_what_became_of_its_post(newsroom: Newsroom) -> None:
    await newsroom.author.send("A thought")
    old = newsroom.author.last
    await newsroom.author.press("Preview")
    await publish(newsroom)
    text = next(button for button in buttons_of(old) if button.text == "Text")
    newsroom.world.press(
        newsroom.author.id, newsroom.bot_id, old.message_id, text.callback_data or ""
    )
    await newsroom.settle()
    assert "already published" in newsroom.author.text


async def test_a_caption_too_long_goes_below_its_picture_in_reply(newsroom: Newsroom) -> None:
    words = "слово " * 300
    await newsroom.author.send_media("photo", caption="Заголовок #case")
    await newsroom.author.press("Text")
    await newsroom.author.send(words.strip())
    await newsroom.tick(3)
    assert "longer than a caption" in newsroom.author.text
    await publish(newsroom)
    picture, below = newsroom.channel[-2:]
    assert picture.photo
    assert picture.caption is None
    assert below.text == words.strip()
    assert below.reply_to_message
    assert below.reply_to_message.message_id == picture.message_id
    assert not newsroom.world.refusals


async def test_an_edited_message_changes_its_draft(newsroom: Newsroom) -> None:
    sent = await newsroom.author.send("A thougt")
    newsroom.world.edit(newsroom.author.id, newsroom.bot_id, sent.message_id, "A thought")
    await newsroom.settle()
    assert "A thought" in newsroom.author.text


async def test_a_draft_before_any_channel_is_kept_for_the_first_one(newsroom: Newsroom) -> None:
    newsroom.world.remove(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Disconnect")
    await newsroom.author.press("Disconnect")
    await newsroom.author.send("Written before #case")
    assert "connect a channel" in newsroom.author.text
    await newsroom.connect()
    await newsroom.author.send("/drafts")
    await newsroom.author.press("Written before")
    await publish(newsroom)
    assert newsroom.channel[-1].text == "Written before #case"
