"""A house rule, what it is given to judge by, and what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.texts import Entity, Text


class RuleKind(StrEnum):
    """What a rule asks for; a translation key each (`rule-…`)."""

    RUBRIC = "rubric"
    LENGTH = "length"
    TYPOGRAPHY = "typography"
    QUOTES = "quotes"
    LINES = "lines"
    FACTS = "facts"
    SOURCE_LINK = "source-link"
    SIGNATURE = "signature"
    AI_MARK = "ai-mark"
    ADVERTISING = "advertising"
    ORGANISATIONS = "organisations"
    WORDS = "words"


class Level(StrEnum):
    """An error blocks publishing until it is mended or overridden; advice only speaks."""

    ERROR = "error"
    ADVICE = "advice"


class Repair(StrEnum):
    """What may safely be done with one tap; a translation key each (`repair-…`)."""

    TYPOGRAPHY = "typography"
    LINES = "lines"
    SOURCE_LINK = "source-link"
    SIGNATURE = "signature"
    AI_MARK = "ai-mark"
    NOTES = "notes"


class What(StrEnum):
    """What exactly is wrong; a translation key each (`violation-…`)."""

    NO_RUBRIC = "no-rubric"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    TYPOGRAPHY = "typography"
    QUOTE = "quote"
    SENTENCE = "sentence"
    UNTRACED = "untraced"
    NO_SOURCE_LINK = "no-source-link"
    NO_SIGNATURE = "no-signature"
    NO_AI_MARK = "no-ai-mark"
    NO_AD_MARK = "no-ad-mark"
    NO_ADVERTISER = "no-advertiser"
    NO_ERID = "no-erid"
    BAD_ERID = "bad-erid"
    NO_NOTE = "no-note"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation whose mention needs a note, by any of its names, since a day."""

    names: tuple[str, ...]
    note: str
    since: date

    def to_dict(self) -> dict[str, Any]:
        """As stored."""
        return {"names": list(self.names), "note": self.note, "since": self.since.isoformat()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Mention":
        """From what `to_dict` gave."""
        return cls(tuple(data["names"]), data["note"], date.fromisoformat(data["since"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What an author may set. Lengths are UTF-16 units; a word after `=` is meant in this form.

    `line` is what has to stand in a post (signature, the mark of a model's work); `words` are
    forbidden ones or, of advertising, those that betray it; `share` is a part of one.
    """

    least: int = 0
    most: int = 0
    words: tuple[str, ...] = ()
    line: Text = field(default_factory=Text)
    mentions: tuple[Mention, ...] = ()
    share: float = 0.5

    def to_dict(self) -> dict[str, Any]:
        """As stored."""
        return {
            "least": self.least,
            "most": self.most,
            "words": list(self.words),
            "line": self.line.text,
            "entities": [entity.to_dict() for entity in self.line.entities],
            "mentions": [mention.to_dict() for mention in self.mentions],
            "share": self.share,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Params":
        """From what `to_dict` gave."""
        entities = tuple(Entity.from_dict(item) for item in data["entities"])
        return cls(
            least=data["least"],
            most=data["most"],
            words=tuple(data["words"]),
            line=Text(data["line"], entities),
            mentions=tuple(Mention.from_dict(item) for item in data["mentions"]),
            share=data["share"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of one channel; `id` is 0 until it is stored."""

    id: int
    kind: RuleKind
    level: Level
    params: Params
    is_on: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the author made it; of the ready ones there is one each."""
        return self.kind is RuleKind.WORDS


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text, in UTF-16 units."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a text alone does not say.

    `sources` are the addresses it was made from; `untraced` the places that none of them says;
    `model_share` the part of its words that a model wrote.
    """

    sources: tuple[str, ...] = ()
    untraced: tuple[Place, ...] = ()
    model_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A broken rule; without a place it concerns the whole post.

    `place` is in the post's full text; `quoted` are its words, or the name of what is missing.
    """

    rule: Rule
    what: What
    place: Place | None = None
    quoted: str = ""
    count: int = 0
    limit: int = 0
    repair: Repair | None = None

    @property
    def is_error(self) -> bool:
        """Whether it blocks publishing."""
        return self.rule.level is Level.ERROR

    @property
    def mark(self) -> str:
        """What makes it the same finding after an edit elsewhere in the text."""
        return f"{self.rule.id}:{self.what.value}:{self.quoted.casefold()}"
