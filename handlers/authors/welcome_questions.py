"""What is typed and sent for a welcome: its messages, then their delays."""

from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.dates import parse_duration
from bot.domain.people import Person
from bot.domain.pieces import Piece, continues
from bot.domain.posts import Content, Media
from bot.domain.texts import TEXT_LIMIT, Entity
from bot.domain.texts import Text as Words
from bot.domain.welcomes import LONGEST_DELAY, require_fit
from bot.errors import InputRefused
from bot.services.arranging import Arranging
from bot.translator import Translator
from handlers.authors.cards import put, screen
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked
from handlers.authors.welcome_callbacks import TakeDelay
from handlers.authors.welcome_keyboards import MINUTE, delays_keyboard
from handlers.authors.welcome_views import Page, list_screen, step_screen
from handlers.commands import IS_COMMAND
from handlers.filters import keep_for_owners

# A forged button may carry any number: more than this is refused as too long.
_MOST_MINUTES = 2 * LONGEST_DELAY // MINUTE
_QUESTIONS = (Asked.welcome, Asked.welcome_delay, Asked.welcome_rest)
# What is typed for no delay at all.
_AT_ONCE = frozenset({"at once", "now", "immediately", "0", "сразу", "сейчас", "тотчас"})


def welcome_questions_router() -> Router:
    """What answers the questions about a welcome."""
    router = Router(name="welcome questions")
    keep_for_owners(router)
    router.callback_query.register(press_delay, TakeDelay.filter())
    hear = router.message.register
    hear(refuse_rest, StateFilter(*_QUESTIONS), F.text, is_rest)
    hear(take_message, Asked.welcome, ~IS_COMMAND)
    hear(take_delay, Asked.welcome_delay, F.text, ~IS_COMMAND)
    return router


async def is_rest(message: Message, state: FSMContext) -> bool:
    """Whether a text is what did not fit into the message before: clients cut long ones."""
    before = (await state.get_data()).get("before")
    if not before:
        return False
    sent_before = datetime.fromtimestamp(before["sent_at"], UTC)
    piece = read_piece(message)
    return continues(piece, units_before=before["units"], sent_before=sent_before)


async def refuse_rest(
    message: Message, person: Person, state: FSMContext, arranging: Arranging
) -> None:
    """Too long after all: the question is open again, and a changed message as it was."""
    data = await state.get_data()
    if kept := data.pop("undo", None):
        await arranging.set_content(person.id, data["step"], _content_of(kept))
    is_told = data.pop("is_told", False)
    asked = {"source": data["source"], "step": data["step"], "is_told": True}
    await state.set_state(Asked.welcome)
    await state.set_data(asked | _before(read_piece(message)))
    if not is_told:
        raise InputRefused("welcome-in-parts", limit=TEXT_LIMIT)


async def take_message(
    message: Message,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """A text, a photo or a video: a new one waits for its delay, another one is saved."""
    data = await state.get_data()
    piece = read_piece(message)
    if piece.album_id and piece.album_id == data.get("album"):
        return
    if piece.album_id or not (piece.media or piece.text):
        await state.update_data(album=piece.album_id)
        raise InputRefused("welcome-kind-refused")
    content = Content(text=piece.text, media=(piece.media,) if piece.media else ())
    require_fit(content)
    if data["step"]:
        page = await _change(person, data["step"], content, piece, state, arranging, t)
    else:
        series = await arranging.require_room(person.id, data["source"])
        await state.set_state(Asked.welcome_delay)
        asked = {"source": data["source"], "step": 0, "message": _data_of(content)}
        await state.set_data(asked | _before(piece))
        page = Text(t("welcome-ask-delay")), delays_keyboard(t, series, None)
    await message.answer(**screen(*page))


async def _change(
    person: Person,
    step_id: int,
    content: Content,
    piece: Piece,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> Page:
    """Saved at once; what it said before is kept while a rest of the text may come."""
    before = await arranging.get_of_step(person.id, step_id)
    undo = _data_of(before.find(step_id).content)
    series = await arranging.set_content(person.id, step_id, content)
    await state.set_state(Asked.welcome_rest)
    await state.set_data(
        {"source": series.source.id, "step": step_id, "undo": undo} | _before(piece)
    )
    return step_screen(t, series, series.find(step_id), t("welcome-saved"))


async def take_delay(
    message: Message, person: Person, state: FSMContext, arranging: Arranging, t: Translator
) -> None:
    """A delay in words; what is not understood is asked for again."""
    words = " ".join((message.text or "").casefold().split())
    delay = timedelta(0) if words in _AT_ONCE else parse_duration(words)
    if delay is None:
        await message.answer(t("welcome-delay-again"))
        return
    data = await state.get_data()
    page = await _set_delay(person, data, delay, arranging, t)
    await message.answer(**screen(*page))
    # Last: until the answer stands, the same words may come again.
    await state.clear()


async def press_delay(
    query: CallbackQuery,
    callback_data: TakeDelay,
    person: Person,
    state: FSMContext,
    arranging: Arranging,
    t: Translator,
) -> None:
    """The delay on the button, of the message that was sent before it."""
    data = await state.get_data()
    delay = max(-1, min(callback_data.minutes, _MOST_MINUTES)) * MINUTE
    if callback_data.step:
        data = {"source": callback_data.source, "step": callback_data.step}
    elif data.get("source") != callback_data.source or "message" not in data:
        raise InputRefused("welcome-message-gone")
    page = await _set_delay(person, data, delay, arranging, t)
    await put(query, *page)
    await state.clear()


async def _set_delay(
    person: Person, data: dict[str, Any], delay: timedelta, arranging: Arranging, t: Translator
) -> Page:
    if data["step"]:
        series = await arranging.set_delay(person.id, data["step"], delay)
        return step_screen(t, series, series.find(data["step"]), t("welcome-saved"))
    content = _content_of(data["message"])
    series = await arranging.add(person.id, data["source"], content, delay)
    return list_screen(t, series, t("welcome-added"))


def _before(piece: Piece) -> dict[str, Any]:
    """What tells whether the next text goes on with this one."""
    units = 0 if piece.media else piece.text.units
    return {"before": {"units": units, "sent_at": piece.sent_at.timestamp()}}


def _data_of(content: Content) -> dict[str, Any]:
    return {
        "text": content.text.text,
        "entities": [entity.to_dict() for entity in content.text.entities],
        "media": [media.to_dict() for media in content.media],
    }


def _content_of(data: dict[str, Any]) -> Content:
    entities = tuple(Entity.from_dict(item) for item in data["entities"])
    media = tuple(Media.from_dict(item) for item in data["media"])
    return Content(text=Words(data["text"], entities), media=media)
