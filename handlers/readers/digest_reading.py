"""The reading side of digests: Show now, More, Less often and back, Stop."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text, as_list

from bot.domain.channels import Channel
from bot.domain.digests import Frequency
from bot.domain.editions import Edition
from bot.domain.people import Person
from bot.domain.slowing import less_often
from bot.domain.subscriptions import Subscription
from bot.services.foretelling import Foretelling
from bot.services.leafing import Leafing
from bot.translator import Translator
from handlers.filters import PRIVATE_CALLBACK
from handlers.readers.digest_desk import DigestDesk
from handlers.readers.digest_keyboards import DigestDo, OnDigest
from handlers.readers.digest_reading_keyboards import (
    AsBefore,
    Rest,
    Slower,
    digest_keyboard,
    slowed_keyboard,
    stopped_keyboard,
)
from handlers.readers.digest_text import card_title, set_words
from handlers.readers.edition_text import digest_page
from handlers.readers.screens import Screen, send_to_presser, turn


def reading_router() -> Router:
    """Buttons under digests, for everybody, in the bot's own chat."""
    router = Router(name="digest reading")
    router.callback_query.filter(PRIVATE_CALLBACK)
    press = router.callback_query.register
    press(show_now, OnDigest.filter(F.do == DigestDo.NOW))
    press(show_rest, Rest.filter())
    press(slow_down, Slower.filter())
    press(put_back, AsBefore.filter())
    press(stop, OnDigest.filter(F.do == DigestDo.STOP))
    return router


async def show_now(
    query: CallbackQuery,
    callback_data: OnDigest,
    person: Person,
    leafing: Leafing,
    foretelling: Foretelling,
    t: Translator,
) -> None:
    """What the next digest has so far; it counts as none."""
    edition = await leafing.edition_now(person, callback_data.channel)
    if edition.items:
        page = digest_page(t, edition)
        is_team = await foretelling.is_open_to(person.id, callback_data.channel)
        keyboard = digest_keyboard(t, edition, page, is_team=is_team)
        await send_to_presser(query, Screen(page.text, keyboard))
        return
    await send_to_presser(query, Screen(Text(_nothing(t, edition))))


async def show_rest(
    query: CallbackQuery,
    callback_data: Rest,
    person: Person,
    leafing: Leafing,
    t: Translator,
) -> None:
    """The next message of an edition, below what was read."""
    since, until = callback_data.bounds
    edition = await leafing.edition_of(
        person, callback_data.channel, since=since, until=until, sorting=callback_data.sorting
    )
    if not edition.behind(callback_data.place):
        await send_to_presser(query, Screen(Text(t("digest-rest-gone"))))
        return
    page = digest_page(t, edition, callback_data.place)
    await send_to_presser(query, Screen(page.text, digest_keyboard(t, edition, page)))


async def slow_down(
    query: CallbackQuery,
    callback_data: Slower,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    """One step rarer than the button knew of; a press that was worked already only says so."""
    channel = await digests.browsing.channel(callback_data.channel)
    known = await digests.subscribing.get(person, channel.id)
    now = known.schedule.frequency
    rarer = less_often(now)
    if now is not callback_data.now or rarer is None:
        await send_to_presser(query, _set(t, channel, known, digests.clock.now(), before=None))
        return
    changed = await digests.subscribing.set_frequency(person, channel.id, rarer)
    await send_to_presser(query, _set(t, channel, changed, digests.clock.now(), before=now))


async def put_back(
    query: CallbackQuery,
    callback_data: AsBefore,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    channel = await digests.browsing.channel(callback_data.channel)
    changed = await digests.subscribing.set_frequency(person, channel.id, callback_data.frequency)
    await turn(query, _set(t, channel, changed, digests.clock.now(), before=None))


async def stop(
    query: CallbackQuery,
    callback_data: OnDigest,
    person: Person,
    digests: DigestDesk,
    t: Translator,
) -> None:
    """One tap under any digest ends them; the digest itself stays to be read."""
    known = await digests.subscribing.get(person, callback_data.channel)
    if known.schedule.frequency is not Frequency.OFF:
        await digests.subscribing.set_frequency(person, callback_data.channel, Frequency.OFF)
    channel = await digests.browsing.channel(callback_data.channel)
    words = t("digest-stopped", channel=channel.title)
    before = known.schedule.frequency
    await send_to_presser(query, Screen(Text(words), stopped_keyboard(t, channel.id, before)))


def _nothing(t: Translator, edition: Edition) -> str:
    """Why there is nothing to show, and what to do instead."""
    if edition.folds is not None and not edition.folds:
        return t("digest-nothing-followed", channel=edition.channel.title)
    return f"{t('digest-nothing', channel=edition.channel.title)} {t('digest-nothing-best')}"


def _set(
    t: Translator,
    channel: Channel,
    subscription: Subscription,
    now: datetime,
    *,
    before: Frequency | None,
) -> Screen:
    """How often it comes now, when next, and what may be pressed then."""
    schedule = subscription.schedule
    if schedule.frequency is Frequency.OFF:
        return Screen(Text(t("digest-stopped", channel=channel.title)))
    lines: list[Text | str] = [card_title(t, channel), *set_words(t, subscription, now)]
    if less_often(schedule.frequency) is None:
        lines.append(t("digest-rarest"))
    keyboard = slowed_keyboard(t, schedule.frequency, channel.id, before=before)
    return Screen(as_list(*lines), keyboard)
