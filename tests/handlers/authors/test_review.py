"""Review: sent by authors, decided by editors, and no way around it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.types import Message

from bot.domain.posts import PostState
from bot.domain.team import Role
from handlers.authors.callbacks import ChannelDo, Do, OnChannel, OnRevision, RevisionDo
from handlers.authors.review_keyboards import OnReview, ReviewDo
from storage import posts, publications
from tests.handlers.authors.test_team import add_member, forge, forge_data, last_draft
from tests.newsroom import Newsroom, Person, open_newsroom


class Bureau:
    """A newsroom whose channel asks for review, with an author and two editors."""

    def __init__(self, room: Newsroom, vera: Person, egor: Person, olga: Person) -> None:
        self.room = room
        self.vera = vera
        self.egor = egor
        self.olga = olga

    async def press(self, person: Person, label: str) -> None:
        """A press with some time before it: Telegram takes few answers in a second."""
        await self.room.tick(5)
        await person.press(label)
        await self.room.work()

    async def press_late(self, person: Person, do: ReviewDo, post_id: int) -> None:
        """A press on a card whose buttons have gone meanwhile."""
        await self.room.tick(5)
        data = OnReview(do=do, post=post_id, revision=1)
        await forge_data(self.room, person, data.pack())

    async def send(self, person: Person, text: str) -> Message:
        """A message with some time before it."""
        await self.room.tick(5)
        message: Message = await person.send(text)
        await self.room.work()
        return message

    async def submit(self, text: str = "Words of Vera #case") -> int:
        """Vera sends a draft for review; its id."""
        await self.send(self.vera, text)
        await self.press(self.vera, "Send for review")
        return await last_draft(self.room, self.vera)

    async def state(self, post_id: int) -> PostState:
        post = await posts.get_post(self.room.app.db, post_id)
        assert post is not None
        return post.state

    async def forge(self, person: Person, do: Do, post_id: int) -> None:
        await forge(self.room, person, do, post_id)

    @property
    def out(self) -> list[str]:
        return [message.text or "" for message in self.room.channel]

    async def pass_time(self) -> None:
        """Whatever was planned by any ready button is due by then."""
        for _ in range(3):
            await self.room.tick(36 * 3600)


@pytest.fixture
async def bureau(tmp_path: Path) -> AsyncIterator[Bureau]:
    async with open_newsroom(tmp_path) as room:
        vera = await add_member(room, "Vera", Role.AUTHOR)
        egor = await add_member(room, "Egor", Role.EDITOR)
        olga = await add_member(room, "Olga", Role.EDITOR)
        await room.author.send("/channels")
        await room.author.press("Marketing aloud")
        assert "authors publish by themselves" in room.author.text
        await room.author.press("Ask for review")
        assert "when an editor has approved them" in room.author.text
        yield Bureau(room, vera, egor, olga)


async def test_review_stands_on_the_cards_of_authors_and_of_nobody_else(bureau: Bureau) -> None:
    await bureau.send(bureau.vera, "Words of Vera #case")
    assert "Send for review" in bureau.vera.buttons()
    assert not {"Schedule", "Publish now"} & set(bureau.vera.buttons())
    for person in (bureau.egor, bureau.room.author):
        await bureau.send(person, "My own #case")
        assert "Send for review" not in person.buttons()
        assert {"Schedule", "Publish now"} <= set(person.buttons())


async def test_editors_and_owners_get_the_card_and_the_author_is_told(bureau: Bureau) -> None:
    post_id = await bureau.submit()
    assert bureau.vera.text.startswith("Sent for review")
    assert bureau.vera.buttons() == ["Preview", "History", "Take back"]
    for person in (bureau.egor, bureau.olga, bureau.room.author):
        assert person.text.startswith("Vera sends a post for review.")
        assert person.texts[-2] == "Words of Vera #case"
        assert person.buttons()[:2] == ["Approve", "Return"]
    await bureau.press(bureau.egor, "Approve")
    assert bureau.egor.text.startswith("Approved.")
    assert bureau.vera.text.startswith("Egor has approved your post")
    assert {"Schedule", "Publish now"} <= set(bureau.vera.buttons())
    await bureau.press(bureau.vera, "Publish now")
    await bureau.press(bureau.vera, "Publish")
    await bureau.room.work()
    assert bureau.out == ["Words of Vera #case"]
    assert await bureau.state(post_id) is PostState.PUBLISHED


async def test_of_two_editors_the_first_decides_and_the_other_reads_who(bureau: Bureau) -> None:
    post_id = await bureau.submit()
    await bureau.press(bureau.egor, "Approve")
    await bureau.press_late(bureau.olga, ReviewDo.APPROVE, post_id)
    assert "Approved by Egor" in bureau.olga.text
    await bureau.press_late(bureau.room.author, ReviewDo.RETURN, post_id)
    assert "Approved by Egor" in bureau.room.author.text
    assert await bureau.state(post_id) is PostState.APPROVED
    told = [text for text in bureau.vera.texts if "has approved" in text]
    assert len(told) == 1


async def test_a_remark_typed_too_late_changes_nothing(bureau: Bureau) -> None:
    post_id = await bureau.submit()
    await bureau.press(bureau.olga, "Return")
    await bureau.press(bureau.egor, "Approve")
    await bureau.send(bureau.olga, "No, wait")
    assert "Approved by Egor" in bureau.olga.text
    assert await bureau.state(post_id) is PostState.APPROVED


async def test_a_post_comes_back_with_a_remark_and_goes_again_with_its_changes(
    bureau: Bureau,
) -> None:
    post_id = await bureau.submit("One two three #case")
    await bureau.press(bureau.egor, "Return")
    await bureau.send(bureau.egor, "Two is wrong")
    assert bureau.egor.text.startswith("Returned.")
    assert bureau.vera.text.startswith("Egor has returned your post")
    assert "Returned by Egor: Two is wrong" in bureau.vera.text
    assert await bureau.state(post_id) is PostState.DRAFT
    await bureau.press(bureau.vera, "Text")
    await bureau.send(bureau.vera, "One four three #case")
    assert "Two is wrong" in bureau.vera.text
    await bureau.press(bureau.vera, "Send for review")
    asked = next(text for text in reversed(bureau.olga.texts) if "sends a post" in text)
    assert "Changed since the editors saw it" in asked
    assert "twofour" in asked.replace(" ", "")


async def test_the_author_may_take_a_post_back(bureau: Bureau) -> None:
    post_id = await bureau.submit()
    await bureau.press(bureau.vera, "Take back")
    assert bureau.vera.text.startswith("Taken back")
    assert "Send for review" in bureau.vera.buttons()
    await bureau.press_late(bureau.egor, ReviewDo.APPROVE, post_id)
    assert "taken the post back" in bureau.egor.text
    assert await bureau.state(post_id) is PostState.DRAFT


FORGED = [Do.PUBLISH, Do.PUBLISH_SURE, Do.SCHEDULE, Do.SLOT, Do.HOUR, Do.TOMORROW, Do.OVERRIDE]


@pytest.mark.parametrize("is_sent", [False, True])
async def test_no_forged_press_publishes_around_review(bureau: Bureau, is_sent: bool) -> None:
    await bureau.send(bureau.vera, "Words of Vera #case")
    if is_sent:
        await bureau.press(bureau.vera, "Send for review")
    post_id = await last_draft(bureau.room, bureau.vera)
    for do in FORGED:
        await bureau.forge(bureau.vera, do, post_id)
    await bureau.send(bureau.vera, "in 2 hours")
    for decision in (ReviewDo.APPROVE, ReviewDo.RETURN):
        data = OnReview(do=decision, post=post_id, revision=1)
        await forge_data(bureau.room, bureau.vera, data.pack())
        assert "You have no right" in bureau.vera.text
    await bureau.pass_time()
    assert bureau.out == []
    assert await publications.get_of_post(bureau.room.app.db, post_id) is None


async def test_a_change_after_approval_takes_it_away(bureau: Bureau) -> None:
    post_id = await bureau.submit("First words #case")
    await bureau.press(bureau.egor, "Approve")
    await bureau.press(bureau.vera, "Text")
    await bureau.send(bureau.vera, "Other words #case")
    assert "The approval is gone" in bureau.vera.text
    assert "Send for review" in bureau.vera.buttons()
    assert await bureau.state(post_id) is PostState.DRAFT
    for do in FORGED:
        await bureau.forge(bureau.vera, do, post_id)
    await bureau.pass_time()
    assert bureau.out == []


async def test_going_back_in_the_history_takes_the_approval_away_too(bureau: Bureau) -> None:
    await bureau.send(bureau.vera, "Bad words #case")
    await bureau.press(bureau.vera, "Text")
    await bureau.send(bureau.vera, "Good words #case")
    await bureau.press(bureau.vera, "Send for review")
    post_id = await last_draft(bureau.room, bureau.vera)
    await bureau.press(bureau.egor, "Approve")
    back = OnRevision(do=RevisionDo.GO_BACK, post=post_id, number=1)
    await forge_data(bureau.room, bureau.vera, back.pack())
    for do in FORGED:
        await bureau.forge(bureau.vera, do, post_id)
    await bureau.pass_time()
    assert bureau.out == []
    assert await bureau.state(post_id) is PostState.DRAFT


async def test_a_change_of_a_planned_post_takes_it_out_of_the_plan(bureau: Bureau) -> None:
    post_id = await bureau.submit("First words #case")
    await bureau.press(bureau.egor, "Approve")
    await bureau.press(bureau.vera, "Schedule")
    await bureau.press(bureau.vera, "In an hour")
    assert await bureau.state(post_id) is PostState.PLANNED
    await bureau.press(bureau.vera, "Edit")
    await bureau.press(bureau.vera, "Text")
    await bureau.send(bureau.vera, "Other words #case")
    assert await bureau.state(post_id) is PostState.DRAFT
    await bureau.pass_time()
    assert bureau.out == []


async def test_editing_the_message_of_a_draft_in_review_takes_it_back(bureau: Bureau) -> None:
    message = await bureau.send(bureau.vera, "First words #case")
    await bureau.press(bureau.vera, "Send for review")
    post_id = await last_draft(bureau.room, bureau.vera)
    bureau.room.world.edit(bureau.vera.id, bureau.room.bot_id, message.message_id, "Other #case")
    await bureau.room.settle()
    await bureau.press_late(bureau.egor, ReviewDo.APPROVE, post_id)
    assert "taken the post back" in bureau.egor.text
    assert await bureau.state(post_id) is PostState.DRAFT


async def test_a_change_by_an_editor_keeps_the_approval(bureau: Bureau) -> None:
    post_id = await bureau.submit("First words #case")
    await bureau.press(bureau.egor, "Approve")
    await bureau.press(bureau.olga, "Text")
    await bureau.send(bureau.olga, "Better words #case")
    assert await bureau.state(post_id) is PostState.APPROVED
    await bureau.forge(bureau.vera, Do.PUBLISH_SURE, post_id)
    await bureau.room.work()
    assert bureau.out == ["Better words #case"]


async def test_an_editor_approves_only_what_is_on_the_card(bureau: Bureau) -> None:
    post_id = await bureau.submit("First words #case")
    await bureau.press(bureau.olga, "Edit")
    await bureau.press(bureau.olga, "Text")
    await bureau.send(bureau.olga, "Better words #case")
    assert await bureau.state(post_id) is PostState.IN_REVIEW
    await bureau.press(bureau.egor, "Approve")
    assert bureau.egor.text.startswith("The post has changed since you saw it")
    assert await bureau.state(post_id) is PostState.IN_REVIEW
    await bureau.press(bureau.egor, "Approve")
    assert await bureau.state(post_id) is PostState.APPROVED


async def test_a_post_sent_twice_is_asked_about_once(bureau: Bureau) -> None:
    post_id = await bureau.submit()
    data = OnReview(do=ReviewDo.SEND, post=post_id, revision=1)
    await forge_data(bureau.room, bureau.vera, data.pack())
    asked = [text for text in bureau.egor.texts if "sends a post" in text]
    assert len(asked) == 1


async def test_only_owners_switch_review_off(bureau: Bureau) -> None:
    await bureau.send(bureau.vera, "Words of Vera #case")
    for person in (bureau.vera, bureau.egor):
        data = OnChannel(do=ChannelDo.REVIEW_OFF, channel=1)
        await forge_data(bureau.room, person, data.pack())
        assert "not for you" in person.text
    await bureau.press(bureau.room.author, "Publish without review")
    await bureau.send(bureau.vera, "/drafts")
    await bureau.press(bureau.vera, "Words of Vera")
    assert "Publish now" in bureau.vera.buttons()
