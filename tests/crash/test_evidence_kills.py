"""Answers lost on order, the bot killed while it looks for evidence: one post, adopted once.

`CRASH_STRIDE=1 pytest tests/crash/test_evidence_kills.py` dies at every point, not at each third.
"""

import logging
import os
from collections import Counter
from itertools import cycle
from pathlib import Path

from bot.sandbox import Fault
from bot.sandbox.faults import Kind
from tests.crash.points import die_at_every_point
from tests.crash.stage import Nursery, Stage, words
from tests.crash.walk import ALBUM, LONG, Step, Walk, expected_texts

log = logging.getLogger(__name__)

# Points come in pairs, before and after: an odd stride sees both.
STRIDE = int(os.environ.get("CRASH_STRIDE", "3"))
# No step has so many points: something never comes to an end.
MOST_POINTS = 90
# Each first loses the answer to the album, then to the second message of the long post.
FAULTS: list[tuple[Kind, Kind]] = [
    ("lost_answer", "cut"),
    ("restart", "bad_gateway_done"),
    ("restart_done", "bad_gateway"),
]


class Tally:
    """What the stages came to."""

    def __init__(self) -> None:
        self.points: Counter[str] = Counter()
        self.settled: Counter[str] = Counter()
        self.questions: list[str] = []

    def add(self, stage: Stage, walk: Walk) -> None:
        """Count a stage."""
        self.points.update(stage.dial.deaths)
        self.settled.update(stage.settled())
        self.questions += walk.questions

    def show(self) -> None:
        """For whoever asks with --log-cli-level=INFO."""
        log.info("%s kills: %s", self.points.total(), dict(self.points))
        log.info("doubts settled by %s; asked: %s", dict(self.settled), self.questions)


async def test_a_death_at_any_point_of_the_gathering_leaves_one_post_adopted_once(
    nursery: Nursery, tmp_path: Path
) -> None:
    """The n-th commit or call behind a lost answer, for n from 1 until there is none."""
    tally, faults = Tally(), cycle(FAULTS)

    async def walk(stage: Stage, number: int) -> object:
        return await _publish_with_fuse(stage, number, next(faults), tally)

    await die_at_every_point(nursery, tmp_path, walk, most=MOST_POINTS, stride=STRIDE)
    tally.show()
    reached = {point.rpartition(" ")[2] for point in tally.points}
    assert "commit" in reached
    # A call is two points: a longer stride may step over it. `LOOK` of the scenes dies at it.
    assert "setMessageReaction" in reached or STRIDE > 2
    assert {"probes", "sent again"} <= tally.settled.keys()


async def _publish_with_fuse(
    stage: Stage, fuse: int, kinds: tuple[Kind, Kind], tally: Tally
) -> int:
    """Publish an album and a long post through faults; how often the bot died."""
    walk = Walk(stage)
    await walk.prepare()
    if fuse % 2 == 0:
        await _add_discussion(stage)
    album = Fault(method="sendMediaGroup", kind=kinds[0], chat_id=stage.channel_id)
    tail = Fault(method="sendMessage", kind=kinds[1], chat_id=stage.channel_id, after=1)
    for step in walk.publish_album():
        await _take(walk, step, fuse, album)
    for step in walk.publish_long():
        await _take(walk, step, fuse, tail)
    try:
        _judge(walk)
    except AssertionError as error:
        error.add_note(stage.report())
        raise
    tally.add(stage, walk)
    return len(stage.dial.deaths)


async def _add_discussion(stage: Stage) -> None:
    """A group that echoes every post, item by item."""
    group = stage.world.add_group("Talks", owner=stage.author_id)
    stage.world.link_discussion(stage.channel_id, group.id)
    stage.world.promote(group.id, stage.bot_id, by=stage.author_id)
    await stage.rest()


async def _take(walk: Walk, step: Step, fuse: int, fault: Fault) -> None:
    is_sending = step.name.startswith("sure")
    if is_sending:
        walk.stage.world.faults.add(fault)
        walk.stage.dial.fuse = fuse
    await walk.take(step)
    walk.stage.dial.fuse = 0
    walk.stage.world.faults.clear()


def _judge(walk: Walk) -> None:
    stage = walk.stage
    assert walk.channel_texts() == [ALBUM, *expected_texts(LONG)]
    assert len([message for message in stage.channel() if message.photo]) == 3
    rows = stage.query("SELECT message_id FROM post_messages ORDER BY post_id, part, position")
    if not any("It is published" in question for question in walk.questions):
        assert [row[0] for row in rows] == [message.message_id for message in stage.channel()]
    assert {row[0] for row in stage.query("SELECT state FROM publications")} == {"published"}
    told = [words(message) for message in stage.answers() if "answer was lost" in words(message)]
    assert len(told) <= 2 + len(walk.questions)
    assert " ERROR " not in stage.log
