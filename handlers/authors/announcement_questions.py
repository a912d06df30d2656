"""What is sent for an announcement: one message, shown as readers will get it."""

from datetime import UTC, datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.people import Person
from bot.domain.pieces import continues
from bot.domain.posts import Content
from bot.domain.texts import TEXT_LIMIT
from bot.errors import InputRefused
from bot.translator import Translator
from handlers.authors.announcement_desk import AnnouncementDesk
from handlers.authors.cards import screen
from handlers.authors.reading import read_piece
from handlers.authors.states import Asked
from handlers.commands import IS_COMMAND
from handlers.filters import keep_for_owners


def announcement_questions_router() -> Router:
    """What answers the question for an announcement."""
    router = Router(name="announcement questions")
    keep_for_owners(router)
    hear = router.message.register
    hear(pass_over, Asked.announcement_rest, is_taken)
    hear(refuse_rest, StateFilter(Asked.announcement, Asked.announcement_rest), F.text, is_rest)
    hear(take_message, Asked.announcement, ~IS_COMMAND)
    router.edited_message.register(take_edit, F.text | F.caption, is_of_draft)
    return router


async def is_of_draft(message: Message, person: Person, announcements: AnnouncementDesk) -> bool:
    """Whether an announcement that has not gone yet was made of the message that was edited."""
    return await announcements.rewording.find(person.id, message.message_id) is not None


async def take_edit(
    message: Message,
    person: Person,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """The words that readers would get, as they are now, then the card."""
    piece = read_piece(message)
    content = Content(text=piece.text, media=(piece.media,) if piece.media else ())
    card = await announcements.rewording.reword(person.id, message.message_id, content)
    if card is None:
        return
    note = await announcements.preview(t, person, card) or t("announcement-edited")
    await message.answer(**screen(*await announcements.card_of(t, person, card, note)))


async def is_taken(message: Message, state: FSMContext) -> bool:
    """Whether it is the message that was taken already: an update may come twice."""
    return (await state.get_data()).get("message") == message.message_id


async def pass_over(message: Message) -> None:
    """Its answer stands."""


async def is_rest(message: Message, state: FSMContext) -> bool:
    """Whether a text is what did not fit into the message before: clients cut long ones."""
    before = (await state.get_data()).get("before")
    if not before:
        return False
    sent_before = datetime.fromtimestamp(before["sent_at"], UTC)
    piece = read_piece(message)
    return continues(piece, units_before=before["units"], sent_before=sent_before)


async def refuse_rest(
    message: Message,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
) -> None:
    """Too long after all: the draft of its beginning goes, the question is open again."""
    data = await state.get_data()
    if draft_id := data.get("draft"):
        await announcements.addressing.discard(person.id, draft_id)
    await state.set_state(Asked.announcement)
    await state.set_data({"channel": data["channel"], "is_told": True, **_before(message)})
    if not data.get("is_told"):
        raise InputRefused("announcement-in-parts", limit=TEXT_LIMIT)


async def take_message(
    message: Message,
    person: Person,
    state: FSMContext,
    announcements: AnnouncementDesk,
    t: Translator,
) -> None:
    """What an owner sent, shown as readers will get it, then the card."""
    data = await state.get_data()
    piece = read_piece(message)
    if piece.album_id and piece.album_id == data.get("album"):
        return
    if piece.album_id:
        await state.update_data(album=piece.album_id)
        raise InputRefused("announcement-album")
    content = Content(text=piece.text, media=(piece.media,) if piece.media else ())
    card = await announcements.addressing.draft(
        person.id, data["channel"], message.message_id, content, replaces=data.get("replaces")
    )
    note = await announcements.preview(t, person, card)
    await message.answer(**screen(*await announcements.card_of(t, person, card, note)))
    # Last: until the answer stands, the same message may come again.
    taken = {"draft": card.announcement.id, "message": message.message_id}
    await state.set_state(Asked.announcement_rest)
    await state.set_data({"channel": data["channel"], **taken, **_before(message)})


def _before(message: Message) -> dict[str, Any]:
    """What tells whether the next text goes on with this one."""
    piece = read_piece(message)
    units = 0 if piece.media else piece.text.units
    return {"before": {"units": units, "sent_at": piece.sent_at.timestamp()}}
