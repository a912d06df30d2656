"""The Check page: what is to be known of a post, with its place, its repair, and a way around."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Italic, Text, as_list

from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.rules import Violation
from bot.domain.texts import utf16_len
from bot.services.drafting import Drafting
from bot.services.ruling import Report, Ruling
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnPost, OnRepair
from handlers.authors.cards import put
from handlers.authors.keyboards import back_button, back_keyboard
from handlers.authors.reading import words_of
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND

# Of the 4,096 units of a message, with room for the last lines.
_ROOM = 3_600
_MOST_QUOTED = 120
_MOST_REMARK = 300


def checking_router() -> Router:
    """Check, repairs, Override."""
    router = Router(name="checking")
    press = router.callback_query.register
    press(open_check, OnPost.filter(F.do == Do.CHECK))
    press(repair, OnRepair.filter())
    press(ask_remark, OnPost.filter(F.do == Do.OVERRIDE))
    router.message.register(save_remark, Asked.override, F.text, ~IS_COMMAND)
    return router


async def open_check(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    ruling: Ruling,
    t: Translator,
) -> None:
    await state.clear()
    post = await drafting.require_editable(person.id, callback_data.post)
    await put(query, *page(t, post, await ruling.examine(post)))


async def stop_at_errors(query: CallbackQuery, post: Post, ruling: Ruling, t: Translator) -> bool:
    """Show what blocks a post in the place of what was pressed; False when nothing does."""
    report = await ruling.examine(post)
    if report.broken:
        await put(query, *page(t, post, report))
    return bool(report.broken)


async def repair(
    query: CallbackQuery, callback_data: OnRepair, person: Person, ruling: Ruling, t: Translator
) -> None:
    post = await ruling.repair(person.id, callback_data.post, callback_data.rule)
    text, keyboard = page(t, post, await ruling.examine(post))
    await put(query, Text(t("check-mended"), "\n\n", text), keyboard)


async def ask_remark(
    query: CallbackQuery,
    callback_data: OnPost,
    person: Person,
    state: FSMContext,
    drafting: Drafting,
    t: Translator,
) -> None:
    post = await drafting.require_editable(person.id, callback_data.post)
    await state.set_state(Asked.override)
    await state.set_data({"post": post.id})
    await put(query, Text(t("check-ask-remark")), back_keyboard(t, post.id))


async def save_remark(
    message: Message, person: Person, state: FSMContext, ruling: Ruling, t: Translator
) -> None:
    remark = words_of(message).text
    if not remark or utf16_len(remark) > _MOST_REMARK:
        await message.answer(t("check-remark-again", limit=_MOST_REMARK))
        return
    post_id = int((await state.get_data())["post"])
    post = await ruling.override(person.id, post_id, remark)
    text, keyboard = page(t, post, await ruling.examine(post))
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


def page(t: Translator, post: Post, report: Report) -> tuple[Text, InlineKeyboardMarkup]:
    """Everything that was found, as much of it as fits, and what may be done about it."""
    lines: list[Text | str] = [Text(Bold(t("check-title")), ": ", views.title_of(t, post))]
    if not report.count:
        lines.append(t("check-nothing"))
    lines += [f"⚠️ {views.finding_line(t, finding)}" for finding in report.findings]
    room = _ROOM - sum(_units(line) for line in lines)
    for number, violation in enumerate(report.violations):
        line = _line(t, violation, report)
        room -= _units(line)
        if room < 0:
            lines.append(t("check-more", count=len(report.violations) - number))
            break
        lines.append(line)
    if report.broken:
        lines += ["", t("check-blocked", count=len(report.broken))]
    return as_list(*lines), _keyboard(t, post, report)


def _line(t: Translator, violation: Violation, report: Report) -> Text:
    override = report.overrides.get(violation.mark)
    sign = "💡" if not violation.is_error else "☑️" if override else "⛔"
    quoted = violation.quoted
    if len(quoted) > _MOST_QUOTED:
        quoted = quoted[: _MOST_QUOTED - 1] + "…"
    words = t(f"violation-{violation.what.value}", count=violation.count, limit=violation.limit)
    parts: list[Text | str] = [f"{sign} {words}"]
    if quoted:
        parts += ["\n      ", Italic(quoted)]
    if override and violation.is_error:
        parts += ["\n      ", t("check-overridden", remark=override.remark)]
    return Text(*parts)


def _units(line: Text | str) -> int:
    words = line if isinstance(line, str) else line.render()[0]
    return utf16_len(words) + 1


def _keyboard(t: Translator, post: Post, report: Report) -> InlineKeyboardMarkup:
    """One button a rule that can be mended; Override where something blocks."""
    repairs = {
        violation.rule.id: violation.repair for violation in report.violations if violation.repair
    }
    rows = [
        [InlineKeyboardButton(
            text=t(f"repair-{kind.value}"),
            callback_data=OnRepair(post=post.id, rule=rule_id).pack(),
        )]
        for rule_id, kind in repairs.items()
    ]  # fmt: skip
    if report.broken:
        data = OnPost(do=Do.OVERRIDE, post=post.id).pack()
        rows.append([InlineKeyboardButton(text=t("button-override"), callback_data=data)])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back_button(t, post.id)]])
