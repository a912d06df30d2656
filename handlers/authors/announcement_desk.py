"""What stands behind the pages of an announcement, and the card that they lead back to."""

from dataclasses import dataclass

from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.publications import Postponed, Refused, Unknown
from bot.services.addressing import Addressing, Card
from bot.services.receiving import TryLater
from bot.services.rewording import Rewording
from bot.translator import Translator
from handlers.authors.announcement_views import Page, card_screen
from handlers.authors.cards import put
from handlers.authors.refusal_views import why_refused
from handlers.readers.announcement_messenger import AnnouncementMessenger


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementDesk:
    """The services that owners prepare announcements through, and what shows them one."""

    addressing: Addressing
    rewording: Rewording
    messenger: AnnouncementMessenger

    async def card_of(self, t: Translator, person: Person, card: Card, note: str = "") -> Page:
        """The card with whom it may be for; `note` stands above it."""
        choices = await self.addressing.list_choices(person.id, card.announcement.id)
        return card_screen(t, card, choices, note)

    async def put_card(
        self, query: CallbackQuery, t: Translator, person: Person, card: Card, note: str = ""
    ) -> None:
        """The card in place of the pressed message."""
        await put(query, *await self.card_of(t, person, card, note))

    async def preview(self, t: Translator, person: Person, card: Card) -> str:
        """The message as readers get it; what is to be said when Telegram refuses it.

        Raises:
            TryLater: Telegram could not be asked.
        """
        content = card.announcement.content
        match await self.messenger.show(t, person.id, card.channel.id, content):
            case Refused(reason):
                return t("preview-refused", reason=why_refused(t, reason))
            case Postponed(reason=reason) | Unknown(reason=reason):
                raise TryLater(f"announcement {card.announcement.id}: {reason}")
        return ""
