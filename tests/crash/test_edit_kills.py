"""A published post is edited and deleted while the bot is killed: done once, and told.

`CRASH_STRIDE=1 pytest tests/crash/test_edit_kills.py` dies at every point, not at each third.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.crash.points import die_at_every_point
from tests.crash.stage import Nursery, Stage, words
from tests.crash.walk import LONG, Walk, expected_texts

log = logging.getLogger(__name__)

# Points come in pairs, before and after: an odd stride sees both.
STRIDE = int(os.environ.get("CRASH_STRIDE", "3"))
# No step has so many points: something never comes to an end.
MOST_POINTS = 120
EDITED = LONG.replace("Long headline", "Other headline").replace("word", "term")


async def test_a_death_at_any_point_of_an_edit_and_of_a_removal_is_made_good(
    nursery: Nursery, tmp_path: Path
) -> None:
    """The n-th commit or call behind Save, and behind Delete, until there is none."""
    deaths: Counter[str] = Counter()

    async def walk(stage: Stage, number: int) -> object:
        await _edit_and_delete(stage, number)
        deaths.update(stage.dial.deaths)
        return stage.dial.deaths

    await die_at_every_point(nursery, tmp_path, walk, most=MOST_POINTS, stride=STRIDE)
    log.info("%s kills: %s", deaths.total(), dict(deaths))
    reached = {point.rpartition(" ")[2] for point in deaths}
    assert "commit" in reached
    # A call is two points: a longer stride may step over it, by what goes on beside the way.
    assert "editMessageText" in reached or STRIDE > 2


async def _edit_and_delete(stage: Stage, fuse: int) -> None:
    walk = Walk(stage)
    await walk.prepare()
    for step in walk.publish_long():
        await walk.take(step)
    await _open(stage)
    stage.press("Edit")
    assert await stage.until(lambda: _is_told(stage, "Above is the post"), "edit")
    stage.say(EDITED)
    assert await stage.until(lambda: _is_told(stage, "Bold is added"), "difference")
    await stage.rest()
    await _with_fuse(stage, fuse, "Save", lambda: _is_told(stage, "Saved"))
    assert [words(message) for message in stage.channel()] == expected_texts(EDITED)
    states = stage.query("SELECT state FROM edits")
    assert states == [("done",)], stage.report()
    # Once by the author: nothing of it was taken for somebody's hand.
    made = stage.query("SELECT editor_id FROM revisions WHERE text LIKE 'Other headline%'")
    assert made == [(stage.author_id,)], stage.report()
    await _open(stage)
    stage.press("Delete")
    assert await stage.until(lambda: _is_told(stage, "Delete this post"), "delete")
    await stage.rest()
    await _with_fuse(stage, fuse, "Delete", lambda: _is_told(stage, "Deleted"))
    assert stage.channel() == []
    assert stage.query("SELECT state FROM posts") == [("deleted",)]
    assert " ERROR " not in stage.log


async def _open(stage: Stage) -> None:
    stage.say("/posts")
    await stage.rest()
    stage.press("Other headline" if _is_told(stage, "Saved") else "Long headline")
    await stage.rest()


async def _with_fuse(stage: Stage, fuse: int, label: str, is_done: Callable[[], bool]) -> None:
    """Press, die, and let time pass until it is done."""
    stage.dial.fuse = fuse
    stage.press(label)
    for _ in range(12):
        if await stage.until(is_done, label):
            break
        stage.dial.move(10)
    stage.dial.fuse = 0
    assert is_done(), stage.report()
    await stage.rest()


def _is_told(stage: Stage, beginning: str) -> bool:
    return any(beginning in words(message) for message in stage.answers())
