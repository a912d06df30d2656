"""What authors read of an edit of a published post: the difference, the two versions."""

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import BlockQuote, Bold, Code, Text, as_list

from bot.domain.button_rows import written
from bot.domain.posts import Content, Post
from bot.domain.texts import cut
from bot.errors import InputRefused
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.history import show_changes
from handlers.authors.published_keyboards import conflict_keyboard, edit_keyboard
from storage.edits import Edit

# UTF-16 units, of the 4,096 of a message: of the difference, and of one of two versions.
_ROOM, _HALF = 3_000, 1_500

Page = tuple[Text, InlineKeyboardMarkup]


def asking_page(t: Translator, post: Post, edit: Edit) -> Page:
    """The question for the new words."""
    lines: list[Text | str] = [t("edit-ask-text")]
    if post.content.tags:
        lines.append(t("edit-tags-stay", tags=" ".join(f"#{tag}" for tag in post.content.tags)))
    has_media = bool(post.content.media)
    return as_list(*lines), edit_keyboard(t, edit.id, may_save=False, has_media=has_media)


def buttons_page(t: Translator, post: Post, edit: Edit) -> Page:
    """The question for other buttons."""
    parts: list[Text | str] = [t("edit-ask-buttons"), t("buttons-example")]
    if rows := edit.content.options.buttons:
        parts += [t("buttons-now"), Text(Code(written(rows)[:_ROOM]))]
    _, keyboard = asking_page(t, post, edit)
    return as_list(*parts, sep="\n\n"), keyboard


def edit_page(t: Translator, post: Post, edit: Edit, trouble: InputRefused | None) -> Page:
    """What Save would change; without Save when Telegram cannot make it."""
    lines: list[Text | str] = [
        Text(Bold(t("edit-title")), ": ", views.title_of(t, post)),
        *_difference(t, post.content, edit.content),
        "",
        t(trouble.message_key, **trouble.params) if trouble else t("edit-save-sends"),
    ]
    has_media = bool(post.content.media)
    keyboard = edit_keyboard(t, edit.id, may_save=trouble is None, has_media=has_media)
    return as_list(*lines), keyboard


def conflict_page(t: Translator, post: Post, edit: Edit) -> Page:
    """Both versions, and the choice."""
    lines: list[Text | str] = [
        t("edit-conflict"),
        "",
        Bold(t("edit-theirs")),
        _version(t, post.content),
        Bold(t("edit-mine")),
        _version(t, edit.content),
    ]
    if post.content.media != edit.content.media:
        lines.append(t("edit-media-differ"))
    return as_list(*lines), conflict_keyboard(t, edit.id, post.revision)


def _difference(t: Translator, before: Content, after: Content) -> list[Text | str]:
    old, new = before.full_text, after.full_text
    lines: list[Text | str] = []
    if old.text != new.text:
        lines.append(show_changes(old.text, new.text, _ROOM))
    elif old.entities != new.entities:
        lines.append(t("history-formatting"))
    if before.media != after.media:
        lines.append(t("edit-media-replaced", count=len(after.media)))
    if before.options.buttons != after.options.buttons:
        typed = written(after.options.buttons)[:_HALF] or "-"
        lines.append(t("edit-buttons", buttons=typed))
        if not before.options.buttons:
            lines.append(t("finding-buttons"))
    return lines or [t("history-same")]


def _version(t: Translator, content: Content) -> Text:
    text = content.full_text
    words = cut(text, 0, _HALF).text
    if not words:
        return BlockQuote(t("history-no-words"))
    return BlockQuote(words if words == text.text else f"{words.rstrip()}…")
