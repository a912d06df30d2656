"""What every update passes before a handler: the person, their language, an open question."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User
from aiogram.utils.callback_answer import CallbackAnswer, CallbackAnswerMiddleware

from bot.services.registering import Registering
from bot.translator import translator
from handlers.commands import IS_COMMAND

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

ANSWERED_FIRST = {"callback_answer": {"pre": True}}
"""Flags of a handler that may take long, as drawing does: Telegram waits 15 s for an answer."""


class MeetPerson(BaseMiddleware):
    """Gives handlers `person`, `t` and `role`; on the update, outside the filters."""

    def __init__(self, registering: Registering) -> None:
        self._registering = registering

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            data["t"] = translator(self._registering.default_language)
            return await handler(event, data)
        person = await self._registering.meet(
            person_id=user.id,
            name=user.full_name,
            username=user.username,
            telegram_language=user.language_code,
            is_private=_is_private(event),
        )
        data["person"] = person
        data["t"] = translator(self._registering.language_of(person))
        data["role"] = await self._registering.rights.role_of(user.id)
        return await handler(event, data)


class CommandLeavesQuestion(BaseMiddleware):
    """A command leaves whatever was being asked; its handler may ask for the data as `left`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: FSMContext | None = data.get("state")
        is_command = isinstance(event, Message) and IS_COMMAND.resolve(event)
        if is_command and state is not None and data.get("raw_state"):
            data["left"] = await state.get_data()
            await state.clear()
            data["raw_state"] = None
        return await handler(event, data)


class AnswerPress(CallbackAnswerMiddleware):
    """Answers every press after its handler, whatever its end, or before it (`ANSWERED_FIRST`).

    A press of before a crash may be answered already, or too old to be: that must not hide the
    handler's own error.
    """

    async def answer(  # type: ignore[override]  # whatever it returns is only awaited
        self, event: CallbackQuery, callback_answer: CallbackAnswer
    ) -> None:
        """Answer, if it can still be done."""
        try:
            await super().answer(event, callback_answer)
        except TelegramBadRequest as error:
            if "query is too old" not in error.message:
                raise


def _is_private(event: TelegramObject) -> bool:
    if not isinstance(event, Update):
        return False
    message = event.message or event.edited_message
    if event.callback_query and isinstance(event.callback_query.message, Message):
        message = event.callback_query.message
    return message is not None and message.chat.type == "private"
