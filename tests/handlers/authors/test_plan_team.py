"""The plan of a team: authors plan, swap and repeat what is theirs, and see no more."""

from bot.domain.team import Role
from bot.services.swapping import stamp_of
from handlers.authors.plan_callbacks import DropSlot, OnSeries, RepeatEvery, SeriesDo, Swap
from storage import publications
from tests.handlers.authors.test_team import add_member, forge_data
from tests.newsroom import Newsroom, Person


async def schedule(newsroom: Newsroom, person: Person, text: str, words: str) -> int:
    await person.send(text)
    await newsroom.tick(3)
    await person.press("Schedule")
    await person.send(words)
    assert person.text.startswith("Scheduled")
    row = await newsroom.app.db.fetch_one("SELECT max(post_id) AS id FROM publications")
    assert row is not None
    await newsroom.tick(2)
    return int(row["id"])


async def plan_of_two(newsroom: Newsroom) -> tuple[Person, int, int]:
    """A post of the owner and one of an author at the same moment."""
    author = await add_member(newsroom, "Clara", Role.AUTHOR)
    theirs = await schedule(newsroom, newsroom.author, "Secret of Anna #case", "tomorrow 10:00")
    own = await schedule(newsroom, author, "Words of Clara #case", "tomorrow 10:00")
    return author, theirs, own


async def test_a_post_of_others_at_the_same_moment_has_no_title(newsroom: Newsroom) -> None:
    author, _, _ = await plan_of_two(newsroom)
    assert "At the same moment: another post" in author.text
    assert not any("Secret" in text for text in author.texts)


async def test_an_author_sees_their_own_posts_and_that_a_slot_is_taken(newsroom: Newsroom) -> None:
    author, _, _ = await plan_of_two(newsroom)
    await author.send("/plan")
    assert "⚠️ 10:00 Words of Clara" in author.text
    assert "Secret" not in author.text
    await author.press("Words of Clara")
    await author.press("Reschedule")
    await author.press("Swap with")
    assert author.buttons() == ["Back"]


async def test_an_author_moves_nothing_of_others_by_forged_presses(newsroom: Newsroom) -> None:
    author, theirs, own = await plan_of_two(newsroom)
    db = newsroom.app.db
    mine, other = [await publications.get_of_post(db, post) for post in (own, theirs)]
    assert mine is not None
    assert other is not None
    for data in (
        Swap(post=own, other=theirs, stamp=stamp_of(mine, other)),
        Swap(post=theirs, other=own, stamp=stamp_of(other, mine)),
        RepeatEvery(post=theirs, every="daily", times=3),
        OnSeries(do=SeriesDo.SKIP, post=theirs),
        OnSeries(do=SeriesDo.STOP, post=theirs),
        DropSlot(channel=1, weekday=0, minute=600),
    ):
        await forge_data(newsroom, author, data.pack())
    count = await db.fetch_one("SELECT count(*) AS n FROM publications WHERE state = 'due'")
    assert count is not None
    assert count["n"] == 2
    assert await publications.get_of_post(db, theirs) == other
    own_slots = await db.fetch_one("SELECT count(*) AS n FROM slots")
    assert own_slots is not None
    assert own_slots["n"] == 0


async def test_an_editor_swaps_with_anybodys_post_and_sees_whose_it_is(newsroom: Newsroom) -> None:
    editor = await add_member(newsroom, "Edward", Role.EDITOR)
    await schedule(newsroom, newsroom.author, "Post of Anna #case", "tomorrow 10:00")
    await schedule(newsroom, editor, "Post of Edward #case", "tomorrow 18:00")
    await editor.send("/plan")
    assert "10:00 Post of Anna · Anna" in editor.text
    await editor.press("Post of Edward")
    await editor.press("Reschedule")
    await editor.press("Swap with")
    await editor.press("Post of Anna")
    assert editor.text.startswith("Scheduled: Thu, 19 Nov 2026, 10:00")
    deeds = await newsroom.app.db.fetch_all(
        "SELECT post_id, detail FROM journal WHERE person_id = :id AND what = 'moved'"
        " ORDER BY id DESC LIMIT 2",
        {"id": editor.id},
    )
    assert sorted((row["post_id"], row["detail"]) for row in deeds) == [
        (1, "2026-11-19T15:00:00+00:00"), (2, "2026-11-19T07:00:00+00:00"),
    ]  # fmt: skip
