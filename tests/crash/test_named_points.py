"""Every named point on the way to the channel: the bot dies before it, and after it.

Each name in one scene at least; `CRASH_STRIDE=1 pytest tests/crash/test_named_points.py` dies at
each in every scene, not at each third. `--log-cli-level=INFO` shows how each doubt was settled.
Whoever adds a write or a call to the way adds its name to `scenes.py`.
"""

import logging
import os
from collections import Counter

import pytest

from tests.crash.scenes import ASIDE, PRESS, SCENES, START, Scene, Showing
from tests.crash.stage import Stage

log = logging.getLogger(__name__)

STRIDE = int(os.environ.get("CRASH_STRIDE", "3"))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_death_before_or_after_any_named_point_leaves_each_post_once_and_in_order(
    stage: Stage, scene: Scene
) -> None:
    showing = Showing(stage, scene)
    await showing.open()
    reached = {point.partition(" ")[2] for point in await showing.show()} - {""}
    named = {_name(point) for point in scene.points}
    # Whether a press was noted as done before the bot died in the call, is left to chance.
    # What a process begins with may end late on a busy machine.
    allowed = named.union(scene.passed, START, ASIDE)
    assert named <= reached <= allowed, (named - reached, reached - allowed)
    expected = []
    for point in _chosen(scene):
        times = 2 if point.endswith(" #2") else 1
        for side in ("before", "after"):
            expected.append(f"{side} {_name(point)}")
            if scene.orphans:
                expected.insert(-1, "before sendMessage")
            await showing.show(expected[-1], times)
            died = stage.dial.deaths[-len(expected) :]
            assert died == expected, stage.report()
    log.info("%s kills; doubts: %s", len(expected), dict(Counter(stage.settled())))
    asked = [question.partition(": ")[2] for question in showing.walk.questions]
    log.info("asked: %s", dict(Counter(asked)))


def _chosen(scene: Scene) -> list[str]:
    """What no scene before it has, and of the rest each third, another one in each scene."""
    number = SCENES.index(scene)
    before = {point for earlier in SCENES[:number] for point in earlier.points}
    return [
        point
        for place, point in enumerate(scene.points)
        if point not in before or place % STRIDE == number % STRIDE
    ]


def _name(point: str) -> str:
    return point.removesuffix(" #2")


def test_every_kind_of_trouble_is_on_some_way() -> None:
    kinds = {scene.fault["kind"] for scene in SCENES if scene.fault}
    assert kinds == {
        "lost_answer", "cut", "bad_gateway", "bad_gateway_done", "restart", "restart_done",
        "slow", "late", "too_many", "refuse",
    }  # fmt: skip
    assert set(PRESS) <= {point for scene in SCENES for point in scene.points}
