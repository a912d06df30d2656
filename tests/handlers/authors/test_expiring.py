"""Auto-delete and Auto-unpin: set before a post is out or after, carried out once, and told."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.expiries import Ending, ExpiryState
from bot.sandbox import Fault
from storage import expiries, posts
from tests.handlers.authors.desk import open_post, publish, publish_draft
from tests.newsroom import Newsroom

POST = "Packaging of the day #case"
HOUR, DAY = 3600, 24 * 3600


async def draft(newsroom: Newsroom, *, delete: str = "", unpin: str = "") -> None:
    """A draft with ends that are chosen by their buttons, back on its card."""
    await newsroom.author.send(POST)
    await newsroom.author.press("Options")
    if unpin:
        await newsroom.author.press("Pin: no")
        await newsroom.author.press("Auto-unpin")
        await newsroom.author.press(unpin)
    if delete:
        await newsroom.author.press("Auto-delete")
        await newsroom.author.press(delete)
    await newsroom.author.press("Back")


def words(newsroom: Newsroom) -> list[str]:
    """What the channel shows, events left out."""
    return [message.text for message in newsroom.channel if message.text]


async def state(newsroom: Newsroom, ending: Ending, post_id: int = 1) -> ExpiryState | None:
    expiry = await expiries.get_expiry(newsroom.app.db, post_id, ending)
    return expiry.state if expiry else None


def told(newsroom: Newsroom, beginning: str) -> list[str]:
    return [text for text in newsroom.author.texts if text.startswith(beginning)]


async def pinned(newsroom: Newsroom) -> bool:
    """Whether anything is pinned in the channel."""
    chat = await newsroom.app.bot.get_chat(newsroom.channel_id)
    return chat.pinned_message is not None


async def test_a_post_is_deleted_when_its_time_is_up_and_its_author_is_told_once(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, delete="24 h")
    assert "Will be deleted 24 h after publication" in newsroom.author.text
    await publish_draft(newsroom)
    assert newsroom.author.text.startswith("Published")
    assert "Will be deleted: Thu, 19 Nov 2026" in newsroom.author.text
    await newsroom.tick(DAY - 60)
    assert words(newsroom) == [POST]
    await newsroom.tick(61)
    await newsroom.tick(5)
    assert words(newsroom) == []
    (notice,) = told(newsroom, "Deleted: Packaging of the day")
    assert "Its time was up" in notice
    assert "late" not in notice
    await newsroom.tick(DAY)
    assert len(told(newsroom, "Deleted")) == 1
    await newsroom.reader.send("packaging")
    assert "Packaging of the day" not in newsroom.reader.text
    assert not newsroom.world.refusals


async def test_other_posts_stay(newsroom: Newsroom) -> None:
    await draft(newsroom)
    await publish_draft(newsroom)
    await newsroom.tick(3 * DAY)
    assert words(newsroom) == [POST]
    assert await state(newsroom, Ending.DELETE) is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("in 3 hours", "3 h"), ("90 min", "1 h 30 min"), ("2 часа", "2 h"), ("1 day", "24 h")],
)
async def test_a_term_is_typed(newsroom: Newsroom, typed: str, shown: str) -> None:
    await newsroom.author.send(POST)
    await newsroom.author.press("Options")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.send(typed)
    assert f"Auto-delete: after {shown}" in newsroom.author.buttons()
    await newsroom.author.press("Auto-delete")
    await newsroom.author.send("never")
    assert "Auto-delete: never" in newsroom.author.buttons()


async def test_a_term_that_cannot_be_kept_is_refused_and_asked_for_again(
    newsroom: Newsroom,
) -> None:
    await newsroom.author.send(POST)
    await newsroom.author.press("Options")
    await newsroom.author.press("Auto-delete")
    assert "47 hours at most" in newsroom.author.text
    await newsroom.author.send("3 days")
    assert "At most 47 hours" in newsroom.author.text
    await newsroom.author.send("when it suits")
    assert "did not understand" in newsroom.author.text
    await newsroom.author.send("5 hours")
    assert "Auto-delete: after 5 h" in newsroom.author.buttons()


async def test_what_is_typed_behind_the_page_is_a_draft_again(newsroom: Newsroom) -> None:
    await newsroom.author.send(POST)
    await newsroom.author.press("Options")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("Back")
    await newsroom.author.send("Another post #case")
    assert "Another post" in newsroom.author.text
    assert "Auto-delete: never" not in newsroom.author.buttons()


async def test_a_planned_post_shows_the_moment_of_its_end(newsroom: Newsroom) -> None:
    await draft(newsroom, delete="6 h")
    await newsroom.author.press("Schedule")
    await newsroom.author.send("tomorrow at 10:00")
    assert "Will be deleted: Thu, 19 Nov 2026, 16:00" in newsroom.author.text
    await newsroom.author.send("/plan")
    assert "🗑 6 h" in newsroom.author.text
    await newsroom.author.press("Packaging")
    assert "Will be deleted: Thu, 19 Nov 2026, 16:00" in newsroom.author.text


async def test_the_page_of_a_published_post_shows_its_end_and_keeps_the_post(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, delete="24 h")
    await publish_draft(newsroom)
    await open_post(newsroom, "Packaging")
    assert "Will be deleted: Thu, 19 Nov 2026" in newsroom.author.text
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("Keep the post")
    assert newsroom.author.text.startswith("Kept")
    assert "Will be deleted" not in newsroom.author.text
    await newsroom.tick(2 * DAY)
    assert words(newsroom) == [POST]
    assert told(newsroom, "Deleted") == []


async def test_an_end_is_set_moved_and_typed_after_publication(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await newsroom.tick(40 * HOUR)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Auto-delete")
    assert [label.partition(" · ")[0] for label in newsroom.author.buttons()] == [
        "in 1 h", "in 6 h", "Back",
    ]  # fmt: skip
    await newsroom.author.press("in 6 h")
    assert "Will be deleted" in newsroom.author.text
    await newsroom.author.press("Auto-delete")
    await newsroom.author.send("in 8 hours")
    assert "At most 47 hours" in newsroom.author.text
    await newsroom.author.send("in 2 hours")
    assert newsroom.author.text.startswith("Set")
    await newsroom.tick(2 * HOUR - 60)
    assert words(newsroom) == [POST]
    await newsroom.tick(61)
    await newsroom.tick(5)
    assert words(newsroom) == []


async def test_a_post_that_is_too_old_is_not_promised_to_be_deleted(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await newsroom.tick(3 * DAY)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Auto-delete")
    assert "too old" in newsroom.author.text
    assert newsroom.author.buttons() == ["Back"]
    await newsroom.author.send("in an hour")
    assert "At most 47 hours" in newsroom.author.text


async def test_an_end_lives_in_the_transaction_that_publishes(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it cannot be stored, neither is the publication: a restart finds both or none."""

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    await draft(newsroom, delete="1 h")
    with monkeypatch.context() as patch:
        patch.setattr(expiries, "put", broken)
        await publish_draft(newsroom)
        post = await posts.get_post(newsroom.app.db, 1)
        assert post
        assert post.published_at is None
    for _ in range(8):
        await newsroom.tick(10)
    assert await state(newsroom, Ending.DELETE) is ExpiryState.WAITING
    await newsroom.tick(HOUR)
    await newsroom.tick(5)
    assert words(newsroom) == []


async def test_a_post_that_may_not_be_out_has_no_end_until_its_author_says_it_is(
    newsroom: Newsroom,
) -> None:
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "An earlier post")
    newsroom.world.protect(newsroom.channel_id)
    newsroom.world.rename(newsroom.channel_id, username="")
    await newsroom.settle()
    await draft(newsroom, delete="1 h")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="lost_answer", chat_id=newsroom.channel_id)
    )
    await publish_draft(newsroom)
    for _ in range(4):
        await newsroom.tick(HOUR)
    assert words(newsroom) == ["An earlier post", POST]
    assert await state(newsroom, Ending.DELETE, 2) is None
    await newsroom.author.press("It is published")
    await newsroom.work()
    assert await state(newsroom, Ending.DELETE, 2) is ExpiryState.WAITING
    expiry = await expiries.get_expiry(newsroom.app.db, 2, Ending.DELETE)
    post = await posts.get_post(newsroom.app.db, 2)
    assert expiry
    assert post
    assert post.published_at
    assert expiry.ends_at == post.published_at + timedelta(hours=1)


async def test_a_post_whose_answer_was_lost_is_not_promised_longer_than_it_can_be_deleted(
    newsroom: Newsroom,
) -> None:
    """Telegram counts its 48 hours from the sending, the author's answer came 20 hours later."""
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "An earlier post")
    newsroom.world.protect(newsroom.channel_id)
    newsroom.world.rename(newsroom.channel_id, username="")
    await newsroom.settle()
    await draft(newsroom, delete="47 h")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="lost_answer", chat_id=newsroom.channel_id)
    )
    await publish_draft(newsroom)
    await newsroom.tick(20 * HOUR)
    await newsroom.author.press("It is published")
    await newsroom.tick(27 * HOUR - 60)
    assert words(newsroom) == ["An earlier post", POST]
    await newsroom.tick(61)
    await newsroom.tick(5)
    assert words(newsroom) == ["An earlier post"]
    assert "deleteMessages" not in {call.method for call in newsroom.world.refusals}


async def test_a_post_that_was_sent_again_stays_its_whole_time(newsroom: Newsroom) -> None:
    """Days after the first attempt, which did not arrive: its age is not that of the post."""
    await draft(newsroom, delete="24 h")
    newsroom.world.faults.add(Fault(method="sendMessage", kind="cut", chat_id=newsroom.channel_id))
    await publish_draft(newsroom)
    await newsroom.tick(61)
    await newsroom.tick(3 * DAY)
    assert words(newsroom) == []
    await newsroom.author.press("Send again")
    await newsroom.work()
    await newsroom.tick(DAY - 60)
    assert words(newsroom) == [POST]
    await newsroom.tick(61)
    await newsroom.tick(5)
    assert words(newsroom) == []


async def test_a_post_whose_rest_went_out_days_later_is_not_deleted_at_once(
    newsroom: Newsroom,
) -> None:
    """Its first part cannot be deleted by then: what was promised is its time, not an end."""
    await newsroom.author.send_media("photo", caption=POST)
    await newsroom.author.press("Options")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("24 h")
    await newsroom.author.press("Back")
    await newsroom.author.press("Text")
    await newsroom.author.send(f"{POST} " + "word " * 300)
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="refuse", chat_id=newsroom.channel_id)
    )
    await publish_draft(newsroom)
    assert len(newsroom.channel) == 1
    await newsroom.tick(3 * DAY)
    await publish_draft(newsroom)
    assert len(newsroom.channel) == 2
    await newsroom.tick(DAY - 60)
    assert len(newsroom.channel) == 2
    assert await state(newsroom, Ending.DELETE) is ExpiryState.WAITING


async def test_an_end_that_an_outage_held_up_is_made_good_and_said_to_be_late(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, delete="1 h")
    await publish_draft(newsroom)
    await newsroom.tick(10 * HOUR)
    await newsroom.tick(5)
    assert words(newsroom) == []
    (notice,) = told(newsroom, "Deleted")
    assert "got to it late" in notice


async def test_beyond_48_hours_a_stub_stands_there_and_the_author_is_told(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, delete="24 h")
    await publish_draft(newsroom)
    await newsroom.tick(3 * DAY)
    await newsroom.tick(5)
    assert words(newsroom) == ["This post was withdrawn."]
    (notice,) = told(newsroom, "Deleted")
    assert "This post was withdrawn." in notice
    assert "got to it late" in notice
    assert not newsroom.world.refusals


async def test_what_telegram_does_not_delete_is_told_once_with_the_reason(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, delete="1 h")
    await publish_draft(newsroom)
    newsroom.world.faults.add(
        Fault(
            method="deleteMessages", kind="refuse", times=-1,
            description="Bad Request: message can't be deleted",
        )
    )  # fmt: skip
    for _ in range(4):
        await newsroom.tick(HOUR)
    notices = [text for text in newsroom.author.texts if "Not deleted" in text]
    assert len(notices) == 1
    assert "Delete it by hand" in notices[0]
    assert "Its time was up" in notices[0]
    assert words(newsroom) == [POST]
    newsroom.world.faults.clear()
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    await newsroom.work()
    assert told(newsroom, "Deleted") == ["Deleted: Packaging of the day"]


async def test_a_post_that_is_gone_from_the_channel_already_is_no_error(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, delete="1 h", unpin="1 h")
    await publish_draft(newsroom)
    await newsroom.work()
    message = newsroom.channel[0]
    newsroom.world.delete(newsroom.author.id, newsroom.channel_id, message.message_id)
    await newsroom.tick(HOUR + 1)
    await newsroom.tick(5)
    assert len(told(newsroom, "Deleted")) == 1
    assert not [text for text in newsroom.author.texts if "Not " in text]


async def test_a_post_deleted_here_before_its_end_is_told_of_once(newsroom: Newsroom) -> None:
    await draft(newsroom, delete="1 h")
    await publish_draft(newsroom)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    await newsroom.work()
    await newsroom.tick(2 * HOUR)
    await newsroom.tick(5)
    assert len(told(newsroom, "Deleted")) == 1
    assert "time was up" not in told(newsroom, "Deleted")[0]
    assert await state(newsroom, Ending.DELETE) is ExpiryState.DROPPED


async def test_an_end_waits_for_an_edit_on_its_way_but_not_for_ever(newsroom: Newsroom) -> None:
    await draft(newsroom, delete="1 h")
    await publish_draft(newsroom)
    await newsroom.tick(HOUR - 60)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Edit")
    await newsroom.author.send("Wrapping of the day #case")
    newsroom.world.faults.add(
        Fault(
            method="editMessageText", kind="too_many", chat_id=newsroom.channel_id,
            retry_after=100, times=-1,
        )
    )  # fmt: skip
    await newsroom.author.press("Save")
    await newsroom.tick(61)
    assert words(newsroom) == [POST]
    assert await state(newsroom, Ending.DELETE) is ExpiryState.WAITING
    for _ in range(4):
        await newsroom.tick(120)
    assert words(newsroom) == [POST]
    await newsroom.tick(120)
    await newsroom.tick(5)
    assert words(newsroom) == []
    assert len(told(newsroom, "Deleted")) == 1


async def test_a_pin_ends_and_the_post_stays(newsroom: Newsroom) -> None:
    await draft(newsroom, unpin="7 d")
    assert "Will be unpinned 7 d after publication" in newsroom.author.text
    await publish_draft(newsroom)
    await newsroom.work()
    assert await pinned(newsroom)
    await newsroom.tick(7 * DAY - 60)
    assert await pinned(newsroom)
    await newsroom.tick(61)
    assert not await pinned(newsroom)
    await newsroom.tick(DAY)
    (notice,) = told(newsroom, "Unpinned: Packaging of the day")
    assert "Its time was up" in notice
    await open_post(newsroom, "Packaging")
    assert "Pin" in newsroom.author.buttons()
    assert words(newsroom) == [POST]


async def test_a_post_unpinned_by_its_author_has_no_pin_to_end(newsroom: Newsroom) -> None:
    await draft(newsroom, unpin="1 h")
    await publish_draft(newsroom)
    await newsroom.work()
    await open_post(newsroom, "Packaging")
    assert "Will be unpinned" in newsroom.author.text
    await newsroom.author.press("Unpin")
    assert "Will be unpinned" not in newsroom.author.text
    await newsroom.author.press("Pin")
    await newsroom.tick(2 * HOUR)
    assert await pinned(newsroom)
    assert told(newsroom, "Unpinned: ") == []


async def test_what_was_unpinned_by_hand_is_not_pinned_again(newsroom: Newsroom) -> None:
    """The answer to the pin was lost, so that its order still waits."""
    await draft(newsroom, unpin="1 h")
    newsroom.world.faults.add(Fault(method="pinChatMessage", kind="lost_answer"))
    await publish_draft(newsroom)
    await newsroom.work()
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Unpin")
    await newsroom.tick(10)
    await newsroom.tick(10)
    assert not await pinned(newsroom)


@pytest.mark.parametrize("is_refused", [False, True])
async def test_a_post_is_not_pinned_beside_or_behind_the_end_of_its_pin(
    newsroom: Newsroom, is_refused: bool
) -> None:
    """Both are due after an outage, and the jobs begin at once."""
    await draft(newsroom, unpin="1 h")
    newsroom.world.faults.add(Fault(method="pinChatMessage", kind="too_many", retry_after=60))
    await publish_draft(newsroom)
    await newsroom.work()
    newsroom.world.faults.add(Fault(method="getChat", kind="slow", seconds=0.5))
    if is_refused:
        newsroom.world.faults.add(Fault(method="unpinChatMessage", kind="refuse"))
    newsroom.clock.move(HOUR + 1)
    jobs = newsroom.app.jobs
    await asyncio.gather(jobs.run("pins"), jobs.run("expiries"))
    newsroom.world.faults.clear()
    await newsroom.tick(1)
    await newsroom.tick(60)
    assert not await pinned(newsroom)
    assert len(told(newsroom, "Not unpinned" if is_refused else "Unpinned")) == 1


@pytest.mark.parametrize("kind", ["lost_answer", "cut", "bad_gateway", "restart"])
async def test_a_lost_answer_to_an_unpin_is_asked_for_again(newsroom: Newsroom, kind: str) -> None:
    await draft(newsroom, unpin="1 h")
    await publish_draft(newsroom)
    await newsroom.work()
    newsroom.world.faults.add(Fault(method="unpinChatMessage", kind=kind))  # type: ignore[arg-type]
    await newsroom.tick(HOUR + 1)
    await newsroom.tick(10)
    await newsroom.tick(10)
    assert not await pinned(newsroom)
    assert len(told(newsroom, "Unpinned: ")) == 1


async def test_an_unpin_that_telegram_refuses_is_told_once(newsroom: Newsroom) -> None:
    await draft(newsroom, unpin="1 h")
    await publish_draft(newsroom)
    await newsroom.work()
    newsroom.world.faults.add(
        Fault(
            method="unpinChatMessage", kind="refuse", times=-1,
            description="Bad Request: not enough rights to manage pinned messages in the chat",
        )
    )  # fmt: skip
    for _ in range(3):
        await newsroom.tick(HOUR + 1)
    (notice,) = told(newsroom, "Not unpinned")
    assert "rights" in notice
    assert await state(newsroom, Ending.UNPIN) is ExpiryState.REFUSED


async def test_whoever_cannot_be_told_of_an_unpin_is_not_tried_each_second(
    newsroom: Newsroom,
) -> None:
    await draft(newsroom, unpin="1 h")
    await publish_draft(newsroom)
    await newsroom.work()
    fault = newsroom.world.faults.add(
        Fault(method="sendMessage", kind="refuse", chat_id=newsroom.author.id, times=-1)
    )
    await newsroom.tick(HOUR + 1)
    for _ in range(10):
        await newsroom.tick(1)
    assert fault.hits == 1
    newsroom.world.faults.clear()
    await newsroom.tick(60)
    await newsroom.tick(60)
    assert len(told(newsroom, "Unpinned: ")) == 1


async def test_a_pin_of_a_published_post_is_given_an_end_and_kept(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await open_post(newsroom, "Packaging")
    assert "Auto-unpin" not in newsroom.author.buttons()
    await newsroom.author.press("Pin")
    await newsroom.author.press("Auto-unpin")
    await newsroom.author.send("через 2 дня")
    assert "Will be unpinned" in newsroom.author.text
    await newsroom.author.press("Back")
    await newsroom.author.press("Auto-unpin")
    await newsroom.author.send("never")
    assert newsroom.author.text.startswith("Kept")
    await newsroom.tick(3 * DAY)
    assert await pinned(newsroom)


async def test_a_repeat_has_the_ends_of_its_post(newsroom: Newsroom) -> None:
    await draft(newsroom, delete="24 h")
    await publish_draft(newsroom)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Repeat")
    assert "Will be deleted 24 h after publication" in newsroom.author.text
    await publish_draft(newsroom)
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("Keep the post")
    assert await state(newsroom, Ending.DELETE, 1) is ExpiryState.WAITING
    assert await state(newsroom, Ending.DELETE, 2) is ExpiryState.DROPPED


async def test_each_channel_has_an_end_of_its_own(newsroom: Newsroom) -> None:
    other = newsroom.world.add_channel("Second", owner=newsroom.author.id, username="second_one")
    newsroom.world.join(other.id, newsroom.reader.id)
    newsroom.world.promote(other.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    await newsroom.author.send(POST)
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Options")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("1 h")
    await newsroom.author.press("Back")
    await newsroom.tick(60)
    await newsroom.author.press("Channels")
    await newsroom.author.press("Second")
    await newsroom.author.press("Back")
    await publish_draft(newsroom)
    await newsroom.work()
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("Keep the post")
    await newsroom.tick(HOUR + 1)
    await newsroom.tick(5)
    there = [m.text for m in newsroom.world.history(newsroom.reader.id, other.id) if m.text]
    assert sorted([words(newsroom), there]) == [[], [POST]]


async def test_ends_are_of_the_revision_that_was_approved(newsroom: Newsroom) -> None:
    await draft(newsroom, delete="24 h")
    post = await posts.get_post(newsroom.app.db, 1)
    assert post
    assert post.revision == 2
    await newsroom.author.press("History")
    await newsroom.author.press("2")
    assert "Options changed" in newsroom.author.text


async def test_the_journal_tells_who_set_an_end_and_that_it_came(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("in 1 h")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.press("Keep the post")
    await newsroom.author.press("Auto-delete")
    await newsroom.author.send("in 2 hours")
    await newsroom.tick(2 * HOUR)
    await newsroom.tick(5)
    assert words(newsroom) == []
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Journal")
    text = newsroom.author.text
    assert "set “Packaging of the day” to be deleted: Wed, 18 Nov 2026" in text
    assert "kept “Packaging of the day”" in text
    assert "had “Packaging of the day” deleted, as its time was up" in text


async def test_a_press_that_comes_again_sets_nothing_anew(newsroom: Newsroom) -> None:
    await publish(newsroom, POST)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Auto-delete")
    page = newsroom.author.last
    await newsroom.author.press("in 1 h")
    first = await expiries.get_expiry(newsroom.app.db, 1, Ending.DELETE)
    assert first
    await newsroom.tick(60)
    data = f"aee2:delete:1:{int(first.ends_at.timestamp()) // 60}"
    newsroom.world.press(newsroom.author.id, newsroom.bot_id, page.message_id, data, forged=True)
    await newsroom.work()
    assert await expiries.get_expiry(newsroom.app.db, 1, Ending.DELETE) == first


@pytest.mark.parametrize("minutes", [-1, 100_000_000, 1 << 70])
async def test_a_forged_term_is_none(newsroom: Newsroom, minutes: int) -> None:
    await newsroom.author.send(POST)
    await newsroom.author.press("Options")
    await newsroom.forge_press(newsroom.author, f"aet1:delete:1:{minutes}")
    post = await posts.get_post(newsroom.app.db, 1)
    assert post
    assert post.content.options.delete_after == 0
