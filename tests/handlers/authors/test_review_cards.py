"""Cards of a review in other editors' chats show what was decided, once it is."""

import asyncio

import pytest

from bot.app import build
from bot.sandbox import Fault
from tests.handlers.authors.test_review import Bureau
from tests.handlers.authors.test_review import bureau as bureau
from tests.handlers.authors.test_team import forge_data
from tests.newsroom import Person

DECISIONS = {"Approve", "Return"}


def labels(person: Person) -> set[str]:
    """Words of every button in a chat."""
    return {button.text for button in person.all_buttons}


def edits(bureau: Bureau, person: Person) -> int:
    calls = bureau.room.world.calls
    return sum(
        call.method == "editMessageText" and str(call.chat_id) == str(person.id) for call in calls
    )


async def waiting(bureau: Bureau) -> int:
    """Cards that are still to be drawn anew, whenever."""
    row = await bureau.room.app.db.fetch_one("SELECT count(*) AS many FROM review_cards")
    assert row is not None
    return int(row["many"])


async def test_the_cards_of_other_editors_say_who_approved(bureau: Bureau) -> None:
    await bureau.submit()
    before = {person.id: len(person.messages) for person in (bureau.olga, bureau.room.author)}
    await bureau.press(bureau.egor, "Approve")
    await bureau.room.work()
    for person in (bureau.olga, bureau.room.author):
        assert person.text.count("Approved by Egor") == 1
        assert not DECISIONS & labels(person)
        assert len(person.messages) == before[person.id]
    assert bureau.egor.text.startswith("Approved. ")
    assert await waiting(bureau) == 0


async def test_the_cards_of_all_editors_say_why_a_post_was_returned(bureau: Bureau) -> None:
    await bureau.submit()
    await bureau.press(bureau.egor, "Return")
    await bureau.send(bureau.egor, "Two is wrong")
    await bureau.room.work()
    for person in (bureau.olga, bureau.room.author):
        assert "Returned by Egor: Two is wrong" in person.text
    # The question of the one who decided stands no more either.
    assert not any("mend" in text and "remark" in text for text in bureau.egor.texts)
    for person in (bureau.egor, bureau.olga, bureau.room.author):
        assert not DECISIONS & labels(person)


async def test_the_cards_say_that_the_author_took_the_post_back(bureau: Bureau) -> None:
    await bureau.submit()
    await bureau.press(bureau.vera, "Take back")
    await bureau.room.work()
    for person in (bureau.egor, bureau.olga, bureau.room.author):
        assert "taken the post back" in person.text
        assert not DECISIONS & labels(person)


async def test_the_cards_say_that_the_post_was_deleted(bureau: Bureau) -> None:
    post_id = await bureau.submit()
    for data in (f"ap1:delete:{post_id}", f"ap1:delete!:{post_id}"):
        await forge_data(bureau.room, bureau.vera, data)
    await bureau.room.work()
    assert not DECISIONS & labels(bureau.egor)
    assert "Words of Vera" not in bureau.egor.text
    assert await waiting(bureau) == 0


async def test_a_card_of_an_earlier_request_takes_no_decision_about_the_next(
    bureau: Bureau,
) -> None:
    await bureau.submit()
    bureau.room.world.faults.add(
        Fault(method="editMessageText", kind="bad_gateway", chat_id=bureau.olga.id, times=1)
    )
    await bureau.press(bureau.vera, "Take back")
    await bureau.press(bureau.vera, "Send for review")
    await bureau.room.tick(61)
    cards = [text for text in bureau.olga.texts if "taken the post back" in text]
    assert len(cards) == 1
    decisions = [b.text for b in bureau.olga.all_buttons if b.text in DECISIONS]
    assert sorted(decisions) == ["Approve", "Return"]


async def test_a_card_that_cannot_be_reached_is_drawn_later_and_once(bureau: Bureau) -> None:
    await bureau.submit()
    bureau.room.world.faults.add(
        Fault(method="editMessageText", kind="bad_gateway", chat_id=bureau.olga.id, times=1)
    )
    await bureau.press(bureau.egor, "Approve")
    await bureau.room.tick(5)
    assert labels(bureau.olga) >= DECISIONS
    await bureau.room.tick(61)
    assert "Approved by Egor" in bureau.olga.text
    drawn = edits(bureau, bureau.olga)
    assert drawn == 2
    for _ in range(3):
        await bureau.room.tick(61)
    assert edits(bureau, bureau.olga) == drawn


@pytest.mark.parametrize("is_blocked", [True, False])
async def test_a_card_that_is_gone_is_forgotten(bureau: Bureau, is_blocked: bool) -> None:
    await bureau.submit()
    world, olga = bureau.room.world, bureau.olga
    if is_blocked:
        world.block(olga.id, bureau.room.bot_id)
    else:
        world.delete(olga.id, bureau.room.bot_id, olga.last.message_id)
    await bureau.press(bureau.egor, "Approve")
    await bureau.room.work()
    assert await waiting(bureau) == 0


async def test_the_cards_are_drawn_after_a_restart(bureau: Bureau) -> None:
    await bureau.submit()
    room = bureau.room
    room.clock.move(5)
    # The press alone: no job runs before the process ends.
    await bureau.egor.press("Approve")
    assert await waiting(bureau) == 2
    assert labels(bureau.olga) >= DECISIONS
    assert room.polling is not None
    room.polling.cancel()
    await asyncio.gather(room.polling, return_exceptions=True)
    await room.app.stop()
    room.app = await build(room.app.settings, clock=room.clock, poll_seconds=1)
    room.polling = asyncio.ensure_future(room.app.poller.run())
    await room.work()
    assert "Approved by Egor" in bureau.olga.text
    assert await waiting(bureau) == 0


async def test_whoever_has_the_card_is_not_asked_again_after_a_crash(bureau: Bureau) -> None:
    """Dispatched again, the asking goes on where it was: with those who were not asked."""
    room = bureau.room
    room.world.faults.add(Fault(method="sendMessage", kind="cut", chat_id=bureau.olga.id))
    await bureau.send(bureau.vera, "Words of Vera #case")
    await bureau.press(bureau.vera, "Send for review")
    await room.tick(60)
    asked = [text for text in bureau.egor.texts if "sends a post for review" in text]
    assert len(asked) == 1
