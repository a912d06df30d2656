"""The way from the chat to the archive on the web, inside Telegram."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from bot.domain.channels import Channel
from bot.translator import Translator
from handlers.web.addresses import Addresses


def with_archive(
    keyboard: InlineKeyboardMarkup, t: Translator, channel: Channel, addresses: Addresses | None
) -> InlineKeyboardMarkup:
    """The keyboard with the archive's own button, where there is one to open.

    Telegram opens https addresses only (Bot API, `WebAppInfo.url`).
    """
    if addresses is None or not addresses.is_secure or not channel.is_on_web:
        return keyboard
    url = addresses.absolute(addresses.app(channel))
    button = InlineKeyboardButton(text=t("button-app"), web_app=WebAppInfo(url=url))
    return InlineKeyboardMarkup(inline_keyboard=[*keyboard.inline_keyboard, [button]])
