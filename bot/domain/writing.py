"""What a writer gives back, whoever it is."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.facts.values import Fact
from bot.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft made from a source.

    `tags` are rubrics that the writer named, without `#`. `facts` are the figures, dates and
    names of the draft with the sentence of the source that each stands in. `note` is the
    translation key of one sentence to the author, or empty. `scaffold` are the lines of the
    text that are meant for the author and should not be published; `questions` are those among
    them that ask for an opinion.
    """

    text: Text
    tags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    note: str = ""
    scaffold: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


MAX_INSTRUCTION = 500
"""Characters of what an author wants changed."""


class Change(StrEnum):
    """What a language model can be asked to do with a post that is there."""

    SHORTER = "shorter"
    SHARPER = "sharper"
    CALMER = "calmer"
    TRANSLATE = "translate"
    BY_WORDS = "by-words"


@dataclass(slots=True, kw_only=True)
class Spent:
    """What one question to a language model has cost; filled while the answer comes.

    Tokens are None as long as the server does not tell them. `first_seconds` is the time from the
    question to the first piece of the answer.
    """

    prompt_characters: int = 0
    answer_characters: int = 0
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    pieces: int = 0
    first_seconds: float | None = None
    is_cut: bool = False
