"""Killed at every point between the owner's press and the end of an announcement, started again.

Nobody gets an announcement twice, whatever dies; what may have come is not repeated, but counted.
"""

import fnmatch
from dataclasses import dataclass

from bot.sandbox import Fault
from tests.crash.stage import Stage, words
from tests.crash.walk import Walk

CONFIRM = "Addressing.confirm commit"
CLAIM, SEND = "Delivering._claim commit", "sendMessage"
# An answer is written by itself, or with the next claim when there is room before: the second one.
SETTLE = "Delivering._* commit"
LOSE, END = "Delivering._settle_unknown commit", "Announcing._end commit"


@dataclass(frozen=True)
class Death:
    """Where the bot dies, and what becomes of the announcement: its state, how often it is seen.

    `is_answer_lost`: it comes, but the bot is not told so. `times` counts the visits.
    `may_be_early`: on a busy machine the visit is the next claim, written before the answer came;
    then it is in doubt, and may be on its way.
    """

    point: str
    state: str
    copies: int
    is_answer_lost: bool = False
    times: int = 1
    may_be_early: bool = False


DEATHS = (
    Death(f"before {CONFIRM}", "sent", 1),
    Death(f"after {CONFIRM}", "sent", 1),
    Death(f"before {CLAIM}", "sent", 1),
    Death(f"after {CLAIM}", "unknown", 0),
    Death(f"before {SEND}", "unknown", 0),
    Death(f"after {SEND}", "unknown", 1),
    Death(f"before {SETTLE}", "unknown", 1, times=2, may_be_early=True),
    Death(f"after {SETTLE}", "sent", 1, times=2, may_be_early=True),
    Death(f"before {END}", "sent", 1),
    Death(f"after {END}", "sent", 1),
    Death("", "unknown", 1, is_answer_lost=True),
    Death(f"before {LOSE}", "unknown", 1, is_answer_lost=True),
    Death(f"after {LOSE}", "unknown", 1, is_answer_lost=True),
)


async def press(stage: Stage, *labels: str) -> None:
    """The owner presses one button after the other."""
    for label in labels:
        stage.press(label)
        await stage.rest()


async def write(stage: Stage, text: str) -> None:
    """The owner writes an announcement, up to the last question."""
    stage.dial.move(30)
    stage.say("/channels")
    await stage.rest()
    await press(stage, "Marketing aloud", "Announcement")
    stage.say(text)
    await stage.rest()
    await press(stage, "Send to")


async def allow_any_number(stage: Stage) -> None:
    """The owner lets as many go in a day as there are."""
    stage.say("/channels")
    await stage.rest()
    await press(stage, "Marketing aloud", "Sendings", "Announcements a day", "As many as I like")


def outcome(stage: Stage, text: str) -> list[tuple[object, ...]]:
    """What the bot knows of an announcement: of its reader, and of its run."""
    return stage.query(
        """
        SELECT delivery.state, runs.state, runs.sent, runs.unknown, runs.total
        FROM announcements JOIN runs ON runs.id = run_id
        LEFT JOIN announcement_deliveries AS delivery ON announcement_id = announcements.id
        WHERE text = :text
        """,
        text=text,
    )


async def test_nobody_gets_an_announcement_twice_wherever_the_bot_dies(stage: Stage) -> None:
    await Walk(stage).prepare()
    await allow_any_number(stage)
    for number, death in enumerate(DEATHS):
        text = f"Announcement {number}"
        await write(stage, text)
        if death.is_answer_lost:
            fault = Fault(method=SEND, kind="lost_answer", chat_id=stage.reader_id)
            stage.world.faults.add(fault)
        deaths = len(stage.dial.deaths)
        stage.dial.target, stage.dial.fuse = death.point, death.times * bool(death.point)
        stage.press("Send to")
        await stage.rest()
        died = stage.dial.deaths[deaths:]
        assert len(died) == bool(death.point), stage.report()
        assert fnmatch.filter(died, death.point) == died, stage.report()
        stage.dial.fuse = 0
        stage.world.faults.clear()
        got = [words(message) for message in stage.answers(stage.reader_id)]
        is_sent = int(death.state == "sent")
        accepted = [([(death.state, "done", is_sent, 1 - is_sent, 1)], death.copies)]
        if death.may_be_early:
            accepted += [([("unknown", "done", 0, 1, 1)], copies) for copies in (0, 1)]
        found = outcome(stage, text), got.count(text)
        assert found in accepted, (death, found, stage.report())
    assert " ERROR " not in stage.log
