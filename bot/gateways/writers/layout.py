"""A draft put together line by line, with its formatting and what is meant for its author."""

from dataclasses import dataclass, field

from bot.domain.texts import Entity, Text, join


@dataclass(slots=True)
class Part:
    """Lines that belong together; those for the author alone are scaffold."""

    lines: list[Text] = field(default_factory=list)
    is_scaffold: bool = False
    quote: str = ""
    """The type of the entity around all lines, of the Bot API's `MessageEntity`."""

    def text(self) -> Text:
        """The lines as one text."""
        whole = join(self.lines, "\n")
        if not self.quote or not whole:
            return whole
        return Text(whole.text, (Entity(self.quote, 0, whole.units), *whole.entities))


def styled(words: str, kind: str) -> Text:
    """Words of one format: `bold`, `italic`; Bot API, `MessageEntity`."""
    return Text(words, (Entity(kind, 0, Text(words).units),) if words else ())


def linked(words: str, address: str) -> Text:
    """Words that are a link."""
    return Text(words, (Entity("text_link", 0, Text(words).units, url=address),))


def put_together(parts: list[Part]) -> tuple[Text, tuple[str, ...]]:
    """The parts with a blank line between, and which of the lines are scaffold."""
    said = [part for part in parts if any(line for line in part.lines)]
    text = join([part.text() for part in said], "\n\n")
    scaffold = [line.text for part in said if part.is_scaffold for line in part.lines if line.text]
    return text, tuple(dict.fromkeys(scaffold))
