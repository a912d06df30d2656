"""Media, albums and files with aiogram."""

import pytest
from aiogram.enums import ParseMode
from aiogram.types import (
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
)

from bot.sandbox import Limits
from bot.sandbox.pictures import png
from tests.sandbox.asking import picture, refusal, upload
from tests.sandbox.conftest import Scene


@pytest.mark.parametrize(
    "kind", ["video", "animation", "document", "audio", "voice", "video_note", "sticker"]
)
async def test_every_kind_is_sent_fetched_and_sent_again(scene: Scene, kind: str):
    send = getattr(scene.bot, f"send_{kind}")
    first = await send(scene.reader.id, upload(kind.encode()))
    media = getattr(first, kind)
    downloaded = await scene.bot.download(media.file_id)
    assert downloaded is not None
    assert downloaded.read() == kind.encode()
    again = await send(scene.reader.id, media.file_id)
    assert getattr(again, kind).file_unique_id == media.file_unique_id
    assert getattr(again, kind).file_id != media.file_id
    assert scene.world.file_bytes(media.file_id) == kind.encode()


async def test_a_photo_has_sizes_and_a_caption_with_entities(scene: Scene):
    sent = await scene.bot.send_photo(
        scene.channel.id,
        picture(1000, 500),
        caption="<i>Раз</i> #два",
        parse_mode=ParseMode.HTML,
        has_spoiler=True,
        show_caption_above_media=True,
    )
    assert sent.photo is not None
    assert [(size.width, size.height) for size in sent.photo][-1] == (1000, 500)
    assert len({size.file_unique_id for size in sent.photo}) == len(sent.photo)
    assert [entity.type for entity in sent.caption_entities or []] == ["italic", "hashtag"]
    assert sent.has_media_spoiler is True
    assert sent.show_caption_above_media is True


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (png(1, 10_000), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
        (png() + b"x" * 10_000_000, "PHOTO_SAVE_FILE_INVALID"),
    ],
)
async def test_a_bad_photo_is_refused(scene: Scene, data: bytes, answer: str):
    said = await refusal(scene.bot.send_photo(scene.reader.id, upload(data, "a.png")))
    assert said.endswith(answer)


async def test_a_caption_is_at_most_1024_characters(scene: Scene):
    assert (await scene.bot.send_photo(scene.reader.id, picture(), caption="x" * 1024)).caption
    said = await refusal(scene.bot.send_photo(scene.reader.id, picture(), caption="x" * 1025))
    assert said.endswith("Bad Request: message caption is too long")


async def test_a_wrong_file_id_is_refused(scene: Scene):
    said = await refusal(scene.bot.send_photo(scene.reader.id, "nonsense"))
    assert said.endswith("Bad Request: wrong file identifier/HTTP URL specified")
    said = await refusal(scene.bot.get_file("nonsense"))
    assert said.endswith("Bad Request: wrong file_id or the file is temporarily unavailable")
    photo = (await scene.bot.send_photo(scene.reader.id, picture())).photo
    assert photo is not None
    said = await refusal(scene.bot.send_document(scene.reader.id, photo[-1].file_id))
    assert said.endswith("Bad Request: can't use file of type Photo as Document")


async def test_media_come_from_the_pages_of_the_world_and_nowhere_else(scene: Scene):
    scene.world.web["https://a.ru/x.png"] = png()
    scene.world.web["https://a.ru/x.html"] = b"<html>"
    assert (await scene.bot.send_photo(scene.reader.id, "https://a.ru/x.png")).photo
    said = await refusal(scene.bot.send_photo(scene.reader.id, "https://a.ru/x.html"))
    assert said.endswith("Bad Request: wrong type of the web page content")
    said = await refusal(scene.bot.send_photo(scene.reader.id, "https://b.ru/x.png"))
    assert said.endswith("Bad Request: failed to get HTTP URL content")


class TestSmallLimits:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(enabled=False, download_bytes=100, upload_bytes=200)

    async def test_a_file_above_the_limit_cannot_be_fetched(self, scene: Scene):
        sent = await scene.bot.send_document(scene.reader.id, upload(b"x" * 101))
        assert sent.document is not None
        said = await refusal(scene.bot.get_file(sent.document.file_id))
        assert said.endswith("Bad Request: file is too big")

    async def test_an_upload_above_the_limit_is_413(self, scene: Scene):
        await refusal(scene.bot.send_document(scene.reader.id, upload(b"x" * 201)))
        assert scene.world.refusals[-1].status == 413


async def test_an_album_of_photos_and_videos_is_one_group(scene: Scene):
    sent = await scene.bot.send_media_group(
        scene.channel.id,
        [
            InputMediaPhoto(media=picture(), caption="<b>А</b>", parse_mode="HTML"),
            InputMediaVideo(media=upload()),
        ],
        protect_content=True,
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].media_group_id is not None
    assert sent[0].caption == "А"
    assert [message.message_id for message in sent] == [
        sent[0].message_id,
        sent[0].message_id + 1,
    ]
    assert all(message.has_protected_content for message in sent)


async def test_an_album_of_one_is_a_plain_message(scene: Scene):
    sent = await scene.bot.send_media_group(scene.reader.id, [InputMediaPhoto(media=picture())])
    assert [message.media_group_id for message in sent] == [None]


async def test_an_album_keeps_its_rules_and_sends_nothing_when_it_breaks_them(scene: Scene):
    bot, reader = scene.bot, scene.reader.id
    before = len(scene.world.history(reader, 42))
    photos: list[MediaUnion] = [InputMediaPhoto(media=picture()) for _ in range(11)]
    assert "too many messages to send as an album" in await refusal(
        bot.send_media_group(reader, photos)
    )
    mixed: list[MediaUnion] = [
        InputMediaPhoto(media=picture()),
        InputMediaDocument(media=upload()),
    ]
    assert (
        "document can't be mixed with other media types"
        in (await refusal(bot.send_media_group(reader, mixed))).lower()
    )
    broken: list[MediaUnion] = [InputMediaAudio(media=upload()), InputMediaAudio(media="nonsense")]
    assert "wrong file identifier" in await refusal(bot.send_media_group(reader, broken))
    badly: list[MediaUnion] = [
        InputMediaPhoto(media=picture(), caption="<b>", parse_mode="HTML")
    ] * 2
    assert "can't parse InputMedia: Can't parse entities" in await refusal(
        bot.send_media_group(reader, badly)
    )
    assert len(scene.world.history(reader, 42)) == before


async def test_what_comes_with_music_stays_with_it(scene: Scene):
    sent = await scene.bot.send_audio(
        scene.reader.id, upload(), performer="Хор", title="Песня", thumbnail=picture()
    )
    assert sent.audio is not None
    assert (sent.audio.performer, sent.audio.title) == ("Хор", "Песня")
    assert sent.audio.thumbnail is not None
    assert await scene.bot.download(sent.audio.thumbnail.file_id)


async def test_a_parameter_that_is_not_honoured_is_refused_by_name(scene: Scene):
    said = await refusal(scene.bot.send_video(scene.reader.id, upload(), cover=picture()))
    assert said.endswith("does not serve the parameter cover")
    said = await refusal(scene.bot.send_message(scene.reader.id, "x", direct_messages_topic_id=1))
    assert said.endswith("does not serve the parameter direct_messages_topic_id of sendMessage")


async def test_a_video_may_be_held_back_with_the_id_0(scene: Scene):
    scene.world.hold_videos(scene.channel.id)
    accepted = await scene.bot.send_video(scene.channel.id, upload(), caption="кино")
    assert accepted.message_id == 0
    assert scene.world.history(scene.owner.id, scene.channel.id) == []
    (post,) = scene.world.release_videos(scene.channel.id)
    assert post.message_id > 0
    (update,) = await scene.updates()
    assert update.channel_post is not None
    assert (update.channel_post.message_id, update.channel_post.caption) == (
        post.message_id,
        "кино",
    )


async def test_what_people_send_arrives_with_its_file(scene: Scene):
    scene.world.send_media(
        scene.reader.id, 42, "photo", png(), caption="смотри #тег", filename="a.png"
    )
    album = scene.world.send_album(
        scene.reader.id, 42, [("photo", png(), None), ("video", b"v", "v.mp4")], caption="альбом"
    )
    updates = await scene.updates("message")
    photo, first, second = [update.message for update in updates if update.message]
    assert photo.caption == "смотри #тег"
    assert photo.caption_entities is not None
    assert (first.media_group_id, first.caption) == (album[0].media_group_id, "альбом")
    assert (second.media_group_id, second.caption) == (album[0].media_group_id, None)
    assert second.video is not None
    file = await scene.bot.get_file(second.video.file_id)
    assert file.file_path is not None
    data = await scene.bot.download_file(file.file_path)
    assert data is not None
    assert data.read() == b"v"
    assert scene.world.file_meta(second.video.file_id) == ("video/mp4", "v.mp4")
