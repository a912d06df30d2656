"""Runs as owners see them: pause, go on, stop; the list of a channel's runs and their settings."""

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.domain.people import Person
from bot.jobs import Jobs
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel
from handlers.authors.cards import put, screen
from handlers.authors.run_desk import RunDesk
from handlers.authors.run_keyboards import OnRun, OnRunSetting, RunDo, RunsPage, SettingDo
from handlers.authors.run_views import (
    a_day_screen,
    paid_digests_screen,
    runs_screen,
    stop_screen,
)
from handlers.filters import keep_for_owners


def runs_router() -> Router:
    """Runs; for owners, which the service sees to."""
    router = Router(name="runs")
    keep_for_owners(router)
    press, on = router.callback_query.register, OnRun.filter
    press(open_run, on(F.do == RunDo.OPEN))
    press(pause, on(F.do == RunDo.PAUSE))
    press(go_on, on(F.do == RunDo.GO_ON))
    press(ask_stop, on(F.do == RunDo.STOP))
    press(stop, on(F.do == RunDo.STOP_SURE))
    press(list_beside, on(F.do == RunDo.LIST))
    press(list_doubts, on(F.do == RunDo.DOUBTS))
    press(open_runs, OnChannel.filter(F.do == ChannelDo.RUNS))
    press(turn, RunsPage.filter())
    press(show_paid, OnRunSetting.filter(F.do == SettingDo.PAID))
    press(set_paid, OnRunSetting.filter(F.do.in_({SettingDo.PAID_ON, SettingDo.PAID_OFF})))
    press(choose, OnRunSetting.filter())
    return router


async def open_run(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    await runs.show(query, await runs.overseeing.get(person.id, callback_data.run), t)


async def pause(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    await runs.show(query, await runs.overseeing.pause(person.id, callback_data.run), t)


async def go_on(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    jobs: Jobs,
    t: Translator,
) -> None:
    await runs.show(query, await runs.overseeing.go_on(person.id, callback_data.run), t)
    jobs.wake("announcements")
    jobs.wake("digests")


async def ask_stop(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    """The question says how many will not get it."""
    progress = await runs.overseeing.get(person.id, callback_data.run)
    if not progress.run.is_open:
        await runs.show(query, progress, t)
        return
    # A message of its own: the one that tells of the run is edited meanwhile.
    assert query.bot is not None
    await query.bot.send_message(query.from_user.id, **screen(*stop_screen(t, progress)))


async def stop(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    await runs.show(query, await runs.overseeing.stop(person.id, callback_data.run), t)


async def list_beside(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    """The runs of its channel: below a run that goes on, whose message is edited meanwhile."""
    run = (await runs.overseeing.get(person.id, callback_data.run)).run
    shown = runs_screen(t, await runs.overseeing.list_runs(person.id, run.channel_id, None))
    if not run.is_open:
        await put(query, *shown)
        return
    assert query.bot is not None
    await query.bot.send_message(query.from_user.id, **screen(*shown))


async def list_doubts(
    query: CallbackQuery,
    callback_data: OnRun,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    """A file with all who may have got it or not, where the report could not name them."""
    names = await runs.overseeing.list_doubts(person.id, callback_data.run)
    file = BufferedInputFile("\n".join(names).encode(), f"in-doubt-{callback_data.run}.txt")
    assert query.bot is not None
    await query.bot.send_document(
        query.from_user.id, file, caption=t("run-doubts-file", count=len(names))
    )


async def open_runs(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    found = await runs.overseeing.list_runs(person.id, callback_data.channel, None)
    await put(query, *runs_screen(t, found))


async def turn(
    query: CallbackQuery,
    callback_data: RunsPage,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    before = callback_data.before or None
    found = await runs.overseeing.list_runs(person.id, callback_data.channel, before)
    await put(query, *runs_screen(t, found))


async def choose(
    query: CallbackQuery,
    callback_data: OnRunSetting,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    """How many announcements a day."""
    channel_id = callback_data.channel
    is_chosen = callback_data.do is SettingDo.SET_A_DAY
    if is_chosen:
        await runs.overseeing.set_a_day(person.id, channel_id, callback_data.value)
    found = await runs.overseeing.list_runs(person.id, channel_id, None)
    await put(query, *(runs_screen if is_chosen else a_day_screen)(t, found))


async def show_paid(
    query: CallbackQuery,
    callback_data: OnRunSetting,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    """The price is said before anything is switched on."""
    found = await runs.overseeing.price_digests(person.id, callback_data.channel)
    await put(query, *paid_digests_screen(t, found))


async def set_paid(
    query: CallbackQuery,
    callback_data: OnRunSetting,
    person: Person,
    runs: RunDesk,
    t: Translator,
) -> None:
    """Digests go for Stars from now on, or no more."""
    is_paid = callback_data.do is SettingDo.PAID_ON
    found = await runs.overseeing.set_digests_paid(
        person.id, callback_data.channel, is_paid=is_paid
    )
    await put(query, *paid_digests_screen(t, found))
