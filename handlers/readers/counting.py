"""Where observed reposts are counted."""

from typing import Protocol


class Counter(Protocol):
    """Counts reposts that the bot could see, each once."""

    async def count_share(self, post_id: int, person_id: int) -> None:
        """A person came by a shared link."""
        ...

    async def count_forward(
        self, *, post_id: int, place_id: int, person_id: int | None, key: str
    ) -> None:
        """A post was forwarded to a chat; `key` names the forward."""
        ...
