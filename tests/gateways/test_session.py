"""What goes over the wire: JSON, and multipart where a file goes along."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import (
    BanChatMember,
    EditMessageReplyMarkup,
    GetMe,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    MediaUnion,
    MessageEntity,
)
from aiohttp import web
from aiohttp.payload import BytesPayload
from hypothesis import given
from hypothesis import strategies as st

from bot.gateways.limiter import Limiter
from bot.gateways.telegram.session import JsonSession, make_bot

TOKEN = "42:TEST"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Дальше", callback_data="x:1")]]
)


class Server:
    """Notes what it was sent."""

    def __init__(self) -> None:
        self.types: list[str] = []
        self.values: list[dict[str, Any]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.types.append(request.content_type)
        if request.content_type == "application/json":
            self.values.append(await request.json())
        else:
            fields = dict(await request.post())
            self.values.append(
                {
                    name: field.file.read() if isinstance(field, web.FileField) else field
                    for name, field in fields.items()
                }
            )
        return web.json_response({"ok": True, "result": True})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", server.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    bot = make_bot(TOKEN, server.url + "/", Limiter(1000))
    yield bot
    await bot.session.close()


async def test_a_call_without_files_is_one_json_object(bot: Bot, server: Server) -> None:
    await bot(EditMessageReplyMarkup(chat_id=5, message_id=0, reply_markup=KEYBOARD))
    assert server.types == ["application/json"]
    assert server.values == [
        {
            "chat_id": 5,
            "message_id": 0,
            "reply_markup": {"inline_keyboard": [[{"text": "Дальше", "callback_data": "x:1"}]]},
        }
    ]


async def test_a_call_without_parameters_is_an_empty_object(server: Server) -> None:
    bot = make_bot(TOKEN, server.url, Limiter(1000))
    await bot.delete_my_commands()
    await bot.session.close()
    assert server.values == [{}]


async def test_a_file_goes_as_multipart_with_everything_else(bot: Bot, server: Server) -> None:
    data = bytes(range(256))
    await bot.set_webhook("https://x", certificate=BufferedInputFile(data, "my.pem"))
    assert server.types == ["multipart/form-data"]
    values = server.values[0]
    assert values["url"] == "https://x"
    assert values[values["certificate"].removeprefix("attach://")] == data


def _body(bot: Bot, method: TelegramMethod[Any]) -> Any:
    session = bot.session
    assert isinstance(session, AiohttpSession)
    return session.build_form_data(bot, method)


@pytest.fixture
async def dry() -> AsyncIterator[Bot]:
    """A bot whose requests are only built."""
    bot = Bot(TOKEN, session=JsonSession(), default=DefaultBotProperties(parse_mode="HTML"))
    yield bot
    await bot.session.close()


def test_an_album_with_one_new_file_goes_as_multipart(dry: Bot) -> None:
    album: list[MediaUnion] = [
        InputMediaPhoto(media=BufferedInputFile(b"x", "a.jpg")),
        InputMediaPhoto(media="id"),
    ]
    assert not isinstance(_body(dry, SendMediaGroup(chat_id=1, media=album)), BytesPayload)
    known = SendPhoto(chat_id=1, photo="file-id", caption="я")
    assert isinstance(_body(dry, known), BytesPayload)


def _parameters(body: Any) -> dict[str, Any]:
    """What a server makes of a body: JSON texts are JSON, numbers may be texts."""
    if isinstance(body, BytesPayload):
        values = json.loads(body.decode())
        return {name: _plain(value) for name, value in values.items()}
    return {field[0]["name"]: _plain(field[2]) for field in body._fields}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else json.dumps(value)


def _same(text: str) -> Any:
    """Telegram reads a structure or a number alike from JSON and from a form's text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50),
    chat_id=st.integers(-(2**52), 2**52) | st.just("@channel"),
    silent=st.none() | st.booleans(),
    entities=st.lists(
        st.builds(
            MessageEntity,
            type=st.sampled_from(["bold", "text_link"]),
            offset=st.integers(0, 50),
            length=st.integers(1, 50),
            url=st.none() | st.just("https://пример.рф/?a=1&b"),
        ),
        max_size=3,
    ),
    preview=st.none() | st.builds(LinkPreviewOptions, is_disabled=st.booleans()),
    keyboard=st.none() | st.just(KEYBOARD),
)
def test_json_says_what_the_form_of_aiogram_says(
    text: str, chat_id: Any, silent: Any, entities: Any, preview: Any, keyboard: Any
) -> None:
    method = SendMessage(
        chat_id=chat_id, text=text, disable_notification=silent, entities=entities,
        link_preview_options=preview, reply_markup=keyboard,
    )  # fmt: skip
    bot = Bot(TOKEN, session=JsonSession(), default=DefaultBotProperties(parse_mode="HTML"))
    ours = _parameters(JsonSession().build_form_data(bot, method))
    theirs = _parameters(AiohttpSession().build_form_data(bot, method))
    assert {name: _same(value) for name, value in ours.items()} == {
        name: _same(value) for name, value in theirs.items()
    }


def test_moments_are_seconds_in_both(dry: Bot) -> None:
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    method = BanChatMember(chat_id=1, user_id=2, until_date=moment)
    assert _parameters(_body(dry, method))["until_date"] == str(int(moment.timestamp()))
    later = BanChatMember(chat_id=1, user_id=2, until_date=timedelta(days=1))
    assert int(_parameters(_body(dry, later))["until_date"]) > 0


async def test_a_server_that_is_not_there_is_a_network_error() -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:9", Limiter(1000))
    with pytest.raises(TelegramNetworkError):
        await bot(GetMe())
    await asyncio.sleep(0)
    await bot.session.close()


@pytest.mark.parametrize("calls", [0, 1])
async def test_a_call_after_the_end_opens_nothing(server: Server, calls: int) -> None:
    """aiogram would open a client that nobody closes."""
    bot = make_bot(TOKEN, server.url, Limiter(1000))
    for _ in range(calls):
        await bot.delete_my_commands()
    await bot.session.close()
    with pytest.raises(RuntimeError, match="closed"):
        await bot.delete_my_commands()
    assert len(server.values) == calls


def test_the_servers_address_may_end_with_a_slash() -> None:
    bot = make_bot(TOKEN, "http://host/", Limiter(1000))
    assert bot.session.api.api_url(TOKEN, "getMe") == "http://host/bot42:TEST/getMe"
    assert isinstance(bot.session.api, TelegramAPIServer)
