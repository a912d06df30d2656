"""Messages to people that nobody waits for: paced by what the interactive ones leave."""

from collections import OrderedDict
from contextlib import nullcontext
from typing import Any

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup

from bot.domain.posts import Content
from bot.domain.publications import SendOutcome, Sent, layout
from bot.gateways.limiter import Limiter, bulk
from bot.gateways.telegram.ready import Ready
from bot.gateways.telegram.sender import build_method, outcome_of

# Messages that are kept as they are sent, at most 4,096 units each.
MOST_READY = 32


class BulkSender:
    """Sends single messages, each once at most, and says what the send came to."""

    def __init__(self, bot: Bot, limiter: Limiter, paid: Limiter | None = None) -> None:
        self._bot = bot
        self._limiter = limiter
        self._paid = paid or limiter
        self._ready: OrderedDict[tuple[Content, str, bool], Ready] = OrderedDict()

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when messages may be sent now, free or paid for: how many at once."""
        return await (self._paid if is_paid else self._limiter).wait_for_room()

    async def send_content(
        self,
        person_id: int,
        content: Content,
        keyboard: InlineKeyboardMarkup,
        *,
        is_awaited: bool = False,
        is_paid: bool = False,
    ) -> SendOutcome:
        """Send what fits one message, with buttons under it; `is_awaited`: a person asked for it.

        `is_paid`: for Telegram Stars (`allow_paid_broadcast`), faster than the free rate.

        Raises:
            ValueError: the content does not fit one message.
        """
        ready = self._prepared(content, keyboard, is_paid=is_paid)
        return await self.send(ready.to(person_id), is_awaited=is_awaited)

    def _prepared(
        self, content: Content, keyboard: InlineKeyboardMarkup, *, is_paid: bool
    ) -> Ready:
        """One message for all who are given the same content and buttons."""
        key = content, keyboard.model_dump_json(), is_paid
        if key not in self._ready:
            if len(self._ready) >= MOST_READY:
                self._ready.popitem(last=False)
            [part] = layout(content)
            method: TelegramMethod[Any] = build_method(0, part)
            also = {"reply_markup": keyboard, "allow_paid_broadcast": is_paid or None}
            self._ready[key] = Ready(method.model_copy(update=also))
        self._ready.move_to_end(key)
        return self._ready[key]

    async def send(
        self,
        method: TelegramMethod[Any],
        *,
        is_awaited: bool = False,
    ) -> SendOutcome:
        """Make a call that sends."""
        try:
            with nullcontext() if is_awaited else bulk():
                answer = await self._bot(method)
        except (TelegramAPIError, ClientDecodeError) as error:
            return outcome_of(error)
        messages = answer if isinstance(answer, list) else [answer]
        return Sent(tuple(message.message_id for message in messages))
