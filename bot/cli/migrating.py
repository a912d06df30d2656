"""`rubrika migrate`: the store brought up to date."""

import asyncio

from bot.cli.ending import fail


def bring_up_to_date() -> int:
    """What `rubrika migrate` does; its exit code."""
    from bot.clock import SystemClock
    from bot.config import load_database_path
    from storage.db import StoreUnusable, to_ms
    from storage.migrate import migrate
    from storage.sqlite import open_sqlite

    async def work() -> list[str]:
        db = await open_sqlite(load_database_path())
        try:
            return await migrate(db, now_ms=to_ms(SystemClock().now()))
        finally:
            await db.close()

    try:
        applied = asyncio.run(work())
    except StoreUnusable as error:
        fail(f"DATABASE_URL: {error}", code=1)
    print("\n".join(f"applied {name}" for name in applied) or "the store is up to date")
    return 0
