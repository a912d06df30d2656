"""Killed at every point between a publication and the notice of it, started again.

Nobody is told of a post twice, whatever dies; what may have come is not repeated, but counted.
"""

from dataclasses import dataclass

from bot.sandbox import Fault
from tests.crash.stage import Stage, words
from tests.crash.walk import Walk

NOTE, SPREAD = "Tracking.take_post commit", "Noticing._spread commit"
CLAIM, SEND, SETTLE = "Delivering._claim commit", "sendMessage", "Delivering._settle commit"
LOSE = "Delivering._settle_unknown commit"


@dataclass(frozen=True)
class Death:
    """Where the bot dies, and what becomes of the notice: its state, how often it is seen.

    `is_answer_lost`: the notice comes, but the bot is not told so.
    """

    point: str
    state: str
    copies: int
    is_answer_lost: bool = False


DEATHS = (
    Death(f"before {NOTE}", "sent", 1),
    Death(f"after {NOTE}", "sent", 1),
    Death(f"before {SPREAD}", "sent", 1),
    Death(f"after {SPREAD}", "sent", 1),
    Death(f"before {CLAIM}", "sent", 1),
    Death(f"after {CLAIM}", "unknown", 0),
    Death(f"before {SEND}", "unknown", 0),
    Death(f"after {SEND}", "unknown", 1),
    Death(f"before {SETTLE}", "unknown", 1),
    Death(f"after {SETTLE}", "sent", 1),
    Death("", "unknown", 1, is_answer_lost=True),
    Death(f"before {LOSE}", "unknown", 1, is_answer_lost=True),
    Death(f"after {LOSE}", "unknown", 1, is_answer_lost=True),
)


async def follow(stage: Stage, number: int) -> int:
    """Somebody new follows a rubric of their own, and wants its news at once."""
    stage.world.say(stage.author_id, stage.channel_id, f"Old\n#case{number}")
    await stage.rest()
    person_id = stage.world.add_person(f"Person {number}", language_code="en").id
    stage.say(f"/start tag_case{number}", person_id=person_id)
    await stage.rest()
    stage.press("Follow", person_id=person_id)
    await stage.rest()
    stage.say("/tags", person_id=person_id)
    for label in ("My rubrics", "At once"):
        await stage.rest()
        stage.press(label, person_id=person_id)
    await stage.rest()
    return person_id


def got(stage: Stage, person_id: int) -> list[str]:
    """The notices that a person sees."""
    texts = [words(message) for message in stage.answers(person_id)]
    return [text for text in texts if text.startswith("New in")]


def states(stage: Stage, person_id: int) -> list[object]:
    """What the bot knows of the notices of a person, in their order."""
    rows = stage.query(
        """
        SELECT notices.state FROM notices JOIN alerts ON alerts.id = alert_id
        WHERE person_id = :person ORDER BY until_id
        """,
        person=person_id,
    )
    return [state for (state,) in rows]


async def test_nobody_is_told_of_a_post_twice_wherever_the_bot_dies(stage: Stage) -> None:
    await Walk(stage).prepare()
    people = []
    for number, death in enumerate(DEATHS):
        person_id = await follow(stage, number)
        if death.is_answer_lost:
            stage.world.faults.add(Fault(method=SEND, kind="lost_answer", chat_id=person_id))
        deaths = len(stage.dial.deaths)
        stage.dial.target, stage.dial.fuse = death.point, int(bool(death.point))
        stage.world.say(stage.author_id, stage.channel_id, f"First\n#case{number}")
        await stage.rest()
        assert stage.dial.deaths[deaths:] == [death.point] * bool(death.point), stage.report()
        stage.dial.fuse = 0
        stage.world.faults.clear()
        assert len(got(stage, person_id)) == death.copies, (death, stage.report())
        assert states(stage, person_id) == [death.state], death
        people.append((person_id, death))
    # An hour later what is new is told as ever, and nothing of before again.
    stage.dial.move(3600)
    stage.world.say(
        stage.author_id, stage.channel_id,
        "Second\n" + " ".join(f"#case{number}" for number in range(len(DEATHS))),
    )  # fmt: skip
    await stage.rest()
    for person_id, death in people:
        notices = got(stage, person_id)
        assert len(notices) == death.copies + 1, (death, stage.report())
        assert "Second" in notices[-1]
        assert "First" not in notices[-1]
    assert " ERROR " not in stage.log
