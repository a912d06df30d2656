"""The Schedule page of a post, and the answer that tells what was planned."""

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Post
from bot.domain.publications import Publication
from bot.domain.team import Action
from bot.domain.zones import describe_zone
from bot.errors import ChannelUnavailable
from bot.services.drafting import Drafting
from bot.services.planning import Planning
from bot.services.recurring import Recurring
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.cards import Cards
from handlers.authors.expiry_views import planned_lines
from handlers.authors.plan_keyboards import schedule_keyboard
from handlers.moments import describe_distance, describe_moment


class SchedulePages:
    """What an author sees while a moment is chosen."""

    def __init__(
        self,
        clock: Clock,
        drafting: Drafting,
        planning: Planning,
        recurring: Recurring,
        cards: Cards,
    ) -> None:
        self._clock = clock
        self._drafting = drafting
        self._planning = planning
        self._recurring = recurring
        self._cards = cards

    async def open(self, person_id: int, post_id: int) -> tuple[Post, Channel]:
        """A post that may still be planned, and its channel.

        Raises:
            ChannelUnavailable: it has none.
            NotFound, NotAllowed, NotEditable: it cannot be planned by this person.
        """
        return await self._with_channel(await self._drafting.require_editable(person_id, post_id))

    async def open_any(self, person_id: int, post_id: int) -> tuple[Post, Channel]:
        """A post of a person in whatever state, and its channel.

        Raises:
            ChannelUnavailable: it has none.
            NotFound, NotAllowed: it is gone, or not theirs.
        """
        return await self._with_channel(await self._drafting.get_for(person_id, post_id))

    async def page(
        self, t: Translator, post: Post, channel: Channel, note: str = ""
    ) -> tuple[Text, InlineKeyboardMarkup]:
        """The ready moments of a post; `note` stands above them."""
        slot = await self._planning.next_slot(channel, post)
        label = (describe_moment(t, slot, channel.zoneinfo), slot) if slot else None
        ask = t("schedule-ask", zone=describe_zone(channel.zone))
        text = as_list(note, "", ask) if note else Text(ask)
        is_repeat = await self._recurring.is_repeat(post.id)
        return text, schedule_keyboard(t, post, label, is_repeat=is_repeat)

    async def scheduled(
        self,
        t: Translator,
        person_id: int,
        post: Post,
        channel: Channel,
        publication: Publication,
    ) -> Text:
        """`Scheduled`: the moment, how far it is, and what else goes out then.

        A post that the person may not see has no title there.
        """
        moment = publication.planned_at
        words = t(
            "scheduled",
            moment=describe_moment(t, moment, channel.zoneinfo),
            zone=describe_zone(channel.zone),
            distance=describe_distance(t, self._clock.now(), moment),
            channel=channel.title,
        )
        lines: list[Text | str] = [words, Bold(views.title_of(t, post))]
        lines += await self._cards.further_lines(t, post)
        lines += planned_lines(t, post.content.options, channel, moment)
        for other in await self._planning.list_beside(publication):
            is_seen = await self._drafting.rights.may(person_id, Action.WORK, other)
            title = views.title_of(t, other) if is_seen else t("scheduled-other")
            lines.append(t("scheduled-beside", title=title))
        return as_list(*lines)

    async def _with_channel(self, post: Post) -> tuple[Post, Channel]:
        channel = await self._cards.channel_of(post)
        if channel is None:
            raise ChannelUnavailable("error-no-channel")
        return post, channel
