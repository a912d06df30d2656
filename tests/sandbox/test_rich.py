"""Rich messages on the sandbox: blocks come back as the Bot API describes them."""

from typing import Any

import pytest
from aiogram.types import (
    InputMediaPhoto,
    InputRichBlockBlockQuotation,
    InputRichBlockCollage,
    InputRichBlockDivider,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichBlockPreformatted,
    InputRichMessage,
    RichTextBold,
    RichTextUrl,
)

from tests.sandbox.asking import keyboard, picture, refusal
from tests.sandbox.conftest import Scene


def paragraph(text: Any) -> InputRichBlockParagraph:
    return InputRichBlockParagraph(text=text)


def message(*blocks: Any) -> InputRichMessage:
    return InputRichMessage(blocks=list(blocks))


async def photo_id(scene: Scene) -> str:
    sent = await scene.bot.send_photo(scene.reader.id, picture())
    return (sent.photo or [])[-1].file_id


async def test_blocks_stand_in_the_channel_as_they_were_given(scene: Scene) -> None:
    bold = RichTextBold(text="жирно")
    quote = InputRichBlockBlockQuotation(blocks=[paragraph("сказано")])
    code = InputRichBlockPreformatted(text="a = 1", language="python")
    sent = await scene.bot.send_rich_message(
        scene.channel.id, message(paragraph(["Раз ", bold, " #два"]), quote, code)
    )
    assert sent.text is None
    assert sent.rich_message
    blocks = [
        block.model_dump(exclude_none=True, mode="json") for block in sent.rich_message.blocks
    ]
    assert blocks[0]["text"][:2] == ["Раз ", {"type": "bold", "text": "жирно"}]
    assert blocks[0]["text"][2][1] == {"type": "hashtag", "text": "#два", "hashtag": "#два"}
    assert blocks[1]["blocks"][0]["text"] == "сказано"
    assert (blocks[2]["text"], blocks[2]["language"]) == ("a = 1", "python")
    assert scene.world.refusals == []


async def test_pictures_stand_inside_and_a_keyboard_below(scene: Scene) -> None:
    photo = InputRichBlockPhoto(
        photo=InputMediaPhoto(media=await photo_id(scene), has_spoiler=True)
    )
    sent = await scene.bot.send_rich_message(
        scene.channel.id,
        message(InputRichBlockCollage(blocks=[photo, photo]), paragraph("Подпись")),
        reply_markup=keyboard(url="https://example.org"),
    )
    assert sent.rich_message
    collage = sent.rich_message.blocks[0].model_dump(exclude_none=True, mode="json")
    assert [one["type"] for one in collage["blocks"]] == ["photo", "photo"]
    assert collage["blocks"][0]["has_spoiler"]
    assert sent.reply_markup


async def test_a_hashtag_in_the_words_of_a_link_is_none(scene: Scene) -> None:
    link = RichTextUrl(text="#два", url="https://example.org")
    sent = await scene.bot.send_rich_message(scene.reader.id, message(paragraph(link)))
    assert sent.rich_message
    text = sent.rich_message.blocks[0].model_dump(mode="json")["text"]
    assert (text["type"], text["text"]) == ("url", "#два")


@pytest.mark.parametrize(
    ("blocks", "answer"),
    [
        ([], "message text is empty"),
        ([paragraph("x" * 32_769)], "message is too long"),
        ([paragraph("x")] * 501, "message is too long"),
        ([InputRichBlockDivider()], "does not serve the rich block divider"),
    ],
)
async def test_what_is_beyond_the_limits_is_refused(
    scene: Scene, blocks: list[Any], answer: str
) -> None:
    call = scene.bot.send_rich_message(scene.reader.id, message(*blocks))
    assert answer in await refusal(call)


async def test_the_limits_themselves_are_allowed(scene: Scene) -> None:
    longest = message(paragraph("x" * 32_768))
    assert (await scene.bot.send_rich_message(scene.reader.id, longest)).rich_message
    many = message(*[paragraph("x")] * 500)
    assert (await scene.bot.send_rich_message(scene.reader.id, many)).rich_message


async def test_formatting_nested_too_deep_is_refused(scene: Scene) -> None:
    text: Any = "x"
    for _ in range(16):
        text = RichTextBold(text=text)
    call = scene.bot.send_rich_message(scene.reader.id, message(paragraph(text)))
    assert "nested too deep" in await refusal(call)


async def test_an_edit_changes_a_rich_message_and_makes_one_of_a_text(scene: Scene) -> None:
    sent = await scene.bot.send_rich_message(scene.reader.id, message(paragraph("раз")))
    for _ in range(2):
        edited = await scene.bot.edit_message_text(
            chat_id=scene.reader.id,
            message_id=sent.message_id,
            rich_message=message(paragraph("два")),
        )
        assert not isinstance(edited, bool)
        assert edited.rich_message
        assert edited.text is None
        sent = await scene.bot.send_message(scene.reader.id, "текст")


async def test_a_forward_is_a_rich_message_too(scene: Scene) -> None:
    sent = await scene.bot.send_rich_message(scene.channel.id, message(paragraph("раз")))
    copy = await scene.bot.forward_message(scene.reader.id, scene.channel.id, sent.message_id)
    assert copy.rich_message == sent.rich_message
