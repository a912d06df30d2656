"""Follow and Unfollow wherever they stand, and the list of what a person follows."""

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from aiogram.utils.formatting import Text

from bot.domain.channels import Channel
from bot.domain.people import Person
from bot.services.browsing import Browsing
from bot.services.following import Following
from bot.translator import Translator
from handlers.readers.following_keyboards import (
    AtOnce,
    Follow,
    FollowedPage,
    NoticeAtOnce,
    UnfollowListed,
    follow_button,
    followed_keyboard,
    notice_at_once_button,
)
from handlers.readers.following_views import followed_list
from handlers.readers.screens import Screen, send_to_presser, turn


def following_router() -> Router:
    """Rubrics that a reader follows."""
    router = Router(name="following")
    press = router.callback_query.register
    press(turn_follow, Follow.filter())
    press(turn_page, FollowedPage.filter())
    press(unfollow_listed, UnfollowListed.filter())
    press(switch_at_once, AtOnce.filter())
    press(switch_under_notice, NoticeAtOnce.filter())
    return router


async def followed_screen(
    following: Following, t: Translator, person: Person, channel: Channel, cursor: str = ""
) -> Screen:
    """A page of what a person follows in a channel."""
    followed = await following.followed(person.id, channel.id, cursor)
    if cursor and not followed.page.items:
        # The last one of the last page was unfollowed.
        cursor, followed = "", await following.followed(person.id, channel.id)
    return Screen(
        followed_list(t, channel, followed), followed_keyboard(t, channel, followed, cursor)
    )


async def turn_follow(
    query: CallbackQuery,
    callback_data: Follow,
    person: Person,
    browsing: Browsing,
    following: Following,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    change = following.follow if callback_data.on else following.unfollow
    rubric = await change(person.id, channel.id, callback_data.rubric)
    turned = follow_button(
        t, channel, rubric, is_followed=callback_data.on, is_named=callback_data.named
    )
    key = "follows-now" if callback_data.on else "follows-no-more"
    await _turn_button(query, turned, t(key, tag=rubric.tag))


async def turn_page(
    query: CallbackQuery,
    callback_data: FollowedPage,
    person: Person,
    browsing: Browsing,
    following: Following,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await turn(query, await followed_screen(following, t, person, channel, callback_data.cursor))


async def unfollow_listed(
    query: CallbackQuery,
    callback_data: UnfollowListed,
    person: Person,
    browsing: Browsing,
    following: Following,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await following.unfollow(person.id, channel.id, callback_data.rubric)
    await turn(query, await followed_screen(following, t, person, channel, callback_data.cursor))


async def switch_at_once(
    query: CallbackQuery,
    callback_data: AtOnce,
    person: Person,
    browsing: Browsing,
    following: Following,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await following.set_at_once(person.id, channel.id, callback_data.on)
    await turn(query, await followed_screen(following, t, person, channel))


async def switch_under_notice(
    query: CallbackQuery,
    callback_data: NoticeAtOnce,
    person: Person,
    browsing: Browsing,
    following: Following,
    t: Translator,
) -> None:
    channel = await browsing.channel(callback_data.channel)
    await following.set_at_once(person.id, channel.id, callback_data.on)
    turned = notice_at_once_button(t, channel.id, is_on=callback_data.on)
    words = t("follows-at-once") if callback_data.on else t("follows-not-at-once")
    await _turn_button(query, turned, words)


async def _turn_button(query: CallbackQuery, turned: InlineKeyboardButton, words: str) -> None:
    """Put a button where the pressed one stands; where that cannot be, say so with it."""
    message = query.message
    if isinstance(message, Message) and message.reply_markup is not None:
        rows = [
            [turned if button.callback_data == query.data else button for button in row]
            for row in message.reply_markup.inline_keyboard
        ]
        try:
            await message.edit_reply_markup(
                reply_markup=InlineKeyboardMarkup(inline_keyboard=rows)
            )
        except TelegramBadRequest as error:
            if "not modified" in error.message.lower():
                return
        else:
            return
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[turned]])
    await send_to_presser(query, Screen(Text(words), keyboard))
