"""What stands behind the settings of the channel's own digest, and their screen."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.people import Person
from bot.services.appointing import Appointed, Appointing
from bot.translator import Translator
from handlers.authors.roundup_views import Screen, settings_screen
from storage import people
from storage.db import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundupDesk:
    """The service that owners set a roundup through, and what its screen tells beside it."""

    appointing: Appointing
    db: Database
    clock: Clock

    async def screen(self, t: Translator, person: Person, appointed: Appointed) -> Screen:
        """What is set, who gets the drafts, and when the next one comes."""
        author_id = appointed.roundup.person_id
        names = await people.list_names(self.db, [author_id])
        return settings_screen(
            t, appointed, self.clock.now(), author=names.get(author_id, str(author_id)),
            is_mine=author_id == person.id,
        )  # fmt: skip
