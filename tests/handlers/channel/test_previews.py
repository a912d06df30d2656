"""Views from the public page: the sandbox shows it, the job reads it, the store has the number."""

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.app import build
from bot.domain.numbers import Metric, NumberSource
from bot.gateways.previews import fetching
from bot.sandbox.calls import Visit
from bot.sandbox.faults import Fault
from storage import counts, messages, reactions
from storage.counts import Count
from tests.handlers.authors.desk import open_post, publish
from tests.newsroom import Newsroom, make_settings

MINUTE, HOUR, DAY = 60, 3600, 86_400


def post(newsroom: Newsroom, text: str = "A post made by hand", **kw) -> int:
    return newsroom.world.say(
        newsroom.author.id, newsroom.channel_id, text, **kw
    ).message_id  # fmt: skip


def visits(newsroom: Newsroom) -> list[Visit]:
    return list(newsroom.world.visits)


async def count_of(newsroom: Newsroom, message_id: int) -> Count | None:
    """What the page said of a post's views."""
    found = await messages.get_post_of(newsroom.app.db, newsroom.channel_id, message_id)
    assert found is not None
    for count in await counts.list_counts(newsroom.app.db, found.id):
        assert (count.metric, count.source) == (Metric.VIEWS, NumberSource.PREVIEW)
        return count
    return None


async def total(newsroom: Newsroom, message_id: int) -> int | None:
    count = await count_of(newsroom, message_id)
    return count.total if count else None


async def pass_time(newsroom: Newsroom, seconds: float, *, step: float = 30) -> None:
    """Let the clock go, and the alarm of looks ring at each step."""
    while seconds > 0:
        newsroom.clock.move(min(step, seconds))
        await newsroom.app.jobs.run("looks")
        await newsroom.settle()
        seconds -= step


async def test_a_new_post_has_its_views_after_a_minute_and_again_each_five(newsroom: Newsroom):
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.work()
    assert visits(newsroom) == []
    assert await count_of(newsroom, number) is None
    newsroom.world.view(newsroom.channel_id, number, 872)
    await newsroom.tick(MINUTE)
    count = await count_of(newsroom, number)
    assert count is not None
    assert (count.total, count.is_rounded) == (873, False)
    assert count.counted_at == newsroom.clock.now()
    newsroom.world.view(newsroom.channel_id, number, 3_147)
    await newsroom.tick(4 * MINUTE)
    assert await total(newsroom, number) == 873
    await newsroom.tick(MINUTE)
    count = await count_of(newsroom, number)
    assert count is not None
    assert (count.total, count.is_rounded) == (4020, True)
    assert [visit.address for visit in visits(newsroom)] == ["/s/marketing_aloud"] * 2
    assert {visit.user_agent for visit in visits(newsroom)} == {fetching.USER_AGENT}


async def test_a_post_of_the_bot_is_looked_at_too(newsroom: Newsroom):
    author = newsroom.author
    await author.send("Words of the bot")
    await newsroom.work()
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    number = newsroom.channel[-1].message_id
    newsroom.world.view(newsroom.channel_id, number, 4)
    await newsroom.tick(MINUTE)
    assert await total(newsroom, number) == 5


async def test_a_post_is_asked_for_the_seldomer_the_older_it_is(newsroom: Newsroom):
    post(newsroom)
    await newsroom.settle()
    await pass_time(newsroom, HOUR)
    in_first_hour = len(visits(newsroom))
    assert in_first_hour == 12
    await pass_time(newsroom, 5 * HOUR, step=150)
    assert len(visits(newsroom)) - in_first_hour <= 20
    before = len(visits(newsroom))
    await pass_time(newsroom, 2 * DAY, step=HOUR / 2)
    assert len(visits(newsroom)) - before <= 18 + 5


async def test_one_page_is_enough_for_all_posts_that_stand_on_it(newsroom: Newsroom):
    numbers = [post(newsroom, f"Post {n}") for n in range(12)]
    await newsroom.settle()
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    assert len(visits(newsroom)) == 1
    assert [await total(newsroom, number) for number in numbers] == [1] * 12


async def test_a_page_that_is_unchanged_is_not_sent_again_and_confirms_what_is_known(
    newsroom: Newsroom,
):
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    await newsroom.tick(5 * MINUTE)
    assert [(visit.status, visit.is_conditional) for visit in visits(newsroom)] == [
        (200, False), (304, True),
    ]  # fmt: skip
    count = await count_of(newsroom, number)
    assert count is not None
    assert (count.total, count.counted_at) == (1, newsroom.clock.now())


async def fill(newsroom: Newsroom, days: int, posts: int) -> list[int]:
    """An archive, as the channel has it: a post a day, each known to the bot."""
    now = newsroom.clock.now().timestamp()
    numbers = [
        post(newsroom, f"Post {n}", date=now - (days - n * days / posts) * DAY)
        for n in range(posts)
    ]
    await newsroom.settle()
    return numbers


async def test_an_archive_comes_in_page_by_page_with_pauses_and_newest_posts_first(
    newsroom: Newsroom,
):
    numbers = await fill(newsroom, 300, 60)
    newest = post(newsroom, "Fresh")
    await newsroom.settle()
    moments: list[datetime] = []
    for _ in range(120):
        before = len(visits(newsroom))
        await pass_time(newsroom, 1)
        new = len(visits(newsroom)) - before
        assert new <= 1
        moments += [newsroom.clock.now()] * new
    pauses = [later - sooner for sooner, later in pairwise(moments)]
    assert min(pauses) >= timedelta(seconds=5)
    assert [await total(newsroom, number) for number in [*numbers, newest]] == [1] * 61
    assert len(visits(newsroom)) <= 6
    await pass_time(newsroom, 20 * HOUR, step=HOUR)
    before = len(visits(newsroom))
    await pass_time(newsroom, 5 * HOUR, step=60)
    again = {visit.address for visit in visits(newsroom)[before:]}
    assert len(again) >= 3
    assert len(visits(newsroom)) - before <= 12


async def test_a_fresh_post_is_not_held_up_by_an_archive(newsroom: Newsroom):
    await fill(newsroom, 300, 120)
    await newsroom.tick(1)
    newest = post(newsroom, "Fresh")
    await newsroom.settle()
    await newsroom.tick(1)
    await pass_time(newsroom, 70, step=1)
    assert await total(newsroom, newest) == 1


async def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(newsroom: Newsroom):
    number = post(newsroom)
    await newsroom.settle()
    newsroom.world.faults.add(Fault("preview", "too_many", retry_after=900))
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    assert [visit.status for visit in visits(newsroom)] == [429]
    await pass_time(newsroom, 890)
    assert len(visits(newsroom)) == 1
    assert await count_of(newsroom, number) is None
    await pass_time(newsroom, 20)
    assert [visit.status for visit in visits(newsroom)] == [429, 200]
    assert await total(newsroom, number) == 1


async def test_rests_grow_while_the_server_fails_and_all_channels_rest(newsroom: Newsroom):
    post(newsroom)
    second = newsroom.world.add_channel("Second", owner=newsroom.author.id, username="second_one")
    newsroom.world.promote(second.id, newsroom.bot_id, by=newsroom.author.id)
    newsroom.world.say(newsroom.author.id, second.id, "Another post")
    await newsroom.settle()
    newsroom.world.faults.add(Fault("preview", "bad_gateway", times=-1))
    await newsroom.tick(0)
    await pass_time(newsroom, 3 * HOUR)
    moments = [visit.at for visit in visits(newsroom)]
    pauses = [later - sooner for sooner, later in pairwise(moments)]
    assert pauses == sorted(pauses)
    assert 6 <= len(moments) <= 9
    newsroom.world.faults.clear()
    before = len(moments)
    await pass_time(newsroom, 5 * HOUR, step=120)
    addresses = [visit.address for visit in visits(newsroom)[before:]]
    assert {"/s/marketing_aloud", "/s/second_one"} <= set(addresses)


async def test_a_server_that_hangs_is_given_up_and_left_alone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    number = post(newsroom)
    await newsroom.settle()
    newsroom.world.faults.add(Fault("preview", "slow", seconds=3600))
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    await newsroom.tick(30)
    assert len(visits(newsroom)) <= 1
    assert await count_of(newsroom, number) is None
    [row] = await newsroom.app.db.fetch_all("SELECT failures FROM previews")
    assert row["failures"] == 1
    monkeypatch.undo()
    # It may have been given up before it was asked.
    newsroom.world.faults.clear()
    await newsroom.tick(MINUTE)
    assert await total(newsroom, number) == 1


async def test_nobody_asks_for_a_page_of_a_private_channel(newsroom: Newsroom):
    newsroom.world.rename(newsroom.channel_id, username="")
    newsroom.world.promote(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.tick(0)
    await pass_time(newsroom, HOUR, step=300)
    assert visits(newsroom) == []
    assert await count_of(newsroom, number) is None


async def test_a_channel_without_a_page_is_asked_once_a_day_until_it_has_one(newsroom: Newsroom):
    newsroom.world.hide_preview(newsroom.channel_id)
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.tick(0)
    await pass_time(newsroom, DAY - HOUR, step=HOUR / 2)
    assert [visit.status for visit in visits(newsroom)] == [302]
    assert await count_of(newsroom, number) is None
    newsroom.world.hide_preview(newsroom.channel_id, on=False)
    await pass_time(newsroom, 2 * HOUR, step=HOUR / 2)
    assert await total(newsroom, number) == 1


async def test_a_number_stays_with_its_age_when_the_page_is_gone(newsroom: Newsroom):
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    known = await count_of(newsroom, number)
    newsroom.world.hide_preview(newsroom.channel_id)
    newsroom.world.view(newsroom.channel_id, number, 10)
    await pass_time(newsroom, HOUR, step=300)
    assert await count_of(newsroom, number) == known


async def test_nothing_is_taken_from_the_page_of_another_channel_of_the_same_name(
    newsroom: Newsroom,
):
    number = post(newsroom)
    await newsroom.settle()
    room = newsroom.world.chat_room(newsroom.channel_id)
    other = newsroom.world.add_channel("Thief", owner=newsroom.reader.id)
    for _ in range(3):
        newsroom.world.say(newsroom.reader.id, other.id, "Not ours")
    # Told by nobody: the bot still knows the channel by the name.
    newsroom.world.usernames["marketing_aloud"] = newsroom.world.chat_room(other.id)
    assert room.chat.username == "marketing_aloud"
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    await pass_time(newsroom, HOUR, step=300)
    assert [visit.status for visit in visits(newsroom)] == [200]
    assert await count_of(newsroom, number) is None


async def test_a_new_name_is_asked_at_once_although_the_old_one_had_no_page(newsroom: Newsroom):
    newsroom.world.hide_preview(newsroom.channel_id)
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    newsroom.world.hide_preview(newsroom.channel_id, on=False)
    newsroom.world.rename(newsroom.channel_id, title="Marketing", username="marketing_anew")
    await newsroom.settle()
    channel = (await newsroom.app.db.fetch_all("SELECT username FROM channels"))[0]
    if channel["username"] != "marketing_anew":
        newsroom.world.promote(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
        await newsroom.settle()
    await newsroom.tick(10)
    assert [visit.address for visit in visits(newsroom)] == [
        "/s/marketing_aloud", "/s/marketing_anew",
    ]  # fmt: skip
    assert await total(newsroom, number) == 1


async def test_a_post_that_was_deleted_is_not_asked_for_any_more_and_no_number_is_invented(
    newsroom: Newsroom,
):
    numbers = [post(newsroom, f"Post {n}") for n in range(3)]
    await newsroom.settle()
    newsroom.world.delete(newsroom.author.id, newsroom.channel_id, numbers[1])
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    assert [await total(newsroom, number) for number in numbers] == [1, None, 1]
    assert len(visits(newsroom)) == 1
    await newsroom.tick(10)
    assert len(visits(newsroom)) == 1


async def test_an_album_and_an_event_are_told_apart_from_posts(newsroom: Newsroom):
    pictures: list[tuple[str, bytes, str | None]] = [
        ("photo", f"p{n}".encode(), f"{n}.jpg") for n in range(3)
    ]
    album = newsroom.world.send_album(
        newsroom.author.id, newsroom.channel_id, pictures, caption="Three"
    )
    newsroom.world.rename(newsroom.channel_id, title="Another title")
    newsroom.world.promote(newsroom.channel_id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    newsroom.world.view(newsroom.channel_id, album[0].message_id, 6)
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    assert await total(newsroom, album[2].message_id) == 7


async def test_a_disconnected_channel_is_not_asked(newsroom: Newsroom):
    post(newsroom)
    await newsroom.settle()
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET state = 'disconnected'")
    await newsroom.tick(0)
    await pass_time(newsroom, HOUR, step=300)
    assert visits(newsroom) == []


async def test_reactions_whose_updates_were_lost_heal_from_the_page(newsroom: Newsroom):
    world, chat = newsroom.world, newsroom.channel_id
    number = post(newsroom)
    people = [newsroom.add_person(f"Reader {n}").id for n in range(4)]
    for person_id in people:
        world.join(chat, person_id)
    world.react(people[0], chat, number, ["🔥"])
    await newsroom.settle()
    found = await messages.get_post_of(newsroom.app.db, chat, number)
    assert found is not None
    assert await reactions.get_counts(newsroom.app.db, found.id) == {"emoji:🔥": 1}
    world.remove(chat, newsroom.bot_id, by=newsroom.author.id)
    world.react(people[0], chat, number, ["❤"])
    world.react(people[1], chat, number, ["custom:5368324170671202286"])
    world.give_stars(people[2], chat, number, 7)
    world.promote(chat, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    assert await reactions.get_counts(newsroom.app.db, found.id) == {"emoji:🔥": 1}
    await pass_time(newsroom, HOUR / 2)
    healed = {"emoji:❤": 1, "custom:5368324170671202286": 1, "paid": 7}
    assert await reactions.get_counts(newsroom.app.db, found.id) == healed
    world.react(people[3], chat, number, ["❤"])
    await newsroom.settle()
    assert await reactions.get_counts(newsroom.app.db, found.id) == healed | {"emoji:❤": 2}


@pytest.mark.parametrize("way", ["private", "hidden", "shown"])
async def test_views_are_a_dash_where_there_is_no_page_and_a_number_where_there_is(
    newsroom: Newsroom, way: str
):
    world = newsroom.world
    if way == "private":
        world.rename(newsroom.channel_id, username="")
        async with newsroom.app.db.transaction() as session:
            await session.execute("UPDATE channels SET username = NULL")
    world.hide_preview(newsroom.channel_id, on=way == "hidden")
    await publish(newsroom, "Packaging #case")
    world.view(newsroom.channel_id, newsroom.channel[-1].message_id, 4020)
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    await open_post(newsroom, "Packaging")
    await newsroom.author.press("Numbers")
    shown = "Views: ≈ 4.02K (public page," if way == "shown" else "Views: - ("
    assert shown in newsroom.author.text
    assert len(visits(newsroom)) == (0 if way == "private" else 1)


async def test_what_is_planned_and_known_survives_a_restart(newsroom: Newsroom, tmp_path: Path):
    number = post(newsroom)
    await newsroom.settle()
    await newsroom.tick(0)
    await newsroom.tick(MINUTE)
    await newsroom.app.stop()
    settings = make_settings(newsroom.sandbox.url, tmp_path, {newsroom.author.id})
    newsroom.app = await build(settings, clock=newsroom.clock, poll_seconds=1)
    newsroom.clock.move(4 * MINUTE)
    await newsroom.app.jobs.run_all()
    assert await total(newsroom, number) == 1
    assert len(visits(newsroom)) == 1
    newsroom.world.view(newsroom.channel_id, number)
    newsroom.clock.move(MINUTE)
    await newsroom.app.jobs.run_all()
    await newsroom.app.tasks.finish(timeout_seconds=5)
    assert await total(newsroom, number) == 2
    assert [visit.is_conditional for visit in visits(newsroom)] == [False, True]
