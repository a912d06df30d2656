"""The navigation post, killed at every point of its way into the channel and of its edits.

However it goes, one stands in the channel and the store knows it, or its author is asked.
`CRASH_STRIDE=1 pytest tests/crash/test_navigation_kills.py` dies at every point, not at each third
of those that other posts pass, too.
"""

import os
from collections.abc import Callable, Sequence

from aiogram.types import Message

from bot.sandbox import Fault
from tests.crash.scenes import ASIDE, START
from tests.crash.stage import Stage, words
from tests.crash.walk import Walk

STRIDE = int(os.environ.get("CRASH_STRIDE", "3"))
TITLE = "Rubrics of the channel"
MINUTE = 60
# Points come in pairs, before and after; ` #2`: when the bot comes there a second time.
OF_ALL_POSTS = (
    "Receiving.take commit", "editMessageText", "answerCallbackQuery", "Receiving._flush commit",
    "Publishing._claim commit", "sendMessage #2", "Telling._tell commit", "getChat",
    "pinChatMessage", "PinOrders._carry_out commit", "Tracking.note_message commit",
    "Pinning.take_pin commit",
)  # fmt: skip
PUBLICATION = (
    "Navigating.publish commit", "sendMessage", "Publishing._carry_out commit",
    "Navigating._wait commit",
)  # fmt: skip
EDIT = (
    "Navigating._edit commit", "Applying._claim commit", "forwardMessage", "deleteMessage",
    "editMessageText", "Applying._carry_out commit", "NavigationEdits.tell_edit commit",
    "Applying._tell commit",
)  # fmt: skip
# Looks at the public page, and the next looks at the rubrics.
MEANWHILE = {
    *ASIDE, *START, "Looking._take commit", "Looking._read commit", "Navigating._edit commit",
}  # fmt: skip


class Keeping:
    """An author keeps a navigation post while the bot dies."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.walk = Walk(stage)
        self.rubrics = 0

    async def open(self) -> None:
        """A channel with one rubric."""
        await self.walk.prepare()
        await self.add_rubric()

    async def add_rubric(self) -> None:
        """A post by hand with a rubric of its own."""
        self.rubrics += 1
        post = f"Post #rubric{self.rubrics:02}"
        self.stage.world.say(self.stage.author_id, self.stage.channel_id, post)
        await self.stage.rest()

    async def open_page(self) -> str:
        """Open the page of the navigation post; what it says."""
        self.stage.say("/channels")
        await self.stage.rest()
        await self.press("Marketing aloud", "Rubrics", "Navigation post")
        return words(self.stage.answers()[-1])

    async def press(self, *labels: str) -> None:
        """One button after another."""
        for label in labels:
            self.stage.press(label)
            await self.stage.rest()

    async def publish(self, point: str = "") -> list[str]:
        """Publish one and pin it, dying at a point; the points that were reached."""
        await self.open_page()
        await self.press("Publish")
        return await self.die(point, lambda: self.stage.press("Publish and pin"))

    async def edit(self, point: str = "") -> list[str]:
        """Let the post follow a new rubric, dying at a point; the points that were reached."""
        await self.add_rubric()
        return await self.die(point, lambda: self.stage.dial.move(10 * MINUTE))

    async def delete(self) -> None:
        """By its page, until it is forgotten."""
        await self.open_page()
        await self.press("Delete", "Delete")
        await self.let_pass(2)
        assert self.standing() == []
        assert self.stage.query("SELECT * FROM navigations") == []

    async def die(self, point: str, act: Callable[[], object]) -> list[str]:
        """Act, die at the point, and let time pass until all is settled."""
        dial = self.stage.dial
        reached, deaths = len(dial.trace), len(dial.deaths)
        name, _, times = point.partition(" #")
        dial.target, dial.fuse, dial.traces = name, int(times or 1) if point else 0, True
        act()
        await self.let_pass(3)
        dial.fuse, dial.traces = 0, False
        assert dial.deaths[deaths:] == ([name] if point else []), self.stage.report()
        return dial.trace[reached:]

    async def let_pass(self, minutes: int) -> None:
        """Some minutes, with a rest before, between and behind them."""
        await self.stage.rest()
        for _ in range(minutes):
            self.stage.dial.move(MINUTE)
            await self.stage.rest()

    def standing(self) -> list[Message]:
        """Navigation posts in the channel."""
        return [one for one in self.stage.channel() if words(one).startswith(TITLE)]

    def judge(self, why: str) -> None:
        """One stands there, pinned; it is what the store knows, and nobody is asked anything."""
        stage, told = self.stage, f"{why}\n{self.stage.report()}"
        [message] = self.standing()
        assert f"#rubric{self.rubrics:02} · 1" in words(message), told
        known = stage.query(
            """
            SELECT navigations.state, posts.state, posts.text, message_id,
                   posts.revision - navigations.revision
            FROM navigations JOIN posts ON posts.id = navigations.post_id
            JOIN post_messages ON post_messages.post_id = posts.id
            """
        )
        assert known == [
            ("current", "published", words(message), message.message_id, 0)
        ], told  # fmt: skip
        assert stage.query("SELECT count(*) FROM pins") == [(1,)], told
        assert stage.world.chats[stage.channel_id].pinned == [message.message_id], told
        assert not self.walk._questions(), told
        asked = [text for text in map(words, stage.answers()) if "navigation post by hand" in text]
        assert asked == [], told
        assert " ERROR " not in stage.log, stage.log


def sides(points: Sequence[str]) -> list[str]:
    return [f"{side} {point}" for point in points for side in ("before", "after")]


def named(points: Sequence[str]) -> set[str]:
    return {point.partition(" #")[0] for point in points}


def reached_of(trace: Sequence[str]) -> set[str]:
    return {point.partition(" ")[2] for point in trace} - {""}


async def test_one_is_published_and_known_wherever_the_bot_dies(stage: Stage) -> None:
    keeping = Keeping(stage)
    await keeping.open()
    points = {*named(PUBLICATION), *named(OF_ALL_POSTS)}
    reached = reached_of(await keeping.publish())
    assert points <= reached <= points | MEANWHILE, reached ^ points
    keeping.judge("nothing happened")
    for point in [*sides(PUBLICATION), *sides(OF_ALL_POSTS)[::STRIDE]]:
        await keeping.delete()
        await keeping.publish(point)
        keeping.judge(point)


async def test_an_edit_is_made_once_and_known_wherever_the_bot_dies(stage: Stage) -> None:
    keeping = Keeping(stage)
    await keeping.open()
    await keeping.publish()
    reached = reached_of(await keeping.edit())
    assert set(EDIT) <= reached <= {*EDIT, *MEANWHILE}, reached ^ set(EDIT)
    keeping.judge("nothing happened")
    for point in sides(EDIT):
        await keeping.edit(point)
        keeping.judge(point)
    states = {row[0] for row in stage.query("SELECT state FROM edits")}
    assert states == {"done"}


async def test_an_edit_that_nobody_can_see_is_made_in_the_end(stage: Stage) -> None:
    keeping = Keeping(stage)
    await keeping.open()
    await keeping.publish()
    unseen = Fault(
        method="forwardMessage", kind="refuse", error_code=403, chat_id=stage.author_id, times=-1
    )
    stage.world.faults.add(unseen)
    for point in ("before editMessageText", "after editMessageText"):
        await keeping.edit(point)
        stage.world.faults.clear()
        await keeping.let_pass(15)
        keeping.judge(point)
        stage.world.faults.add(unseen)
