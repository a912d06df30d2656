"""Keyboards of channels: values in, markup out."""

from collections.abc import Sequence

from aiogram.types import (
    ChatAdministratorRights,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.channels import Channel, ChannelState
from bot.translator import Translator
from handlers.authors.callbacks import (
    START,
    ChannelDo,
    ChooseChannel,
    List,
    OnChannel,
    OtherChannel,
    Page,
)

REQUEST_CHANNEL = 1


def choose_channel_keyboard(channels: Sequence[Channel], post_id: int) -> InlineKeyboardMarkup:
    """Which channel is meant."""
    return InlineKeyboardMarkup(inline_keyboard=[
        [InlineKeyboardButton(
            text=channel.title,
            callback_data=ChooseChannel(channel=channel.id, post=post_id).pack(),
        )]
        for channel in channels
    ])  # fmt: skip


def list_channels_keyboard(
    t: Translator, channels: Sequence[Channel], of: List, shown: int | None = None
) -> InlineKeyboardMarkup:
    """The channel whose list is meant; Back to that of the channel `shown`, 0 for one of none."""
    rows = [
        [InlineKeyboardButton(text=channel.title, callback_data=_first_page(of, channel.id))]
        for channel in channels
        if channel.id != shown
    ]
    if shown is not None:
        data = _first_page(of, shown)
        rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=data)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _first_page(of: List, channel_id: int) -> str:
    return Page(of=of, channel=channel_id, moment=START[of], id=0).pack()


def add_other_channel(
    t: Translator, keyboard: InlineKeyboardMarkup, of: List
) -> InlineKeyboardMarkup:
    """The keyboard of a list with the way to another channel."""
    data = OtherChannel(of=of).pack()
    button = InlineKeyboardButton(text=t("button-other-channel"), callback_data=data)
    return InlineKeyboardMarkup(inline_keyboard=[*keyboard.inline_keyboard, [button]])


def channels_keyboard(t: Translator, channels: Sequence[Channel]) -> InlineKeyboardMarkup:
    """The connected channels and the way to connect another."""
    builder = InlineKeyboardBuilder()
    for channel in channels:
        data = OnChannel(do=ChannelDo.OPEN, channel=channel.id)
        builder.row(InlineKeyboardButton(text=channel.title, callback_data=data.pack()))
    connect = OnChannel(do=ChannelDo.CONNECT)
    builder.row(
        InlineKeyboardButton(text=t("button-connect-channel"), callback_data=connect.pack())
    )
    return builder.as_markup()


def channel_keyboard(t: Translator, channel: Channel) -> InlineKeyboardMarkup:
    """The settings of a channel: two in a row where both are short enough for a phone."""
    review = ChannelDo.REVIEW_OFF if channel.needs_review else ChannelDo.REVIEW_ON
    rows = [
        [(ChannelDo.RUBRICS, "button-rubrics"), (ChannelDo.SLOTS, "button-slots")],
        [(ChannelDo.LATE, "button-late"), (ChannelDo.ZONE, "button-zone")],
        [(ChannelDo.SIGNATURE, "button-signature"), (ChannelDo.RULES, "button-rules")],
        [(ChannelDo.ROUNDUP, "button-roundup")],
        [(ChannelDo.FORETELL, "button-foretell")],
        [(ChannelDo.ANNOUNCE, "button-announce"), (ChannelDo.RUNS, "button-runs")],
        [(ChannelDo.TEAM, "button-team"), (ChannelDo.LINKS, "button-links")],
        [(ChannelDo.JOURNAL, "button-journal"), (ChannelDo.WEB, "button-web")],
        [(review, "button-review-off" if channel.needs_review else "button-review-on")],
        [(ChannelDo.DISCONNECT, "button-disconnect")],
        [(ChannelDo.LIST, "button-back")],
    ]
    if channel.state is ChannelState.PAUSED:
        rows.insert(0, [(ChannelDo.RESUME, "button-resume")])

    def opens(do: ChannelDo, key: str) -> InlineKeyboardButton:
        data = OnChannel(do=do, channel=channel.id)
        return InlineKeyboardButton(text=t(key), callback_data=data.pack())

    return InlineKeyboardMarkup(
        inline_keyboard=[[opens(do, key) for do, key in row] for row in rows]
    )


def disconnect_keyboard(t: Translator, channel: Channel) -> InlineKeyboardMarkup:
    """A confirmation before a channel is left."""
    sure = OnChannel(do=ChannelDo.DISCONNECT_SURE, channel=channel.id)
    back = OnChannel(do=ChannelDo.OPEN, channel=channel.id)
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=t("button-disconnect"), callback_data=sure.pack()),
                InlineKeyboardButton(text=t("button-cancel"), callback_data=back.pack()),
            ]
        ]
    )


def request_channel_keyboard(t: Translator) -> ReplyKeyboardMarkup:
    """Telegram's own chat picker: channels where the person may make the bot administrator."""
    rights = ChatAdministratorRights(
        is_anonymous=False, can_manage_chat=True, can_delete_messages=True,
        can_manage_video_chats=False, can_restrict_members=False, can_promote_members=False,
        can_change_info=False, can_invite_users=True, can_post_stories=False,
        can_edit_stories=False, can_delete_stories=False, can_post_messages=True,
        can_edit_messages=True, can_send_welcome_messages=False,
    )  # fmt: skip
    needed = rights.model_copy(update={"can_promote_members": True})
    button = KeyboardButton(
        text=t("button-pick-channel"),
        request_chat=KeyboardButtonRequestChat(
            request_id=REQUEST_CHANNEL, chat_is_channel=True, bot_administrator_rights=rights,
            user_administrator_rights=needed,
        ),
    )  # fmt: skip
    return ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)
