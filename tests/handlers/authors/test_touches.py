"""What an editor does to the post of somebody else, and its author reads."""

from bot.domain.posts import PostState
from bot.domain.team import Role
from bot.sandbox import Fault
from handlers.authors.callbacks import Do
from storage import posts
from tests.handlers.authors.test_plan_team import schedule
from tests.handlers.authors.test_team import add_member, forge
from tests.newsroom import Newsroom, Person

MOMENT = "Thu, 19 Nov 2026, 10:00"


async def pair(newsroom: Newsroom) -> tuple[Person, Person, int]:
    """An author with a post planned for tomorrow, an editor, and the post."""
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    post_id = await schedule(newsroom, vera, "Words of Vera #case", "tomorrow 18:00")
    return vera, egor, post_id


async def open_planned(person: Person, title: str) -> None:
    await person.send("/plan")
    await person.press(title)


def told(person: Person) -> list[str]:
    """What the person read of deeds of others."""
    return [text for text in person.texts if text.startswith(("Egor ", "Anna "))]


async def test_whose_post_was_taken_out_of_the_plan_reads_it_once(newsroom: Newsroom) -> None:
    vera, egor, post_id = await pair(newsroom)
    await open_planned(egor, "Words of Vera")
    await egor.press("Cancel")
    await newsroom.tick(5)
    assert told(vera) == ["Egor took your post “Words of Vera” out of the plan."]
    await forge(newsroom, egor, Do.CANCEL, post_id)
    for _ in range(3):
        await newsroom.tick(120)
    assert len(told(vera)) == 1
    assert not told(egor)
    await vera.press("Open the post")
    assert "Draft" in vera.text


async def test_whose_post_was_moved_reads_its_new_moment(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    await open_planned(egor, "Words of Vera")
    await egor.press("Reschedule")
    await egor.send("tomorrow 10:00")
    await newsroom.tick(5)
    assert told(vera) == [f"Egor moved your post “Words of Vera” to {MOMENT}."]
    await newsroom.tick(120)
    assert len(told(vera)) == 1


async def test_a_swap_is_told_to_whom_the_other_post_belongs(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    await schedule(newsroom, egor, "Words of Egor #case", "tomorrow 10:00")
    await open_planned(egor, "Words of Egor")
    await egor.press("Reschedule")
    await egor.press("Swap with")
    await egor.press("Words of Vera")
    await newsroom.tick(5)
    assert told(vera) == [f"Egor moved your post “Words of Vera” to {MOMENT}."]
    assert not told(egor)


async def test_several_changes_in_a_row_are_told_in_one_message(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    await open_planned(egor, "Words of Vera")
    for words in ("Better words #case", "The best words #case"):
        await egor.press("Edit")
        await newsroom.tick(2)
        await egor.press("Text")
        await egor.send(words)
        await newsroom.tick(5)
    assert not told(vera)
    await newsroom.tick(60)
    assert told(vera) == ["Egor changed your post “The best words”."]
    await newsroom.tick(120)
    assert len(told(vera)) == 1


async def test_who_acts_on_a_post_of_their_own_is_told_nothing(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    await schedule(newsroom, egor, "Words of Egor #case", "tomorrow 12:00")
    for person, title in ((vera, "Words of Vera"), (egor, "Words of Egor")):
        await open_planned(person, title)
        await person.press("Reschedule")
        await person.send("tomorrow 14:00")
        await newsroom.tick(5)
        await person.press("Cancel")
        await newsroom.tick(120)
    assert not await newsroom.app.db.fetch_all("SELECT * FROM touches")
    assert not told(vera)
    assert not told(egor)


async def test_a_notice_that_telegram_did_not_take_is_told_later(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    fault = newsroom.world.faults.add(
        Fault(method="sendMessage", kind="refuse", chat_id=vera.id, error_code=500,
              description="Internal Server Error", times=-1)
    )  # fmt: skip
    await open_planned(egor, "Words of Vera")
    await egor.press("Cancel")
    await newsroom.tick(5)
    assert fault.hits
    assert not told(vera)
    newsroom.world.faults.clear()
    for _ in range(3):
        await newsroom.tick(61)
    assert told(vera) == ["Egor took your post “Words of Vera” out of the plan."]


async def test_who_left_the_team_is_told_no_more(newsroom: Newsroom) -> None:
    vera, egor, post_id = await pair(newsroom)
    async with newsroom.app.db.transaction() as session:
        await session.execute("DELETE FROM members WHERE person_id = :id", {"id": vera.id})
    await open_planned(egor, "Words of Vera")
    await egor.press("Cancel")
    await newsroom.tick(120)
    assert not told(vera)
    post = await posts.get_post(newsroom.app.db, post_id)
    assert post is not None
    assert post.state is PostState.DRAFT
    assert not await newsroom.app.db.fetch_all("SELECT * FROM touches")


async def test_a_post_cancelled_and_planned_anew_was_moved(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="refuse", chat_id=vera.id, error_code=500,
              description="Internal Server Error", times=-1)
    )  # fmt: skip
    await open_planned(egor, "Words of Vera")
    await egor.press("Cancel")
    await newsroom.tick(2)
    await egor.press("Schedule")
    await egor.send("tomorrow 10:00")
    newsroom.world.faults.clear()
    for _ in range(3):
        await newsroom.tick(61)
    assert told(vera) == [f"Egor moved your post “Words of Vera” to {MOMENT}."]


async def test_an_author_is_told_in_their_language(newsroom: Newsroom) -> None:
    vera, egor, _ = await pair(newsroom)
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE people SET language = 'ru' WHERE id = :id", {"id": vera.id})
    await open_planned(egor, "Words of Vera")
    await egor.press("Cancel")
    await newsroom.tick(5)
    assert vera.text == "Egor снимает ваш пост «Words of Vera» с плана."
