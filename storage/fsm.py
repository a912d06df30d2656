"""aiogram's conversation state over our table, so that a restart leaves no question open."""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from storage.db import Database

_KEYS = DefaultKeyBuilder(prefix="", with_bot_id=True, with_destiny=True)


class ConversationStorage(BaseStorage):
    """State and data of every conversation; data are JSON."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        async with self._db.transaction() as session:
            await session.execute(
                """
                INSERT INTO conversations (key, state) VALUES (:key, :state)
                ON CONFLICT (key) DO UPDATE SET state = excluded.state
                """,
                {"key": _KEYS.build(key), "state": name},
            )

    async def get_state(self, key: StorageKey) -> str | None:
        row = await self._row(key)
        return row["state"] if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        async with self._db.transaction() as session:
            await session.execute(
                """
                INSERT INTO conversations (key, data) VALUES (:key, :data)
                ON CONFLICT (key) DO UPDATE SET data = excluded.data
                """,
                {"key": _KEYS.build(key), "data": json.dumps(dict(data), ensure_ascii=False)},
            )

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        row = await self._row(key)
        return json.loads(row["data"]) if row else {}

    async def close(self) -> None:
        """The database is closed by whoever opened it."""

    async def _row(self, key: StorageKey) -> Mapping[str, Any] | None:
        return await self._db.fetch_one(
            "SELECT state, data FROM conversations WHERE key = :key", {"key": _KEYS.build(key)}
        )
