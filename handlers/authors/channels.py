"""/channels: connect a channel, see it, set its zone, leave it."""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageOriginChannel,
    ReplyKeyboardRemove,
)
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.domain.zones import describe_zone, parse_zone
from bot.errors import ChannelUnavailable, NotFound
from bot.services.registering import Registering
from bot.services.reviewing import Reviewing
from bot.services.tracking import Tracking
from bot.translator import Translator
from handlers.authors.callbacks import START, ChannelDo, List, OnChannel, Page
from handlers.authors.cards import put
from handlers.authors.channel_keyboards import (
    REQUEST_CHANNEL,
    channel_keyboard,
    channels_keyboard,
    disconnect_keyboard,
    request_channel_keyboard,
)
from handlers.authors.states import Asked
from handlers.authors.usage_views import UsageViews
from handlers.channel.discussion import read_original
from handlers.commands import Typed
from handlers.filters import keep_for_owners
from storage import channels
from storage.db import Database


def channels_router() -> Router:
    """Settings of channels; for owners."""
    router = Router(name="channels")
    keep_for_owners(router)
    router.message.register(show, Typed("channels"))
    router.message.register(take_shared, F.chat_shared.request_id == REQUEST_CHANNEL)
    router.message.register(connect_by_forward, F.forward_origin.type == "channel")
    router.message.register(save_zone, Asked.channel_zone, F.text)
    press = router.callback_query.register
    press(back_to_list, OnChannel.filter(F.do == ChannelDo.LIST))
    press(ask_channel, OnChannel.filter(F.do == ChannelDo.CONNECT))
    press(open_channel, OnChannel.filter(F.do == ChannelDo.OPEN))
    press(resume, OnChannel.filter(F.do == ChannelDo.RESUME))
    press(ask_zone, OnChannel.filter(F.do == ChannelDo.ZONE))
    press(switch_review, OnChannel.filter(F.do.in_({ChannelDo.REVIEW_ON, ChannelDo.REVIEW_OFF})))
    press(ask_disconnect, OnChannel.filter(F.do == ChannelDo.DISCONNECT))
    press(disconnect, OnChannel.filter(F.do == ChannelDo.DISCONNECT_SURE))
    return router


async def _list(registering: Registering, t: Translator) -> tuple[Text, InlineKeyboardMarkup]:
    connected = await registering.list_channels()
    key = "channels-some" if connected else "channels-none"
    return as_list(Bold(t("channels-title")), t(key)), channels_keyboard(t, connected)


async def show(message: Message, registering: Registering, t: Translator) -> None:
    text, keyboard = await _list(registering, t)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())


async def back_to_list(query: CallbackQuery, registering: Registering, t: Translator) -> None:
    text, keyboard = await _list(registering, t)
    await put(query, text, keyboard)


async def ask_channel(query: CallbackQuery, t: Translator) -> None:
    assert query.bot is not None
    await query.bot.send_message(
        query.from_user.id, t("channels-ask"), reply_markup=request_channel_keyboard(t)
    )


async def take_shared(
    message: Message, person: Person, registering: Registering, t: Translator
) -> None:
    """The chat picker gave the bot its rights already."""
    assert message.chat_shared is not None
    channel = await registering.connect(message.chat_shared.chat_id, person.id)
    await _say_connected(message, channel, t)


async def _say_connected(message: Message, channel: Channel, t: Translator) -> None:
    await message.answer(
        t("channel-connected", channel=channel.title), reply_markup=ReplyKeyboardRemove()
    )


async def connect_by_forward(
    message: Message,
    person: Person,
    registering: Registering,
    tracking: Tracking,
    state: FSMContext,
    t: Translator,
) -> None:
    """A forwarded post of a channel that is not connected yet: connect it.

    A channel that the bot cannot see is somebody else's, and its post the matter of a draft.
    The post joins the archive; further items of its album follow it there.
    """
    origin = message.forward_origin
    assert isinstance(origin, MessageOriginChannel)
    if await registering.is_connected(origin.chat.id):
        raise SkipHandler
    try:
        channel = await registering.connect(origin.chat.id, person.id)
    except ChannelUnavailable as error:
        if error.message_key == "error-channel-invisible":
            raise SkipHandler from error
        raise
    await state.clear()
    if original := read_original(message):
        await tracking.take_post(original)
    await _say_connected(message, channel, t)


async def _get(db: Database, channel_id: int) -> Channel:
    channel = await channels.get_channel(db, channel_id)
    if channel is None:
        raise NotFound("error-channel-gone")
    return channel


async def _card(t: Translator, channel: Channel, usage_views: UsageViews) -> Text:
    name = f"@{channel.username}" if channel.username else t("channel-private")
    return as_list(
        Bold(channel.title),
        name,
        t(f"channel-{channel.state.value}-state"),
        t("channel-zone", zone=describe_zone(channel.zone)),
        t("channel-discussion" if channel.linked_chat_id else "channel-no-discussion"),
        t("channel-review" if channel.needs_review else "channel-no-review"),
        *await usage_views.lines(t, channel),
    )


async def open_channel(
    query: CallbackQuery,
    callback_data: OnChannel,
    db: Database,
    state: FSMContext,
    usage_views: UsageViews,
    t: Translator,
) -> None:
    await state.clear()
    channel = await _get(db, callback_data.channel)
    await put(query, await _card(t, channel, usage_views), channel_keyboard(t, channel))


async def resume(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    registering: Registering,
    db: Database,
    usage_views: UsageViews,
    t: Translator,
) -> None:
    """Look at the rights again; with all of them the plan goes on."""
    channel = await _get(db, callback_data.channel)
    channel = await registering.connect(channel.chat_id, person.id)
    await put(query, await _card(t, channel, usage_views), channel_keyboard(t, channel))


async def switch_review(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    reviewing: Reviewing,
    usage_views: UsageViews,
    t: Translator,
) -> None:
    is_on = callback_data.do is ChannelDo.REVIEW_ON
    channel = await reviewing.switch(person.id, callback_data.channel, is_on=is_on)
    card, keyboard = await _card(t, channel, usage_views), channel_keyboard(t, channel)
    if is_on and (count := await reviewing.count_unapproved(channel.id)):
        card = Text(t("review-on-planned", count=count), "\n\n", card)
        keyboard.inline_keyboard.insert(0, [_plan_button(t, channel)])
    await put(query, card, keyboard)


def _plan_button(t: Translator, channel: Channel) -> InlineKeyboardButton:
    page = Page(of=List.PLAN, channel=channel.id, moment=START[List.PLAN], id=0)
    return InlineKeyboardButton(text=t("list-plan"), callback_data=page.pack())


async def ask_zone(
    query: CallbackQuery, callback_data: OnChannel, db: Database, state: FSMContext, t: Translator
) -> None:
    channel = await _get(db, callback_data.channel)
    await state.set_state(Asked.channel_zone)
    await state.set_data({"channel": channel.id})
    await put(query, Text(t("zone-ask", zone=describe_zone(channel.zone))), None)


async def save_zone(
    message: Message,
    person: Person,
    state: FSMContext,
    registering: Registering,
    db: Database,
    usage_views: UsageViews,
    t: Translator,
) -> None:
    zone = parse_zone(message.text or "")
    if zone is None:
        await message.answer(t("zone-not-understood"))
        return
    channel_id = int((await state.get_data())["channel"])
    await registering.set_zone(person.id, channel_id, zone)
    channel = await _get(db, channel_id)
    card = await _card(t, channel, usage_views)
    await message.answer(reply_markup=channel_keyboard(t, channel), **card.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def ask_disconnect(
    query: CallbackQuery, callback_data: OnChannel, db: Database, t: Translator
) -> None:
    channel = await _get(db, callback_data.channel)
    text = Text(t("channel-disconnect-ask", channel=channel.title))
    await put(query, text, disconnect_keyboard(t, channel))


async def disconnect(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    registering: Registering,
    db: Database,
    t: Translator,
) -> None:
    channel = await _get(db, callback_data.channel)
    await registering.disconnect(person.id, channel.id)
    await put(query, Text(t("channel-disconnected", channel=channel.title)), None)
