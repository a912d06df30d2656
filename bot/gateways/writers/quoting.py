"""Words of a page made fit to be quoted: nothing in them can be pressed or is unseen."""

import re
import unicodedata

_LINK = re.compile(
    r"\(?\s?(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\bt\.me/)[^\s<>«»\"“”)]+\)?", re.IGNORECASE
)
# A hashtag would become a rubric of the post, a mention would call somebody, a command be sent.
_PRESSED = re.compile(r"(?<![\w@#/])[@#/]+(?=[^\W\d_])")
_JOINERS = "\u200c\u200d"
# Sentences that speak to a machine that reads the page.
COMMANDS = re.compile(
    r"(?:ignore|disregard|forget) (?:all |any |your |the |previous |prior |above )+"
    r"(?:rules|instructions|prompts?)|system prompt|as an ai (?:language )?model"
    r"|(?:игнорируй|забудь|не учитывай)\w* (?:все |всё |свои |предыдущие |прежние )*"
    r"(?:правила|инструкции|указания)"
    r"|ignorier\w* (?:alle |deine |die |vorherigen )*(?:regeln|anweisungen)"
    r"|忽略.{0,8}(?:指令|规则|規則|提示)|(?:지시|규칙|명령).{0,6}무시",
    re.IGNORECASE,
)


def harmless(text: str) -> str:
    """The text without addresses, signs that make words pressable, and unseen characters."""
    seen = "".join(character for character in text if _is_seen(character))
    return _PRESSED.sub("", _LINK.sub("", seen))


def _is_seen(character: str) -> bool:
    return (
        character in "\n\t"
        or character in _JOINERS
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
    )
