"""What a navigation post says beside the rubrics, and where each of them leads."""

from collections.abc import Mapping

from aiogram import Bot

from bot.domain.archive import Rubric
from bot.domain.channels import Channel
from bot.domain.navigations import Wording
from bot.services.searching import Searching
from handlers.authors.cards import Cards


class NavigationWords:
    """Speaks the language of whoever published the post; its links open this bot."""

    def __init__(self, bot: Bot, cards: Cards, searching: Searching) -> None:
        self._bot = bot
        self._cards = cards
        self._searching = searching

    async def wording(self, person_id: int) -> Wording:
        t = await self._cards.translator_for(person_id)
        return Wording(
            title=t("navigation-post-title"),
            all_rubrics=t("navigation-post-all"),
            all_link=await self._address(),
        )

    async def links(self, channel: Channel, rubrics: list[Rubric]) -> Mapping[int, str]:
        """rubric id -> the deep link that opens it."""
        address = await self._address()
        return {
            rubric.id: f"{address}?start={await self._payload(rubric, channel)}"
            for rubric in rubrics
        }

    async def _payload(self, rubric: Rubric, channel: Channel) -> str:
        return await self._searching.payload("tag", rubric.tag, channel)

    async def _address(self) -> str:
        return f"https://t.me/{(await self._bot.me()).username}"
