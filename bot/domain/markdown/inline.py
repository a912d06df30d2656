"""Formatting inside a paragraph: pairs of marks that open and close inside one another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.domain.links import web_link
from bot.domain.markdown.escaping import escape
from bot.domain.texts import Entity

_TAGS = {
    "bold": ("**", "strong"),
    "italic": ("*", "em"),
    "strikethrough": ("~~", "del"),
    "underline": ("", "u"),
    "spoiler": ("", 'span class="spoiler"'),
}
_LINKS = ("text_link", "text_mention", "url", "email", "mention")
_TICKS = re.compile("`+")
# Links are outermost, as Markdown wants their words in one piece.
_ORDER = ("link", "spoiler", "bold", "italic", "underline", "strikethrough")


class Span(NamedTuple):
    """Characters `start:stop` and the entity that covers them."""

    start: int
    stop: int
    entity: Entity


class Style(NamedTuple):
    """One way in which characters differ: its name, and for a link where it leads."""

    name: str
    target: str = ""


@dataclass(slots=True)
class _Mark:
    """A mark that opens or closes a style; `is_html` once it is known which form it takes."""

    style: Style
    is_open: bool
    is_html: bool | None = None


Token = str | _Mark


def to_inline(words: str, start: int, stop: int, spans: Sequence[Span]) -> str:
    """Characters `start:stop` of the words as one paragraph; every line break is kept."""
    tokens = list(_tokens(words, start, stop, spans))
    _choose_forms(tokens)
    return "".join(token if isinstance(token, str) else _written(token) for token in tokens)


def _tokens(words: str, start: int, stop: int, spans: Sequence[Span]) -> Iterator[Token]:
    """Written words and marks, in order; each mark that opens is closed."""
    open_styles: list[Style] = []
    for first, last, styles, is_code in _runs(words, start, stop, spans):
        keep = 0
        while keep < len(open_styles) and open_styles[keep] in styles:
            keep += 1
        while len(open_styles) > keep:
            yield _Mark(open_styles.pop(), is_open=False)
        for style in sorted(styles - set(open_styles), key=lambda one: _ORDER.index(one.name)):
            open_styles.append(style)
            yield _Mark(style, is_open=True)
        yield from _lines(words, first, last, (start, stop), is_code)
    while open_styles:
        yield _Mark(open_styles.pop(), is_open=False)


def _runs(
    words: str, start: int, stop: int, spans: Sequence[Span]
) -> Iterator[tuple[int, int, frozenset[Style], bool]]:
    """(start, stop, styles, whether it is code) of the longest runs of one look."""
    inside = [span for span in spans if span.start < stop and span.stop > start]
    edges = {start, stop}
    for span in inside:
        edges |= {max(span.start, start), min(span.stop, stop)}
    places = sorted(edges)
    found: list[tuple[int, int, frozenset[Style], bool]] = []
    for first, last in pairwise(places):
        covering = [span for span in inside if span.start <= first and span.stop >= last]
        is_code = any(span.entity.type == "code" for span in covering)
        styles = frozenset(_styles(words, covering))
        if found and found[-1][2:] == (styles, is_code):
            first = found.pop()[0]
        found.append((first, last, styles, is_code))
    yield from found


def _styles(words: str, covering: Iterable[Span]) -> Iterator[Style]:
    links = []
    for span in covering:
        if span.entity.type in _TAGS:
            yield Style(span.entity.type)
        elif span.entity.type in _LINKS and (target := _target(words, span)):
            links.append((_LINKS.index(span.entity.type), target))
    if links:
        yield Style("link", min(links)[1])


def _target(words: str, span: Span) -> str | None:
    entity, covered = span.entity, words[span.start : span.stop]
    match entity.type:
        case "text_link":
            return entity.url
        case "text_mention":
            return f"tg://user?id={entity.user_id}"
        case "email":
            return f"mailto:{covered}"
        case "mention":
            return f"https://t.me/{covered.removeprefix('@')}"
    return web_link(covered)


def _lines(
    words: str, first: int, last: int, whole: tuple[int, int], is_code: bool
) -> Iterator[str]:
    """The words of a run as they are written, line breaks between them."""
    at = first
    for number, line in enumerate(words[first:last].split("\n")):
        if number:
            yield "\\\n"
            at += 1
        stop = at + len(line)
        if line and is_code:
            yield _code(line)
        elif line:
            yield escape(
                line,
                is_line_start=at == whole[0] or words[at - 1] == "\n",
                is_line_end=stop == whole[1] or words[stop] == "\n",
            )
        at = stop


def _code(line: str) -> str:
    ticks = "`" * (max((len(found) for found in _TICKS.findall(line)), default=0) + 1)
    if line[0] == "`" or line[-1] == "`" or (line[0] == line[-1] == " " and line.strip(" ")):
        # One space at both ends is dropped again.
        line = f" {line} "
    return f"{ticks}{line}{ticks}"


def _choose_forms(tokens: Sequence[Token]) -> None:
    """Markdown's marks where nobody can misread them, HTML's everywhere else.

    Whether a `*` opens or closes depends on its neighbours (CommonMark, "left-flanking"): it is
    written only with a letter or digit inside, and with a space, a sign or nothing outside.
    """
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if isinstance(token, _Mark) and token.is_open:
            opened.append(at)
            closing = _closing(tokens, at)
            sign = _TAGS.get(token.style.name, ("", ""))[0]
            is_plain = bool(sign) and _is_plain(tokens, at, closing)
            mark = tokens[closing]
            assert isinstance(mark, _Mark)
            token.is_html = mark.is_html = not is_plain


def _closing(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    for place in range(at, len(tokens)):
        token = tokens[place]
        if isinstance(token, _Mark):
            depth += 1 if token.is_open else -1
            if depth == 0:
                return place
    raise AssertionError("a mark that is never closed")


def _is_plain(tokens: Sequence[Token], opening: int, closing: int) -> bool:
    inner_start, inner_end = tokens[opening + 1], tokens[closing - 1]
    if not (isinstance(inner_start, str) and isinstance(inner_end, str)):
        return False
    if not (inner_start[0].isalnum() and inner_end[-1].isalnum()):
        return False
    before = tokens[opening - 1] if opening else " "
    behind = tokens[closing + 1] if closing + 1 < len(tokens) else " "
    return _parts(before, -1) and _parts(behind, 0)


def _parts(neighbour: Token, end: int) -> bool:
    if isinstance(neighbour, _Mark):
        return neighbour.style.name == "link" or neighbour.is_html is True
    return not neighbour[end].isalnum() and neighbour[end] not in "*_~`"


def _written(mark: _Mark) -> str:
    name, target = mark.style
    if name == "link":
        return "[" if mark.is_open else f"](<{_address(target)}>)"
    sign, tag = _TAGS[name]
    if not mark.is_html:
        return sign
    return f"<{tag}>" if mark.is_open else f"</{tag.split(' ')[0]}>"


def _address(target: str) -> str:
    return re.sub(r"[<>\\&]", r"\\\g<0>", " ".join(target.split()))
