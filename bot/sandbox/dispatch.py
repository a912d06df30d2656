"""One call from its name and parameters to its answer: faults, floods, the log."""

import asyncio
import inspect
import json
from dataclasses import dataclass
from typing import Any

import bot.sandbox.methods  # noqa: F401 - registers the methods
from bot.sandbox.calls import Call
from bot.sandbox.decode import Uploads, decode
from bot.sandbox.dump import dump
from bot.sandbox.errors import Refused, flood, not_served
from bot.sandbox.faults import DONE, Fault
from bot.sandbox.people import Bot
from bot.sandbox.registry import MODELS, SERVED
from bot.sandbox.state import State
from bot.sandbox.writing import given

BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    b"</body>\r\n</html>\r\n"
)
RESTART = "Internal Server Error: restart"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over HTTP."""

    status: int
    body: bytes
    content_type: str = "application/json"
    retry_after: int | None = None
    description: str | None = None


class Cut(Exception):
    """The connection has to be cut without an answer."""


def refusal(error: Refused) -> Reply:
    """The error answer of the Bot API."""
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    text = json.dumps(body, ensure_ascii=False).encode()
    return Reply(error.code, text, "application/json", error.retry_after, error.description)


async def answer(
    state: State, token: str, method: str, params: dict[str, Any], uploads: Uploads
) -> Reply:
    """Answers one call and logs it. Raises Cut when a fault cuts the connection."""
    bot = state.people.by_token.get(token)
    if bot is None:
        return refusal(Refused(401, "Unauthorized"))
    name = method.lower()
    chat_id = _chat_id(params)
    fault = state.faults.take(name, chat_id)
    shown = params | {key: f"<file {upload.filename}>" for key, upload in uploads.items()}
    reply = Reply(0, b"")
    try:
        reply = await _with_fault(state, bot, name, params, uploads, fault)
        return reply
    except Exception as error:
        if not isinstance(error, Cut):  # a mistake of the sandbox: a 500, and in the log
            reply = Reply(500, b"", description=repr(error))
        raise
    finally:
        _log(state, bot, method, shown, reply, fault)


async def _with_fault(
    state: State,
    bot: Bot,
    name: str,
    params: dict[str, Any],
    uploads: Uploads,
    fault: Fault | None,
) -> Reply:
    if fault is None:
        return await _served(state, bot, name, params, uploads)
    if fault.kind == "late":
        work = _late(state, bot, name, params, uploads, fault.seconds)
        task = asyncio.create_task(work, name=f"late {name}")
        state.late_calls.add(task)
        task.add_done_callback(state.late_calls.discard)
        raise Cut
    if fault.kind not in DONE:
        instead = await _before(fault)
        return instead or await _served(state, bot, name, params, uploads)
    reply = await _served(state, bot, name, params, uploads)
    if fault.kind == "lost_answer":
        raise Cut
    if fault.kind == "bad_gateway_done":
        return Reply(502, BAD_GATEWAY, "text/html")
    if fault.kind == "restart_done":
        return refusal(Refused(500, RESTART))
    await asyncio.sleep(fault.seconds)
    return reply


async def _late(
    state: State,
    bot: Bot,
    name: str,
    params: dict[str, Any],
    uploads: Uploads,
    seconds: float,
) -> None:
    """Do the work of a call whose connection is gone."""
    await asyncio.sleep(seconds)
    await _served(state, bot, name, params, uploads)


async def _before(fault: Fault) -> Reply | None:
    """What a fault does before any work; None lets the work begin."""
    match fault.kind:
        case "cut":
            raise Cut
        case "bad_gateway":
            return Reply(502, BAD_GATEWAY, "text/html")
        case "too_many":
            return refusal(flood(fault.retry_after))
        case "restart":
            return refusal(Refused(500, RESTART))
        case "refuse":
            return refusal(Refused(fault.error_code, fault.description))
    await asyncio.sleep(fault.seconds)
    return None


async def _served(
    state: State, bot: Bot, name: str, params: dict[str, Any], uploads: Uploads
) -> Reply:
    try:
        if name not in MODELS:
            raise Refused(404, "method not found")
        if name not in SERVED:
            raise not_served(f"the method {MODELS[name].__api_method__}")
        served = SERVED[name]
        call = decode(served.model, params, uploads)
        for unserved in served.without:
            if given(getattr(call, unserved)):
                raise not_served(f"the parameter {unserved} of {served.model.__api_method__}")
        if served.counts:
            _charge(state, bot, call)
        result = served.serve(state, bot, call)
        if inspect.isawaitable(result):
            result = await result
    except Refused as error:
        return refusal(error)
    body = result if isinstance(result, bytes) else dump(result)
    return Reply(200, b'{"ok":true,"result":' + body + b"}")


def _charge(state: State, bot: Bot, call: Any) -> None:
    """Counts the messages of a call to the chat it writes in, if there is such a chat."""
    try:
        room = state.room_for_bot(bot, getattr(call, "chat_id", None), "write")
    except Refused:
        return  # the method itself says what is wrong
    many = getattr(call, "media", None) or getattr(call, "message_ids", None)
    count = len(many) if isinstance(many, list) else 1
    is_paid = getattr(call, "allow_paid_broadcast", None) is True
    bot.floods.charge(room.chat.id, count, is_paid=is_paid)


def _chat_id(params: dict[str, Any]) -> int | str | None:
    chat_id = params.get("chat_id")
    if isinstance(chat_id, str) and chat_id.removeprefix("-").isdecimal():
        return int(chat_id)
    return chat_id if isinstance(chat_id, int | str) else None


def _log(
    state: State,
    bot: Bot,
    method: str,
    params: dict[str, Any],
    reply: Reply,
    fault: Fault | None,
) -> None:
    model = MODELS.get(method.lower())
    state.calls.append(
        Call(
            at=state.now(),
            bot_id=bot.id,
            method=model.__api_method__ if model else method,
            params=params,
            chat_id=_chat_id(params),
            status=reply.status,
            description=reply.description,
            fault=fault.kind if fault else None,
        )
    )
