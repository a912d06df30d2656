"""`s/what/with/`: words replaced by typing only them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.texts import Edit, Text, apply_edits

_ESCAPES = {"/": "/", "\\": "\\", "n": "\n"}


@dataclass(frozen=True, slots=True)
class Substitution:
    """Every `what` becomes `new`; flag `i` ignores letter case."""

    what: str
    new: str
    is_caseless: bool = False


def parse_substitutions(typed: str) -> list[Substitution] | None:
    r"""What a message asks to replace; None when it is no such message.

    One or several `s/what/with/`, each on lines of its own; both parts may hold lines. `\/` is a
    slash, `\\` a backslash, `\n` a line's end. The last slash of the message may be left out.
    """
    typed = typed.strip()
    lines = [_scan(line.strip()) for line in typed.splitlines()]
    if all(lines):
        return [substitution for line in lines for substitution in line or ()] or None
    return _scan(typed)


def _scan(typed: str) -> list[Substitution] | None:
    """The substitutions that a text is made of, one behind the other."""
    found = []
    at = 0
    while at < len(typed):
        if not typed.startswith("s/", at):
            return None
        what, at = _part(typed, at + 2)
        if at >= len(typed) or not what:
            return None
        new, at = _part(typed, at)
        flags, _, _ = typed[at:].partition("\n")
        if not set(flags.strip().lower()) <= set("gi"):
            return None
        found.append(Substitution(what, new, "i" in flags.lower()))
        at += len(flags)
        at += len(typed[at:]) - len(typed[at:].lstrip())
    return found or None


def substitute(text: Text, substitutions: Sequence[Substitution]) -> tuple[Text, int]:
    """The text with every substitution made in turn, and how many places changed.

    Formatting outside of the replaced words stays; formatting of exactly these words is that of
    the new ones.
    """
    count = 0
    for substitution in substitutions:
        places = _find(text.text, substitution)
        size = len(substitution.what)
        text = apply_edits(text, (Edit(at, at + size, substitution.new) for at in places))
        count += len(places)
    return text, count


def _part(typed: str, at: int) -> tuple[str, int]:
    """The characters up to the next slash, and where what follows it begins.

    Without a slash the rest is the part, and what follows begins one behind the end.
    """
    part = []
    while at < len(typed) and typed[at] != "/":
        escaped = _ESCAPES.get(typed[at + 1 : at + 2]) if typed[at] == "\\" else None
        part.append(escaped or typed[at])
        at += 2 if escaped else 1
    return "".join(part), at + 1


def _find(text: str, substitution: Substitution) -> list[int]:
    """Where the words stand, from the left, none within another."""
    what, within = substitution.what, text
    if substitution.is_caseless:
        # Character by character: a few fold to several, and places would move.
        what, within = _lower(what), _lower(within)
    places = []
    at = within.find(what)
    while at >= 0:
        places.append(at)
        at = within.find(what, at + len(what))
    return places


def _lower(words: str) -> str:
    return "".join(low if len(low := character.lower()) == 1 else character for character in words)
