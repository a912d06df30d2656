"""The navigation post of a channel: previewed, published, pinned, kept up to date or left."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.errors import NotEditable
from bot.services.navigating import Desk, Navigating
from bot.services.pinning import Pinning
from bot.translator import Translator
from handlers.authors.cards import Cards, put
from handlers.authors.navigation_views import desk_screen, sure_screen
from handlers.authors.rubric_callbacks import NavigationDo, OnNavigation
from storage import pins
from storage.db import Database


def navigation_router() -> Router:
    """The page of a navigation post; who may, the services say."""
    router = Router(name="navigation post")
    press = router.callback_query.register
    press(open_desk, OnNavigation.filter(F.do == NavigationDo.OPEN))
    press(ask_publish, OnNavigation.filter(F.do == NavigationDo.PUBLISH))
    publishing = {NavigationDo.PUBLISH_SURE, NavigationDo.PUBLISH_PINNED}
    press(publish, OnNavigation.filter(F.do.in_(publishing)))
    turning = {NavigationDo.OVERWRITE, NavigationDo.STOP, NavigationDo.RESUME}
    press(turn, OnNavigation.filter(F.do.in_(turning)))
    press(switch_pin, OnNavigation.filter(F.do.in_({NavigationDo.PIN, NavigationDo.UNPIN})))
    return router


async def _put(
    query: CallbackQuery, t: Translator, cards: Cards, db: Database, desk: Desk, above: str = ""
) -> None:
    post = desk.post if desk.is_out else None
    link = await cards.link_of(post, desk.channel) if post else None
    is_pinned = post is not None and await pins.get_pin(db, post.id) is not None
    await put(query, *desk_screen(t, desk, link, is_pinned=is_pinned, above=above))


async def open_desk(
    query: CallbackQuery,
    callback_data: OnNavigation,
    person: Person,
    navigating: Navigating,
    cards: Cards,
    db: Database,
    t: Translator,
) -> None:
    desk = await navigating.look(person.id, callback_data.channel)
    await _put(query, t, cards, db, desk)


async def ask_publish(
    query: CallbackQuery,
    callback_data: OnNavigation,
    person: Person,
    navigating: Navigating,
    t: Translator,
) -> None:
    desk = await navigating.look(person.id, callback_data.channel)
    await put(query, *sure_screen(t, desk.channel))


async def publish(
    query: CallbackQuery,
    callback_data: OnNavigation,
    person: Person,
    navigating: Navigating,
    cards: Cards,
    db: Database,
    t: Translator,
) -> None:
    is_pinned = callback_data.do is NavigationDo.PUBLISH_PINNED
    await navigating.publish(person.id, callback_data.channel, is_pinned=is_pinned)
    desk = await navigating.look(person.id, callback_data.channel)
    await _put(query, t, cards, db, desk)


async def turn(
    query: CallbackQuery,
    callback_data: OnNavigation,
    person: Person,
    navigating: Navigating,
    cards: Cards,
    db: Database,
    t: Translator,
) -> None:
    turns = {
        NavigationDo.OVERWRITE: navigating.overwrite,
        NavigationDo.STOP: navigating.stop,
        NavigationDo.RESUME: navigating.resume,
    }
    desk = await turns[callback_data.do](person.id, callback_data.channel)
    await _put(query, t, cards, db, desk)


async def switch_pin(
    query: CallbackQuery,
    callback_data: OnNavigation,
    person: Person,
    navigating: Navigating,
    pinning: Pinning,
    cards: Cards,
    db: Database,
    t: Translator,
) -> None:
    """Without the right to pin, the error says so and what to do."""
    desk = await navigating.look(person.id, callback_data.channel)
    if desk.post is None or not desk.is_out:
        raise NotEditable("error-navigation-none")
    is_on = callback_data.do is NavigationDo.PIN
    await (pinning.pin if is_on else pinning.unpin)(person.id, desk.post.id)
    await _put(query, t, cards, db, desk, t("pinned" if is_on else "unpinned"))
