"""Conditions of pages that begin at a key; the index does the rest, never OFFSET."""

from collections.abc import Sequence
from typing import Any

from bot.domain.pages import Cursor, Page, paginate
from storage.db import Row


class Keyset:
    """A list ordered by columns, all descending; the last one is unique."""

    def __init__(self, *columns: str) -> None:
        self._columns = columns
        self.length = len(columns)

    @property
    def select(self) -> str:
        """The columns of the key, for SELECT: `page` reads them from the rows."""
        return ", ".join(f"{column} AS key{n}" for n, column in enumerate(self._columns))

    def where(self, cursor: Cursor | None) -> str:
        """A condition that is true from the cursor on."""
        if cursor is None:
            return "true"
        names = ", ".join(f":key{n}" for n in range(self.length))
        return f"({', '.join(self._columns)}) {'>' if cursor.is_back else '<'} ({names})"

    def order(self, cursor: Cursor | None) -> str:
        """The columns of ORDER BY: nearest to the cursor first."""
        direction = "ASC" if cursor and cursor.is_back else "DESC"
        return ", ".join(f"{column} {direction}" for column in self._columns)

    def params(self, cursor: Cursor | None) -> dict[str, Any]:
        """The parameters of `where`."""
        return {f"key{n}": value for n, value in enumerate(cursor.key)} if cursor else {}

    def page(self, rows: Sequence[Row], cursor: Cursor | None, size: int) -> Page[Row]:
        """The page of up to `size + 1` rows."""
        return paginate(rows, cursor, size, self._key)

    def _key(self, row: Row) -> tuple[int, ...]:
        return tuple(row[f"key{n}"] for n in range(self.length))
