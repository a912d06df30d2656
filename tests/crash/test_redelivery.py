"""An update whose process died is dispatched again: what was done stays done, once."""

import pytest

from bot.domain.publications import PublicationState
from bot.sandbox import Fault
from storage import publications
from tests.newsroom import Newsroom, open_newsroom

TEXT = "Headline\n\nWords of the post #case"


async def redeliver(newsroom: Newsroom, back: int = 1) -> None:
    """Dispatch the last update (or an earlier one) as a restart does."""
    async with newsroom.app.db.transaction() as session:
        await session.execute(
            """
            UPDATE updates SET done_at = NULL, starts = 1
            WHERE id = (SELECT max(id) + 1 - :back FROM updates)
            """,
            {"back": back},
        )
    await newsroom.app.receiving.recover()
    await newsroom.settle()


@pytest.fixture
async def asking(tmp_path):
    """A newsroom that asks about an uncertain post at once, as no evidence can be had."""
    async with open_newsroom(tmp_path, publish_settle_seconds=0) as room:
        room.world.faults.add(
            Fault(method="setMessageReaction", kind="refuse", error_code=403, times=-1)
        )
        room.world.rename(room.channel_id, username="")
        yield room


async def count_posts(newsroom: Newsroom) -> int:
    row = await newsroom.app.db.fetch_one("SELECT count(*) AS n FROM posts")
    assert row is not None
    return int(row["n"])


async def schedule(newsroom: Newsroom, words: str = "in 1 minute") -> None:
    await newsroom.author.send(TEXT)
    await newsroom.author.press("Schedule")
    await newsroom.author.send(words)
    assert newsroom.author.text.startswith("Scheduled")


async def test_a_moment_that_comes_again_is_no_new_draft(newsroom: Newsroom) -> None:
    await schedule(newsroom)
    await redeliver(newsroom)
    assert await count_posts(newsroom) == 1
    assert "Planned" in newsroom.author.text


async def test_a_moment_that_comes_again_moves_nothing(newsroom: Newsroom) -> None:
    await schedule(newsroom)
    newsroom.clock.move(30)
    await redeliver(newsroom)
    (publication,) = await publications.list_in_state(newsroom.app.db, PublicationState.DUE)
    assert (publication.due_at - newsroom.clock.now()).total_seconds() == 30


async def test_a_moment_whose_answer_was_cut_is_answered_and_no_draft(newsroom: Newsroom) -> None:
    await newsroom.author.send(TEXT)
    await newsroom.author.press("Schedule")
    newsroom.world.faults.add(Fault(method="sendMessage", kind="cut"))
    await newsroom.author.send("in 1 minute")
    assert newsroom.author.text.startswith("Scheduled")
    assert await count_posts(newsroom) == 1


async def test_a_cancel_that_comes_again_is_answered_with_cancelled(newsroom: Newsroom) -> None:
    await schedule(newsroom)
    await newsroom.author.press("Cancel")
    await redeliver(newsroom)
    assert newsroom.author.text.startswith("Cancelled")


async def test_a_delete_that_comes_again_is_answered_with_deleted(newsroom: Newsroom) -> None:
    await newsroom.author.send(TEXT)
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    await redeliver(newsroom)
    assert newsroom.author.text.startswith("Deleted")


async def test_a_publish_that_comes_again_says_what_became_of_the_post(newsroom: Newsroom) -> None:
    await newsroom.author.send(TEXT)
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    before = len(newsroom.author.texts)
    await redeliver(newsroom)
    await newsroom.work()
    assert "Published" in newsroom.author.text
    assert len(newsroom.author.texts) == before
    assert len(newsroom.channel) == 1


async def test_a_second_doubt_about_a_post_is_asked_again(asking: Newsroom) -> None:
    asking.world.faults.add(
        Fault(method="sendMessage", kind="cut", chat_id=asking.channel_id, times=2)
    )
    await asking.author.send(TEXT)
    await asking.author.press("Publish now")
    await asking.author.press("Publish")
    await asking.work()
    assert asking.author.buttons() == ["It is published", "Send again"]
    first = asking.author.last.message_id
    await asking.author.press("Send again")
    await asking.work()
    assert asking.author.buttons() == ["It is published", "Send again"]
    assert asking.author.last.message_id > first
    await asking.author.press("Send again")
    await asking.work()
    assert [message.text for message in asking.channel] == [TEXT]


async def test_an_answer_that_comes_again_is_not_taken_for_one_to_the_next_question(
    asking: Newsroom,
) -> None:
    faults = asking.world.faults
    faults.add(Fault(method="sendMessage", kind="cut", chat_id=asking.channel_id))
    faults.add(Fault(method="sendMessage", kind="lost_answer", chat_id=asking.channel_id))
    await asking.author.send(TEXT)
    await asking.author.press("Publish now")
    await asking.author.press("Publish")
    await asking.work()
    await asking.author.press("Send again")
    await asking.work()
    assert [message.text for message in asking.channel] == [TEXT]
    await redeliver(asking)
    await asking.work()
    assert [message.text for message in asking.channel] == [TEXT]
    await asking.author.press("It is published")
    await asking.work()
    assert await publications.list_in_state(asking.app.db, PublicationState.PUBLISHED)


async def test_the_question_about_a_long_post_names_the_message_that_is_meant(
    asking: Newsroom,
) -> None:
    asking.world.faults.add(
        Fault(method="sendMessage", kind="cut", chat_id=asking.channel_id, after=1)
    )
    await asking.author.send("Long\n\n" + " ".join(f"word{n:04}" for n in range(700)))
    await asking.tick(2.1)
    await asking.author.press("Publish now")
    await asking.author.press("Publish")
    await asking.work()
    assert "2 of 2" in asking.author.text
    assert "word0699" not in (asking.channel[-1].text or "")
    await asking.author.press("Send again")
    await asking.work()
    assert len(asking.channel) == 2
    assert "word0699" in (asking.channel[-1].text or "")


async def test_an_update_that_was_done_is_not_done_again_because_the_next_one_died(
    newsroom: Newsroom,
) -> None:
    """Cancel and Schedule wait in one queue; the process dies in the second."""
    undone = []

    async def dies(raw: dict[str, object]) -> None:
        row = await newsroom.app.db.fetch_one(
            "SELECT count(*) AS n FROM updates WHERE done_at IS NULL AND id < :id",
            {"id": raw["update_id"]},
        )
        assert row is not None
        undone.append(row["n"])

    newsroom.app.receiving._dispatch = dies
    message = {"chat": {"id": 1}}
    await newsroom.app.receiving.take(
        [{"update_id": number, "message": message} for number in (10**9, 10**9 + 1)]
    )
    await newsroom.settle()
    assert undone == [0, 0]


async def test_an_error_is_told_though_the_press_is_too_old_to_be_answered(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send(TEXT)
    await newsroom.author.press("Tags")
    await newsroom.author.press("Back")
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    await redeliver(newsroom, back=4)
    assert newsroom.author.text == "This post is no longer there."


async def test_a_zone_whose_answer_was_cut_is_answered_and_no_draft(newsroom: Newsroom) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Zone")
    newsroom.world.faults.add(Fault(method="sendMessage", kind="cut"))
    await newsroom.author.send("Berlin")
    assert "Europe/Berlin" in newsroom.author.text
    assert await count_posts(newsroom) == 0


async def test_an_hour_whose_answer_was_cut_is_answered_and_no_search(newsroom: Newsroom) -> None:
    await newsroom.reader.send("/digest")
    await newsroom.reader.press("Daily")
    await newsroom.reader.press("Time")
    newsroom.world.faults.add(Fault(method="sendMessage", kind="cut"))
    await newsroom.reader.send("9:30")
    assert "It comes daily at 09:30" in newsroom.reader.text


async def test_a_readers_zone_whose_answer_was_cut_is_answered_and_no_search(
    newsroom: Newsroom,
) -> None:
    await newsroom.reader.send("/digest")
    await newsroom.reader.press("Daily")
    await newsroom.reader.press("Zone")
    newsroom.world.faults.add(Fault(method="sendMessage", kind="cut"))
    await newsroom.reader.send("Berlin")
    assert "(Berlin)" in newsroom.reader.text
