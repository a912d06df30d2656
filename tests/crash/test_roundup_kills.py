"""Killed at every point of making, planning and telling of the channel's own digest.

One draft a period, once in the channel, and its author hears of it: again rather than never.
"""

from tests.crash.stage import Stage, words
from tests.crash.walk import Walk

TITLE = "Best of the week"
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
# The world begins on a Wednesday, 12:00 in Moscow: till Thursday, 10:00, an hour ahead.
FIRST = 21 * HOUR
POINTS = (
    "before Compiling._make_due commit", "after Compiling._make_due commit",
    "before Planning._plan commit", "after Planning._plan commit",
    "before sendMessage", "after sendMessage", "after sendMessage #2",
    "before Drafting.card_shown commit", "after Drafting.card_shown commit",
    "before Compiling.tell_due commit", "after Compiling.tell_due commit",
    "after Compiling.tell_due commit #2",
)  # fmt: skip


async def arrange(stage: Stage) -> None:
    """A channel whose digest goes out by itself on Thursdays at 10:00."""
    await Walk(stage).prepare()
    stage.say("/channels")
    await stage.rest()
    for label in (
        "Marketing aloud", "Digest of the channel", "Weekly", "Thu", "Publish by itself",
    ):  # fmt: skip
        stage.press(label)
        await stage.rest()
    assert "on Thursday at 10:00" in words(stage.answers()[-1])
    assert "goes out by itself" in words(stage.answers()[-1])


def in_channel(stage: Stage) -> list[str]:
    """Digests that are out."""
    return [text for text in map(words, stage.channel()) if text.startswith(TITLE)]


def told(stage: Stage, beginning: str) -> int:
    """How many messages to the author begin so."""
    return sum(words(message).startswith(beginning) for message in stage.answers())


async def test_a_digest_comes_once_and_its_author_hears_of_it_wherever_the_bot_dies(
    stage: Stage,
) -> None:
    await arrange(stage)
    for week, point in enumerate(POINTS, start=1):
        for number in range(2):
            stage.world.say(stage.author_id, stage.channel_id, f"Week {week}, post {number}")
        await stage.rest()
        drafts = told(stage, "Digest of “Marketing aloud”. It goes out by itself")
        numbers = told(stage, "The numbers behind the choice")
        name, _, times = point.partition(" #")
        stage.dial.target, stage.dial.fuse = name, int(times or 1)
        stage.dial.move(FIRST if week == 1 else 7 * DAY - HOUR - 10 * MINUTE)
        await stage.rest()
        stage.dial.move(3)
        await stage.rest()
        stage.dial.fuse = 0
        assert stage.dial.deaths[week - 1 :] == [name], (point, stage.report())
        # A call whose answer was lost is tried again a minute later at the most.
        stage.dial.move(2 * MINUTE)
        await stage.rest()
        stage.dial.move(3)
        await stage.rest()
        assert told(stage, "Digest of “Marketing aloud”. It goes out by itself") > drafts, point
        assert told(stage, "The numbers behind the choice") > numbers, point
        assert len(in_channel(stage)) == week - 1, (point, stage.report())
        stage.dial.move(HOUR + 8 * MINUTE)
        await stage.rest()
        assert len(in_channel(stage)) == week, (point, stage.report())
        made = stage.query("SELECT count(*), count(post_id) FROM roundup_issues")
        assert made == [(week, week)], point
        drafts_made = stage.query(
            "SELECT count(*) FROM posts WHERE title LIKE :title", title=f"{TITLE}%"
        )
        assert drafts_made == [(week,)], point
    assert " ERROR " not in stage.log
