"""The History page: revisions with what each changed, the way back to it, and how it was sent."""

from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Strikethrough, Text, as_list
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.domain.differences import Change, ChangeKind, diff, shorten
from bot.domain.people import Person
from bot.domain.posts import Content, Post
from bot.errors import NotFound
from bot.services.revising import Revising
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.callbacks import Do, OnPost, OnRevision, RevisionDo
from handlers.authors.cards import Cards, put
from handlers.authors.keyboards import back_button
from handlers.authors.posts import THEIRS
from handlers.authors.sending_views import describe_sending
from handlers.moments import describe_moment
from storage import revisions
from storage.db import Database
from storage.revisions import Revision

PAGE = 8
# Of the 4,096 units of a message; who, when and what else changed take the rest.
_ROOM = 3_400


def history_router() -> Router:
    """History and Go back to this."""
    router = Router(name="history")
    press = router.callback_query.register
    press(open_history, OnPost.filter(F.do == Do.HISTORY))
    press(open_older, OnRevision.filter(F.do == RevisionDo.OLDER))
    press(open_revision, OnRevision.filter(F.do == RevisionDo.OPEN))
    press(go_back, OnRevision.filter(F.do == RevisionDo.GO_BACK))
    return router


@THEIRS
async def open_history(
    query: CallbackQuery,
    post: Post,
    person: Person,
    db: Database,
    t: Translator,
) -> None:
    await _list(query, person, post, None, db, t)


@THEIRS
async def open_older(
    query: CallbackQuery,
    callback_data: OnRevision,
    post: Post,
    person: Person,
    db: Database,
    t: Translator,
) -> None:
    await _list(query, person, post, callback_data.number, db, t)


async def _list(
    query: CallbackQuery,
    person: Person,
    post: Post,
    before: int | None,
    db: Database,
    t: Translator,
) -> None:
    """Revisions below a number, newest first."""
    found = await revisions.list_revisions(db, post.id, limit=PAGE + 1, before=before)
    builder = InlineKeyboardBuilder()
    for revision in found[:PAGE]:
        label = f"{revision.number} · {_who_and_when(t, revision, person)}"
        builder.row(_button(label, RevisionDo.OPEN, post, revision.number))
    if len(found) > PAGE:
        last = found[PAGE - 1].number
        builder.row(_button(t("button-next"), RevisionDo.OLDER, post, last))
    builder.row(back_button(t, post.id))
    heading = Text(Bold(t("history-title")), ": ", views.title_of(t, post))
    lines: list[Text | str] = [heading, t("history-some")]
    if sending := await describe_sending(t, db, post.id, ZoneInfo(person.zone)):
        lines += ["", *sending]
    await put(query, as_list(*lines), builder.as_markup())


@THEIRS
async def open_revision(
    query: CallbackQuery,
    callback_data: OnRevision,
    post: Post,
    person: Person,
    db: Database,
    t: Translator,
) -> None:
    revision = await revisions.get_revision(db, post.id, callback_data.number)
    if revision is None:
        raise NotFound("error-revision-gone")
    earlier = await revisions.list_revisions(db, post.id, limit=1, before=revision.number)
    before = earlier[0].content if earlier else None
    heading = Bold(t("history-revision", number=revision.number))
    lines: list[Text | str] = [heading, _who_and_when(t, revision, person), ""]
    lines += describe_changes(t, before, revision.content)
    await put(query, as_list(*lines), _revision_keyboard(t, post, revision.number))


async def go_back(
    query: CallbackQuery,
    callback_data: OnRevision,
    person: Person,
    revising: Revising,
    cards: Cards,
    t: Translator,
) -> None:
    post = await revising.go_back(person.id, callback_data.post, callback_data.number)
    await cards.show(t, query.from_user.id, post, t("history-back", number=callback_data.number))


def _who_and_when(t: Translator, revision: Revision, person: Person) -> str:
    moment = describe_moment(t, revision.created_at, ZoneInfo(person.zone))
    who = revision.editor or t("history-by-hand")
    maker = t(f"maker-{revision.maker.value}", who=who)
    return f"{moment} · {maker}"


def describe_changes(
    t: Translator, before: Content | None, after: Content, *, room: int = _ROOM
) -> list[Text | str]:
    """What became of a post: words in at most `room` UTF-16 units, then what else it has."""
    if before is None:
        first = shorten([Change(ChangeKind.KEPT, after.text.text)], room)
        return [change.text for change in first] or [t("history-no-words")]
    lines: list[Text | str] = []
    if before.text.text != after.text.text:
        lines.append(show_changes(before.text.text, after.text.text, room))
    elif before.text.entities != after.text.entities:
        lines.append(t("history-formatting"))
    if before.media != after.media:
        counts = {"before": len(before.media), "after": len(after.media)}
        lines.append(t("history-media", **counts))
    if before.tags != after.tags:
        tags = [" ".join(f"#{tag}" for tag in content.tags) or "-" for content in (before, after)]
        lines.append(t("history-tags", before=tags[0], after=tags[1]))
    if before.options != after.options:
        lines.append(t("history-options"))
    return lines or [t("history-same")]


def show_changes(before: str, after: str, room: int) -> Text:
    """What became of the words, in at most `room` UTF-16 units: added bold, removed struck."""
    changes = shorten(diff(before, after), room)
    marks = {ChangeKind.ADDED: Bold, ChangeKind.REMOVED: Strikethrough, ChangeKind.KEPT: Text}
    return Text(*(marks[change.kind](change.text) for change in changes))


def _revision_keyboard(t: Translator, post: Post, number: int) -> InlineKeyboardMarkup:
    rows = []
    if number != post.revision and post.state.is_editable:
        rows.append([_button(t("button-go-back"), RevisionDo.GO_BACK, post, number)])
    data = OnPost(do=Do.HISTORY, post=post.id).pack()
    rows.append([InlineKeyboardButton(text=t("button-back"), callback_data=data)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _button(text: str, do: RevisionDo, post: Post, number: int) -> InlineKeyboardButton:
    data = OnRevision(do=do, post=post.id, number=number)
    return InlineKeyboardButton(text=text, callback_data=data.pack())
