"""The bot's own standing: added to a channel, its rights taken, blocked by a person."""

from aiogram import Bot, F, Router
from aiogram.types import ChatMemberUpdated

from bot.domain.channels import ChannelState
from bot.domain.people import Person
from bot.errors import AppError, ChannelUnavailable
from bot.gateways.telegram.looker import missing_rights
from bot.services.listening import Listening
from bot.services.registering import Registering
from bot.services.subscribing import Subscribing
from bot.translator import Translator
from handlers.errors import sentence_of
from handlers.owners import tell_owners, tell_person
from storage import channels
from storage.db import Database


def membership_router() -> Router:
    """Takes what happens to the bot itself."""
    router = Router(name="membership")
    in_channel = F.chat.type == "channel"
    is_admin = F.new_chat_member.status == "administrator"
    router.my_chat_member.register(take_promotion, in_channel, is_admin)
    router.my_chat_member.register(take_loss, in_channel)
    router.my_chat_member.register(take_private, F.chat.type == "private")
    return router


async def take_promotion(
    event: ChatMemberUpdated,
    bot: Bot,
    db: Database,
    registering: Registering,
    listening: Listening,
    t: Translator,
    person: Person | None = None,
) -> None:
    """Administrator now, or with other rights than before: connect, go on, or stop."""
    known = await channels.get_by_chat(db, event.chat.id)
    if known is None or known.state is ChannelState.DISCONNECTED:
        # Another bot may promote too; it owns nothing, and cannot be told.
        if person is not None:
            await _connect(event, bot, registering, person, t)
        return
    await listening.regain(event.chat.id, at=event.date)
    if _can_work(event):
        if await registering.resume(event.chat.id):
            await tell_owners(bot, db, registering, "channel-resumed", channel=known.title)
    else:
        await take_loss(event, bot, db, registering, listening)


async def take_loss(
    event: ChatMemberUpdated,
    bot: Bot,
    db: Database,
    registering: Registering,
    listening: Listening,
) -> None:
    """No administrator any more, or without a right that the work needs."""
    # Any administrator hears of reactions and posts, whatever its rights.
    if event.new_chat_member.status != "administrator":
        await listening.lose(event.chat.id, at=event.date)
    channel = await registering.pause(event.chat.id)
    if channel is not None:
        await tell_owners(bot, db, registering, "channel-paused", channel=channel.title)


async def take_private(
    event: ChatMemberUpdated,
    registering: Registering,
    subscribing: Subscribing,
    person: Person,
) -> None:
    """A person blocked the bot, or let it back in."""
    if event.new_chat_member.status == "kicked":
        await subscribing.leave_alone(person.id)
    else:
        await registering.set_reachable(person.id, True)


async def _connect(
    event: ChatMemberUpdated, bot: Bot, registering: Registering, person: Person, t: Translator
) -> None:
    title = event.chat.title or ""
    try:
        channel = await registering.connect(event.chat.id, person.id, since=event.date)
    except ChannelUnavailable as error:
        words = sentence_of(error, t)
    except AppError as error:
        words = t("channel-connect-refused", channel=title, reason=sentence_of(error, t))
    else:
        words = t("channel-connected", channel=channel.title)
    await tell_person(bot, person.id, words)


def _can_work(event: ChatMemberUpdated) -> bool:
    """Whether the bot has every right that its work needs, as the event tells."""
    return not missing_rights(event.new_chat_member)
