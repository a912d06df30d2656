"""Ways of a post to its channel: what is typed, what goes wrong, what is seen in the end."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from bot.sandbox import Fault
from tests.crash.stage import Stage, words
from tests.crash.walk import PICTURES, Walk, expected_texts

# The client gives up a call after this, where a scene is about it; Telegram's answer takes longer.
PATIENCE, SLOW = 0.8, 1.2
# Of the call that a server carries out although its connection is gone.
LATE = 0.4
HOURS = 3 * 3600.0
NOBODY_CAN_TELL = Fault(method="setMessageReaction", kind="refuse", error_code=403, times=-1)


# Points come in pairs, before and after. From a press to the answer to it:
PRESS = (
    "Receiving.take commit", "ConversationStorage.set_state commit",
    "ConversationStorage.set_data commit", "Drafting.card_shown commit", "editMessageText",
    "Planning._plan commit", "answerCallbackQuery", "Receiving._flush commit",
)  # fmt: skip
# The three steps of a post around the call that sends it.
STEPS = ("Publishing._claim commit", "Publishing._carry_out commit", "Telling._tell commit")
# A look for evidence; what is found is looked at.
LOOK = ("getUserPersonalChatMessages", "setMessageReaction", "Reconciling._conclude commit")
FOUND = (*LOOK, "forwardMessage", "deleteMessage")
# A process begins.
START = (
    "_migrate commit", "Receiving.recover commit", "forget_old commit", "forget_old_deeds commit",
)  # fmt: skip

# Beside the way: public pages are looked at, when Telegram was heard is noted each minute, and a
# new post is news to who follows its rubrics, which may have moved into others.
ASIDE = frozenset({
    "Looking._plan commit", "Looking.forget_old_versions commit", "Listening.hear commit",
    "Noticing._spread commit", "Moving._step commit", "Restemming._gather commit",
})  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A way to the channel, and the points on it: writes by who makes them, calls by method.

    `points` are those at which the bot is to die (` #2`: when it comes there a second time),
    `passed` those that another scene dies at. `orphans`: it dies in its first call too, and only
    then the points are counted.
    """

    name: str
    write: Callable[[Stage, str], str]
    points: tuple[str, ...]
    fault: dict[str, Any] | None = None
    passed: tuple[str, ...] = PRESS
    is_hidden: bool = False
    is_late: bool = False
    is_pinned: bool = False
    orphans: bool = False
    patience: str = ""
    settle_seconds: int = 0


def text(stage: Stage, title: str) -> str:
    """One message."""
    written = f"{title}\n\nWords #case"
    stage.say(written)
    return written


def album(stage: Stage, title: str) -> str:
    """Three pictures."""
    written = f"{title}\n\n#campaign"
    stage.world.send_album(stage.author_id, stage.bot_id, PICTURES, caption=written)
    return written


def long(stage: Stage, title: str) -> str:
    """A text of two messages."""
    written = f"{title}\n\n#long " + " ".join(f"word{number:04}" for number in range(700))
    stage.say(written)
    return written


class Showing:
    """One scene on one stage, post after post."""

    def __init__(self, stage: Stage, scene: Scene) -> None:
        self.stage = stage
        self.scene = scene
        self.walk = Walk(stage)
        self.expected: list[str] = []
        self._numbers = count(1)

    async def open(self) -> None:
        """A channel with a past, whose evidence is hidden if the scene says so."""
        settle = str(self.scene.settle_seconds)
        self.stage.environment = {"PUBLISH_SETTLE_SECONDS": settle}
        if self.scene.patience:
            self.stage.environment["PATIENCE_SECONDS"] = self.scene.patience
        await self.walk.prepare()
        if self.scene.is_hidden:
            self.stage.world.rename(self.stage.channel_id, username="")

    async def show(self, point: str = "", times: int = 1) -> list[str]:
        """Publish one post, dying where a point is reached so many times; what was reached.

        What the channel shows is judged at its end.
        """
        stage, scene, dial = self.stage, self.scene, self.stage.dial
        title = f"Post {next(self._numbers):03}"
        written = scene.write(stage, title)
        await stage.rest()
        dial.move(2.1)
        await stage.rest()
        if scene.is_pinned:
            for label in ("Options", "Pin: no", "Back"):
                stage.press(label)
                await stage.rest()
        self._trouble()
        if scene.is_late:
            await self._schedule()
        else:
            stage.press("Publish now")
            await stage.rest()
        before = len(dial.trace)
        if scene.orphans:
            await self._die_in_call()
        dial.target, dial.fuse, dial.traces = point, times if point else 0, True
        await self._publish()
        dial.fuse, dial.traces = 0, False
        stage.world.faults.clear()
        self.expected += expected_texts(written)
        self._judge(title)
        return dial.trace[before:]

    def _trouble(self) -> None:
        faults, scene = self.stage.world.faults, self.scene
        if scene.fault:
            faults.add(Fault(**scene.fault, chat_id=self.stage.channel_id))
        if scene.is_hidden:
            faults.add(NOBODY_CAN_TELL)

    async def _schedule(self) -> None:
        stage = self.stage
        stage.press("Schedule")
        await stage.rest()
        stage.say("in 1 minute")
        await stage.rest()
        await stage.kill()
        stage.dial.move(HOURS)

    async def _die_in_call(self) -> None:
        stage, dial = self.stage, self.stage.dial
        deaths = len(dial.deaths)
        dial.target, dial.fuse = "before sendMessage", 1
        self.walk._press_sure()
        async with asyncio.timeout(20):
            while len(dial.deaths) == deaths:
                await asyncio.sleep(0.01)
        await stage.kill()

    async def _publish(self) -> None:
        stage, scene = self.stage, self.scene
        if scene.is_late:
            await stage.rest()
            stage.press("Publish now")
            await stage.rest()
        if not scene.orphans:
            self.walk._press_sure()
        await self._settle()
        if stage.query("SELECT 1 FROM publications WHERE state = 'failed'"):
            # A refused post is a draft again.
            stage.press("Publish now")
            await stage.rest()
            self.walk._press_sure()
            await self._settle()

    async def _settle(self) -> None:
        """Answer what is asked, and let time pass until the post is out, or refused."""
        stage, walk = self.stage, self.walk
        for _ in range(8):
            if self.scene.settle_seconds and await self._wait_out_doubt():
                continue
            await stage.rest()
            if asked := walk._questions() - walk.answered:
                walk.answer_questions()
            states = {row[0] for row in stage.query("SELECT state FROM publications")}
            if not asked and not states & {"due", "sending", "uncertain"}:
                return
            # Of a call that comes late, and of the limiter's hold, in real time.
            await asyncio.sleep(0.3)
            stage.dial.move(15)
        raise AssertionError(f"it never comes to an end\n{stage.report()}")

    async def _wait_out_doubt(self) -> bool:
        """The call may still be carried out: nobody judges before. False: nothing is in doubt."""
        stage = self.stage
        doubts = "SELECT 1 FROM publications WHERE state = 'uncertain'"
        is_doubted = await stage.until(lambda: bool(stage.query(doubts)), "doubt")
        if is_doubted:
            await asyncio.sleep(2 * LATE)
            stage.dial.move(self.scene.settle_seconds + 1)
        return is_doubted

    def _judge(self, title: str) -> None:
        stage = self.stage
        assert self.walk.channel_texts() == self.expected, stage.report()
        groups = [m.media_group_id for m in stage.channel() if m.photo]
        whole = [group for group in dict.fromkeys(groups) for _ in PICTURES]
        assert groups == whole, stage.report()
        states = {row[0] for row in stage.query("SELECT state FROM publications")}
        assert states == {"published"}, stage.report()
        told = [m for m in stage.answers() if title in words(m) and "Published" in words(m)]
        assert len(told) == 1 or self.walk.questions, stage.report()
        assert " ERROR " not in stage.log, stage.log


_MESSAGE, _ALBUM = ("sendMessage", *STEPS), ("sendMediaGroup", *STEPS)


def _failing(method: str, kind: str, **more: float) -> dict[str, Any]:
    return {"method": method, "kind": kind, **more}


SCENES: list[Scene] = [
    Scene("an album", album, (*PRESS, *_ALBUM), passed=()),
    Scene("a long post", long, (
        "Publishing._claim commit #2", "sendMessage #2", "Publishing._carry_out commit #2",
        "Telling._tell commit",
    )),
    Scene("a pinned post", text, (
        *_MESSAGE, "getChat", "pinChatMessage", "PinOrders._carry_out commit",
        "Tracking.note_message commit", "Pinning.take_pin commit",
    ), is_pinned=True),
    Scene("late by hours", text, (
        *START, "Publishing._judge_late commit", *_MESSAGE,
    ), is_late=True),
    Scene("a death in the call", text, (
        *START, "Publishing._find_orphans commit", *LOOK, *_MESSAGE,
    ), passed=(*PRESS, "Revising.note_shown commit"), orphans=True),
    Scene("a lost answer", album, (*_ALBUM, *FOUND), _failing("sendMediaGroup", "lost_answer")),
    Scene("a cut connection", long, (*_MESSAGE, *LOOK), _failing("sendMessage", "cut", after=1)),
    Scene("a 502 with HTML", text, (*_MESSAGE, *LOOK), _failing("sendMessage", "bad_gateway")),
    Scene("a 502 after the work", text, (*_MESSAGE, *FOUND),
          _failing("sendMessage", "bad_gateway_done")),
    Scene("a restart", album, (*_ALBUM, *LOOK), _failing("sendMediaGroup", "restart")),
    Scene("a restart after the work", text, (*_MESSAGE, *FOUND),
          _failing("sendMessage", "restart_done")),
    Scene("an answer beyond patience", album, (*_ALBUM, *FOUND),
          _failing("sendMediaGroup", "slow", seconds=SLOW), patience=str(PATIENCE)),
    Scene("a call carried out late", text, (*_MESSAGE, *FOUND),
          _failing("sendMessage", "late", seconds=LATE), settle_seconds=30),
    Scene("a 429", text, _MESSAGE, _failing("sendMessage", "too_many", retry_after=1)),
    Scene("a refusal", text, _MESSAGE, _failing("sendMessage", "refuse")),
    Scene("what nobody can tell", album, (
        *_ALBUM, *LOOK, "sendMessage", "Publishing.answer commit",
    ), _failing("sendMediaGroup", "lost_answer"), is_hidden=True),
]  # fmt: skip
