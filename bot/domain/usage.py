"""What language models were asked, by whom and how much."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """The right to ask once, counted already; `day` is of the channel's zone, ISO."""

    person_id: int
    channel_id: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Questions and their size; tokens are None where no server told them."""

    requests: int = 0
    characters: int = 0
    tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUsage:
    """One person's day, over all channels."""

    person_id: int
    name: str
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUsage:
    """Figures of a channel: its day, its last 30 days, and who asked today, most first."""

    limit: int
    today: Total
    month: Total
    people: tuple[PersonUsage, ...]
