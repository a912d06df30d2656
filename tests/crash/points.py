"""A walk is taken again and again, each time dying at a later point, until there is none."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path

from tests.crash.stage import Nursery, Stage, open_stage


async def die_at_every_point(
    nursery: Nursery,
    folder: Path,
    walk: Callable[[Stage, int], Awaitable[object]],
    *,
    most: int,
    stride: int = 1,
    at_once: int = 2,
) -> None:
    """Take `walk` on a stage of its own for the points 1, 1 + `stride` and so on.

    It is given the number of the point and says whether anything died; `most` is more than any
    walk has. `at_once` are taken side by side.
    """
    numbers = count(1, stride)
    is_over = asyncio.Event()

    async def work() -> None:
        while not is_over.is_set():
            number = next(numbers)
            assert number < most, "the points never end"
            async with open_stage(nursery, folder / str(number)) as stage:
                if not await walk(stage, number):
                    is_over.set()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(work(), name="walks")
