"""Pasted text becomes articles: glosses, doubled blocks, frames and tails go, titles are found."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from bot.domain.sources.frames import (
    cut_tail,
    is_repeated,
    is_title_like,
    is_widget,
    without_pointers,
)
from bot.domain.sources.values import Article, fold, join_lines, weight

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# A reading in brackets after a Chinese character: 網(wǎng).
_GLOSS = re.compile(rf"(?<=[一-鿿])[(（][a-zü{_TONES}]{{1,7}}[)）]")
_MANY_GLOSSES = 3
_BULLET = re.compile(r"(?:[■□▪●○◆▶•·*]|[-–—](?=\s))\s*")
_HEADING = re.compile(r"#{1,6}\s+")
_AGENCY = re.compile(r"\W*[(（【][^)）】]{2,20}[訊讯電电][)）】]\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»”’)]*\s|(?<=[。！？])")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "»", '"', "”", ")", ";")
_LEAST_ARTICLE = 300
"""Weight of a part of a paste that is an article of its own."""
_LEAST_DOUBLE = 150
"""Weight of a block that, repeated, is a copy: short lines repeat by themselves."""
_LONGEST_TITLE = 140
_CANDIDATES = 20
"""Later copies of a line that may begin the copy of a block."""
_LONGEST_PARAGRAPH = 4000
"""Characters of a paragraph to which no more lines are glued."""
MAX_TEXT = 200_000
"""Characters of one paste or file that are read; the rest is left out."""


def read_pasted(text: str) -> tuple[Article, ...]:
    """The articles of a pasted text, usually one; none when there are no words.

    Their language is left empty. A title is the line that looks like one, else the beginning of
    the first sentence. At most `MAX_TEXT` characters are read.
    """
    lines = [line.strip() for line in without_glosses(text[:MAX_TEXT]).splitlines()]
    return tuple(article for part in _parts(lines) if (article := _article(part)))


def without_glosses(text: str) -> str:
    """Chinese without the pinyin that some sites put behind rare characters.

    Only where readings with tones show that it is so: a word like 人工智能(ai) stays.
    """
    toned = sum(any(tone in gloss[0] for tone in _TONES) for gloss in _GLOSS.finditer(text))
    return _GLOSS.sub("", text) if toned >= _MANY_GLOSSES else text


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """The articles' own lines: at doubled blocks, or where the frame of a page stands twice."""
    said = [line for line in lines if line and not is_widget(line)]
    doubles = list(find_doubles(said))
    if len(doubles) > 1:
        yield from _at_doubles(said, doubles)
        return
    if doubles:
        start, size = doubles[0]
        copy = set(said[start : start + size])
        lines = _without_copy(lines, copy)
    yield from _at_frames(lines)


def find_doubles(lines: list[str]) -> Iterator[tuple[int, int]]:
    """(start, length) of each block that is followed by its own copy, in order."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        places.setdefault(line, []).append(index)
    said = [0.0, *accumulate(map(weight, lines))]
    index = 0
    while index < len(lines):
        later = places[lines[index]]
        first = bisect_right(later, index)
        sizes = (place - index for place in later[first : first + _CANDIDATES])
        size = next(
            (
                size
                for size in sizes
                if index + 2 * size <= len(lines)
                and said[index + size] - said[index] >= _LEAST_DOUBLE
                and all(lines[at] == lines[at + size] for at in range(index, index + size))
            ),
            0,
        )
        if size:
            yield index, size
        index += 2 * size or 1


def _at_doubles(lines: list[str], doubles: list[tuple[int, int]]) -> Iterator[list[str]]:
    """Each doubled block once, with what stands before it; the rest goes with the last."""
    ends = [start + 2 * size for start, size in doubles]
    for (start, size), before in zip(doubles, [0, *ends], strict=False):
        rest = lines[ends[-1] :] if start + 2 * size == ends[-1] else []
        yield lines[before : start + size] + rest


def _without_copy(lines: list[str], copied: set[str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line in copied and line in seen:
            continue
        seen.add(line)
        kept.append(line)
    return kept


def _at_frames(lines: list[str]) -> Iterator[list[str]]:
    """Split where two lines of a frame stand together and a title begins on either side."""
    parts: list[list[str]] = [[]]
    said = [line for line in lines if line]
    for before, line in pairwise(["", *said]):
        if is_widget(line):
            if is_widget(before) and parts[-1]:
                parts.append([])
        else:
            parts[-1].append(line)
    whole: list[list[str]] = []
    for part in parts:
        if whole and not (_is_article(part) and _is_article(whole[-1])):
            whole[-1].extend(part)
        else:
            whole.append(part)
    yield from whole


def _is_article(lines: list[str]) -> bool:
    return sum(map(weight, lines)) >= _LEAST_ARTICLE and _is_title(lines[0])


def _is_title(line: str) -> bool:
    """A heading of Markdown may end like a sentence."""
    return is_title_like(line) or (_HEADING.match(line) is not None and weight(line) <= 200)


def _article(lines: list[str]) -> Article | None:
    body, tail = cut_tail(lines)
    title, rest = _take_title(without_pointers(body), tail)
    text = join_lines(glue(rest))
    if not any(map(str.isalnum, text or title)):
        return None
    return Article(title=title or _first_words(text), text=text or title)


def _take_title(lines: list[str], tail: list[str]) -> tuple[str, list[str]]:
    """The title and the lines below it; a first line that is a teaser's title is dropped."""
    rest = list(lines)
    while len(rest) > 1 and _is_title(rest[0]) and is_repeated(rest[0], tail):
        rest.pop(0)
    if len(rest) < 2 or not _is_title(rest[0]):
        return "", rest
    first = _HEADING.sub("", rest.pop(0)).rstrip(".。")
    if len(rest) > 1 and fold(rest[0]) == fold(first):
        rest.pop(0)
    return first, rest


def glue(lines: Iterable[str]) -> list[str]:
    """Paragraphs: what ends with a colon or begins in lower case belongs to its neighbour.

    A list stays with the words that lead it in, its items parted by semicolons.
    """
    glued: list[str] = []
    in_list = False
    for raw in lines:
        line = _HEADING.sub("", raw.strip())
        before = glued[-1] if glued and len(glued[-1]) < _LONGEST_PARAGRAPH else ""
        bullet = _BULLET.match(line)
        if bullet and line[0] in "–—" and not (in_list or before.endswith((":", "："))):
            bullet = None  # somebody speaks
        plain = line[bullet.end() :] if bullet else line
        if not plain:
            continue
        if bullet and in_list and plain.endswith((":", "：")):
            glued.append(plain)
            in_list = False
        elif bullet and in_list and before:
            glued[-1] = f"{before.removesuffix('.').removesuffix(';')}; {plain}"
        elif before.endswith((":", "：")) or (before and _goes_on(before, plain, bullet)):
            glued[-1] = f"{before} {plain}"
            in_list = bullet is not None
        else:
            glued.append(plain)
            in_list = False
    return glued


def _goes_on(before: str, line: str, bullet: re.Match[str] | None) -> bool:
    return bullet is None and line[0].islower() and not before.endswith(_ENDS)


def _first_words(text: str) -> str:
    line = _AGENCY.sub("", text.partition("\n")[0], count=1)
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0].strip().rstrip(".。") or line.strip()
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    kept = sentence[: _LONGEST_TITLE - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > _LONGEST_TITLE // 2 else kept).rstrip(" ,;:，、") + "…"
