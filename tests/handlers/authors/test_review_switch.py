"""Review that is switched on while posts of authors stand in the plan already."""

from bot.domain.team import Role
from tests.handlers.authors.test_plan_team import schedule
from tests.handlers.authors.test_team import add_member
from tests.newsroom import Newsroom


async def switch_on(newsroom: Newsroom) -> None:
    await newsroom.tick(5)
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Ask for review")
    await newsroom.tick(2)


async def test_posts_that_nobody_approved_are_counted_and_lead_to_the_plan(
    newsroom: Newsroom,
) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    await schedule(newsroom, vera, "First of Vera #case", "tomorrow 10:00")
    await schedule(newsroom, vera, "Second of Vera #case", "tomorrow 11:00")
    await schedule(newsroom, egor, "Words of Egor #case", "tomorrow 12:00")
    await schedule(newsroom, newsroom.author, "Words of Anna #case", "tomorrow 13:00")
    await switch_on(newsroom)
    assert newsroom.author.text.startswith(
        "2 planned posts of authors have no approval. They go out as planned"
        " unless you take them out of the plan."
    )
    assert "when an editor has approved them" in newsroom.author.text
    await newsroom.author.press("Plan")
    assert "First of Vera" in newsroom.author.text
    await newsroom.tick(22 * 3600)
    await newsroom.tick(3600)
    assert [message.text for message in newsroom.channel][:2] == [
        "First of Vera #case", "Second of Vera #case",
    ]  # fmt: skip


async def test_what_an_editor_approved_or_planned_is_not_counted(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    egor = await add_member(newsroom, "Egor", Role.EDITOR)
    await switch_on(newsroom)
    await vera.send("Approved of Vera #case")
    await newsroom.tick(5)
    await vera.press("Send for review")
    await newsroom.tick(5)
    await egor.press("Approve")
    await newsroom.tick(5)
    await vera.press("Schedule")
    await vera.send("tomorrow 10:00")
    await newsroom.tick(5)
    await newsroom.author.press("Publish without review")
    await schedule(newsroom, vera, "Moved of Vera #case", "tomorrow 11:00")
    await egor.send("/plan")
    await egor.press("Moved of Vera")
    await egor.press("Reschedule")
    await egor.send("tomorrow 12:00")
    await switch_on(newsroom)
    assert "no approval" not in newsroom.author.text
    assert "Plan" not in newsroom.author.buttons()


async def test_one_post_is_told_as_one_and_none_as_before(newsroom: Newsroom) -> None:
    vera = await add_member(newsroom, "Vera", Role.AUTHOR)
    await switch_on(newsroom)
    assert "no approval" not in newsroom.author.text
    await newsroom.author.press("Publish without review")
    await schedule(newsroom, vera, "First of Vera #case", "tomorrow 10:00")
    await switch_on(newsroom)
    assert newsroom.author.text.startswith("One planned post of an author has no approval.")
    await newsroom.author.press("Publish without review")
    assert "no approval" not in newsroom.author.text
