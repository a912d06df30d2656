"""Killed at every point of a welcome's message and of the letter of the week, started again.

Nobody gets a message twice, whatever dies; one that may have come is not repeated, but counted.
"""

import asyncio
from dataclasses import dataclass

from bot.sandbox import Fault
from tests.crash.stage import PATIENCE, Stage, words
from tests.crash.walk import Walk

CLAIM, SEND, SETTLE = "Delivering._claim commit", "sendMessage", "Delivering._settle commit"
LOSE = "Delivering._settle_unknown commit"
START_POINTS = (
    "after Receiving.take commit", "before Attributing._count commit",
    "after Attributing._count commit",
)  # fmt: skip
MINUTE, DAY = 60, 24 * 3600
MONDAY_AT_TEN = 5 * DAY - 2 * 3600
"""From the start of the world (a Wednesday, 12:00 in Moscow)."""


@dataclass(frozen=True)
class Death:
    """Where the bot dies, and what becomes of the message: its state, how often it is seen.

    `is_answer_lost`: the message comes, but the bot is not told so.
    """

    point: str
    state: str
    copies: int
    is_answer_lost: bool = False


DEATHS = (
    Death(f"before {CLAIM}", "sent", 1),
    Death(f"after {CLAIM}", "unknown", 0),
    Death(f"before {SEND}", "unknown", 0),
    Death(f"after {SEND}", "unknown", 1),
    Death(f"before {SETTLE}", "unknown", 1),
    Death(f"after {SETTLE}", "sent", 1),
    Death("", "unknown", 1, is_answer_lost=True),
    Death(f"after {SEND}", "unknown", 1, is_answer_lost=True),
    Death(f"before {LOSE}", "unknown", 1, is_answer_lost=True),
    Death(f"after {LOSE}", "unknown", 1, is_answer_lost=True),
)


async def arrange(stage: Stage) -> str:
    """A source whose welcome has three messages, ten minutes apart; the words of its link."""
    await Walk(stage).prepare()
    stage.say("/channels")
    await stage.rest()
    for label in ("Marketing aloud", "Links", "New link"):
        stage.press(label)
        await stage.rest()
    stage.say("Ad at Anna's")
    await stage.rest()
    stage.press("Welcome")
    for text, delay in (("First", "at once"), ("Second", "10 minutes"), ("Third", "20 minutes")):
        await stage.rest()
        stage.press("Add a message")
        for typed in (text, delay):
            await stage.rest()
            stage.say(typed)
    await stage.rest()
    [(token,)] = stage.query("SELECT token FROM subscriber_sources")
    return f"/start ref_{token}"


def come(stage: Stage, name: str, start: str) -> int:
    """Somebody new presses Start."""
    person_id = stage.world.add_person(name, language_code="en").id
    stage.say(start, person_id=person_id)
    return person_id


def got(stage: Stage, person_id: int) -> list[str]:
    """What came of the welcome to a person."""
    texts = [words(message) for message in stage.answers(person_id)]
    return [text for text in texts if text in ("First", "Second", "Third")]


def states(stage: Stage, person_id: int) -> list[object]:
    """What the bot knows of the messages of a welcome, in their order."""
    rows = stage.query(
        """
        SELECT welcome_deliveries.state FROM welcome_deliveries
        JOIN welcomes ON welcomes.id = welcome_id WHERE person_id = :person ORDER BY step_id
        """,
        person=person_id,
    )
    return [state for (state,) in rows]


async def test_a_message_of_a_welcome_comes_once_at_most_wherever_the_bot_dies(
    stage: Stage,
) -> None:
    start = await arrange(stage)
    for point in START_POINTS:
        await _welcome_in_spite_of(stage, point, start)
    came = []
    for number, death in enumerate(DEATHS):
        person_id = come(stage, f"Person {number}", start)
        await stage.rest()
        assert got(stage, person_id) == ["First"], stage.report()
        if death.is_answer_lost:
            stage.world.faults.add(Fault(method=SEND, kind="lost_answer", chat_id=person_id))
        deaths = len(stage.dial.deaths)
        stage.dial.target, stage.dial.fuse = death.point, int(bool(death.point))
        stage.dial.move(10 * MINUTE)
        await stage.rest()
        assert stage.dial.deaths[deaths:] == [death.point] * bool(death.point), stage.report()
        stage.dial.fuse = 0
        stage.world.faults.clear()
        assert got(stage, person_id) == ["First"] + ["Second"] * death.copies, death
        assert states(stage, person_id) == ["sent", death.state], death
        came.append((person_id, death))
        # The series goes on behind what was lost, and nobody else gets anything again.
        stage.dial.move(10 * MINUTE)
        await stage.rest()
    for person_id, death in came:
        expected = ["First", *["Second"] * death.copies, "Third"]
        assert got(stage, person_id) == expected, (death, stage.report())
    for label in ("Back", "Welcome"):
        stage.press(label)
        await stage.rest()
    page = words(stage.answers()[-1])
    lost = [death for death in DEATHS if death.state == "unknown"]
    assert f"not known whether it came: {len(lost)}" in page, page
    assert " ERROR " not in stage.log


async def _welcome_in_spite_of(stage: Stage, point: str, start: str) -> None:
    """Start is pressed, the bot dies at a point, and Start is pressed once more."""
    stage.dial.target, stage.dial.fuse = point, 1
    person_id = come(stage, point, start)
    await stage.rest()
    assert stage.dial.deaths[-1] == point, stage.report()
    stage.say(start, person_id=person_id)
    await stage.rest()
    assert got(stage, person_id) == ["First"], stage.report()
    assert states(stage, person_id) == ["sent"]


def letters(stage: Stage) -> list[str]:
    """The letters of the week that the author sees."""
    texts = [words(message) for message in stage.answers()]
    return [text for text in texts if text.startswith("The week of")]


LETTER_DEATHS = (
    Death("after Delivering._claim commit", "unknown", 0),
    Death(f"after {SEND}", "unknown", 1),
    Death(f"before {LOSE}", "unknown", 1, is_answer_lost=True),
)


async def test_a_letter_of_the_week_comes_once_at_most_wherever_the_bot_dies(
    stage: Stage,
) -> None:
    await Walk(stage).prepare()
    for week, death in enumerate(LETTER_DEATHS):
        stage.world.say(stage.author_id, stage.channel_id, f"A post of the week {week}")
        await stage.rest()
        await stage.kill()
        stage.dial.move(MONDAY_AT_TEN if not week else 7 * DAY)
        if death.is_answer_lost:
            fault = Fault(method=SEND, kind="lost_answer", chat_id=stage.author_id)
            stage.world.faults.add(fault)
        before = len(letters(stage))
        stage.dial.target, stage.dial.fuse = death.point, 1
        await _until_over(stage, week + 1)
        stage.dial.fuse = 0
        stage.world.faults.clear()
        # The next process looks for what is due once more.
        await stage.kill()
        await stage.rest()
        assert stage.dial.deaths[-1] == death.point, stage.report()
        assert len(letters(stage)) - before == death.copies, (death, stage.report())
        [*_, (state,)] = stage.query("SELECT state FROM letters ORDER BY week")
        assert state == death.state, death
    assert " ERROR " not in stage.log


async def _until_over(stage: Stage, weeks: int) -> None:
    """A process looks for letters when it starts: no clock of ours rings for them."""
    over = "SELECT count(*) FROM letters WHERE state <> 'sending'"
    for _ in range(int(PATIENCE / 0.05)):
        await stage.keep_alive()
        if stage.query(over) == [(weeks,)]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(stage.report())
