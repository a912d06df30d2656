"""The channel's own digest: a draft of the best posts, with the numbers behind the choice."""

import re
from datetime import UTC, datetime
from pathlib import Path

from aiogram.types import Message

from storage import roundup_issues, roundups
from tests.handlers.authors.test_letters import until
from tests.handlers.authors.test_rubrics import data_of, post_by_hand
from tests.handlers.authors.test_team import forge_data
from tests.newsroom import Newsroom, Person, open_newsroom

# 10:00 in Moscow.
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
DAY, WEEK = 24 * 3600, 7 * 24 * 3600
TITLE = "Best of the week: "
NUMBERS = "The numbers behind the choice"


async def press(newsroom: Newsroom, *labels: str) -> Person:
    """The owner presses one button a second: a chat takes no more answers."""
    for label in labels:
        await newsroom.author.press(label)
        await newsroom.tick(1)
    return newsroom.author


async def open_settings(newsroom: Newsroom, *labels: str) -> Person:
    await newsroom.author.send("/channels")
    return await press(newsroom, "Marketing aloud", "Digest of the channel", *labels)


async def make_now(newsroom: Newsroom) -> Person:
    author = await open_settings(newsroom, "Make now")
    await newsroom.tick(3)
    return author


async def by_hand(newsroom: Newsroom, text: str, *emoji: str) -> None:
    """A post that somebody wrote in the channel, with the reactions of a reader."""
    await post_by_hand(newsroom, text)
    message_id = newsroom.channel[-1].message_id
    if emoji:
        newsroom.world.react(newsroom.reader.id, newsroom.channel_id, message_id, list(emoji))
        await newsroom.settle()


async def three_posts(newsroom: Newsroom) -> None:
    """Two reactions, one, and nobody knows."""
    await by_hand(newsroom, "Lions on a poster\n\nThey roar at buses. #case", "🔥", "👍")
    await by_hand(newsroom, "A shop without a sign\n\nPeople found it. #case", "🔥")
    await by_hand(newsroom, "Nobody reacted\n\nYet. #news")


def drafts(person: Person) -> list[Message]:
    """Previews of drafts, or the posts of a channel, that are a digest."""
    return [one for one in person.messages if (one.text or "").startswith(TITLE)]


def shown_numbers(person: Person) -> str:
    return next(text for text in reversed(person.texts) if NUMBERS in text)


async def test_weekly_brings_a_draft_of_the_best_with_the_numbers_behind_it(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom)
    assert "It is off" in author.text
    await press(newsroom, "Weekly")
    assert "every week, on Monday at 10:00, of the seven days before" in author.text
    assert "waits until somebody publishes it" in author.text
    assert "Mon, 23 Nov 2026" in author.text
    await until(newsroom, MONDAY)
    await newsroom.tick(3)
    [draft] = drafts(author)
    assert draft.text == (
        "Best of the week: 16 – 22 Nov 2026\n\n"
        "1. Lions on a poster\nThey roar at buses.\n\n"
        "2. A shop without a sign\nPeople found it.\n\n"
        "3. Nobody reacted\nYet.\n\n"
        "#digest"
    )
    links = [one.url for one in draft.entities or [] if one.type == "text_link"]
    assert len(links) == 3
    assert all(re.fullmatch(r"https://t\.me/\S+/\d+", link or "") for link in links)
    told = shown_numbers(author)
    assert "1. Lions on a poster\n❤ 2" in told
    assert "2. A shop without a sign\n❤ 1" in told
    assert "-. Nobody reacted\n❤ -" in told
    assert "Telegram" in told
    assert any("It waits for you" in text for text in author.texts)
    assert not [one for one in newsroom.channel if (one.text or "").startswith(TITLE)]
    await newsroom.tick(DAY)
    assert len(drafts(author)) == 1


async def test_the_draft_is_published_like_any_other(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await make_now(newsroom)
    await press(newsroom, "Publish now")
    await press(newsroom, "Publish")
    await newsroom.work()
    [post] = [one for one in newsroom.channel if (one.text or "").startswith(TITLE)]
    assert (post.text or "").endswith("#digest")
    # The digest itself is no candidate of the next one.
    await make_now(newsroom)
    assert TITLE not in shown_numbers(author).partition("Chosen")[2]


async def test_posts_are_swapped_until_the_draft_is_edited_by_hand(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await make_now(newsroom)
    await press(newsroom, "➖ A shop")
    assert author.text.startswith("The draft is written anew.")
    assert "Next\n2. A shop without a sign" in author.text
    await press(newsroom, "Show the draft")
    assert "A shop" not in (drafts(author)[-1].text or "")
    assert "2. Nobody reacted" in (drafts(author)[-1].text or "")
    await press(newsroom, "➖ Nobody")
    assert "at least 2 posts" in author.text
    await press(newsroom, "➕ A shop")
    await press(newsroom, "Show the draft")
    assert "2. A shop without a sign" in (drafts(author)[-1].text or "")
    await press(newsroom, "Text")
    await author.send("My own words about them\n\n#digest")
    await newsroom.tick(3)
    await press(newsroom, "➖ A shop")
    assert "changed by hand" in author.text
    await press(newsroom, "Refresh")
    assert "posts cannot be swapped here any more" in shown_numbers(author)
    assert not [text for text in author.buttons() if text.startswith(("➖", "➕"))]


async def test_too_little_to_choose_from_is_said_and_makes_no_draft(newsroom: Newsroom):
    author = await make_now(newsroom)
    assert "no draft this time. There is no post to choose from." in author.text
    await by_hand(newsroom, "One alone #case")
    await make_now(newsroom)
    assert "only one post" in author.text
    await author.send("/drafts")
    assert not [text for text in author.buttons() if text.startswith(TITLE)]


async def test_by_itself_it_is_planned_told_before_and_told_after(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom, "Weekly", "Publish by itself")
    assert "It goes out by itself" in author.text
    await until(newsroom, MONDAY)
    await newsroom.tick(3)
    # Not all at once: the bot looks at what became due an hour ago first.
    await newsroom.work()
    assert any("It goes out by itself on Mon, 23 Nov 2026" in text for text in author.texts)
    await newsroom.tick(2)
    [post] = [one for one in newsroom.channel if (one.text or "").startswith(TITLE)]
    assert any(text.startswith("Published: Best of the week") for text in author.texts)
    await newsroom.tick(DAY)
    assert post.message_id == newsroom.channel[-1].message_id


async def test_what_goes_out_by_itself_can_be_cancelled_within_the_hour(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom, "Weekly", "Publish by itself")
    await until(newsroom, MONDAY.replace(hour=6))
    assert any("It goes out by itself on Mon" in text for text in author.texts)
    await press(newsroom, "Cancel")
    assert author.text.startswith("Cancelled")
    await newsroom.tick(2 * 3600)
    assert not [one for one in newsroom.channel if (one.text or "").startswith(TITLE)]


async def test_with_review_it_waits_although_it_is_to_go_out_by_itself(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom, "Weekly", "Publish by itself")
    await press(newsroom, "Back")
    await press(newsroom, "Ask for review")
    await until(newsroom, MONDAY)
    await newsroom.tick(3)
    await newsroom.tick(2)
    assert any("does not go out by itself: it waits for you" in text for text in author.texts)
    assert not [one for one in newsroom.channel if (one.text or "").startswith(TITLE)]


async def test_after_an_outage_only_the_last_period_is_made(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom, "Weekly")
    await newsroom.tick(2 * WEEK + DAY)
    told = [text for text in author.texts if "no draft this time" in text]
    [only] = told
    assert "23 – 29 Nov 2026" in only
    roundup = await roundups.get(newsroom.app.db, 1)
    assert roundup is not None
    assert str(roundup.next_day) == "2026-12-07"


async def test_another_hour_size_hashtag_and_day(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom, "Weekly")
    await press(newsroom, "Fri")
    assert "on Friday at 10:00" in author.text
    await press(newsroom, "Top 3")
    before = author.last.message_id
    await press(newsroom, "Time")
    assert (author.text[:12], author.buttons()) == ("At what time", ["Back"])
    await press(newsroom, "Back")
    assert (author.text[:9], author.last.message_id) == ("Digest of", before)
    await press(newsroom, "Time")
    await author.send("at some time")
    assert "I do not understand this time" in author.text
    await author.send("9:30")
    assert "on Friday at 09:30" in author.text
    assert "Posts: up to 3" in author.text
    await press(newsroom, "Hashtag")
    await author.send("#best")
    assert "Its hashtag: #best" in author.text
    await press(newsroom, "Monthly")
    assert "on the 1st of the month at 09:30" in author.text
    assert "Tue, 1 Dec 2026" in author.text
    await until(newsroom, datetime(2026, 12, 1, 6, 30, tzinfo=UTC))
    await newsroom.tick(3)
    [draft] = [one for one in author.messages if (one.text or "").startswith("Best of the month")]
    assert (draft.text or "").startswith("Best of the month: 1 – 30 Nov 2026\n")
    assert (draft.text or "").endswith("\n\n#best")
    await open_settings(newsroom)
    await press(newsroom, "Off")
    assert "It is off" in author.text
    await press(newsroom, "Back")
    await press(newsroom, "Journal")
    assert "set the digest of the channel: Off" in author.text


async def test_a_new_zone_of_the_channel_moves_the_moment(newsroom: Newsroom):
    await three_posts(newsroom)
    author = await open_settings(newsroom, "Weekly")
    await press(newsroom, "Back")
    await press(newsroom, "Zone")
    await author.send("Novosibirsk")
    # 10:00 there is four hours earlier.
    await until(newsroom, MONDAY.replace(hour=3))
    assert len(drafts(author)) == 1
    await until(newsroom, MONDAY)
    await newsroom.tick(3)
    assert len(drafts(author)) == 1


async def test_a_repeat_and_a_hidden_rubric_are_not_chosen(newsroom: Newsroom):
    await three_posts(newsroom)
    author = newsroom.author
    await author.send("/posts")
    await press(newsroom, "Lions", "Repeat")
    await newsroom.tick(3)
    await press(newsroom, "Publish now", "Publish")
    await author.send("/channels")
    await press(newsroom, "Marketing aloud", "Rubrics", "#news", "Hide")
    await make_now(newsroom)
    told = shown_numbers(author)
    assert told.count("Lions on a poster") == 1
    assert "Nobody reacted" not in told


async def test_a_press_dispatched_twice_makes_one_draft(newsroom: Newsroom):
    await three_posts(newsroom)
    await newsroom.author.send("/start")
    await newsroom.tick(1)
    compiling = newsroom.app.dispatcher["compiling"]
    first = await compiling.make_now(newsroom.author.id, 1, press="7")
    assert await compiling.make_now(newsroom.author.id, 1, press="7") == first
    await newsroom.tick(3)
    assert len(drafts(newsroom.author)) == 1


async def test_two_presses_one_behind_the_other_make_one_draft_and_a_later_one_another(
    newsroom: Newsroom,
):
    await three_posts(newsroom)
    await make_now(newsroom)
    author = await make_now(newsroom)
    assert len(drafts(author)) == 1
    newsroom.clock.move(60)
    await make_now(newsroom)
    assert len(drafts(author)) == 2


async def test_whoever_may_not_can_set_nothing_and_swap_nothing(newsroom: Newsroom):
    await three_posts(newsroom)
    author, stranger = newsroom.author, newsroom.reader
    await open_settings(newsroom)
    weekly = data_of(author, "Weekly")
    await make_now(newsroom)
    swap = data_of(author, "➖ A shop without a sign")
    for data in (weekly, swap):
        await forge_data(newsroom, stranger, data)
    assert await roundups.get(newsroom.app.db, 1) is None
    issue = await roundup_issues.get(newsroom.app.db, 1)
    assert issue is not None
    assert issue.revision == 1


async def test_it_speaks_the_language_of_the_channel(tmp_path: Path):
    async with open_newsroom(tmp_path, language="ru") as newsroom:
        await post_by_hand(
            newsroom,
            "Львы на плакате #кейс\n\nОни рычат на автобусы, и прохожие оборачиваются.",
            "Магазин без вывески #кейс\n\nЛюди всё равно находят его по запаху хлеба.",
        )
        author = newsroom.author
        await author.send("/channels")
        await press(newsroom, "Marketing aloud", "Дайджест канала", "Собрать сейчас")
        await newsroom.tick(3)
        [draft] = [one for one in author.messages if (one.text or "").startswith("Лучшее")]
        assert (draft.text or "").startswith("Лучшее за неделю: 12 – 18 ноября 2026\n\n1. ")
        assert "\nЛюди всё равно находят его по запаху хлеба." in (draft.text or "")
        assert (draft.text or "").endswith("#дайджест")
