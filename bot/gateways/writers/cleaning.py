"""Words of a language model as plain text: no markup, no control characters, nothing to press."""

import re
import unicodedata
from collections.abc import Iterable

_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
# Some chat formats open the thoughts in the prompt: only their end is in the answer.
_THOUGHTS_END = re.compile(r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^\s*(?:```|~~~)[\w-]*\s*$", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|code|div|em|example|h[1-6]|i|li|ol|p|post|pre|s|span|strong|u"
    r"|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[*+\-][ \t]+(?=\S)", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_CODE = re.compile(r"`([^`\n]+)`")
_NAMED_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\(\s*<?([^()\s]{1,2048})>?[^()\n]*\)")
_LINK = re.compile(
    r"(?:\b(?:https?|ftp|tg|ton)://|\bwww\.|\bt(?:elegram)?\.me/)[^\s<>«»\"“”]+", re.IGNORECASE
)
_LINK_END = ".,;:!?)]}…'’"
_MENTION = re.compile(r"(?<![\w@./])@([A-Za-z][A-Za-z0-9_]{2,31})\b")
_INLINE_TAG = re.compile(r"(?<![\w#&/])#(?=\w*[^\W\d_])")
# Control words of chat formats: a server that reads them anywhere would take a page's for its own.
_CONTROL = re.compile(
    r"<[|｜][^<>\n]{0,64}[|｜]>|</?s>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>"
    r"|</?(?:think|tool_call|tools|system|assistant|user)>|\[/?(?:SYSTEM_PROMPT|TOOL_CALLS)\]",
    re.IGNORECASE,
)
# Joiners of emoji and of scripts that need them; every other format character only hides.
_JOINERS = "\u200c\u200d"


def tame(text: str) -> str:
    """A text without control words of chat formats."""
    while (tamed := _CONTROL.sub("", text)) != text:
        text = tamed
    return text


def without_thoughts(answer: str) -> str:
    """The answer without what a model says to itself before it; unfinished thoughts go too."""
    return _THOUGHTS_END.sub("", _THOUGHTS.sub("", answer))


def plain(text: str, *, links: Iterable[str] = (), mentions: Iterable[str] = ()) -> str:
    """Plain text, a paragraph a line or with blank lines between, made of Markdown or HTML.

    Addresses are taken out, and `@` and `#` before a word: what can be pressed in a post is put
    there by its author, not by a page through a model. `links` and `mentions` may stay, as the
    author's own text has them.
    """
    text = _FENCE.sub("", tame(_visible(text)))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _NAMED_LINK.sub(r"\1", text)
    for pattern in (_RULE, _HEADING, _QUOTE):
        text = pattern.sub("", text)
    text = _BULLET.sub("• ", text)
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", _CODE.sub(r"\1", text)))
    text = _without_links(text, frozenset(links))
    text = _without_mentions(text, frozenset(mentions))
    return _paragraphs(_INLINE_TAG.sub("", text))


def find_links(text: str) -> list[str]:
    """Addresses that are written out in a text."""
    return [_bare(match[0]) for match in _LINK.finditer(text)]


def find_mentions(text: str) -> list[str]:
    """Names behind an `@` in a text."""
    return [match[1] for match in _MENTION.finditer(text)]


def _without_links(text: str, allowed: frozenset[str]) -> str:
    def kept(match: re.Match[str]) -> str:
        link = _bare(match[0])
        return match[0] if link in allowed else match[0][len(link) :]

    text = _LINK.sub(kept, text)
    return re.sub(r"[(\[]\s*[)\]]", "", text)


def _without_mentions(text: str, allowed: frozenset[str]) -> str:
    return _MENTION.sub(lambda match: match[0] if match[1] in allowed else match[1], text)


def _bare(link: str) -> str:
    return link.rstrip(_LINK_END)


def _visible(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return "".join(character for character in text if _is_visible(character))


def _is_visible(character: str) -> bool:
    if character == "\n" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _paragraphs(text: str) -> str:
    lines = [re.sub(r"[ \t\u00a0\u2009\u202f]*[ \t]+", _space, line).strip()
             for line in text.split("\n")]  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _space(match: re.Match[str]) -> str:
    # A no-break space was put there on purpose.
    return next((c for c in match[0] if c in "\u00a0\u2009\u202f"), " ")
