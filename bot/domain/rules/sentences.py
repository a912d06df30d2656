"""Where a sentence ends and another begins on the same line."""

import re
from collections.abc import Iterator

_END = re.compile(r"(?<=[.!?…])(?P<closing>[»”“\")\]]*)(?P<blank>[ \t\u00a0]+)(?=[\S])")
# What may begin a sentence: a capital letter, perhaps behind signs that open one.
_BEGINNING = re.compile(r"[«„“\"(\[]*(?:[^\W\d_]|\d)|[^\w\s.,;:!?)»”\]-]")
_SHORTENED = re.compile(
    r"(?:(?<!\w)(?:[^\W\d_]|\d{1,2}|т\.\s?[дпек]|и\s?др|им|ул|стр|руб|коп|млн|млрд|тыс|трлн|гг|см"
    r"|рис|англ|нем|лат|напр|Mr|Mrs|Ms|Dr|Prof|St|vs|Inc|Ltd|Co|No|Nr|z\.\s?B|bzw|e\.g|i\.e|U\.S))"
    r"\.$",
)
_LOOK_BACK = 12


def find_ends(text: str) -> Iterator[tuple[int, int]]:
    """Blanks (code points `start, stop`) between two sentences of one line.

    Not behind initials, shortened words and the number of a list's item.
    """
    for match in _END.finditer(text):
        start, stop = match.span("blank")
        if _is_end(text, match.start(), text[stop : stop + 8]):
            yield start, stop


def _is_end(text: str, at: int, following: str) -> bool:
    first = next((character for character in following if character.isalnum()), "")
    if not _BEGINNING.match(following) or first.islower():
        return False
    before = text[max(at - _LOOK_BACK, 0) : at]
    return not (before.endswith(".") and _SHORTENED.search(before))
