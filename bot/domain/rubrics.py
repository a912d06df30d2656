"""Rubrics are hashtags: finding them in any text, telling when two are one, writing them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.domain.homoglyphs import unify_scripts

FOLDING = 2
"""The number of the rule in `fold_tag`: stored folds of another one are made anew."""

MAX_TAG = 256
"""Characters of a hashtag after its `#`; TDLib, MessageEntity.cpp, `match_hashtags`."""

MIN_USERNAME, MAX_USERNAME = 3, 32
"""Characters of the name in `#tag@channel`, as TDLib matches it."""

_USERNAME_CHARACTER = re.compile(r"[A-Za-z0-9_]")
_INSIDE = re.compile(r"\S#")
_SEPARATORS = re.compile(r"[\s,;，、#＃]+")
# A '#' inside an address is its fragment. TDLib knows every top-level domain; for text without
# a scheme we take Latin ones of any name and the Cyrillic ones in use.
_ADDRESS = re.compile(
    r"""
    (?<![\w.@-])
    (?: (?:tg|ton)://[\w.-]+
      | (?:(?:https?|ftp)://)? (?:[\w.+-]+@)?
        (?: (?:[^\W_](?:[^\W_]|-)*\.)+ (?:[a-z]{2,24}|рф|рус|москва|дети|онлайн|сайт|бел|укр)
          | [0-9]{1,3}(?:\.[0-9]{1,3}){3} )
    )
    (?![\w.-]) (?::[0-9]{1,5})? [/?\#] [^\s<>«»"…]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_tags(text: str) -> list[str]:
    """Hashtags as written without `#`, in order, each rubric once.

    Telegram's rule (TDLib, `match_hashtags`): letters, decimal digits and `_` of any script,
    U+200C and U+00B7, at least one letter, at most 256; no such character before the `#` and
    no `#` after the tag. `#tag@channel` is a tag of that channel. The full-width `＃` is none.
    """
    found: dict[str, str] = {}
    for _, tag in _matches(text):
        found.setdefault(fold_tag(tag), tag)
    return list(found.values())


def find_tag_places(text: str) -> list[tuple[int, str]]:
    """Every hashtag, repeated ones too: where its `#` stands (code points), and as written."""
    return list(_matches(text))


# A channel has few tags, and writes them again and again.
@lru_cache(maxsize=4096)
def fold_tag(tag: str) -> str:
    """What two spellings of one rubric have in common.

    Letter case, `ё`, compatibility forms, letters of another script that look alike and the
    channel of `#tag@channel` make no difference. When this changes, FOLDING counts up.
    """
    name = tag.lstrip("#").partition("@")[0]
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = unicodedata.normalize("NFKC", folded).replace("ё", "е")
    return unify_scripts("".join(filter(_is_tag_character, folded)))


def tags_line(tags: Sequence[str], present: Iterable[str]) -> str:
    """`#a #b` of the rubrics that are not among those present; empty when all are."""
    seen = {fold_tag(tag) for tag in present}
    line = []
    for tag in tags:
        if (folded := fold_tag(tag)) not in seen:
            seen.add(folded)
            line.append("#" + tag.lstrip("#"))
    return " ".join(line)


def parse_typed_tags(text: str) -> list[str] | None:
    """The rubrics that an author types: words with or without `#`, parted by blanks or commas.

    None when there is none, or when one of the words cannot be a hashtag.
    """
    typed = [word for word in _SEPARATORS.split(text) if word]
    if not typed or any(find_tags("#" + word) != [word] for word in typed):
        return None
    return find_tags(" ".join("#" + word for word in typed))


def _matches(text: str) -> Iterator[tuple[int, str]]:
    # Most stand behind a blank: those are in no address, and looking for addresses takes long.
    is_clear = _INSIDE.search(text) is None
    addresses = [] if is_clear else [match.span() for match in _ADDRESS.finditer(text)]
    at = text.find("#")
    while at >= 0:
        tag = _tag_after(text, at)
        if tag and not any(start <= at < stop for start, stop in addresses):
            yield at, tag
        at = text.find("#", at + 1)


def _tag_after(text: str, at: int) -> str:
    """The tag that the `#` at a position opens, or nothing."""
    if at > 0 and _is_tag_character(text[at - 1]):
        return ""
    stop = at + 1
    while stop < min(len(text), at + 1 + MAX_TAG) and _is_tag_character(text[stop]):
        stop += 1
    if not any(map(str.isalpha, text[at + 1 : stop])):
        return ""
    stop = _channel_end(text, stop)
    return "" if text[stop : stop + 1] == "#" else text[at + 1 : stop]


def _channel_end(text: str, at: int) -> int:
    """The end of `@channel` that begins at a position, or the position itself."""
    if text[at : at + 1] != "@":
        return at
    stop = at + 1
    while stop < min(len(text), at + 1 + MAX_USERNAME) and _USERNAME_CHARACTER.match(text[stop]):
        stop += 1
    return stop if stop > at + MIN_USERNAME else at


# Texts are written in few characters, and an import reads millions of them.
@lru_cache(maxsize=1024)
def _is_tag_character(character: str) -> bool:
    """As TDLib's `is_hashtag_letter`; the range is Sinhala, whole."""
    if character in "_\u200c\u00b7" or "\u0d80" <= character <= "\u0dff":
        return True
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"
