"""Blocks: quotes and code of several lines stand apart, the rest are paragraphs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.markdown.inline import Span, to_inline
from bot.domain.texts import Text
from bot.domain.texts.edits import characters_of, units_before

_QUOTES = ("blockquote", "expandable_blockquote")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_TICKS = re.compile("`{3,}")


class _Block(NamedTuple):
    """Characters `start:stop` of the words, and the span that makes them a block, if any."""

    start: int
    stop: int
    span: Span | None = None


def to_markdown(text: Text) -> str:
    """Markdown that reads as the text: its words, its lines, and its formatting.

    Underlined words and spoilers are HTML, as Markdown has neither; custom emoji are their plain
    character. Entities inside one another and those that overlap stay as they are. Empty lines
    around quotes and blocks of code are Markdown's.
    """
    units = units_before(text.text)
    spans = [
        Span(*characters_of(units, entity), entity)
        for entity in sorted(text.entities, key=lambda one: (one.offset, -one.length))
    ]
    kept = [span for span in spans if span.start < span.stop]
    whole = _Block(0, len(text.text))
    return "\n\n".join(_blocks(text.text, whole, kept, are_quotes_seen=True))


def _blocks(
    words: str, region: _Block, spans: Sequence[Span], *, are_quotes_seen: bool
) -> Iterator[str]:
    """The blocks of a region; inside a quote there are no quotes (Bot API, formatting)."""
    types = (*_QUOTES, "pre") if are_quotes_seen else ("pre",)
    for block in _split(region, [span for span in spans if span.entity.type in types]):
        if block.span is None:
            yield from _paragraphs(words, block, spans)
        elif block.span.entity.type == "pre":
            yield _fence(words[block.start : block.stop], block.span.entity.language)
        else:
            inner = "\n\n".join(_blocks(words, block, spans, are_quotes_seen=False))
            yield "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))


def _split(region: _Block, makers: Sequence[Span]) -> Iterator[_Block]:
    """The region cut at the spans that make blocks; of those that meet, the first is whole."""
    at = region.start
    for span in makers:
        start, stop = max(span.start, at), min(span.stop, region.stop)
        if start >= stop:
            continue
        yield _Block(at, start)
        yield _Block(start, stop, span)
        at = stop
    yield _Block(at, region.stop)


def _paragraphs(words: str, block: _Block, spans: Sequence[Span]) -> Iterator[str]:
    start, stop = block.start, block.stop
    while start < stop and words[start] == "\n":
        start += 1
    while stop > start and words[stop - 1] == "\n":
        stop -= 1
    while start < stop:
        # Further empty lines begin the next paragraph.
        first = next(at for at in range(start, stop) if words[at] != "\n")
        end = words.find("\n\n", first, stop)
        end = stop if end < 0 else end
        yield to_inline(words, start, end, spans)
        start = end + 2


def _fence(code: str, language: str | None) -> str:
    ticks = "`" * max([3, *(len(found) + 1 for found in _TICKS.findall(code))])
    named = language if language and _LANGUAGE.fullmatch(language) else ""
    lines = code.removesuffix("\n")
    return f"{ticks}{named}\n{lines}\n{ticks}"
