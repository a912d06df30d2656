"""A digest on its way: what somebody who is due would be told, and what is begun of it."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.editions import Edition
from bot.domain.people import Person
from bot.domain.subscriptions import Subscription
from storage.subscriptions import Move


@dataclass(frozen=True, slots=True)
class Draft:
    """What a subscription that is due would be told, and of which period."""

    subscription: Subscription
    person: Person | None
    period: str
    edition: Edition | None = field(repr=False)

    @property
    def due_at(self) -> datetime:
        """When it is due."""
        assert self.subscription.next_at is not None
        return self.subscription.next_at

    @property
    def news(self) -> Edition | None:
        """What is worth sending; None: there is too little of it."""
        return self.edition if self.edition and self.edition.is_worth_sending else None

    def move(self, next_at: datetime | None, told: Edition | None) -> Move:
        """The way to the next delivery; the period goes on behind what is told, if anything is."""
        before = self.subscription
        return Move(
            id=before.id,
            due_at=self.due_at,
            next_at=next_at,
            period_from_at=told.told_until if told else before.period_from_at,
            delivered=before.delivered or told is not None,
            version=before.version,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this process, and no other, is to send.

    `subscription` is as it was before; `moved_to` is what is due next, `run_id` counts it.
    `is_paid`: it goes for Telegram Stars.
    """

    subscription: Subscription
    person: Person | None
    period: str
    edition: Edition = field(repr=False)
    moved_to: datetime | None
    run_id: int
    is_paid: bool = False

    def back(self) -> Move | None:
        """The way back: due as before; None where nothing else is due for its person."""
        before = self.subscription
        if self.moved_to is None:
            return None
        return Move(
            id=before.id,
            due_at=self.moved_to,
            next_at=before.next_at,
            period_from_at=before.period_from_at,
            delivered=before.delivered,
        )
