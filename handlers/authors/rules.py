"""House rules in /channels: on and off, error or advice, their parameters, lists of one's own."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.rules import (
    Level,
    Params,
    Rule,
    RuleKind,
    parse_length,
    parse_mentions,
    parse_words,
)
from bot.domain.texts import Text as Words
from bot.domain.texts import utf16_len
from bot.errors import NotFound
from bot.services.ruling import Ruling
from bot.translator import Translator
from handlers.authors.callbacks import ChannelDo, OnChannel, OnRule, RuleDo
from handlers.authors.cards import put
from handlers.authors.reading import words_of
from handlers.authors.rule_views import ASK, ask_keyboard, list_screen, rule_screen
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from handlers.filters import keep_for_owners
from storage import channels
from storage.db import Database

_LONGEST_LINE = 300
_CHANGES: dict[RuleDo, dict[str, bool | Level]] = {
    RuleDo.ON: {"is_on": True},
    RuleDo.OFF: {"is_on": False},
    RuleDo.ERROR: {"level": Level.ERROR},
    RuleDo.ADVICE: {"level": Level.ADVICE},
}
# Without their line they would ask for nothing.
_NEED_A_LINE = (RuleKind.SIGNATURE, RuleKind.AI_MARK)


def rules_router() -> Router:
    """House rules; for owners, which the service sees to."""
    router = Router(name="rules")
    keep_for_owners(router)
    press = router.callback_query.register
    press(open_list, OnChannel.filter(F.do == ChannelDo.RULES))
    press(open_signature, OnChannel.filter(F.do == ChannelDo.SIGNATURE))
    press(ask_words, OnChannel.filter(F.do == ChannelDo.NEW_WORDS))
    press(open_rule, OnRule.filter(F.do == RuleDo.OPEN))
    press(change, OnRule.filter(F.do.in_(set(_CHANGES))))
    press(ask_params, OnRule.filter(F.do == RuleDo.CHANGE))
    press(remove, OnRule.filter(F.do == RuleDo.REMOVE))
    router.message.register(save_params, Asked.rule, F.text, ~IS_COMMAND)
    router.message.register(save_words, Asked.rule_words, F.text, ~IS_COMMAND)
    return router


async def _list(
    person: Person, channel_id: int, ruling: Ruling, db: Database, t: Translator
) -> tuple[Text, InlineKeyboardMarkup]:
    channel = await channels.get_channel(db, channel_id)
    if channel is None:
        raise NotFound("error-channel-gone")
    return list_screen(t, channel, await ruling.list_rules(person.id, channel_id))


async def open_list(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    state: FSMContext,
    ruling: Ruling,
    db: Database,
    t: Translator,
) -> None:
    await state.clear()
    await put(query, *await _list(person, callback_data.channel, ruling, db, t))


async def open_signature(
    query: CallbackQuery,
    callback_data: OnChannel,
    person: Person,
    state: FSMContext,
    ruling: Ruling,
    t: Translator,
) -> None:
    """The signature is a house rule: demanded, and added with one tap."""
    await state.clear()
    known = await ruling.list_rules(person.id, callback_data.channel)
    rule = next(item for item in known if item.kind is RuleKind.SIGNATURE)
    await put(query, *rule_screen(t, callback_data.channel, rule))


async def open_rule(
    query: CallbackQuery,
    callback_data: OnRule,
    person: Person,
    state: FSMContext,
    ruling: Ruling,
    t: Translator,
) -> None:
    await state.clear()
    channel_id, rule = await ruling.get_rule(person.id, callback_data.rule)
    await put(query, *rule_screen(t, channel_id, rule))


async def change(
    query: CallbackQuery,
    callback_data: OnRule,
    person: Person,
    state: FSMContext,
    ruling: Ruling,
    t: Translator,
) -> None:
    channel_id, rule = await ruling.get_rule(person.id, callback_data.rule)
    needs_line = rule.kind in _NEED_A_LINE and not rule.params.line
    if callback_data.do is RuleDo.ON and needs_line:
        await _ask(query, state, rule, t)
        return
    rule = await ruling.change(person.id, rule.id, **_CHANGES[callback_data.do])  # type: ignore[arg-type]
    await put(query, *rule_screen(t, channel_id, rule))


async def ask_params(
    query: CallbackQuery,
    callback_data: OnRule,
    person: Person,
    state: FSMContext,
    ruling: Ruling,
    t: Translator,
) -> None:
    _, rule = await ruling.get_rule(person.id, callback_data.rule)
    await _ask(query, state, rule, t)


async def _ask(query: CallbackQuery, state: FSMContext, rule: Rule, t: Translator) -> None:
    await state.set_state(Asked.rule)
    await state.set_data({"rule": rule.id})
    await put(query, Text(t(ASK[rule.kind])), ask_keyboard(t, rule))


async def save_params(
    message: Message, person: Person, state: FSMContext, ruling: Ruling, t: Translator
) -> None:
    """Parameters that are typed switch their rule on: whoever sets them wants it."""
    rule_id = int((await state.get_data())["rule"])
    channel_id, rule = await ruling.get_rule(person.id, rule_id)
    params = read_params(rule, words_of(message))
    if params is None:
        await message.answer(t("rule-not-understood", ask=t(ASK[rule.kind])))
        return
    rule = await ruling.change(person.id, rule.id, is_on=True, params=params)
    text, keyboard = rule_screen(t, channel_id, rule)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


def read_params(rule: Rule, typed: Words) -> Params | None:
    """What an author typed for a rule; None when it is not understood."""
    params = rule.params
    match rule.kind:
        case RuleKind.LENGTH:
            bounds = parse_length(typed.text)
            return replace(params, least=bounds[0], most=bounds[1]) if bounds else None
        case RuleKind.WORDS | RuleKind.ADVERTISING:
            words = parse_words(typed.text)
            return replace(params, words=words) if words else None
        case RuleKind.ORGANISATIONS:
            mentions = parse_mentions(typed.text)
            return replace(params, mentions=mentions) if mentions else None
        case RuleKind.SIGNATURE | RuleKind.AI_MARK:
            is_line = typed and utf16_len(typed.text) <= _LONGEST_LINE
            return replace(params, line=typed) if is_line else None
    return None


async def ask_words(
    query: CallbackQuery, callback_data: OnChannel, state: FSMContext, t: Translator
) -> None:
    await state.set_state(Asked.rule_words)
    await state.set_data({"channel": callback_data.channel})
    await put(query, Text(t("rule-ask-words")), None)


async def save_words(
    message: Message,
    person: Person,
    state: FSMContext,
    ruling: Ruling,
    db: Database,
    t: Translator,
) -> None:
    words = parse_words(message.text or "")
    if words is None:
        await message.answer(t("rule-not-understood", ask=t("rule-ask-words")))
        return
    channel_id = int((await state.get_data())["channel"])
    await ruling.add_words(person.id, channel_id, words)
    text, keyboard = await _list(person, channel_id, ruling, db, t)
    await message.answer(reply_markup=keyboard, **text.as_kwargs())
    # Last: until the answer stands, the same words may come again, and are no new draft.
    await state.clear()


async def remove(
    query: CallbackQuery,
    callback_data: OnRule,
    person: Person,
    ruling: Ruling,
    db: Database,
    t: Translator,
) -> None:
    channel_id = await ruling.delete(person.id, callback_data.rule)
    await put(query, *await _list(person, channel_id, ruling, db, t))
