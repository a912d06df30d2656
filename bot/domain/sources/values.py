"""What a draft was made from: an article, the consent of its site, and a source as it is kept."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

# A character of Chinese, Japanese or Korean says about as much as two and a half of an alphabet.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_DENSITY = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Words to write about, without the frame around them.

    `address` is None for what was pasted or sent as a file. `text` has a paragraph a line.
    `language` is ISO 639-1, empty when it could not be told. `is_partial`: the site shows only
    the beginning to those who do not pay.
    """

    title: str
    text: str
    address: str | None = None
    site: str = ""
    author: str = ""
    published: date | None = None
    language: str = ""
    picture: str | None = None
    is_partial: bool = False

    @property
    def hash(self) -> str:
        """Fingerprint of the text: the same words with other spaces have the same."""
        folded = " ".join(unicodedata.normalize("NFKC", self.text).split())
        return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


class Signal(StrEnum):
    """What a site says about being read by machines; the value is the key of its sentence."""

    ROBOTS = "consent-robots"
    ROBOTS_AI = "consent-robots-ai"
    CONTENT_SIGNAL = "consent-content-signal"
    CONTENT_USAGE = "consent-content-usage"
    TDM_HEADER = "consent-tdm-header"
    TDM_META = "consent-tdm-meta"
    TDM_FILE = "consent-tdm-file"
    NOAI_META = "consent-noai-meta"
    NOAI_HEADER = "consent-noai-header"
    UNKNOWN = "consent-unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal; `detail` is the agent, the address of the terms, or what could not be read."""

    signal: Signal
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether a page may be fetched, whether its words may be given to an AI, and why not."""

    may_fetch: bool = True
    may_use_ai: bool = True
    reasons: tuple[Reason, ...] = ()


NO_SIGNALS = Consent()
"""Of what was pasted or sent as a file: there is no page that could say anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as it is kept: the words that a draft is traced to."""

    id: int
    article: Article
    hash: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedSource:
    """A source with what its site allowed when a post was made from it."""

    source: Source
    consent: Consent
    used_at: datetime


def weight(text: str) -> float:
    """How much a text says, in characters of an alphabet."""
    if text.isascii():
        return len(text)
    return len(text) + (_DENSITY - 1) * sum(map(len, _DENSE.findall(text)))


def fold(text: str) -> str:
    """A line for comparing: case, spaces and punctuation do not count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def join_lines(lines: Iterable[str]) -> str:
    """A paragraph a line, without empty ones."""
    return "\n".join(line for line in (raw.strip() for raw in lines) if line)
