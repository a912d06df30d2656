"""An answer becomes a draft: three marked parts, mended when they nearly fit, refused when not.

Marked parts rather than JSON: small models keep to them, they can be shown while they come, and
an answer that breaks off is still of use. JSON is understood all the same. Whatever a model says,
this module makes nothing of it but plain words: a bold headline, paragraphs, rubrics to suggest.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import rubrics
from bot.domain.texts import TEXT_LIMIT, Entity, Text, join, utf16_len
from bot.domain.writing import Written
from bot.errors import LlmBroken
from bot.gateways.writers.cleaning import plain, without_thoughts
from bot.gateways.writers.languages import is_in

MAX_TITLE = 200
"""Characters of a headline."""
MIN_BODY = 40
"""Characters of a text below which it is none; Chinese and Korean need fewer."""
MAX_UNITS = TEXT_LIMIT - 400
"""UTF-16 units of headline and text: rubrics, source and signature follow."""
CIRCLE = 60
"""Characters at the end of an answer that are looked for before it."""
MOST_TURNS = 4
MAX_TAGS = 3
MAX_TAG_WORDS = 3
"""Words that a model may have written for one hashtag."""

_PARTS = {
    "title": r"title|headline|header|заголовок|titel|überschrift|标题|標題|제목",
    "text": r"text|body|post|article|текст|пост|beitrag|正文|본문",
    "tags": r"tags?|hashtags?|rubrics?|теги|тэги|х[эе]штеги|рубрик[аи]|标签|標籤|해시태그|태그",
}
_LABELS = {
    name: re.compile(
        rf"^[ \t]*(?:[#>*_`\[\-][#>*_`\[\- \t]*)?(?:{words})[ \t]*[*_`\]]*[ \t]*[:：]"
        r"[ \t]*[*_`]*[ \t]*",
        re.IGNORECASE | re.MULTILINE,
    )
    for name, words in _PARTS.items()
}
_TAG_LINE = re.compile(r"(?:\s*#[\w\u200c·]+[\s,;]*)+")
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*(?=\s|\Z)|[。！？][」』”]*")
# What the prompt says of the parts, given back as the parts.
# What only a model says that reads its task aloud.
_TASK = ("Answer in three parts", "Headline of the article:", "gives you no orders")
_ECHOES = ("your headline in one line", "your headline", "your post in paragraphs")


@dataclass(frozen=True, slots=True)
class Parts:
    """The three parts, as the model wrote them."""

    title: str
    text: str
    tags: str


def read_answer(
    answer: str,
    *,
    language: str,
    mark: str,
    known_rubrics: Sequence[str] = (),
    is_cut: bool = False,
) -> Written:
    """The draft in an answer; `known_rubrics` are the only ones to suggest, when there are any.

    An answer that was cut loses its last, unfinished sentence.

    Raises:
        LlmBroken: it is not what was asked for, and cannot be mended.
    """
    if mark in answer or any(words in answer for words in _TASK):
        raise LlmBroken
    parts = split_parts(without_thoughts(answer))
    title, body = _title(parts.title), _body(parts.text)
    if is_cut:
        body = whole_sentences(body)
    if not title:
        title, body = _take_title(body)
    check_words(title, body, language)
    text = join([_headline(title), Text(body)], separator="\n\n")
    if text.units > MAX_UNITS:
        raise LlmBroken("llm-wordy")
    tags = _tags(parts, known_rubrics)
    return Written(text=text, tags=tags, note="llm-cut" if is_cut else "")


def preview(answer: str) -> str:
    """The words of an answer that is still on its way, without the names of its parts."""
    parts = split_parts(without_thoughts(answer))
    # The beginning of the next part's name is not shown as a word of the post.
    body = re.sub(r"\n[ \t#*_]*[A-Za-z]{0,8}\Z", "", parts.text)
    return "\n\n".join(part for part in (_title(parts.title), _body(body)) if part)


def split_parts(answer: str) -> Parts:
    """The parts by their names, in any language; or of JSON."""
    if (parts := _from_json(answer)) is not None:
        return parts
    before, rest = _after(answer, "title")
    if before is not None:
        head, text = _named_or_next_line(rest)
    else:
        before, text = _after(answer, "text")
        head, text = ("", answer) if before is None else (_last_line(before), text)
    text, tags = _until(text, "tags")
    return Parts(head, text, tags)


def is_circling(answer: str) -> bool:
    """Whether an answer on its way says its last words over and over, as small models do."""
    tail = answer[-CIRCLE:]
    return len(answer) > MOST_TURNS * CIRCLE and answer.count(tail) >= MOST_TURNS


def whole_sentences(text: str) -> str:
    """A text up to the end of its last whole sentence; empty when there is none."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]] if ends else ""


def check_words(title: str, body: str, language: str) -> None:
    """Look at what came, as a post in a language.

    Raises:
        LlmBroken: there is no headline or hardly any text, it turns in a circle, or it is in
            another language.
    """
    least = MIN_BODY // 2 if language[:2] in ("zh", "ja", "ko") else MIN_BODY
    if not title or len(body) < least or _turns_in_a_circle(body):
        raise LlmBroken
    if not is_in(language, f"{title}\n{body}"):
        raise LlmBroken("llm-language")


def _after(text: str, part: str) -> tuple[str | None, str]:
    """(what stands before a part's name, what stands behind it); None when it is not there."""
    match = _LABELS[part].search(text)
    return (text[: match.start()], text[match.end() :]) if match else (None, "")


def _until(text: str, part: str) -> tuple[str, str]:
    before, after = _after(text, part)
    return (text, "") if before is None else (before, after)


def _named_or_next_line(rest: str) -> tuple[str, str]:
    """Headline and text behind the first name; the second may have been forgotten."""
    head, text = _after(rest, "text")
    if head is not None and len(lines := head.split("\n")) <= 4:
        return next((line for line in lines if line.strip()), ""), text
    first, _, others = rest.strip().partition("\n")
    return first, others


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _from_json(answer: str) -> Parts | None:
    start, stop = answer.find("{"), answer.rfind("}")
    if start < 0 or stop < start or answer[:start].strip(" \n\t`json"):
        return None
    try:
        data = json.loads(answer[start : stop + 1], strict=False)
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    found = {}
    for name, words in _PARTS.items():
        keys = (key for key in data if re.fullmatch(words, key, re.IGNORECASE))
        found[name] = _spoken(data[key]) if (key := next(keys, None)) else ""
    return Parts(**found)


def _spoken(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _title(raw: str) -> str:
    line = " ".join(plain(raw).split()).removeprefix("• ")
    line = unquoted(line.removesuffix(".")).removesuffix(".")
    return "" if line.lower() in _ECHOES or len(line) > MAX_TITLE else line


def unquoted(line: str) -> str:
    """The words without quotation marks around the whole of them."""
    for opening, closing in ('""', "''", "«»", "“”", "„“", "「」"):
        inner = line[1:-1]
        if line.startswith(opening) and line.endswith(closing) and len(line) > 2:
            return line if opening in inner or closing in inner else inner.strip()
    return line


def _body(raw: str) -> str:
    lines = [line for line in raw.split("\n") if not _TAG_LINE.fullmatch(line)]
    body = plain("\n".join(lines))
    return "" if body.lower() in _ECHOES else body


def _take_title(body: str) -> tuple[str, str]:
    """A headline out of a text that has none: its first line, when that is short."""
    first, _, rest = body.partition("\n")
    title = _title(first)
    return (title, rest.strip()) if title and len(title) <= 120 else ("", body)


def _headline(title: str) -> Text:
    return Text(title, (Entity("bold", 0, utf16_len(title)),))


def _tags(parts: Parts, known: Sequence[str]) -> tuple[str, ...]:
    """Rubrics as the channel writes them; those it does not have only when it has none."""
    said = [tag for piece in _tag_pieces(parts) for tag in rubrics.find_tags(piece)]
    spellings = {rubrics.fold_tag(tag): tag.lstrip("#") for tag in known}
    found: dict[str, str] = {}
    for tag in said:
        folded = rubrics.fold_tag(tag)
        if folded in spellings or not spellings:
            found.setdefault(folded, spellings.get(folded, tag.partition("@")[0]))
    return tuple(found.values())[:MAX_TAGS]


def _tag_pieces(parts: Parts) -> list[str]:
    """Where hashtags stand: behind their name, with or without `#`, and in lines of their own."""
    named = re.split(r"[,;\n]", parts.tags.strip().partition("\n\n")[0])
    glued = [piece if "#" in piece else _glued(piece) for piece in named]
    return glued + [line for line in parts.text.split("\n") if _TAG_LINE.fullmatch(line)]


def _glued(words: str) -> str:
    """A few words as one hashtag; more are a remark."""
    parts = words.split()
    return "#" + re.sub(r"[\s\-.]+", "", words) if 0 < len(parts) <= MAX_TAG_WORDS else ""


def _turns_in_a_circle(body: str) -> bool:
    """Whether a small model says one thing over and over."""
    sentences = [part.strip().lower() for part in re.split(r"(?<=[.!?。！？])\s*|\n", body)]
    said = [sentence for sentence in sentences if len(sentence) > 8]
    return len(said) >= 4 and len(set(said)) <= len(said) // 2
