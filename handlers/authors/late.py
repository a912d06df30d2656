"""Late posts: the policy of a channel, and the answers to the question about many at once."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.errors import NotFound
from bot.services.lateness import Lateness
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import Cards, put
from handlers.authors.late_keyboards import (
    LateDo,
    OnLate,
    SetLatePolicy,
    policy_keyboard,
    sure_late_keyboard,
)
from handlers.authors.late_views import late_screen
from handlers.filters import keep_for_owners
from storage import channels
from storage.db import Database


def late_policy_router() -> Router:
    """What becomes of the late posts of a channel; for owners, which the service sees to."""
    router = Router(name="late policy")
    keep_for_owners(router)
    router.callback_query.register(open_policy, OnChannel.filter(F.do == ChannelDo.LATE))
    router.callback_query.register(set_policy, SetLatePolicy.filter())
    return router


def late_router() -> Router:
    """The answers of authors whose posts are late."""
    router = Router(name="late")
    press = router.callback_query.register
    press(list_again, OnLate.filter(F.do == LateDo.LIST))
    press(ask_publish, OnLate.filter(F.do == LateDo.PUBLISH))
    press(publish_all, OnLate.filter(F.do == LateDo.PUBLISH_SURE))
    press(drop_all, OnLate.filter(F.do == LateDo.DROP))
    return router


def _page(t: Translator, channel: Channel, lateness: Lateness) -> Text:
    minutes = int(lateness.grace.total_seconds()) // 60
    return as_list(Bold(t("late-title", channel=channel.title)), t("late-how", minutes=minutes))


async def open_policy(
    query: CallbackQuery,
    callback_data: OnChannel,
    db: Database,
    lateness: Lateness,
    t: Translator,
) -> None:
    channel = await channels.get_channel(db, callback_data.channel)
    if channel is None:
        raise NotFound("error-channel-gone")
    await put(query, _page(t, channel, lateness), policy_keyboard(t, channel))


async def set_policy(
    query: CallbackQuery,
    callback_data: SetLatePolicy,
    person: Person,
    lateness: Lateness,
    t: Translator,
) -> None:
    channel = await lateness.set_policy(person.id, callback_data.channel, callback_data.policy)
    await put(query, _page(t, channel, lateness), policy_keyboard(t, channel))


async def list_again(
    query: CallbackQuery,
    callback_data: OnLate,
    person: Person,
    db: Database,
    cards: Cards,
    lateness: Lateness,
    t: Translator,
) -> None:
    """What of the list is still late."""
    late = await lateness.list_late(person.id, first=callback_data.first, last=callback_data.last)
    if not late:
        await put(query, Text(t("late-none")), None)
        return
    await put(query, *await late_screen(t, db, cards, late))


async def ask_publish(
    query: CallbackQuery, callback_data: OnLate, person: Person, lateness: Lateness, t: Translator
) -> None:
    late = await lateness.list_late(person.id, first=callback_data.first, last=callback_data.last)
    if not late:
        await put(query, Text(t("late-none")), None)
        return
    text = Text(t("late-publish-ask", count=len(late)))
    await put(query, text, sure_late_keyboard(t, callback_data))


async def publish_all(
    query: CallbackQuery, callback_data: OnLate, person: Person, lateness: Lateness, t: Translator
) -> None:
    """What became of them is told when the last of them is out."""
    count = await lateness.publish_all(
        person.id, first=callback_data.first, last=callback_data.last
    )
    await put(query, Text(t("late-publishing", count=count) if count else t("late-none")), None)


async def drop_all(
    query: CallbackQuery, callback_data: OnLate, person: Person, lateness: Lateness, t: Translator
) -> None:
    count = await lateness.drop_all(person.id, first=callback_data.first, last=callback_data.last)
    await put(query, Text(t("late-dropped", count=count) if count else t("late-none")), None)
