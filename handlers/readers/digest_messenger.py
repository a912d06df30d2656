"""Writes digests to people: the messenger of the mailing service."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import SendMessage, TelegramMethod

from bot.domain.editions import Edition
from bot.domain.publications import SendOutcome, Sent
from bot.domain.runs import RunKind
from bot.gateways.limiter import Limiter, bulk
from bot.gateways.telegram.sender import outcome_of
from bot.services.registering import Registering
from bot.translator import translator
from handlers.authors.run_notices import RunNotices
from handlers.owners import tell_names
from handlers.readers.digest_reading_keyboards import digest_keyboard
from handlers.readers.edition_text import digest_page
from handlers.readers.screens import Screen
from storage.db import Database

# Composed texts that are kept, at most 4,096 units each.
MOST_READY = 200


class Ready(Protocol):
    """A message that goes to many as it is."""

    def to(self, chat_id: int) -> TelegramMethod[Any]:
        """The call that sends it to a chat; its answer has a `message_id`."""
        ...


class DigestMessenger:
    """Sends editions in what the interactive traffic leaves of the rate."""

    def __init__(
        self,
        bot: Bot,
        db: Database,
        limiter: Limiter,
        registering: Registering,
        prepare: Callable[[SendMessage], Ready],
        paid: Limiter | None = None,
    ) -> None:
        self._bot = bot
        self._db = db
        self._limiter = limiter
        self._paid = paid or limiter
        self._registering = registering
        self._prepare = prepare
        self._notices = RunNotices(bot, db, registering)
        self._ready: OrderedDict[tuple[int, str, bool], tuple[Edition, Ready]] = OrderedDict()

    async def wait_for_room(self, *, is_paid: bool = False) -> int:
        """Return when digests may be sent now, free or for Stars: how many at once."""
        return await (self._paid if is_paid else self._limiter).wait_for_room()

    async def deliver(
        self, person_id: int, language: str, edition: Edition, *, is_paid: bool = False
    ) -> SendOutcome:
        """Send an edition to a person; never twice. `is_paid`: for Telegram Stars."""
        try:
            call = self._composed(language, edition, is_paid=is_paid).to(person_id)
            with bulk():
                message = await self._bot(call)
        except (TelegramAPIError, ClientDecodeError) as error:
            return outcome_of(error)
        return Sent((message.message_id,))

    def _composed(self, language: str, edition: Edition, *, is_paid: bool) -> Ready:
        """One message for all who are given the very same edition, and speak one language."""
        # The edition is kept beside it: while it stands here, no other one has its identity.
        key = id(edition), language, is_paid
        if key not in self._ready:
            if len(self._ready) >= MOST_READY:
                self._ready.popitem(last=False)
            message = SendMessage(
                chat_id=0, **compose_digest(language, edition),
                allow_paid_broadcast=is_paid or None,
            )  # fmt: skip
            self._ready[key] = edition, self._prepare(message)
        self._ready.move_to_end(key)
        return self._ready[key][1]

    async def tell_unknown(self, names: Sequence[str]) -> bool:
        """Tell the owners whose digest may not have come; False when it is to be tried again."""
        return await tell_names(
            self._bot, self._db, self._registering, names, key="digest-unknown"
        )

    async def tell_paused(self, run_id: int, channel_id: int, reason: str) -> None:
        """Tell the owners that a run is paused, as Telegram refuses what it sends, and why."""
        await self._notices.tell_paused(RunKind.DIGEST, run_id, channel_id, reason)

    async def tell_unpaid(self, channel_id: int, reason: str) -> None:
        """Tell the owners that Telegram did not take Stars for digests, and why."""
        await self._notices.tell_unpaid(channel_id, reason)


def compose_digest(language: str, edition: Edition) -> dict[str, Any]:
    """The first message of an edition with its buttons, as `sendMessage` takes it."""
    t = translator(language)
    page = digest_page(t, edition)
    return Screen(page.text, digest_keyboard(t, edition, page)).as_kwargs()
