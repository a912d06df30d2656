"""Rich messages."""

from typing import Any

from aiogram.methods import SendRichMessage
from aiogram.types import Message

from bot.sandbox.outgoing import destination, send
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.rich import rich_message
from bot.sandbox.state import State


class SendRich(SendRichMessage):
    """The call with its blocks as they came."""

    rich_message: dict[str, Any]  # type: ignore[assignment]  # read by us, not by aiogram


@serves(SendRich, counts=True)
def send_rich_message(state: State, bot: Bot, call: SendRich) -> Message:
    """Sends blocks of text and media as one message."""
    room = destination(state, bot, call.chat_id)
    fields = {"rich_message": rich_message(state, call.rich_message)}
    return send(state, bot, room, call, fields).message
