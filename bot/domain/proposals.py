"""What an author asks a language model for, and what it proposes."""

from dataclasses import dataclass, field

from bot.domain.texts import Text
from bot.domain.writing import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: a change of the text, or headlines when `change` is None.

    `language` is that of a translation, `instruction` the author's own words.
    """

    change: Change | None
    language: str = ""
    instruction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProposal:
    """Another text for a post, or headlines for it; made of its `revision`.

    `number` counts the proposals of the post. `lost` formatted places of the old text found no
    place in the new one. `taken_as` is the revision that it became.
    """

    post_id: int
    number: int
    revision: int
    wish: Wish
    text: Text = field(default_factory=Text)
    headlines: tuple[str, ...] = ()
    lost: int = 0
    taken_as: int | None = None
