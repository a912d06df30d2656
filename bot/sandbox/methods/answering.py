"""Answers to people's queries: button presses and inline mode."""

from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery

from bot.sandbox.errors import QUERY_TOO_OLD, bad_request
from bot.sandbox.inline_results import check_results
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.state import State

LONGEST_ANSWER = 200
LONGEST_OFFSET = 64
LONGEST_PARAMETER = 64
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@serves(AnswerCallbackQuery)
def answer_callback_query(state: State, bot: Bot, call: AnswerCallbackQuery) -> bool:
    """Answers a press once, while it waits."""
    callback = state.queries.callbacks.get(call.callback_query_id)
    if (
        callback is None
        or callback.bot_id != bot.id
        or callback.answer is not None
        or state.now() - callback.at > state.limits.callback_seconds
    ):
        raise bad_request(QUERY_TOO_OLD)
    if len(call.text or "") > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.url is not None and not call.url.startswith(
        (f"https://t.me/{bot.user.username}?start=", f"t.me/{bot.user.username}?start=")
    ):
        raise bad_request("URL_INVALID")
    callback.answer = {
        "text": call.text,
        "show_alert": bool(call.show_alert),
        "url": call.url,
    }
    message = callback.query.message
    state.tell("callback_answer", callback.room, message.message_id if message else None)
    return True


@serves(AnswerInlineQuery)
def answer_inline_query(state: State, bot: Bot, call: AnswerInlineQuery) -> bool:
    """Answers an inline query once, while somebody waits for it."""
    _check_button(call)
    check_results(state, call.results)
    if len((call.next_offset or "").encode()) > LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    inline = state.queries.inline.get(call.inline_query_id)
    if (
        inline is None
        or inline.bot_id != bot.id
        or inline.answer.done()
        or state.now() - inline.at > state.limits.inline_seconds
    ):
        raise bad_request(QUERY_TOO_OLD)
    inline.answer.set_result(
        {"results": call.results, "next_offset": call.next_offset, "button": call.button}
    )
    return True


def _check_button(call: AnswerInlineQuery) -> None:
    """The rules of a start parameter: 1-64 characters of A-Z, a-z, 0-9, _ and -."""
    if call.button is None:
        return
    parameter = call.button.start_parameter
    if parameter is None:
        if call.button.web_app is None:
            raise bad_request("InlineQueryResultsButton must have exactly one optional field")
        return
    if not parameter:
        raise bad_request("can't use empty start_parameter")
    if len(parameter.encode()) > LONGEST_PARAMETER:
        raise bad_request("too long start_parameter specified")
    if not _ALPHABET.issuperset(parameter):
        raise bad_request("unallowed characters in start_parameter are used")
