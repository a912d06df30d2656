"""Clients that are not aiogram: python-telegram-bot, and bare HTTP in four encodings."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import telegram
from telegram.request import HTTPXRequest

from bot.sandbox import Fault
from bot.sandbox.pictures import png
from tests.sandbox.conftest import TOKEN, Scene
from tests.sandbox.judge import Judge


@pytest.fixture
async def foreign(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    bot = telegram.Bot(
        TOKEN,
        base_url=f"{scene.sandbox.url}/bot",
        base_file_url=f"{scene.sandbox.url}/file/bot",
        request=HTTPXRequest(),
        get_updates_request=HTTPXRequest(),
    )
    async with bot:
        yield bot


@pytest.fixture
async def http(scene: Scene) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{scene.sandbox.url}/bot{TOKEN}/") as client:
        yield client


async def test_it_is_itself_and_gets_updates(scene: Scene, foreign: telegram.Bot):
    assert foreign.username == "rubrika_bot"
    scene.world.say(scene.reader.id, 42, "привет #тег")
    (update,) = await foreign.get_updates(allowed_updates=["message", "channel_post"])
    assert update.message is not None
    assert update.message.text == "привет #тег"
    assert update.message.entities[0].type == "hashtag"
    assert update.message.from_user is not None
    assert update.message.from_user.id == scene.reader.id


async def test_it_sends_a_text_with_markup_and_a_keyboard(scene: Scene, foreign: telegram.Bot):
    keyboard = telegram.InlineKeyboardMarkup(
        [[telegram.InlineKeyboardButton("Да", callback_data="да")]]
    )
    sent = await foreign.send_message(
        scene.channel.id,
        "*жирный* \\#тег",
        parse_mode="MarkdownV2",
        reply_markup=keyboard,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
    )
    assert sent.text == "жирный #тег"
    assert sent.reply_markup == keyboard
    assert sent.link_preview_options is not None
    with pytest.raises(telegram.error.BadRequest, match="not modified"):
        await sent.edit_reply_markup(keyboard)
    edited = await sent.edit_text("другой")
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup is None


async def test_it_uploads_the_file_as_the_field_itself(scene: Scene, foreign: telegram.Bot):
    photo = await foreign.send_photo(scene.reader.id, png(80, 60), caption="к")
    assert (photo.photo[-1].width, photo.photo[-1].height) == (80, 60)
    document = await foreign.send_document(scene.reader.id, b"data", filename="a.txt")
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == ("a.txt", "text/plain")
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"data"


async def test_it_sends_an_album_and_copies_it(scene: Scene, foreign: telegram.Bot):
    album = await foreign.send_media_group(
        scene.reader.id,
        [telegram.InputMediaPhoto(png(), caption="а"), telegram.InputMediaVideo(b"video")],
    )
    assert album[0].media_group_id == album[1].media_group_id
    ids = [message.message_id for message in album]
    copies = await foreign.copy_messages(scene.channel.id, scene.reader.id, ids)
    assert len(copies) == 2
    forward = await foreign.forward_message(scene.channel.id, scene.reader.id, ids[0])
    assert isinstance(forward.forward_origin, telegram.MessageOriginUser)


async def test_it_reads_the_chat_and_its_administrators(scene: Scene, foreign: telegram.Bot):
    chat = await foreign.get_chat("@marketing")
    assert chat.title == "Маркетинг"
    administrators = await foreign.get_chat_administrators(scene.channel.id)
    assert {member.user.id for member in administrators} == {scene.owner.id, 42}
    await foreign.set_my_commands([("start", "Начать")])
    assert [command.command for command in await foreign.get_my_commands()] == ["start"]


async def test_it_understands_the_refusals(scene: Scene, foreign: telegram.Bot):
    with pytest.raises(telegram.error.BadRequest, match="Message is too long"):
        await foreign.send_message(scene.reader.id, "x" * 4097)
    scene.world.block(scene.reader.id, 42)
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await foreign.send_message(scene.reader.id, "x")
    scene.world.faults.add(Fault("*", "too_many", retry_after=7))
    with pytest.raises(telegram.error.RetryAfter):
        await foreign.send_message(scene.channel.id, "x")
    scene.world.faults.add(Fault("*", "lost_answer"))
    with pytest.raises(telegram.error.NetworkError):
        await foreign.send_message(scene.channel.id, "дошло")
    assert scene.world.history(scene.owner.id, scene.channel.id)[-1].text == "дошло"


async def result(answer: httpx.Response) -> Any:
    body = answer.json()
    assert body["ok"], body
    return body["result"]


async def test_four_encodings_say_the_same(scene: Scene, http: httpx.AsyncClient):
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    flat = {"chat_id": str(scene.reader.id), "text": "[раз", "reply_markup": json.dumps(markup)}
    answers = [
        await http.get("sendMessage", params=flat),
        await http.post("SENDMESSAGE", data=flat),
        await http.post(
            "sendMessage", files={name: (None, value) for name, value in flat.items()}
        ),
        await http.post("sendmessage", json=flat),
        await http.post(
            "sendMessage",
            json={"chat_id": scene.reader.id, "text": "[раз", "reply_markup": markup},
        ),
    ]
    for answer in answers:
        sent = await result(answer)
        assert sent["text"] == "[раз"
        assert sent["reply_markup"] == markup
        assert sent["from"]["id"] == 42


async def test_a_text_that_looks_like_json_stays_a_text(scene: Scene, http: httpx.AsyncClient):
    for text in ('{"a": 1}', "[1, 2]", "true", "12"):
        sent = await result(
            await http.post("sendMessage", data={"chat_id": scene.reader.id, "text": text})
        )
        assert sent["text"] == text


@pytest.mark.parametrize(
    ("parameters", "answer"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": "x", "reply_markup": {"foo": 1}}, 'unknown field "foo"'),
        ({"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup"),
        ({"chat_id": 1, "text": "x", "parse_mood": "HTML"}, 'unknown field "parse_mood"'),
        (
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_date": "b"}]]},
            },
            'unknown field "callback_date"',
        ),
        ({"chat_id": 1, "text": "x", "entities": [{"type": "bold"}]}, "entities"),
        ({"chat_id": "x", "text": "x"}, "chat not found"),
    ],
)
async def test_a_malformed_call_is_a_400(
    scene: Scene, http: httpx.AsyncClient, parameters: dict[str, Any], answer: str
):
    response = await http.post("sendMessage", json=parameters)
    assert response.status_code == 400
    assert answer in response.json()["description"]
    assert len(scene.world.refusals) == 1


async def test_a_body_that_is_no_json_is_a_400(scene: Scene, http: httpx.AsyncClient):
    for body in ("{", "[]"):
        response = await http.post(
            "sendMessage", content=body, headers={"Content-Type": "application/json"}
        )
        assert response.status_code == 400


async def test_wrong_methods_and_tokens_have_their_codes(scene: Scene, http: httpx.AsyncClient):
    unknown = await http.get("sendNonsense")
    assert unknown.status_code == 404
    assert unknown.json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    assert (await http.get("sendDice")).status_code == 501
    for path in ("bot7:WRONG/getMe", "file/bot7:WRONG/x"):
        answer = await http.get(f"{scene.sandbox.url}/{path}")
        assert answer.status_code == 401
        assert answer.json()["description"] == "Unauthorized"
    missing = await http.get(f"{scene.sandbox.url}/file/bot{TOKEN}/photos/none.jpg")
    assert missing.status_code == 404


async def test_a_missing_attachment_is_refused(scene: Scene, http: httpx.AsyncClient):
    response = await http.post(
        "sendPhoto", data={"chat_id": scene.reader.id, "photo": "attach://nothing"}
    )
    assert response.status_code == 400
    response = await http.post("sendPhoto", data={"chat_id": scene.reader.id})
    assert response.json()["description"] == "Bad Request: there is no photo in the request"


async def test_a_body_above_every_limit_is_413(scene: Scene, http: httpx.AsyncClient):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    response = await http.post("sendMessage", content=b"x" * 60_000_001, headers=form, timeout=30)
    assert response.status_code == 413


async def test_the_log_shows_calls_without_the_bytes_of_files(
    scene: Scene, http: httpx.AsyncClient
):
    await http.post(
        "sendphoto", data={"chat_id": scene.reader.id}, files={"photo": ("a.png", png())}
    )
    call = scene.world.calls[-1]
    assert (call.method, call.chat_id, call.status) == ("sendPhoto", scene.reader.id, 200)
    assert call.params["photo"] == "<file a.png>"
    assert call.at == scene.clock.now


async def test_it_runs_alone_and_says_where():
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.sandbox", "--port", "0", "--token", "42:TEST"),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().strip()
        async with httpx.AsyncClient() as client:
            answer = await client.get(url)
        assert answer.json()["result"]["username"] == "rubrika_bot"
    finally:
        process.terminate()
        await process.communicate()


def test_the_judge_finds_what_is_wrong():
    judge = Judge()
    user = {"id": 1, "is_bot": False, "first_name": "a"}
    assert judge.faults_of_result("getMe", user) == []
    assert judge.faults_of_result("getMe", {**user, "nick": "b"}) == [
        "getMe: User has no field nick"
    ]
    assert judge.faults_of_result("getMe", {"id": "1", "is_bot": False}) == [
        "getMe: User lacks first_name",
        "getMe.id: '1' is no Integer",
    ]
    assert judge.faults_of_result("deleteMessage", 1)
    assert judge.faults_of_result("getUpdates", user)
    assert judge.faults_of_call("sendMessage", {"chat_id": 1, "txt": ""}) == [
        "sendMessage has no parameter txt"
    ]
