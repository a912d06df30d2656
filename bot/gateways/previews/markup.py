"""A post's HTML on a public page as a text with entities: the form of `t.me/s/<name>` in 2026."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from bot.domain.texts import Entity, Text, strip, utf16_len

_NAMES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "tg-spoiler": "spoiler",
}  # fmt: skip
# They stand on lines of their own, whatever surrounds them.
_BLOCKS = frozenset({"pre", "blockquote", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_FOUND = {"#": "hashtag", "$": "cashtag"}
_LONGEST_ID = 20


def text_of(element: Any) -> Text:
    """The words inside an element, what Telegram formats as its entities."""
    writing = _Writing()
    writing.inside(element)
    return strip(writing.text())


class _Writing:
    """A text as it is written, element by element."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._entities: list[Entity] = []
        self._at = 0
        self._ends_line = True
        self._owes_line = False

    def text(self) -> Text:
        """What was written; of two entities at one place the outer one first."""
        ordered = sorted(self._entities, key=lambda one: (one.offset, -one.length))
        return Text("".join(self._words), tuple(ordered))

    def inside(self, element: Any) -> None:
        """Write what stands in an element."""
        self._write(element.text)
        for child in element:
            self._element(child)
            self._write(child.tail)

    def _element(self, element: Any) -> None:
        tag = element.tag
        # A comment has a function there.
        if not isinstance(tag, str):
            return
        if tag == "br":
            self._owes_line = False
            self._write("\n")
            return
        if self._owes_line or (tag in _BLOCKS and not self._ends_line):
            self._owes_line = False
            self._write("\n")
        start, first = self._at, len(self._words)
        if tag == "tg-emoji" or "emoji" in _classes(element):
            # What is bold inside of an emoji is no formatting.
            self._write(str(element.text_content()))
        else:
            self.inside(element)
        words = "".join(self._words[first:]) if tag == "a" else ""
        entity = _entity(element, start, self._at - start, words)
        if entity is not None:
            self._entities.append(entity)
        self._owes_line = self._owes_line or (tag in _BLOCKS and self._at > start)

    def _write(self, words: str | None) -> None:
        if not words:
            return
        words = words.replace("\0", "")
        if self._owes_line and not words.startswith("\n"):
            words = "\n" + words
        self._owes_line = False
        self._words.append(words)
        self._at += utf16_len(words)
        self._ends_line = words.endswith("\n")


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _entity(element: Any, start: int, length: int, words: str) -> Entity | None:
    if not length:
        return None
    match element.tag:
        case "a":
            return _link(str(element.get("href", "")), start, length, words)
        case "pre":
            return Entity("pre", start, length, language=_language(element))
        case "blockquote":
            is_long = element.get("expandable") is not None
            return Entity("expandable_blockquote" if is_long else "blockquote", start, length)
        case "tg-emoji":
            number = str(element.get("emoji-id", ""))
            is_id = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_ID
            return Entity("custom_emoji", start, length, custom_emoji_id=number) if is_id else None
        case "i" if "emoji" in _classes(element):
            return None
        case "code" if element.getparent().tag == "pre":
            return None
    name = _NAMES.get(element.tag)
    return Entity(name, start, length) if name else None


def _language(pre: Any) -> str | None:
    """Of `<pre><code class="language-python">`."""
    for code in pre.iter("code"):
        for name in _classes(code):
            if name.startswith("language-"):
                return name.removeprefix("language-") or None
    return None


def _link(href: str, start: int, length: int, words: str) -> Entity | None:
    """A link of the author's, or what Telegram found by itself."""
    try:
        address = urlsplit(href)
        asked = parse_qs(address.query).get("q", [""])[0]
    except ValueError:
        return None
    if (not address.netloc or address.path.startswith("/s/")) and asked[:1] in _FOUND:
        return Entity(_FOUND[asked[0]], start, length)
    match address.scheme:
        case "mailto":
            return Entity("email", start, length)
        case "tel":
            return Entity("phone_number", start, length)
        case "http" | "https" | "tg" | "ton":
            return _web_link(href, address.path, start, length, words)
    return None


def _web_link(href: str, path: str, start: int, length: int, words: str) -> Entity:
    if words.startswith("@") and unquote(path).strip("/").casefold() == words[1:].casefold():
        return Entity("mention", start, length)
    if _bare(href) == _bare(words):
        return Entity("url", start, length)
    return Entity("text_link", start, length, url=href)


def _bare(address: str) -> str:
    """What an address and the words that Telegram makes it of have in common."""
    return unquote(address.strip().split("://", 1)[-1]).rstrip("/").casefold()
