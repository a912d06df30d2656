"""A text as HTML that is safe to show: escaped, well nested, links of known kinds only."""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from bot.domain.rubrics import find_tag_places
from bot.domain.texts.edits import units_before
from bot.domain.texts.values import Entity, Text

LinkTag = Callable[[str], str]
"""The address of a hashtag's page, given the tag as written without `#`; empty: none."""

# What XML 1.0, section 2.2 does not allow, lone surrogates among it; HTML has no use for it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEWLINE = re.compile(r"\r\n?")
_SAFE = re.compile(r"(?:(?:https?|tg)://|mailto:)[^\x00-\x1f\x7f]+", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HAS_HOST = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NAME = re.compile(r"@[A-Za-z0-9_]+")

_STYLES = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
}
_QUOTES = {
    "blockquote": "<blockquote>",
    "expandable_blockquote": '<blockquote class="expandable">',
}


@dataclass(frozen=True, slots=True)
class _Span:
    """Characters `start:stop` (code points) between two tags; blocks stand outside the others."""

    rank: int
    start: int
    stop: int
    number: int
    opening: str
    closing: str
    group: str

    @property
    def key(self) -> tuple[int, int, int, int]:
        """Outer ones first."""
        return self.rank, self.start, -self.stop, self.number


def to_html(text: Text, *, link_tag: LinkTag | None = None) -> str:
    """The text as HTML of phrases and the blocks `blockquote` and `pre`: for a `div`, not a `p`.

    Newlines are `<br>` except inside `pre`; a spoiler is `<span class="spoiler">`; custom emoji
    are their characters; people mentioned by id are their names only. Links go to `http`,
    `https`, `tg` and `mailto`; what leads elsewhere stays words. Hashtags lead where `link_tag`
    says, whether Telegram marked them or not. Characters that XML 1.0 does not allow are left
    out. Entities may overlap in any way: what is written is well formed.
    """
    words = text.text
    spans = _disjoint([*_marked(text), *_tagged(words, link_tag)])
    return "".join(_written(words, spans))


def clean(words: str) -> str:
    """The words without the characters that XML 1.0 does not allow, newlines as `\\n`."""
    return _FORBIDDEN.sub("", _NEWLINE.sub("\n", words))


def safe_address(address: str) -> str | None:
    """An address that may stand in a link, or None: `http`, `https`, `tg` or `mailto`."""
    address = address.strip().replace(" ", "%20")
    return address if _SAFE.fullmatch(address) and not _FORBIDDEN.search(address) else None


def _marked(text: Text) -> Iterator[_Span]:
    units = units_before(text.text)
    for number, entity in enumerate(text.entities):
        start = bisect_left(units, max(entity.offset, 0))
        stop = min(bisect_left(units, entity.end), len(text.text))
        if start < stop and (span := _span(entity, text.text, start, stop, number)):
            yield span


def _span(entity: Entity, words: str, start: int, stop: int, number: int) -> _Span | None:
    if entity.type in _STYLES:
        return _Span(2, start, stop, number, *_STYLES[entity.type], entity.type)
    if entity.type in _QUOTES:
        opening = _QUOTES[entity.type]
        return _Span(0, start, stop, number, opening, "</blockquote>", "blockquote")
    if entity.type == "pre":
        return _Span(1, start, stop, number, *_pre(entity.language), "pre")
    address = safe_address(_address(entity, words[start:stop]))
    return _link(start, stop, number, address) if address else None


def _pre(language: str | None) -> tuple[str, str]:
    if not language:
        return "<pre>", "</pre>"
    name = escape(clean("-".join(language.split())))
    return f'<pre><code class="language-{name}">', "</code></pre>"


def _address(entity: Entity, words: str) -> str:
    """Where an entity leads; empty when it does not."""
    match entity.type:
        case "text_link":
            return entity.url or ""
        case "url":
            # Telegram's clients take an address without a scheme for http.
            return words if _HAS_HOST.match(words) or _is_other(words) else f"http://{words}"
        case "email":
            return f"mailto:{words}"
        case "mention" if _NAME.fullmatch(words):
            return f"https://t.me/{words[1:]}"
    return ""


def _is_other(words: str) -> bool:
    """Whether it has a scheme that is no host with a port."""
    scheme = _HAS_SCHEME.match(words)
    return scheme is not None and not words[scheme.end() :][:1].isdigit()


def _tagged(words: str, link_tag: LinkTag | None) -> Iterator[_Span]:
    if link_tag is None or "#" not in words:
        return
    for start, tag in find_tag_places(words):
        if address := link_tag(tag):
            yield _link(start, start + 1 + len(tag), start, address)


def _link(start: int, stop: int, number: int, address: str) -> _Span:
    return _Span(3, start, stop, number, f'<a href="{escape(address)}">', "</a>", "link")


def _disjoint(spans: Iterable[_Span]) -> list[_Span]:
    """Of spans of one kind that meet inside each other, the earlier one: no link in a link."""
    kept: list[_Span] = []
    ends: dict[str, int] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.stop, span.number)):
        start = max(span.start, ends.get(span.group, 0))
        # The rest of a style goes on; half a link or half a listing would be another one.
        is_whole = start == span.start
        if start < span.stop and (is_whole or span.group not in ("link", "pre")):
            kept.append(span if is_whole else _behind(span, start))
            ends[span.group] = span.stop
    return kept


def _behind(span: _Span, start: int) -> _Span:
    return _Span(span.rank, start, span.stop, span.number, span.opening, span.closing, span.group)


def _written(words: str, spans: Sequence[_Span]) -> Iterator[str]:
    """The words between the edges of spans; at each edge, what ends is closed, inner ones too."""
    edges = sorted({0, len(words), *(e for span in spans for e in (span.start, span.stop))})
    opening = sorted(spans, key=lambda span: span.start, reverse=True)
    blocks = {span.start for span in spans if span.rank < 2}
    active: list[_Span] = []
    stack: list[_Span] = []
    for start, stop in pairwise(edges):
        active = [span for span in active if span.stop > start]
        while opening and opening[-1].start <= start:
            insort(active, opening.pop(), key=lambda span: span.key)
        common = _common(stack, active)
        closed, opened = stack[common:], active[common:]
        yield from (span.closing for span in reversed(closed))
        yield from (span.opening for span in opened)
        stack = list(active)
        after_block = any(span.rank < 2 and span.stop <= start for span in closed)
        yield _piece(words[start:stop], stack, after_block, stop in blocks)
    yield from (span.closing for span in reversed(stack))


def _common(before: Sequence[_Span], after: Sequence[_Span]) -> int:
    """How many of the outermost stay as they are."""
    count = 0
    while count < min(len(before), len(after)) and before[count] == after[count]:
        count += 1
    return count


def _piece(words: str, stack: Sequence[_Span], after_block: bool, before_block: bool) -> str:
    """Words escaped; a block breaks the line by itself, so one newline at its edge goes."""
    words = clean(words)
    if any(span.group == "pre" for span in stack):
        return escape(words, quote=False)
    if after_block:
        words = words.removeprefix("\n")
    if before_block:
        words = words.removesuffix("\n")
    return escape(words, quote=False).replace("\n", "<br>")
