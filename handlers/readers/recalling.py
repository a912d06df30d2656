"""/random: a good old post; and what was posted on this day of earlier years."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.services.browsing import Browsing
from bot.services.recalling import Recalling
from bot.services.registering import Registering
from bot.translator import Translator
from handlers.commands import Typed
from handlers.readers.archive_callbacks import AnyGood, DayPage, unpack_seen
from handlers.readers.callbacks import Then
from handlers.readers.choosing import channel_or_ask
from handlers.readers.posts import show_post
from handlers.readers.screens import Screen, turn
from handlers.readers.top_keyboards import another_row, back_to_best, day_keyboard
from handlers.readers.top_views import posts_of_day
from storage.db import Database


def recalling_router() -> Router:
    """Old posts, brought back."""
    router = Router(name="old posts")
    router.message.register(show, Typed("random"))
    router.callback_query.register(show_another, AnyGood.filter())
    router.callback_query.register(turn_day, DayPage.filter())
    return router


async def show_any(
    bot: Bot,
    db: Database,
    t: Translator,
    person: Person,
    channel: Channel,
    recalling: Recalling,
    seen: list[int],
) -> None:
    """Send the page of a good old post, or say that there is none yet."""
    found = await recalling.any_good(channel.id, seen)
    if found is None:
        screen = Screen(Text(t("any-good-none")), back_to_best(t, channel))
        await bot.send_message(person.id, **screen.as_kwargs())
        return
    entry, channel = found
    row = another_row(t, channel, [*seen, entry.post.id])
    await show_post(bot, db, t, person, entry, channel, [row])


async def show(
    message: Message,
    bot: Bot,
    db: Database,
    person: Person,
    registering: Registering,
    recalling: Recalling,
    t: Translator,
) -> None:
    channel = await channel_or_ask(message, person, registering, t, Then.RANDOM)
    if channel:
        await show_any(bot, db, t, person, channel, recalling, [])


async def show_another(
    _query: CallbackQuery,
    callback_data: AnyGood,
    bot: Bot,
    db: Database,
    person: Person,
    browsing: Browsing,
    recalling: Recalling,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    seen = unpack_seen(callback_data.seen)
    await show_any(bot, db, t, person, channel, recalling, seen)


async def turn_day(
    query: CallbackQuery,
    callback_data: DayPage,
    person: Person,
    browsing: Browsing,
    recalling: Recalling,
    clock: Clock,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    found = await recalling.of_this_day(channel, callback_data.cursor)
    today = clock.now().astimezone(channel.zoneinfo).date()
    text = posts_of_day(t, person, channel, today, found)
    await turn(query, Screen(text, day_keyboard(t, channel, found.page)))
