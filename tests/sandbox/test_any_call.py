"""Whatever a client sends, the server answers: with a result of its schema or a refusal."""

import asyncio
import json
from typing import Any

from aiogram.types import BufferedInputFile
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.dispatch import answer
from bot.sandbox.pictures import png
from bot.sandbox.registry import SERVED, UNSERVED
from bot.sandbox.world import World
from tests.sandbox.conftest import TOKEN, make_world
from tests.sandbox.judge import Judge

JUDGE = Judge()
CHATS = ["1", "-1001000000001", "-1001000000002", "@marketing"]
STRANGE_CHATS = ["2", "42", "x", "-5"]
TEXTS = ["a", "<b>ж</b>", "*x*", "@anna #тег t.me/x", "😀", "[", "{}"]
STRANGE_TEXTS = ["", " ", "<b>", "x" * 5000]
FILES = ["attach://file", "https://a.ru/x.png", "nonsense"]
BUTTONS: list[dict[str, Any]] = [
    {"text": "a", "callback_data": "b"},
    {"text": "a", "url": "https://a.ru"},
    {"text": "a", "url": "nonsense"},
    {"text": "", "callback_data": "b"},
    {"text": "a"},
    {"text": "a", "switch_inline_query": ""},
]
KEYBOARDS: list[Any] = [
    *({"inline_keyboard": [[button]]} for button in BUTTONS),
    {"inline_keyboard": [[]]},
    {"keyboard": [[{"text": "a"}]]},
    {"remove_keyboard": True},
    {"force_reply": True},
]
MEDIA: list[Any] = [
    {"type": "photo", "media": "attach://file"},
    {"type": "video", "media": "attach://file", "caption": "<i>x</i>", "parse_mode": "HTML"},
    {"type": "document", "media": "nonsense"},
]
OBJECTS: dict[str, list[Any]] = {
    "InlineKeyboardMarkup": KEYBOARDS,
    "InputMedia": MEDIA,
    "ReplyParameters": [
        {"message_id": 1},
        {"message_id": 999, "allow_sending_without_reply": True},
        {"message_id": 2, "chat_id": -1001000000001, "quote": "п"},
    ],
    "LinkPreviewOptions": [{"is_disabled": True}, {"url": "https://a.ru"}],
    "BotCommandScope": [{"type": "all_private_chats"}, {"type": "chat", "chat_id": 1}],
    "ReactionType": [{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "x"}],
    "MessageEntity": [
        {"type": "bold", "offset": 0, "length": 1},
        {"type": "text_mention", "offset": -1, "length": 9, "user": {"id": 1}},
    ],
    "BotCommand": [{"command": "start", "description": "x"}],
    "InputPollOption": [{"text": "a"}, {"text": ""}],
    "InlineQueryResultsButton": [{"text": "a", "start_parameter": "x"}],
    "String": ["message", "x"],
}
STRANGE: list[Any] = [{"foo": 1}, "text", 1, None, []]
FIXED = {
    "action": ["typing", "x"],
    "language_code": ["ru", "", "xxx"],
    "limit": ["5", "-1"],
    "offset": ["0", "-2"],
    "parse_mode": ["HTML", "MarkdownV2", "x"],
    "timeout": ["0"],
    "user_id": ["1", "2", "42", "7"],
}


def objects(kind: str) -> st.SearchStrategy[Any]:
    """Objects of a type of the schema, and now and then of none."""
    name = next((one for one in OBJECTS if kind.startswith(one)), None)
    good = OBJECTS.get(name or "", STRANGE)
    return st.sampled_from([*good * 5, *STRANGE])


def value(name: str, kind: str) -> st.SearchStrategy[str]:
    """A value for a parameter of a type of the schema, not always a good one."""
    if name in FIXED:
        return st.sampled_from(FIXED[name])
    if "chat_id" in name:
        return st.sampled_from([*CHATS * 4, *STRANGE_CHATS])
    if kind == "Array of Integer":
        return st.sampled_from(["[1]", "[1, 2]", "[2, 3, 999]", "[]", "[2, 1]"])
    if kind.startswith("Array of"):
        inner = kind.removeprefix("Array of ")
        return st.lists(objects(inner), min_size=1, max_size=3).map(json.dumps)
    if kind.startswith("Integer"):
        return st.sampled_from(["1", "2", "3", "0", "-1", "999"])
    if kind in ("Boolean", "True"):
        return st.sampled_from(["true", "false", "1"])
    if kind.startswith("InputFile"):
        return st.sampled_from(FILES)
    if kind in ("String", "Float"):
        return st.sampled_from([*TEXTS * 3, *STRANGE_TEXTS])
    return objects(kind).map(json.dumps)


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A method with its required parameters and some others."""
    method = draw(st.sampled_from(sorted(SERVED)))
    params = {}
    for name, kind in JUDGE.methods[method]["parameters"].items():
        needed = kind.endswith("!") or name in ("chat_id", "message_id")
        tenths = 10 if needed else 0 if name in UNSERVED else 1
        if draw(st.integers(0, 9)) < tenths:
            params[name] = draw(value(name, kind.rstrip("!")))
    return method, params


def small_world() -> World:
    world, _ = make_world()
    world.add_bot(token=TOKEN)
    owner = world.add_person("Анна", username="anna", user_id=1).id
    world.add_person("Борис", user_id=2)
    channel = world.add_channel("Маркетинг", owner=owner, username="marketing").id
    group = world.add_group("Обсуждение", owner=owner).id
    world.link_discussion(channel, group)
    world.promote(channel, 42, by=owner)
    world.join(group, 42)
    world.say(owner, 42, "/start")
    world.say(owner, channel, "пост")
    world.web["https://a.ru/x.png"] = png()
    return world


@settings(max_examples=150)
@given(st.lists(calls(), min_size=1, max_size=12))
def test_every_call_is_answered_by_the_schema_or_refused(made: list[tuple[str, dict[str, str]]]):
    async def run() -> None:
        world = small_world()
        uploads = {"file": BufferedInputFile(png(), "a.png")}
        for method, params in made:
            reply = await answer(world, TOKEN, method, params, uploads)
            body = json.loads(reply.body)
            if body["ok"]:
                assert JUDGE.faults_of_result(method, body["result"]) == []
            else:
                assert reply.status == body["error_code"]
                assert reply.status in (400, 403, 501)
                assert body["description"]

    asyncio.run(run())
