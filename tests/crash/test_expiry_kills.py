"""A post is published, unpinned and deleted by the clock while the bot is killed: each once.

`CRASH_STRIDE=1 pytest tests/crash/test_expiry_kills.py` dies at every point, not at each seventh.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.crash.points import die_at_every_point
from tests.crash.stage import Nursery, Stage, words
from tests.crash.walk import Walk

log = logging.getLogger(__name__)

# Points come in pairs, before and after: an odd stride sees both.
STRIDE = int(os.environ.get("CRASH_STRIDE", "7"))
# No step has so many points: something never comes to an end.
MOST_POINTS = 120
POST = "A passing headline #case"
HOUR = 3600


async def test_a_death_at_any_point_of_the_ends_of_a_post_is_made_good(
    nursery: Nursery, tmp_path: Path
) -> None:
    """The n-th commit or call behind Publish, and behind each of both moments, until none."""
    deaths: Counter[str] = Counter()

    async def walk(stage: Stage, number: int) -> object:
        await _publish_and_wait(stage, number)
        deaths.update(stage.dial.deaths)
        return stage.dial.deaths

    await die_at_every_point(nursery, tmp_path, walk, most=MOST_POINTS, stride=STRIDE)
    log.info("%s kills: %s", deaths.total(), dict(deaths))
    reached = {point.rpartition(" ")[2] for point in deaths}
    assert {"commit", "unpinChatMessage", "deleteMessages"} <= reached or STRIDE > 1


async def _publish_and_wait(stage: Stage, fuse: int) -> None:
    walk = Walk(stage)
    await walk.prepare()
    stage.say(POST)
    assert await stage.until(lambda: _is_told(stage, "Draft"), "draft")
    for label in ("Options", "Pin: no", "Auto-unpin", "1 h", "Auto-delete", "6 h", "Back"):
        await stage.rest()
        stage.press(label)
    await stage.rest()
    stage.press("Publish now")
    await stage.rest()
    await _with_fuse(walk, fuse, lambda: stage.press("Publish"), lambda: _is_out(stage))
    waiting = "SELECT ending FROM expiries WHERE state = 'waiting' ORDER BY ending"
    assert stage.query(waiting) == [("delete",), ("unpin",)], stage.report()
    await _with_fuse(
        walk, fuse, lambda: stage.dial.move(HOUR), lambda: _is_told(stage, "Unpinned: A passing")
    )
    assert stage.query("SELECT * FROM pins") == []
    assert [words(message) for message in stage.channel() if words(message)] == [POST]
    await _with_fuse(
        walk,
        fuse,
        lambda: stage.dial.move(5 * HOUR),
        lambda: _is_told(stage, "Deleted: A passing"),
    )
    assert not [words(message) for message in stage.channel() if words(message)]
    assert stage.query("SELECT state FROM posts") == [("deleted",)]
    ends = stage.query("SELECT what FROM journal WHERE what LIKE '%on-time' ORDER BY id")
    assert ends == [("unpinned-on-time",), ("deleted-on-time",)], stage.report()
    assert " ERROR " not in stage.log


async def _with_fuse(
    walk: Walk, fuse: int, act: Callable[[], object], is_done: Callable[[], bool]
) -> None:
    """Act, die, and let time pass until it is done."""
    stage = walk.stage
    stage.dial.fuse = fuse
    act()
    for _ in range(12):
        if await stage.until(is_done, "an end"):
            break
        walk.answer_questions()
        stage.dial.move(10)
    stage.dial.fuse = 0
    assert is_done(), stage.report()
    await stage.rest()


def _is_out(stage: Stage) -> bool:
    is_pinned = bool(stage.query("SELECT * FROM pins"))
    return is_pinned and _is_told(stage, "Published")


def _is_told(stage: Stage, beginning: str) -> bool:
    return any(beginning in words(message) for message in stage.answers())
