"""/stats: pictures with the same in words, of a channel and of a rubric."""

from io import BytesIO

import pytest
from PIL import Image

from bot.domain.statistics import Span
from bot.domain.team import Role
from handlers.authors.stats_callbacks import (
    ChooseStats,
    ExportDo,
    LetterSwitch,
    OnExport,
    OtherStats,
    Page,
    StatsPage,
)
from tests.handlers.authors.test_team import add_member, forge_data
from tests.newsroom import Newsroom, Person, buttons_of, open_newsroom

DAY = 86_400
# The newsroom's clock begins on Wednesday, 18 November 2026, 12:00 in Moscow.
MONTH = "Month, 23 Oct – 21 Nov 2026"
PAGES = ["✅ Overview", "Rubrics", "Hours", "Formats", "Best and worst"]
SPANS = ["Week", "✅ Month", "Quarter", "Year", "All"]


def photo_of(person: Person) -> bytes:
    """The picture in the bot's newest message."""
    assert person.last.photo, person.text
    return person.newsroom.world.file_bytes(person.last.photo[-1].file_id)


def publish(newsroom: Newsroom, text: str, channel_id: int | None = None) -> int:
    """A post made by hand in the channel."""
    where = channel_id or newsroom.channel_id
    return newsroom.world.say(newsroom.author.id, where, text).message_id


async def fill(newsroom: Newsroom) -> list[int]:
    """Six posts of an hour, the first four with 4, 3, 2 and 1 reactions; then three days."""
    ids = []
    for number in range(6):
        ids.append(publish(newsroom, f"Post {number} {'#ёлки' if number % 2 else '#case'}"))
        await newsroom.tick(600)
    people = [newsroom.add_person(f"P{number}") for number in range(4)]
    for number, message_id in enumerate(ids[:4]):
        for person in people[number:]:
            newsroom.world.join(newsroom.channel_id, person.id)
            newsroom.world.react(person.id, newsroom.channel_id, message_id, ["🔥"])
    await newsroom.settle()
    for _ in range(6):
        await newsroom.tick(DAY / 2)
    return ids


async def second(newsroom: Newsroom) -> int:
    """Another connected channel."""
    owner = newsroom.author.id
    channel = newsroom.world.add_channel("Second voice", owner=owner, username="second_voice")
    newsroom.world.promote(channel.id, newsroom.bot_id, by=owner)
    await newsroom.settle()
    return channel.id


async def test_the_month_comes_as_a_picture_with_the_same_in_words(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    image = Image.open(BytesIO(photo_of(newsroom.author)))
    assert (image.format, image.width) == ("PNG", 1080)
    lines = newsroom.author.text.splitlines()
    assert lines[:4] == [
        "Statistics: Marketing aloud", MONTH, "Posts: 6",
        "Reactions: 10 · known of 4 of 6 posts",
    ]  # fmt: skip
    assert "Observed reposts: -" in lines
    assert "Comments: -" in lines
    assert any(line.startswith("Reactions: Telegram's updates, counted ") for line in lines)
    assert newsroom.author.buttons()[:10] == PAGES + SPANS
    assert newsroom.author.buttons()[10:] == [
        "🌙 Dark", "Export", "✅ Letter on Mondays", "Where from",
    ]  # fmt: skip
    assert not newsroom.world.refusals


async def test_every_page_stands_in_place_of_the_one_before(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    messages = len(newsroom.author.messages)
    seen = {photo_of(newsroom.author)}
    for label, words in (
        ("Rubrics", "#case: 3 posts (50\xa0%) · reactions -, reposts -"),
        ("Hours", "Wed 12:00: 1.5 · 6 posts"),
        ("Formats", "Short (below 280): 6 posts (100\xa0%) · reactions 1.5, reposts -"),
    ):
        await newsroom.author.press(label)
        assert newsroom.author.text.startswith(f"Statistics: Marketing aloud\n{MONTH}\n")
        assert words in newsroom.author.text.splitlines()
        assert f"✅ {label}" in newsroom.author.buttons()
        seen.add(photo_of(newsroom.author))
    assert len(seen) == 4
    assert len(newsroom.author.messages) == messages
    assert not newsroom.world.refusals


async def test_where_the_data_carries_no_best_time_none_is_named(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    await newsroom.author.press("Hours")
    assert "Best time: none stands out." in newsroom.author.text


async def test_the_best_and_the_worst_are_a_list_with_links(newsroom: Newsroom) -> None:
    ids = await fill(newsroom)
    await newsroom.author.send("/stats")
    messages = len(newsroom.author.messages)
    await newsroom.author.press("Best and worst")
    lines = newsroom.author.text.splitlines()
    best = lines.index("Best")
    assert lines[best : best + 6] == [
        "Best", "1. Post 0 · 18 Nov 2026 · 4 reactions", "2. Post 1 · 18 Nov 2026 · 3 reactions",
        "", "Worst", "1. Post 3 · 18 Nov 2026 · 1 reaction",
    ]  # fmt: skip
    links = [entity.url for entity in newsroom.author.last.entities or [] if entity.url]
    assert links[0] == f"https://t.me/marketing_aloud/{ids[0]}"
    assert len(links) == 4
    assert len(newsroom.author.messages) == messages
    await newsroom.author.press("Overview")
    assert newsroom.author.last.photo
    assert len(newsroom.author.messages) == messages


async def test_a_period_is_chosen_and_kept_on_the_next_page(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    for label, days in (
        ("Week", "15 – 21 Nov 2026"),
        ("Quarter", "23 Aug – 21 Nov 2026"),
        ("Year", "22 Nov 2025 – 21 Nov 2026"),
        ("All", "18 – 21 Nov 2026"),
    ):
        await newsroom.author.press(label)
        assert newsroom.author.text.splitlines()[1] == f"{label}, {days}"
        assert f"✅ {label}" in newsroom.author.buttons()
    await newsroom.author.press("Rubrics")
    assert newsroom.author.text.splitlines()[1] == "All, 18 – 21 Nov 2026"


async def test_the_dark_picture_stays_dark_when_it_is_turned(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    light = photo_of(newsroom.author)
    await newsroom.author.press("Dark")
    dark = photo_of(newsroom.author)
    await newsroom.author.press("Rubrics")
    assert "☀️ Light" in newsroom.author.buttons()
    await newsroom.author.press("Overview")
    assert photo_of(newsroom.author) == dark != light
    await newsroom.author.press("Export")
    await newsroom.author.press("Back")
    assert photo_of(newsroom.author) == dark


async def test_a_channel_without_posts_says_what_will_be_here(newsroom: Newsroom) -> None:
    await newsroom.author.send("/stats")
    assert not newsroom.author.last.photo
    assert "Nothing was published here yet. After the first post" in newsroom.author.text
    await newsroom.author.press("Hours")
    assert "Nothing was published here yet." in newsroom.author.text
    assert not newsroom.world.refusals


async def test_a_period_without_posts_says_so_and_leads_to_longer_ones(
    newsroom: Newsroom,
) -> None:
    publish(newsroom, "Old #case")
    await newsroom.settle()
    await newsroom.tick(40 * DAY)
    await newsroom.author.send("/stats")
    assert newsroom.author.text.endswith("Nothing was published in these days. Choose a longer "
                                         "period.")  # fmt: skip
    assert not newsroom.author.last.photo
    await newsroom.author.press("Quarter")
    assert newsroom.author.last.photo
    assert "Posts: 1" in newsroom.author.text


async def test_young_posts_are_counted_and_pointed_out(newsroom: Newsroom) -> None:
    publish(newsroom, "Fresh #case")
    await newsroom.tick(60)
    await newsroom.author.send("/stats")
    assert "1 post is younger than 48 hours: its numbers still grow." in newsroom.author.text
    assert "Reactions: -" in newsroom.author.text.splitlines()


@pytest.mark.parametrize("typed", ["#ёлки", "ёлки", "#ЕЛКИ", " # елки "])
async def test_a_rubric_has_its_own_statistics_however_it_is_typed(
    newsroom: Newsroom, typed: str
) -> None:
    await fill(newsroom)
    await newsroom.author.send(f"/stats {typed}")
    lines = newsroom.author.text.splitlines()
    assert lines[0] == "Statistics: #ёлки · Marketing aloud"
    assert lines[2:4] == ["Posts: 3", "Reactions: 4 · known of 2 of 3 posts"]
    assert newsroom.author.last.photo
    assert newsroom.author.buttons()[:2] == ["✅ Overview", "Best and worst"]
    await newsroom.author.press("Best and worst")
    assert "Post 1" in newsroom.author.text
    assert "Post 0" not in newsroom.author.text
    await newsroom.author.press("Back")
    assert "✅ Rubrics" in newsroom.author.buttons()
    assert newsroom.author.text.startswith("Statistics: Marketing aloud\n")


async def test_several_words_are_one_rubric(newsroom: Newsroom) -> None:
    publish(newsroom, "Hit #рекламныйхит")
    await newsroom.tick(60)
    await newsroom.author.send("/stats рекламный хит")
    assert newsroom.author.text.startswith("Statistics: #рекламныйхит")


async def test_an_unknown_rubric_leads_to_near_ones(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats #cases")
    assert newsroom.author.text.startswith("There is no rubric #cases in this channel. Did you")
    assert newsroom.author.buttons() == ["#case · 3", "The whole channel"]
    await newsroom.author.press("#case")
    assert newsroom.author.text.startswith("Statistics: #case")
    await newsroom.author.send("/stats #зонтик")
    assert newsroom.author.text == "There is no rubric #зонтик in this channel."
    await newsroom.author.press("The whole channel")
    assert newsroom.author.text.startswith("Statistics: Marketing aloud")


async def test_with_several_channels_one_is_asked_for_and_remembered(newsroom: Newsroom) -> None:
    other = await second(newsroom)
    publish(newsroom, "There #case", other)
    await newsroom.tick(60)
    await newsroom.author.send("/stats #case")
    assert newsroom.author.text == "Which channel?"
    await newsroom.author.press("Second voice")
    assert newsroom.author.text.startswith("Statistics: #case · Second voice")
    assert newsroom.author.last.photo
    await newsroom.author.send("/stats")
    assert newsroom.author.text.startswith("Statistics: Second voice")
    await newsroom.author.press("Another channel")
    assert newsroom.author.buttons() == ["Marketing aloud", "Back"]
    await newsroom.author.press("Back")
    assert newsroom.author.text.startswith("Statistics: Second voice")
    await newsroom.author.press("Another channel")
    await newsroom.author.press("Marketing aloud")
    assert newsroom.author.text.startswith("Statistics: Marketing aloud\nNothing was published")
    assert not newsroom.world.refusals


async def test_a_private_channel_has_no_views_and_links_for_members(newsroom: Newsroom) -> None:
    owner = newsroom.author.id
    hidden = newsroom.world.add_channel("Hidden", owner=owner)
    newsroom.world.promote(hidden.id, newsroom.bot_id, by=owner)
    await newsroom.settle()
    message_id = publish(newsroom, "Inside #case", hidden.id)
    newsroom.world.join(hidden.id, newsroom.reader.id)
    newsroom.world.react(newsroom.reader.id, hidden.id, message_id, ["🔥"])
    await newsroom.settle()
    for _ in range(6):
        await newsroom.tick(DAY / 2)
    await newsroom.author.send("/stats")
    await newsroom.author.press("Hidden")
    lines = newsroom.author.text.splitlines()
    assert "Views: -" in lines
    assert "Reactions: 1" in lines
    await newsroom.author.press("Best and worst")
    links = [entity.url for entity in newsroom.author.last.entities or [] if entity.url]
    assert links == [f"https://t.me/c/{str(hidden.id).removeprefix('-100')}/{message_id}"]


async def test_sources_of_subscribers_are_for_owners(newsroom: Newsroom) -> None:
    await fill(newsroom)
    editor = await add_member(newsroom, "Edward", Role.EDITOR)
    await editor.send("/stats")
    assert "Where from" not in editor.buttons()
    await newsroom.author.send("/stats")
    await newsroom.author.press("Where from")
    assert "New link" in newsroom.author.buttons()


async def test_the_letter_is_switched_and_the_page_stays(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    await newsroom.author.press("Rubrics")
    before = newsroom.author.text
    await newsroom.author.press("Letter")
    assert "Letter on Mondays" in newsroom.author.buttons()
    await newsroom.author.press("Letter")
    assert "✅ Letter on Mondays" in newsroom.author.buttons()
    assert newsroom.author.text == before


async def test_a_second_press_changes_nothing(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    messages, shown = len(newsroom.author.messages), newsroom.author.last
    (button,) = [b for b in buttons_of(shown) if b.text == "Hours"]
    for _ in range(2):
        newsroom.world.press(
            newsroom.author.id, newsroom.bot_id, shown.message_id, button.callback_data or "",
            forged=True,
        )  # fmt: skip
    await newsroom.settle()
    assert len(newsroom.author.messages) == messages
    assert "✅ Hours" in newsroom.author.buttons()


async def test_a_picture_whose_figures_did_not_change_is_drawn_once(newsroom: Newsroom) -> None:
    await fill(newsroom)
    paint = newsroom.app.dispatcher["stats_pages"]._paint
    await newsroom.author.send("/stats")
    for label in ("Rubrics", "Overview", "Rubrics", "Overview"):
        await newsroom.author.press(label)
    assert paint.cache_info().misses == 2


async def test_an_author_sees_the_figures_of_the_whole_channel(newsroom: Newsroom) -> None:
    await fill(newsroom)
    clara = await add_member(newsroom, "Clara", Role.AUTHOR)
    await clara.send("/stats")
    assert "Posts: 6" in clara.text.splitlines()


async def test_readers_get_the_sentence_for_authors(newsroom: Newsroom) -> None:
    await fill(newsroom)
    for command in ("/stats", "/stats #case"):
        await newsroom.reader.send(command)
        assert newsroom.reader.text == "This command is for the channel's authors."


@pytest.mark.parametrize(
    "data",
    [
        StatsPage(channel=1),
        StatsPage(channel=1, page=Page.POSTS, rubric=1),
        ChooseStats(channel=1),
        OtherStats(channel=1),
        LetterSwitch(channel=1, on=False),
        OnExport(do=ExportDo.OPEN, channel=1),
        OnExport(do=ExportDo.CSV, channel=1),
        OnExport(do=ExportDo.CANCEL, channel=1),
    ],
    ids=lambda data: data.pack().replace(":", "-"),
)
async def test_a_copied_button_shows_nothing_to_a_reader(
    newsroom: Newsroom, data: StatsPage
) -> None:
    await fill(newsroom)
    await newsroom.reader.send("/start")
    await newsroom.forge_press(newsroom.reader, data.pack())
    assert newsroom.reader.text == "This is for the channel's team, and you are not in it."
    assert not any(message.photo or message.document for message in newsroom.reader.messages)


@pytest.mark.parametrize("do", [ExportDo.OPEN, ExportDo.XLSX, ExportDo.CANCEL])
async def test_an_author_of_one_channel_gets_nothing_of_another(
    newsroom: Newsroom, do: ExportDo
) -> None:
    clara = await add_member(newsroom, "Clara", Role.AUTHOR)
    other = await second(newsroom)
    publish(newsroom, "Secret of the other", other)
    await newsroom.tick(60)
    await clara.send("/stats")
    for data in (
        StatsPage(channel=2), ChooseStats(channel=2), OnExport(do=do, channel=2, span=Span.ALL),
    ):  # fmt: skip
        await forge_data(newsroom, clara, data.pack())
    assert not any("Secret" in text or "Second" in text for text in clara.texts)
    assert not any(message.document for message in clara.messages)


async def test_a_button_of_a_rubric_that_is_not_there_says_so(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await newsroom.author.send("/stats")
    await newsroom.forge_press(newsroom.author, StatsPage(channel=1, rubric=999).pack())
    assert newsroom.author.text == "It is no longer there."


async def test_the_command_stands_in_the_menu_and_in_the_help(newsroom: Newsroom) -> None:
    await newsroom.author.send("/help")
    assert "/stats - statistics of the channel or of a #rubric" in newsroom.author.text
    await newsroom.reader.send("/help")
    assert "/stats" not in newsroom.reader.text


async def test_in_russian_too(tmp_path) -> None:
    async with open_newsroom(tmp_path, language="ru") as newsroom:
        await fill(newsroom)
        await newsroom.author.send("/stats #елки")
        assert newsroom.author.text.startswith("Статистика: #ёлки · Marketing aloud\nМесяц, 23 ")
        await newsroom.author.press("Лучшие и худшие")
        assert "1. Post 1 · 18 ноября 2026 · 3 реакции" in newsroom.author.text
        await newsroom.author.press("Назад")
        await newsroom.author.press("Форматы")
        assert "реакции 1,5" in newsroom.author.text
