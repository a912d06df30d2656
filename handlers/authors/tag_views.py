"""How the Tags page is shown: what a post has, what its channel has, what is suggested."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.formatting import Text, as_list

from bot.domain.archive import Rubric
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Content, Post
from bot.domain.rubrics import find_tags, fold_tag
from bot.services.suggesting import Suggested
from bot.translator import Translator
from handlers.authors.callbacks import AddRubric, DropTag, TagsPage
from handlers.authors.keyboards import back_button

# With the others, well below the hundred buttons that Telegram takes under a message.
_MOST_OWN = 40
_MOST_ON_BUTTON = 60
# Buttons so short stand two in a row.
_SHORT = 17
# Characters of a list of hashtags: two such lists and the sentences fit one message.
_MOST_SHOWN = 800

Rows = list[list[InlineKeyboardButton]]


def tags_screen(
    t: Translator, post: Post, page: Page[Rubric], suggested: Suggested, cursor: Cursor | None
) -> tuple[Text, InlineKeyboardMarkup]:
    """The page of a post's rubrics; `page` is that of its channel's list at the cursor."""
    # They stand on the first page, so that all of them can be taken away from there.
    own = _own(post.content, page) if page.previous is None else []
    keyboard = _Keyboard(t, post, cursor.pack() if cursor else "")
    markup = keyboard.draw(page, suggested.rubrics, own[:_MOST_OWN])
    return _words(t, post, page, suggested, max(0, len(own) - _MOST_OWN)), markup


def find_marked(post: Post, fingerprint: int) -> str | None:
    """The rubric of a post that a button means; None when the post no longer has it."""
    tags = _present(post.content).values()
    return next((tag for tag in tags if _fingerprint(tag) == fingerprint), None)


def _words(t: Translator, post: Post, page: Page[Rubric], suggested: Suggested, more: int) -> Text:
    """What the post has, and what may be done; `more` of its rubrics are on no button."""
    lines = [t("draft-ask-tags", tags=_hashtags(post.content.tags))]
    if in_text := find_tags(post.content.text.text):
        lines.append(t("tags-in-text", tags=_hashtags(in_text)))
    if more:
        lines.append(t("tags-more", count=more))
    lines += ["", t("tags-how")]
    if post.channel_id is None:
        lines += ["", t("tags-no-channel")]
    elif not page.items:
        lines += ["", t("tags-none-used")]
    elif suggested.rubrics:
        lines += ["", t("tags-by-likeness" if suggested.is_by_likeness else "tags-by-use")]
    return as_list(*lines)


def _hashtags(tags: Sequence[str]) -> str:
    line = " ".join(f"#{tag}" for tag in tags) or "-"
    return line if len(line) <= _MOST_SHOWN else line[:_MOST_SHOWN] + "…"


class _Keyboard:
    """The buttons of one page of a post's rubrics; each carries the page back to it."""

    def __init__(self, t: Translator, post: Post, cursor: str) -> None:
        self._t = t
        self._post = post
        self._cursor = cursor

    def draw(
        self, page: Page[Rubric], suggested: Sequence[Rubric], own: Sequence[str]
    ) -> InlineKeyboardMarkup:
        """Suggested ones, those of the post that the list lacks, the list, turns, Back."""
        present = _present(self._post.content)
        taken = {rubric.id for rubric in suggested}
        rows = _paired([self._add("✨ ", rubric) for rubric in suggested])
        rows += _paired([self._drop(tag) for tag in own])
        rows += _paired([
            self._drop(tag) if (tag := _written(rubric, present)) else self._add("", rubric)
            for rubric in page.items
            if rubric.id not in taken
        ])  # fmt: skip
        turns = {"button-previous": page.previous, "button-next": page.next}
        if row := [self._turn(self._t(key), to) for key, to in turns.items() if to]:
            rows.append(row)
        rows.append([back_button(self._t, self._post.id)])
        return InlineKeyboardMarkup(inline_keyboard=rows)

    def _add(self, sign: str, rubric: Rubric) -> InlineKeyboardButton:
        data = AddRubric(post=self._post.id, rubric=rubric.id, cursor=self._cursor)
        return _button(f"{sign}#{rubric.tag}", data)

    def _drop(self, tag: str) -> InlineKeyboardButton:
        data = DropTag(post=self._post.id, tag=_fingerprint(tag), cursor=self._cursor)
        return _button(f"✅ #{tag}", data)

    def _turn(self, text: str, to: Cursor) -> InlineKeyboardButton:
        return _button(text, TagsPage(post=self._post.id, cursor=to.pack()))


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    text = text if len(text) <= _MOST_ON_BUTTON else text[: _MOST_ON_BUTTON - 1] + "…"
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def _paired(buttons: Sequence[InlineKeyboardButton]) -> Rows:
    """Rows of one button, or of two short ones."""
    rows: Rows = []
    for button in buttons:
        last = rows[-1] if rows else []
        if len(last) == 1 and max(len(last[0].text), len(button.text)) <= _SHORT:
            last.append(button)
        else:
            rows.append([button])
    return rows


def _present(content: Content) -> Mapping[str, str]:
    """fold -> rubric as written: the added ones, then those in the text."""
    found: dict[str, str] = {}
    for tag in (*content.tags, *find_tags(content.text.text)):
        found.setdefault(fold_tag(tag), tag)
    return found


def _written(rubric: Rubric, present: Mapping[str, str]) -> str | None:
    """The tag of a rubric that stands in a post; which may be another one than is shown."""
    return rubric.tag if fold_tag(rubric.tag) in present else present.get(rubric.fold)


def _own(content: Content, page: Page[Rubric]) -> list[str]:
    """Rubrics of a post that a page of the channel's list does not show."""
    listed = {fold for rubric in page.items for fold in (rubric.fold, fold_tag(rubric.tag))}
    return [tag for fold, tag in _present(content).items() if fold not in listed]


def _fingerprint(tag: str) -> int:
    """48 bits of a rubric: a button carries 64 bytes, a hashtag may be longer."""
    return int.from_bytes(blake2b(fold_tag(tag).encode(), digest_size=6).digest())
