"""The Numbers page: every number with its source and age, ranks, and the count that is entered."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.numbers import Metric, NumberSource
from storage import counts, messages
from storage.counts import Count
from tests.handlers.authors.desk import open_post, publish
from tests.newsroom import START, Newsroom

MOMENT = "18 Nov 2026, 12:00"


async def open_numbers(newsroom: Newsroom, title: str = "Packaging") -> str:
    await open_post(newsroom, title)
    await newsroom.author.press("Numbers")
    return newsroom.author.text


async def post_id(newsroom: Newsroom) -> int:
    message_id = newsroom.channel[-1].message_id
    post = await messages.get_post_of(newsroom.app.db, newsroom.channel_id, message_id)
    assert post is not None
    return post.id


async def test_what_is_not_known_is_a_dash_with_its_reason(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    text = await open_numbers(newsroom)
    for name in ("Reactions", "Views", "Comments", "Observed reposts", "Telegram's counter"):
        assert f"{name}: - (" in text
    assert "Place" not in text
    assert {"Refresh", "Enter reposts", "Back"} <= set(newsroom.author.buttons())


async def test_public_places_are_links_and_private_ones_are_only_counted(
    newsroom: Newsroom,
) -> None:
    world, reader = newsroom.world, newsroom.reader
    await publish(newsroom, "Packaging #case")
    shown = newsroom.channel[-1].message_id
    public = world.add_group("Open friends", owner=reader.id, username="open_friends")
    private = world.add_group("Secret friends", owner=reader.id)
    for group in (public, private):
        world.promote(group.id, newsroom.bot_id, by=reader.id)
    forwarded = world.forward(reader.id, newsroom.channel_id, shown, public.id)
    world.forward(reader.id, newsroom.channel_id, shown, private.id)
    world.forward(reader.id, newsroom.channel_id, shown, newsroom.bot_id)
    await newsroom.settle()
    text = await open_numbers(newsroom)
    moment = f"{forwarded.date.astimezone(ZoneInfo('Europe/Moscow')):%d %b %Y, %H:%M}"
    assert f"Observed reposts: 3+ (seen by the bot, {moment})" in text
    assert "forwards 3" in text
    assert "by links" not in text
    assert "Seen in: Open friends · 1 private group or channel" in text
    assert "Secret" not in text
    kept = await newsroom.app.db.fetch_all("SELECT title FROM places ORDER BY title")
    assert [row["title"] for row in kept] == ["", "Open friends"]
    urls = [entity.url for entity in newsroom.author.last.entities or []]
    assert f"https://t.me/open_friends/{forwarded.message_id}" in urls


async def test_views_of_a_page_are_marked_as_rounded(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    async with newsroom.app.db.transaction() as session:
        await counts.put(session, await post_id(newsroom), Count(
            metric=Metric.VIEWS, source=NumberSource.PREVIEW, total=4020, is_rounded=True,
            counted_at=START,
        ))  # fmt: skip
    assert f"Views: ≈ 4.02K (public page, {MOMENT})" in await open_numbers(newsroom)


async def test_reposts_are_entered_changed_and_taken_back(newsroom: Newsroom) -> None:
    author = newsroom.author
    await publish(newsroom, "Packaging #case")
    await open_numbers(newsroom)
    await author.press("Enter reposts")
    assert "for example: 25" in author.text
    for nonsense in ("many", "-1", "99999999"):
        await author.send(nonsense)
        assert "I need a number" in author.text
    await author.send("25")
    assert author.text.startswith("Entered")
    assert "Telegram's counter: 25 (entered by Anna, 18 Nov 2026" in author.text
    await author.press("Enter reposts")
    assert "Entered now: 25" in author.text
    await author.send("1.2K")
    assert "Telegram's counter: ≈ 1.2K (entered by Anna" in author.text
    await author.press("Enter reposts")
    await author.press("Take it back")
    assert author.text.startswith("Taken back")
    assert "Telegram's counter: - (" in author.text
    # No question is open any more: words are a draft again.
    await author.send("25")
    await newsroom.tick(3)
    assert "Length" in author.text


async def test_back_from_the_question_leaves_it(newsroom: Newsroom) -> None:
    author = newsroom.author
    await publish(newsroom, "Packaging #case")
    await open_numbers(newsroom)
    await author.press("Enter reposts")
    await author.press("Back")
    assert author.text.startswith("Numbers")
    await author.send("25")
    await newsroom.tick(3)
    assert "Length" in author.text


async def test_somebody_elses_post_takes_no_count(newsroom: Newsroom) -> None:
    await publish(newsroom, "Packaging #case")
    await open_numbers(newsroom)
    data = next(b.callback_data for b in newsroom.author.all_buttons if b.text == "Enter reposts")
    reader = newsroom.reader
    await reader.send("/start")
    assert data is not None
    await newsroom.forge_press(reader, data)
    await reader.send("25")
    assert await newsroom.app.db.fetch_all("SELECT * FROM counts") == []


async def test_a_rank_is_told_among_five_known_posts_and_refresh_sees_what_is_new(
    newsroom: Newsroom,
) -> None:
    world, author = newsroom.world, newsroom.author
    fans = [newsroom.add_person(f"Fan {n}") for n in range(3)]
    for fan in fans:
        world.join(newsroom.channel_id, fan.id)
    found = [
        world.say(author.id, newsroom.channel_id, f"Post {n} #case").message_id for n in range(4)
    ]
    await newsroom.settle()
    for number, message_id in enumerate(found):
        for fan in fans[: min(number + 1, 3)]:
            world.react(fan.id, newsroom.channel_id, message_id, ["🔥"])
    await newsroom.tick(600)
    await publish(newsroom, "Packaging #case")
    assert "Place" not in await open_numbers(newsroom)
    last = newsroom.channel[-1].message_id
    for fan in fans[:2]:
        world.react(fan.id, newsroom.channel_id, last, ["👍"])
    await newsroom.tick(timedelta(minutes=10).total_seconds())
    await author.press("Refresh")
    assert "Reactions: 2 (" in author.text
    assert "👍 2" in author.text
    assert "Place 3-4 of 5 in #case by reactions" in author.text
