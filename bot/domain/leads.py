"""What a post is about in one line: the sentence behind its title that means something."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.domain.posts import Post
from bot.domain.texts import Text as PostText
from bot.domain.texts import plain_title, utf16_len, without_spoilers

ELLIPSIS = "…"

_END = re.compile(r"[.!?…]+[»”\")\]]*(?=\s|$)")
# A point behind these ends no sentence; nor does one behind a single letter or a number alone.
_SHORT_FORMS = frozenset(
    """
    г гг в вв руб коп тыс млн млрд трлн т д п пп см др пр напр им ул стр рис гл ред англ т.е т.к
    т.н т.д т.п mr mrs ms dr st inc ltd co corp vs e.g i.e etc no fig jan feb mar apr jun jul aug
    sep oct nov dec
    """.split()  # noqa: SIM905 - a list of forty words is read as words
)
_ADDRESS = re.compile(r"(?:https?://|tg://|www\.)\S+|(?<![\w@])t\.me/\S+", re.IGNORECASE)
_TAG = re.compile(r"(?<!\w)#(?=\w)")
_TAGS_AT_END = re.compile(r"(?:\s*(?<!\w)#\S+)+\s*$")
_GREETING = re.compile(
    r"""
    (?: (?:всем\s+)? (?:привет|здравствуйте|добр\w{2}\s+(?:утро|утра|день|дня|вечер|вечера)
      |приветствую|салют|хай) \b
    | (?:друзья|коллеги|подписчики|дорогие\s+\w+) \s* [!,.]?\s* $
    | (?:hi|hello|hey|good\s+(?:morning|day|afternoon|evening)|dear\s+\w+|friends|greetings) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MOST_GREETING_WORDS = 5
# What channels put under their posts: it tells of the channel, not of the post.
_SIGNATURE = re.compile(
    r"""
    (?: подпи(?:сывайтесь|шитесь|саться|сывайся|шись) | подписка\s+на | читайте\s+(?:также|нас)
      | присоединяйтесь | вступайте | ставьте | поделитесь | наш\s+(?:канал|чат|сайт)
      | (?:источник|фото|видео|автор|текст|перевод|иллюстрация|обложка|ссылка|подробнее)\s*[:—–-]
      | (?:источник|подробнее|ссылка)\s*$
      | subscribe | follow\s+(?:us|me) | join\s+(?:us|our) | read\s+(?:more|also) | share\s+this
      | (?:source|photo|video|author|via|by|image|cover|link)\s*[:—–-] | (?:source|link)\s*$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s+[—–-](?=\s)|[)»”](?=\s)")


def lead(post: Post, limit: int = 160) -> str:
    """The first sentence behind the title that means something, at most `limit` UTF-16 units.

    No addresses, hashtags, greetings or signatures; what a spoiler hides is not in it. A sentence
    that is too long ends with a clause of it, or a whole word, and `…`.
    """
    title = post.title.removesuffix(ELLIPSIS)
    shown = without_spoilers(post.content.text).text
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    before, line, after = _around(lines, title)
    if post.title.endswith(ELLIPSIS) and not line.startswith(post.title):
        # The title is the beginning of a long line: go on with it.
        rest = _without_noise(line.removeprefix(title).lstrip())
        going_on = next(split_sentences(rest), "")
        return _shorten(ELLIPSIS + going_on, limit) if _has_words(going_on) else ""
    found = [
        sentence
        for candidate in (*after, *before)
        for sentence in split_sentences(_without_noise(candidate))
        if _means_something(sentence, title)
    ]
    told = next((one for one in found if len(one.split()) > 1), next(iter(found), ""))
    return _shorten(told, limit)


def split_sentences(line: str) -> Iterator[str]:
    """The sentences of one line, each with the marks that end it."""
    start = 0
    for match in _END.finditer(line):
        if _is_end(line, match):
            yield line[start : match.end()].strip()
            start = match.end()
    if rest := line[start:].strip():
        yield rest


def _is_end(line: str, match: re.Match[str]) -> bool:
    """Whether marks end a sentence: not those of an abbreviation, initials, a number of a list."""
    behind = line[match.end() :].lstrip()
    if behind[:1].islower():
        return False
    if match[0] != ".":
        return True
    word = re.split(r"[\s(«\"“]", line[: match.start()])[-1]
    if not behind:
        return True
    is_number_alone = word.isdigit() and line[: match.start()] == word
    return not (is_number_alone or len(word) == 1 or word.lower() in _SHORT_FORMS)


def _around(lines: Sequence[str], title: str) -> tuple[Sequence[str], str, Sequence[str]]:
    """The line that the title is, or begins, between those before and behind it."""
    for number, line in enumerate(lines):
        if title and line.startswith(title):
            return lines[:number], line, lines[number + 1 :]
    return (), title, lines


def _without_noise(line: str) -> str:
    """A line without addresses, the rubrics at its end, the signs that it is adorned with."""
    line = _TAGS_AT_END.sub("", _ADDRESS.sub("", line))
    line = " ".join(_TAG.sub("", line).split())
    while line and _is_adornment(line[0]):
        line = line[1:].lstrip()
    while line and (_is_symbol(line[-1]) or line[-1] in "-–—:,;|"):
        line = line[:-1].rstrip()
    return line


def _is_adornment(character: str) -> bool:
    """Bullets, dashes, pictures before the first word; not quotes, brackets, signs of money."""
    return _is_symbol(character) or character in "•·–—-*▪‣|:,;.!/\\>"


def _is_symbol(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("So", "Sk", "Mn", "Cf", "Co", "Cn")


def _means_something(sentence: str, title: str) -> bool:
    if not _has_words(sentence) or sentence.rstrip(".!?…") == title.rstrip(".!?…"):
        return False
    words = len(sentence.split())
    if words <= _MOST_GREETING_WORDS and _GREETING.match(sentence):
        return False
    if sentence.startswith("@") or re.fullmatch(r"[©(]?\s*@\w+\)?", sentence):
        return False
    return not _SIGNATURE.match(sentence)


def _has_words(sentence: str) -> bool:
    return any(character.isalpha() for character in sentence)


def _shorten(sentence: str, limit: int) -> str:
    """A sentence, or as many of its clauses as the limit holds, then `…`."""
    if utf16_len(sentence) <= limit:
        return sentence
    whole_words = plain_title(PostText(sentence), limit).removesuffix(ELLIPSIS)
    ends = [match.start() for match in _CLAUSE_END.finditer(whole_words)]
    # A clause that leaves most of the room empty says too little.
    at = next((end for end in reversed(ends) if end >= len(whole_words) // 2), len(whole_words))
    return whole_words[:at].rstrip(" .,;:-–—…") + ELLIPSIS
