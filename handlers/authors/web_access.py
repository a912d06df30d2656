"""Whether the archive of a channel stands on the web: the page of it in a channel's settings."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel, WebAccess
from bot.domain.people import Person
from bot.errors import NotFound
from bot.services.exhibiting import Exhibiting
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put
from handlers.filters import keep_for_owners
from handlers.numbers import Number
from handlers.web.addresses import Addresses
from storage import channels
from storage.db import Database

_MARK = "✅ "


class SetWebAccess(CallbackData, prefix="wa1"):
    """A choice for the web page of a channel."""

    access: WebAccess
    channel: Number


def web_access_router() -> Router:
    """The switch of the web page; for owners, which the service sees to."""
    router = Router(name="web access")
    keep_for_owners(router)
    router.callback_query.register(open_access, OnChannel.filter(F.do == ChannelDo.WEB))
    router.callback_query.register(set_access, SetWebAccess.filter())
    return router


async def open_access(
    query: CallbackQuery,
    callback_data: OnChannel,
    db: Database,
    public_addresses: Addresses | None,
    t: Translator,
) -> None:
    channel = await channels.get_channel(db, callback_data.channel)
    if channel is None:
        raise NotFound("error-channel-gone")
    await put(query, _page(t, channel, public_addresses), _keyboard(t, channel, public_addresses))


async def set_access(
    query: CallbackQuery,
    callback_data: SetWebAccess,
    person: Person,
    exhibiting: Exhibiting,
    public_addresses: Addresses | None,
    t: Translator,
) -> None:
    channel = await exhibiting.set_access(person.id, callback_data.channel, callback_data.access)
    await put(query, _page(t, channel, public_addresses), _keyboard(t, channel, public_addresses))


def _page(t: Translator, channel: Channel, addresses: Addresses | None) -> Text:
    lines = [t(f"web-access-{channel.web_access.value}"), t("web-access-closed")]
    if channel.is_on_web and addresses:
        address = addresses.absolute(addresses.channel(channel))
        lines[1] = t("web-access-open", address=address)
    elif channel.is_on_web:
        lines[1] = t("web-access-unset")
    return as_list(Bold(t("web-access-title", channel=channel.title)), *lines)


def _keyboard(
    t: Translator, channel: Channel, addresses: Addresses | None
) -> InlineKeyboardMarkup:
    rows = [
        [
            InlineKeyboardButton(
                text=(_MARK if access is channel.web_access else "")
                + t(f"button-web-{access.value}"),
                callback_data=SetWebAccess(access=access, channel=channel.id).pack(),
            )
        ]
        for access in WebAccess
    ]
    if channel.is_on_web and addresses and addresses.is_linkable:
        address = addresses.absolute(addresses.channel(channel))
        rows.append([InlineKeyboardButton(text=t("button-web-open"), url=address)])
    back = OnChannel(do=ChannelDo.OPEN, channel=channel.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=back)])
    return InlineKeyboardMarkup(inline_keyboard=rows)
