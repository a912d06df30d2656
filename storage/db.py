"""What every table module is given: a session that runs SQL, and a database that opens them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, overload

Row = Mapping[str, Any]
Params = Mapping[str, Any]
Positional = tuple[Any, ...]
"""Parameters of `?` in their order: bound faster, for statements of thousands of rows."""
Read = tuple[str, Params]
"""A query and its parameters."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class StoreUnusable(Exception):
    """The store cannot be opened, written or brought up to date; the text says which and why."""


class StoreFull(StoreUnusable):
    """The disk takes nothing: full, over a quota, failing. What was tried is undone."""


class Session(Protocol):
    """Runs SQL with `:name` parameters. Rows are read by column name."""

    async def fetch_all(self, sql: str, params: Params = ...) -> list[Row]:
        """All rows of a query, or of a statement with RETURNING."""
        ...

    async def fetch_one(self, sql: str, params: Params = ...) -> Row | None:
        """The first row, or None."""
        ...

    async def fetch_each(self, reads: Sequence[Read]) -> list[list[Row]]:
        """All rows of each query: asked in one go, in their order."""
        ...

    async def execute(self, sql: str, params: Params = ...) -> int:
        """Run a statement; the number of rows it changed."""
        ...

    async def execute_many(self, sql: str, rows: Iterable[Params | Positional]) -> None:
        """Run one statement for each mapping of parameters, or each tuple of them for `?`."""
        ...


class Database(Session, Protocol):
    """Reads outside transactions; writes only inside one.

    Whatever cannot be written raises StoreFull.
    """

    def transaction(self, *, durable: bool = False) -> AbstractAsyncContextManager[Session]:
        """One write transaction: committed at the end, rolled back on an exception.

        durable: on the disk before it is over (inbox, publishing); else a power cut may
        lose the last commits, never their order.
        """
        ...

    async def is_writable(self) -> bool:
        """Whether a write may succeed: after one that failed, whether the disk has room again."""
        ...

    async def empty_log(self) -> bool:
        """Write the log beside the file back and empty it: what was deleted is in neither then.

        False where somebody still reads of it; nothing waits for that.
        """
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


@overload
def to_ms(moment: datetime) -> int: ...
@overload
def to_ms(moment: None) -> None: ...
def to_ms(moment: datetime | None) -> int | None:
    """Milliseconds since the epoch of an aware moment.

    Raises:
        ValueError: the moment is naive.
    """
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a naive moment cannot be stored")
    return (moment - _EPOCH) // _MILLISECOND


@overload
def from_ms(value: int) -> datetime: ...
@overload
def from_ms(value: None) -> None: ...
def from_ms(value: int | None) -> datetime | None:
    """The aware UTC moment of milliseconds since the epoch."""
    return None if value is None else _EPOCH + value * _MILLISECOND


def in_list(name: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """`(:name0, :name1)` and its parameters, for IN; an empty list matches nothing."""
    params = {f"{name}{n}": value for n, value in enumerate(values)}
    return "(" + ", ".join(f":{key}" for key in params) + ")", params
