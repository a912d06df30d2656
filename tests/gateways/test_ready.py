"""A message that goes to many: to each of them what a call of its own would say."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    GetChat,
    SendChatAction,
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
    MessageEntity,
)
from aiohttp import web
from aiohttp.payload import BytesPayload
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.posts import Content
from bot.domain.publications import Sent
from bot.domain.texts import Entity, Text
from bot.gateways.limiter import Limiter
from bot.gateways.telegram import bulk as bulk_module
from bot.gateways.telegram.bulk import BulkSender
from bot.gateways.telegram.ready import Ready
from bot.gateways.telegram.session import JsonSession, make_bot

TOKEN = "42:TEST"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Дальше", callback_data="x:1")]]
)
ECHO = {
    "message_id": 77, "date": 1_790_000_000, "text": "Слово",
    "chat": {"id": 5, "type": "private", "first_name": "A"},
    "entities": [{"type": "bold", "offset": 0, "length": 5}],
    "reply_markup": {"inline_keyboard": [[{"text": "Дальше", "callback_data": "x:1"}]]},
    "of_tomorrow": {"unknown": 1},
}  # fmt: skip


class Server:
    """Answers what it is told to, and notes what it was sent."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.status = 200
        self.told: Mapping[str, Any] | str = {"ok": True, "result": ECHO}
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.taken.append((request.match_info["method"], await request.json()))
        text = self.told if isinstance(self.told, str) else json.dumps(self.told)
        return web.Response(text=text, status=self.status, content_type="application/json")

    def refuse(self, code: int, description: str, **parameters: int) -> None:
        """Answer with an error."""
        self.status = code
        self.told = {"ok": False, "error_code": code, "description": description,
                     "parameters": parameters}  # fmt: skip


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", server.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    bot = make_bot(TOKEN, server.url, Limiter(1000))
    yield bot
    await bot.session.close()


def _said(session: JsonSession, bot: Bot, method: TelegramMethod[Any]) -> Any:
    body = session.build_form_data(bot, method)
    assert isinstance(body, BytesPayload)
    assert body.content_type == "application/json"
    return json.loads(body.decode())


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50),
    chats=st.lists(st.integers(-(2**52), 2**52), min_size=1, max_size=5),
    entities=st.none() | st.lists(
        st.builds(
            MessageEntity, type=st.sampled_from(["bold", "text_link"]),
            offset=st.integers(0, 50), length=st.integers(1, 50),
            url=st.none() | st.just('https://пример.рф/?a="1"&b={'),
        ),
        max_size=3,
    ),
    preview=st.none() | st.builds(LinkPreviewOptions, is_disabled=st.booleans()),
    keyboard=st.none() | st.just(KEYBOARD),
    paid=st.none() | st.booleans(),
    mode=st.sampled_from([None, "HTML"]),
)  # fmt: skip
def test_to_each_chat_goes_what_a_call_of_its_own_says(
    text: str, chats: list[int], entities: Any, preview: Any, keyboard: Any, paid: Any, mode: Any
) -> None:
    session = JsonSession()
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=mode))
    arguments: dict[str, Any] = {
        "text": text, "entities": entities, "link_preview_options": preview,
        "reply_markup": keyboard, "allow_paid_broadcast": paid,
    }  # fmt: skip
    ready = Ready(SendMessage(chat_id=0, **arguments))
    for chat_id in chats:
        own = SendMessage(chat_id=chat_id, **arguments)
        assert _said(session, bot, ready.to(chat_id)) == _said(session, bot, own)


async def test_of_the_answer_the_id_is_told_whatever_else_telegram_says(
    bot: Bot, server: Server
) -> None:
    ready = Ready(SendPhoto(chat_id=0, photo="file-id", caption="я", reply_markup=KEYBOARD))
    answer = await bot(ready.to(5))
    assert answer.message_id == 77
    [(method, said)] = server.taken
    assert method == "sendPhoto"
    assert said == {
        "chat_id": 5, "photo": "file-id", "caption": "я",
        "reply_markup": {"inline_keyboard": [[{"text": "Дальше", "callback_data": "x:1"}]]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "description", "parameters", "expected"),
    [
        (400, "Bad Request: no", {}, TelegramBadRequest),
        (403, "Forbidden: bot was blocked by the user", {}, TelegramForbiddenError),
        (429, "Too Many Requests: retry after 9", {"retry_after": 9}, TelegramRetryAfter),
        (400, "moved", {"migrate_to_chat_id": -100}, TelegramMigrateToChat),
        (502, "Bad Gateway", {}, TelegramServerError),
        (418, "I am a teapot", {}, TelegramAPIError),
    ],
)
async def test_what_is_refused_raises_and_comes_to_what_a_call_of_its_own_does(
    bot: Bot, server: Server, code: int, description: str, parameters: dict[str, int],
    expected: type[Exception],
) -> None:  # fmt: skip
    server.refuse(code, description, **parameters)
    message = SendMessage(chat_id=5, text="x")
    with pytest.raises(TelegramAPIError) as ours:
        await bot.session.make_request(bot, Ready(message).to(5))
    assert type(ours.value) is expected
    # Without the rate: a hold would let the second of two calls wait.
    unpaced = Bot(TOKEN, session=JsonSession(api=bot.session.api))
    sender = BulkSender(unpaced, Limiter(1000))
    ready, own = await sender.send(Ready(message).to(5)), await sender.send(message)
    await unpaced.session.close()
    # aiogram names the class of the call in some of its sentences.
    assert repr(ready).replace("ReadyCall", "SendMessage") == repr(own)


@pytest.mark.parametrize(
    "told",
    [
        "<html>",
        {"ok": True, "result": True},
        {"ok": True, "result": {"date": 1}},
        {"result": ECHO},
    ],
)
async def test_an_answer_without_an_id_cannot_be_read(
    bot: Bot, server: Server, told: Mapping[str, Any] | str
) -> None:
    """Not taken for sent: the message may be there or not."""
    server.told = told
    with pytest.raises(ClientDecodeError):
        await bot(Ready(SendMessage(chat_id=0, text="x")).to(5))


@pytest.mark.parametrize(
    "method",
    [
        SendMediaGroup(chat_id=1, media=[InputMediaPhoto(media="a"), InputMediaPhoto(media="b")]),
        SendChatAction(chat_id=1, action="typing"),
        GetChat(chat_id=1),
    ],
    ids=["album", "action", "question"],
)
def test_only_a_single_message_goes_to_many(method: TelegramMethod[Any]) -> None:
    with pytest.raises(ValueError, match="single"):
        Ready(method)


async def test_a_new_file_is_not_sent_to_many(bot: Bot, server: Server) -> None:
    photo = SendPhoto(chat_id=0, photo=BufferedInputFile(b"x", "a.jpg"))
    with pytest.raises(ValueError, match="file"):
        await bot(Ready(photo).to(5))
    assert not server.taken


@pytest.mark.parametrize("is_paid", [False, True])
async def test_what_is_paid_for_takes_its_own_rate(server: Server, is_paid: bool) -> None:
    free, paid = Limiter(1), Limiter(1)
    taken: list[Limiter] = []
    for limiter in (free, paid):
        _watch(limiter, taken)
    bot = make_bot(TOKEN, server.url, free, paid)
    ready = Ready(SendMessage(chat_id=0, text="x", allow_paid_broadcast=is_paid or None))
    await bot(ready.to(5))
    await bot.session.close()
    assert taken == [paid if is_paid else free]


def _watch(limiter: Limiter, taken: list[Limiter]) -> None:
    turn = limiter.turn

    def noting(*args: Any, **kwargs: Any) -> Any:
        taken.append(limiter)
        return turn(*args, **kwargs)

    limiter.turn = noting  # type: ignore[method-assign]


async def test_equal_contents_are_written_once_and_others_each_for_itself(server: Server) -> None:
    bot = make_bot(TOKEN, server.url, Limiter(1000))
    sender = BulkSender(bot, Limiter(1000))
    other = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Next", callback_data="x:1")]]
    )
    bold = Text("Слово", (Entity("bold", 0, 5),))
    sent = [
        (Content(text=bold), KEYBOARD, False), (Content(text=Text("Слово")), KEYBOARD, False),
        (Content(text=bold), other, False), (Content(text=bold), KEYBOARD, True),
    ]  # fmt: skip
    for person, (content, keyboard, is_paid) in enumerate([*sent, *sent], start=5):
        again = Content(text=Text(content.text.text, content.text.entities))
        outcome = await sender.send_content(person, again, keyboard, is_paid=is_paid)
        assert outcome == Sent((77,))
    await bot.session.close()
    said = [values for _, values in server.taken]
    assert [values.pop("chat_id") for values in said] == list(range(5, 13))
    assert said[:4] == said[4:]
    assert [bool(values["entities"]) for values in said[:4]] == [True, False, True, True]
    words = [values["reply_markup"]["inline_keyboard"][0][0]["text"] for values in said[:4]]
    assert words == ["Дальше", "Дальше", "Next", "Дальше"]
    assert [values.get("allow_paid_broadcast") for values in said[:4]] == [None, None, None, True]
    assert len(sender._ready) == 4


async def test_what_is_kept_is_bounded(
    bot: Bot, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_module, "MOST_READY", 3)
    sender = BulkSender(bot, Limiter(1000))
    for number in (1, 2, 3, 1, 4, 1, 5):
        await sender.send_content(5, Content(text=Text(f"Слово {number}")), KEYBOARD)
    assert len(sender._ready) == 3
    assert [values["text"] for _, values in server.taken][-3:] == ["Слово 4", "Слово 1", "Слово 5"]
