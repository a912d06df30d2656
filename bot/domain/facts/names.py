"""Names of a text: words whose letters say that they are names, by the customs of its language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.facts.scripts import Script, script_of
from bot.domain.figures import hide_addresses

_LATIN = r"[A-Za-zÀ-ɏ0-9]"
_CYRILLIC = r"[Ѐ-ӿ]"
WORD = re.compile(
    rf"(?:{_LATIN}+(?:(?:['’](?!s\b)|[.&+-](?=[A-Za-zÀ-ɏ0-9]))*{_LATIN}+)*\+?"
    rf"|{_CYRILLIC}+(?:-{_CYRILLIC}+)*)"
)
"""A word of Latin or of Cyrillic letters; Hanzi and Hangul part words."""

_OPENING_MARKS = " \u00a0\t«„“\"‘'([—–-•*>"
_GOES_ON = ",)»”’'\"%&/+"
"""Behind these a sentence goes on; behind a full stop, an emoji or a line's end it begins."""
_BETWEEN = re.compile(r"[  ]|[  ]?&[  ]?")
_AFTER_TITLE = re.compile(
    r"(?:\bHerrn?|\bFrau|\bDr\.|\bProf\.|\bFirma|\bKonzern|\bCEO|\bChef(?:in)?|\bMinister(?:in)?"
    r"|\bUnternehmen|\bStartup|\bvon|\bbei)\s$"
)
_NO_NAMES = frozenset(
    (
        "i", "i'm", "i've", "i'll", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december", "mr", "mrs", "ms", "dr",
        "prof", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "mio", "mrd",
        "kw", "pm", "am", "ok", "uhr", "sie", "ihr", "ihre", "ihnen", "nov", "dec", "oct", "sept",
        "usd", "eur", "rub", "cny", "rmb", "krw", "jpy", "gbp",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start:stop` (code points) and its words.

    `opens`: its first word opens a sentence, and may owe its capital to that.
    """

    start: int
    stop: int
    words: tuple[str, ...]
    opens: bool = False

    @property
    def without_first(self) -> "Mention":
        """The name without its first word."""
        length = self.stop - self.start
        rest = sum(map(len, self.words[1:])) + len(self.words) - 2
        return Mention(self.stop - min(rest, length), self.stop, self.words[1:])


def find_names(text: str, language: str) -> list[Mention]:
    """Names in Latin or Cyrillic letters, in order; words side by side are one.

    The first word of a sentence is left out: nothing shows whether it is a name, unless the
    next one is. In German, where every noun has a capital, a name is what has capitals inside,
    a digit, or a title before it. Hanzi and Hangul have no capitals: none are found.
    """
    hidden = hide_addresses(text)
    shouted = _shouted_lines(hidden) if language in ("en", "") else []
    found: list[Mention] = []
    for match in _candidates(hidden, language):
        if any(start <= match.start() < stop for start, stop in shouted):
            continue
        before = found[-1] if found else None
        if before and _BETWEEN.fullmatch(hidden[before.stop : match.start()]):
            words = (*before.words, match[0])
            found[-1] = Mention(before.start, match.end(), words, before.opens)
        else:
            opens = not _is_sure(match[0], language) and _opens(hidden, match.start())
            found.append(Mention(match.start(), match.end(), (match[0],), opens))
    return found


def _candidates(text: str, language: str) -> Iterator[re.Match[str]]:
    words = list(WORD.finditer(text))
    for index, match in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if _is_name(text, match, following, language):
            yield match


def _is_name(
    text: str, match: re.Match[str], following: re.Match[str] | None, language: str
) -> bool:
    word = match[0]
    letters = [character for character in word if character.isalpha()]
    if len(letters) < 2 or word.casefold() in _NO_NAMES or not any(map(str.isupper, letters)):
        return False
    if text[match.start() - 1 : match.start()] == "#":
        return False
    if language == "de":
        before = text[max(0, match.start() - 16) : match.start()]
        return _is_marked(word) or (word[0].isupper() and bool(_AFTER_TITLE.search(before)))
    if _is_sure(word, language):
        return True
    if not word[0].isupper():
        return False
    if not _opens(text, match.start()):
        return True
    return (
        following is not None
        and following[0][0].isupper()
        and len(following[0]) > 1
        and not following[0].isupper()
        and _BETWEEN.fullmatch(text[match.end() : following.start()]) is not None
        and len(word) > 3
    )


def _is_sure(word: str, language: str) -> bool:
    """Whether a word with a capital is a name wherever it stands."""
    is_foreign = script_of(word) is Script.LATIN and language not in ("en", "de", "")
    return is_foreign or _is_marked(word)


def _opens(text: str, at: int) -> bool:
    """Whether a word is the first of its sentence, line or quotation."""
    before = text[max(0, at - 12) : at].rstrip(_OPENING_MARKS)
    return not (before and (before[-1].isalnum() or before[-1] in _GOES_ON))


def _is_marked(word: str) -> bool:
    """Capitals inside (`OpenAI`), an abbreviation (`DMC`), letters with digits (`GPT-4`)."""
    tail = word[1:]
    letters = [character for character in word if character.isalpha()]
    if len(letters) >= 2 and all(map(str.isupper, letters)) and len(letters) <= 6:
        return True
    if any(map(str.isdigit, word)):
        return any(map(str.isupper, letters))
    parts = re.split(r"[-'’.&+]", tail)
    return any(character.isupper() for character in parts[0])


def _shouted_lines(text: str) -> list[tuple[int, int]]:
    """Lines in which most words have capitals, as English headlines do."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        words = [word for word in WORD.findall(line[0]) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        if len(words) >= 4 and capitals > 0.7 * len(words):
            found.append(line.span())
    return found
