"""What nobody else takes: plain text of readers, refused media, unknown commands and buttons."""

from aiogram import F, Router
from aiogram.filters import invert_f
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text

from bot.domain.people import Person
from bot.domain.team import Role
from bot.errors import NotAllowed
from bot.services.browsing import Browsing
from bot.services.registering import Registering
from bot.services.searching import Searching
from bot.translator import Translator
from handlers.commands import COMMANDS, IS_COMMAND, Typed
from handlers.filters import Is
from handlers.readers.screens import Screen, send_to_presser
from handlers.readers.search import find

AUTHORS = (
    *(command.name for command in COMMANDS if Role.READER not in command.roles),
)  # fmt: skip
OWNERS = (
    *(command.name for command in COMMANDS if command.roles == (Role.OWNER,)),
)  # fmt: skip
# How the data of buttons of drafts, the plan and channels begin.
TEAM_BUTTONS = F.data.regexp(r"^a[a-z]+\d:")

UNSEARCHABLE = F.content_type.in_({
    "photo", "video", "animation", "document", "audio", "voice", "sticker", "video_note", "poll",
    "contact", "location", "venue", "dice", "story", "game", "invoice", "checklist",
    "paid_media", "live_photo",
})  # fmt: skip


def fallback_router() -> Router:
    """The last of the routers."""
    router = Router(name="reader fallback")
    hear, reader = router.message.register, Is(Role.READER)
    hear(refuse_authors_command, reader, Typed(*AUTHORS))
    hear(refuse_owners_command, invert_f(Is(Role.OWNER)), Typed(*OWNERS))
    hear(name_unknown_command, IS_COMMAND)
    hear(refuse_forward, reader, F.forward_origin & (F.text | UNSEARCHABLE))
    hear(find_text, reader, F.text)
    hear(refuse_media, reader, UNSEARCHABLE)
    router.callback_query.register(refuse_team_button, reader, TEAM_BUTTONS)
    router.callback_query.register(name_old_button)
    return router


async def refuse_authors_command(_message: Message) -> None:
    raise NotAllowed("error-authors-only")


async def refuse_owners_command(_message: Message) -> None:
    raise NotAllowed("error-owners-only")


async def refuse_team_button(_query: CallbackQuery) -> None:
    """A copied button, or one of somebody who is of the team no more."""
    raise NotAllowed("error-not-of-team")


async def name_unknown_command(message: Message, t: Translator) -> None:
    await message.answer(t("command-unknown"))


async def find_text(
    message: Message,
    person: Person,
    registering: Registering,
    searching: Searching,
    browsing: Browsing,
    t: Translator,
) -> None:
    """Plain text is searched."""
    await find(message, message.text or "", person, registering, searching, browsing, t)


async def refuse_forward(message: Message, state: FSMContext, t: Translator) -> None:
    """A forward that is no post of a connected channel."""
    await _refuse(message, state, t("reader-forward-unknown"))


async def refuse_media(message: Message, state: FSMContext, t: Translator) -> None:
    """Readers write words; media leave an open question."""
    await _refuse(message, state, t("reader-media-refused"))


async def _refuse(message: Message, state: FSMContext, sentence: str) -> None:
    """Say it; of an album, which arrives item by item, once."""
    await state.set_state(None)
    album = message.media_group_id
    if album is None or (await state.get_data()).get("refused_album") != album:
        await message.answer(sentence)
    await state.set_data({"refused_album": album} if album else {})


async def name_old_button(query: CallbackQuery, t: Translator) -> None:
    """A button of an older version, or of somebody else's message."""
    await send_to_presser(query, Screen(Text(t("button-unknown"))))
