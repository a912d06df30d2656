"""No figure of /stats, a letter or an export without source and age, and no invented zero.

The worlds are those of `test_honest_numbers`, and one in which posts are old enough to compare.
Figures are found in the words, in what a picture is drawn of and in the cells of files, and held
against the store, read by plain SQL.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from PIL import Image

from bot.domain.channels import ChannelState
from bot.domain.numbers import NumberSource
from bot.domain.pictures.axes import figure
from bot.domain.pictures.charts import (
    Chart,
    HourChart,
    KindChart,
    RubricChart,
    TrendChart,
)
from bot.domain.pictures.shapes import Theme
from bot.services.export_rows import NUMBERS, POINT_COLUMNS, POST_COLUMNS
from bot.translator import translator
from storage import channels
from tests.gateways.tables.reading import read_csv, read_xlsx
from tests.handlers.authors.test_exporting import file_of
from tests.handlers.test_honest_numbers import LANGUAGES, WORLDS, open_world, react
from tests.newsroom import Newsroom

MEASURES = ("reactions", "reposts", "views", "comments", "forwards", "stars")
DAY = 86_400
# 10:00 in Moscow.
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)


@dataclass(frozen=True)
class Truth:
    """What the store was told: measure -> post -> number; the rubrics of posts."""

    numbers: dict[str, dict[int, int]]
    posts: dict[int, tuple[str, ...]]

    def total(self, measure: str) -> int | None:
        """Over the posts of which it is known."""
        known = self.numbers[measure].values()
        return sum(known) if known else None

    def medians(self, measure: str) -> set[float]:
        """What may stand for a typical post: of all, or of a rubric."""
        groups = [set(self.posts)]
        for tag in {tag for tags in self.posts.values() for tag in tags}:
            groups.append({post for post, tags in self.posts.items() if tag in tags})
        known = self.numbers[measure]
        return {
            float(median(known[post] for post in group))
            for group in groups
            if len(group) >= 3 and group <= set(known)
        }


_READ = {
    "reactions": "SELECT id, reactions AS n FROM posts WHERE reactions_at IS NOT NULL",
    "reposts": "SELECT post_id AS id, count(*) AS n FROM reposts GROUP BY post_id",
    "views": "SELECT post_id AS id, total AS n FROM counts WHERE metric = 'views'",
    "comments": """
        SELECT post_id AS id, count(comments.message_id) AS n FROM threads LEFT JOIN comments
        ON thread_id = threads.message_id AND comments.group_id = threads.group_id
        GROUP BY post_id""",
    "forwards": "SELECT post_id AS id, total AS n FROM counts WHERE metric = 'forwards'",
    "stars": "SELECT post_id AS id, total AS n FROM reactions WHERE kind = 'paid'",
}


async def read_truth(newsroom: Newsroom) -> Truth:
    """The numbers of every post that have been told, by measure."""
    db = newsroom.app.db
    numbers = {}
    for measure, query in _READ.items():
        rows = await db.fetch_all(query)
        numbers[measure] = {row["id"]: row["n"] for row in rows}
    posts: dict[int, tuple[str, ...]] = {}
    for row in await db.fetch_all(
        """
        SELECT posts.id, rubrics.tag FROM posts
        LEFT JOIN post_rubrics ON post_rubrics.post_id = posts.id
        LEFT JOIN rubrics ON rubrics.id = rubric_id WHERE posts.state = 'published'"""
    ):
        posts[row["id"]] = (*posts.get(row["id"], ()), *filter(None, [row["tag"]]))
    return Truth(numbers, posts)


@dataclass
class Easel:
    """What pictures are drawn of."""

    charts: list[Chart] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=count)

    def stand_in(self, newsroom: Newsroom) -> None:
        """Keep what would be drawn; how it is drawn, others test."""
        newsroom.app.dispatcher["stats_pages"]._paint = self.keep

    def keep(self, chart: Chart, theme: Theme) -> bytes:
        self.charts.append(chart)
        picture = BytesIO()
        Image.new("L", (1080, 720), next(self.numbers) % 256).save(picture, "PNG")
        return picture.getvalue()

    def take(self) -> Chart | None:
        """What was drawn since it was asked last."""
        drawn, self.charts = self.charts, []
        return drawn[-1] if drawn else None


@dataclass(frozen=True)
class Judge:
    """Holds what a person sees against the truth, in one language."""

    language: str
    truth: Truth
    is_stale: bool = False

    def say(self, key: str, **values: Any) -> str:
        return translator(self.language)(key, **values)

    def name(self, measure: str) -> str:
        return self.say(f"measure-{measure}")

    def figure(self, value: float | None) -> str:
        return figure(value, self.say("decimal-mark"))

    def find_totals(self, text: str) -> dict[str, str]:
        """measure -> the figure behind its name."""
        found = {}
        for measure in MEASURES:
            least = re.escape(self.say("stats-at-least", value="☃")).replace("☃", r"(\S+)")
            rule = rf"^{re.escape(self.name(measure))}: (?:{least}|([-\d\xa0,.]+))(?: · |$)"
            if line := re.search(rule, text, re.MULTILINE):
                found[measure] = line[1] or line[2]
        return found

    def hold_totals(self, text: str) -> dict[str, str]:
        """Each sum is the store's; a figure that is known has its line of who and when."""
        found = self.find_totals(text)
        for measure, shown in found.items():
            assert shown == self.figure(self.truth.total(measure)), (measure, text)
            if shown != "-":
                self.hold_basis(measure, text)
        return found

    def hold_basis(self, measure: str, text: str) -> None:
        """Some line names the measure, who counted it, and how long ago."""
        lines = [line for line in text.splitlines() if self.is_basis(line, measure)]
        assert lines, (measure, text)
        if self.is_stale and measure == "reactions":
            lost = self.say("stats-stale", day="☃").split("☃")[0]
            assert all(lost in line for line in lines), (measure, text)

    def is_basis(self, line: str, measure: str) -> bool:
        names, _, rest = line.partition(": ")
        sources = {self.say(f"number-source-{source.value}") for source in NumberSource}
        sources |= {self.say("number-seen"), self.say("number-heard")}
        ago = self.say("stats-counted", sources="", newest="☃").split("☃")[1]
        listed = [name.casefold() for name in names.split(", ")]
        return (
            self.name(measure).casefold() in listed
            and any(rest.startswith(source) for source in sources)
            and ago in rest
            and any(sign.isdigit() for sign in rest.split(",")[-1])
        )

    def find_medians(self, text: str) -> list[tuple[str, str]]:
        """(measure, figure) of each median a post in the words."""
        rule = self.say("stats-medians", reactions="☂", reposts="☃")
        figures = r"([-\d\xa0,.]+?)"
        pattern = re.escape(rule).replace("☂", figures).replace("☃", figures + r"(?= · |$)")
        return [
            (measure, shown)
            for line in re.finditer(pattern, text, re.MULTILINE)
            for measure, shown in zip(("reactions", "reposts"), line.groups(), strict=True)
        ]

    def hold_medians(self, text: str) -> list[tuple[str, str]]:
        found = self.find_medians(text)
        for measure, shown in found:
            self.hold_median(measure, shown, text)
        return found

    def hold_median(self, measure: str, shown: str, text: str) -> None:
        allowed = {self.figure(one) for one in self.truth.medians(measure)}
        assert shown == "-" or shown in allowed, (measure, shown, text)
        if shown != "-":
            self.hold_basis(measure, text)

    def hold_chart(self, chart: Chart) -> list[float]:
        """What a picture is drawn of; the figures that are known."""
        notes = "\n".join(chart.head.notes)
        drawn = list(self._drawn(chart))
        for measure, value in drawn:
            assert value is None or value in self.truth.medians(measure), (measure, chart)
            if value is not None:
                self.hold_basis(measure, notes)
        if isinstance(chart, TrendChart):
            _, reactions = chart.series
            total = self.truth.total("reactions")
            assert reactions.total == total, chart
            bars = [bar for bar in reactions.bars if bar is not None]
            assert (sum(bars) if bars else None) == total, chart
            if total is not None:
                self.hold_basis("reactions", notes)
                return [float(total)]
        return [value for _, value in drawn if value is not None]

    def _drawn(self, chart: Chart) -> list[tuple[str, float | None]]:
        match chart:
            case RubricChart():
                return [("reactions", row.reactions) for row in chart.rows] + [
                    ("reposts", row.reposts) for row in chart.rows
                ]
            case HourChart():
                return [("reactions", cell.value) for cell in chart.cells]
            case KindChart():
                return [("reactions", row.value) for group in chart.groups for row in group.rows]
        return []

    def find_each(self, text: str) -> list[int]:
        """Reactions of single posts: in lists of the best, and in the letter."""
        rules = set()
        for key in ("stats-reactions-of", "letter-reactions"):
            for number in (0, 1, 2, 5):
                shown = re.escape(self.say(key, count=number))
                rules.add(rf" · {shown}$".replace(str(number), r"(\d+)", 1))
        return [int(one) for rule in sorted(rules) for one in re.findall(rule, text, re.MULTILINE)]

    def hold_each(self, text: str) -> list[int]:
        found = self.find_each(text)
        for shown in found:
            assert shown in self.truth.numbers["reactions"].values(), (shown, text)
        if found:
            self.hold_basis("reactions", text)
        return found


async def look_at_pages(newsroom: Newsroom, world: str, easel: Easel, judge: Judge) -> None:
    """Every page of the channel, in every period, then those of a rubric."""
    author, say = newsroom.author, judge.say
    for command in ("/stats", "/stats #кейс"):
        await author.send(command)
        if world == "empty":
            continue
        newsroom.clock.move(5)
        pages = ["overview", "posts"] if "#" in command else list(_PAGES)
        for page in pages:
            label = say(f"button-stats-{page}")
            # Telegram takes only so many messages a minute.
            newsroom.clock.move(20)
            if label in author.buttons():
                await author.press(label)
            for span in ("week", "month", "all"):
                name = say(f"button-span-{span}")
                newsroom.clock.move(5)
                if name in author.buttons():
                    await author.press(name)
                hold_page(world, page, author.text, easel.take(), judge)
    if world == "empty":
        assert not re.search(r": (0|-)", author.text)
        assert easel.take() is None


_PAGES = ("overview", "rubrics", "hours", "formats", "posts")


def hold_page(world: str, page: str, text: str, chart: Chart | None, judge: Judge) -> None:
    """A page of statistics with its picture, and what its world must or cannot show."""
    totals = judge.hold_totals(text) if page == "overview" else {}
    medians = judge.hold_medians(text)
    each = judge.hold_each(text)
    drawn = judge.hold_chart(chart) if chart else []
    if page == "overview":
        assert {"reactions", "reposts", "views", "comments"} <= set(totals), text
    if world == "private" and totals:
        assert totals["views"] == "-", text
    if world == "untold":
        known = [one for one in (*totals.values(), *(shown for _, shown in medians)) if one != "-"]
        views = judge.figure(judge.truth.total("views"))
        assert set(known) <= {views}, text
        assert not each
        assert not drawn
    if world == "compared":
        # Or the walk could pass by everything.
        if page == "overview":
            assert "-" not in (totals["reactions"], totals["reposts"]), text
        if page in ("rubrics", "formats"):
            assert any(shown != "-" for one, shown in medians if one == "reactions"), text
        if page == "posts":
            assert each, text
        if page in ("overview", "rubrics", "hours", "formats") and chart:
            assert drawn, chart


async def look_at_letter(newsroom: Newsroom, world: str, judge: Judge) -> None:
    """The letter of the next Monday; nothing else happens meanwhile."""
    newsroom.clock.move((MONDAY - newsroom.clock.now()).total_seconds())
    before = len(newsroom.author.messages)
    async with newsroom.app.db.transaction() as session:
        # A channel that became private is paused until its owner lets it go on.
        await channels.set_state(session, 1, ChannelState.CONNECTED)
    await newsroom.app.dispatcher["lettering"].deliver_due()
    await newsroom.settle()
    if world == "empty":
        assert len(newsroom.author.messages) == before
        return
    text = newsroom.author.text
    totals = judge.hold_totals(text)
    each = judge.hold_each(text)
    assert text.startswith(judge.say("letter-title", channel="Marketing aloud")), text
    assert {"reactions", "reposts", "views", "comments"} <= set(totals), text
    if world == "private":
        assert totals["views"] == "-", text
    if world == "untold":
        assert totals["reactions"] == totals["reposts"] == "-", text
        assert not each, text
    else:
        assert "-" not in (totals["reactions"], totals["reposts"]), text
        assert each, text


async def look_at_files(newsroom: Newsroom, world: str, judge: Judge, folder: Path) -> None:
    """Every cell of an export of all that there is, in both formats."""
    author = newsroom.author
    newsroom.clock.move(60)
    await author.send("/stats")
    await author.press(judge.say("button-export"))
    await author.press(judge.say("button-span-all"))
    if world == "empty":
        assert not {"CSV", "XLSX"} & set(author.buttons())
        return
    for label in ("CSV", "XLSX"):
        await author.press(label)
        path = file_of(author, folder)
        tables: Any = read_csv(path) if label == "CSV" else read_xlsx(path)
        posts, series, *_ = tables.values()
        hold_posts(world, judge, posts)
        await hold_series(newsroom, judge, series)


def hold_posts(world: str, judge: Judge, rows: list[list[Any]]) -> None:
    """Four cells a number: none of them, or all but the note."""
    head, *body = rows
    assert {int(row[0]) for row in body} == set(judge.truth.posts)
    assert len(head) == len(POST_COLUMNS) + 4 * len(NUMBERS)
    for row in body:
        cells: list[Any] = [None if cell == "" else cell for cell in row]
        cells += [None] * (len(head) - len(cells))
        post_id = int(cells[0])
        if post_id not in judge.truth.numbers["reactions"]:
            assert cells[POST_COLUMNS.index("kinds")] is None, row
        for number, measure in enumerate(NUMBERS):
            first = len(POST_COLUMNS) + 4 * number
            told = judge.truth.numbers[measure].get(post_id)
            hold_number(world, judge, measure, told, cells[first : first + 4])


def hold_number(
    world: str, judge: Judge, measure: str, told: int | None, cells: list[Any]
) -> None:
    """A total, its source, its moment and what is to be known of it."""
    total, source, moment, note = cells
    if told is None:
        assert cells == [None] * 4, (measure, cells)
        return
    assert float(total) == told, (measure, cells)
    assert source in names_of_sources(judge), (measure, cells)
    assert datetime.fromisoformat(moment).tzinfo, (measure, cells)
    if measure == "reposts":
        assert judge.say("export-note-at-least") in note, cells
    if measure == "reactions" and world == "stale":
        assert judge.say("export-note-stale") in note, cells


def names_of_sources(judge: Judge) -> set[str]:
    return {judge.say(f"number-source-{source.value}") for source in NumberSource}


_POINTS = """
    SELECT post_id, source, counted_at AS at, total FROM points
    UNION ALL
    SELECT DISTINCT post_id, 'updates', seen_at,
           count(*) OVER (PARTITION BY post_id ORDER BY seen_at) FROM reposts
    UNION ALL
    SELECT DISTINCT post_id, 'updates', written_at,
           count(*) OVER (PARTITION BY post_id ORDER BY written_at)
    FROM threads JOIN comments
    ON thread_id = threads.message_id AND comments.group_id = threads.group_id"""


async def hold_series(newsroom: Newsroom, judge: Judge, rows: list[list[Any]]) -> None:
    """Each row is a change that the store knows of, with its source and its moment."""
    head, *body = rows
    assert head == [judge.say(f"export-column-{name}") for name in POINT_COLUMNS]
    assert all(row[1] for row in body), body
    points = await newsroom.app.db.fetch_all(_POINTS)
    assert sorted(
        (int(post_id), source, moment_of(moment), float(total))
        for post_id, _, source, moment, total in body
    ) == sorted(
        (one["post_id"], judge.say(f"number-source-{one['source']}"), one["at"] // 1000,
         float(one["total"]))
        for one in points
    )  # fmt: skip


def moment_of(cell: str | float) -> int:
    """Seconds since the epoch of a cell of either format."""
    if isinstance(cell, str):
        return int(datetime.fromisoformat(cell).timestamp())
    return round((datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=cell)).timestamp())


@asynccontextmanager
async def open_any_world(folder: Path, language: str, world: str) -> AsyncIterator[Newsroom]:
    """One of the worlds of numbers, or one in which posts can be compared."""
    async with open_world(folder, language, "empty" if world == "compared" else world) as newsroom:
        if world == "compared":
            await publish_and_wait(newsroom)
        # A period ends before the moment it is asked for.
        newsroom.clock.move(1)
        yield newsroom


async def publish_and_wait(newsroom: Newsroom) -> None:
    """Five posts of one rubric with 1 to 5 reactions, another without any; then three days."""
    people = [newsroom.add_person(f"P{number}") for number in range(4)]
    for number in range(5):
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, f"Скидка {number} #кейс")
        await newsroom.settle()
        message = newsroom.channel[-1]
        for person in people[:number]:
            newsroom.world.join(newsroom.channel_id, person.id)
            newsroom.world.react(person.id, newsroom.channel_id, message.message_id, ["👍"])
        await react(newsroom)
    newsroom.world.say(newsroom.author.id, newsroom.channel_id, "Тихо #тишина")
    for _ in range(3):
        await newsroom.tick(DAY)


ALL_WORLDS = (*WORLDS, "compared")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("world", ALL_WORLDS)
async def test_statistics_the_letter_and_exports_tell_the_truth_with_source_and_age(
    tmp_path: Path, world: str, language: str
) -> None:
    async with open_any_world(tmp_path, language, world) as newsroom:
        easel = Easel()
        easel.stand_in(newsroom)
        judge = Judge(language, await read_truth(newsroom), is_stale=world == "stale")
        await look_at_pages(newsroom, world, easel, judge)
        await look_at_files(newsroom, world, judge, tmp_path)
        await look_at_letter(newsroom, world, judge)


def hold_words(judge: Judge, text: str) -> None:
    for hold in (judge.hold_totals, judge.hold_medians, judge.hold_each):
        hold(text)


TRUTH = Truth(
    numbers={measure: {} for measure in MEASURES} | {"reactions": {1: 4, 2: 5, 3: 7}},
    posts={1: ("case",), 2: ("case",), 3: ("case",)},
)
COUNTED = "Reactions: Telegram's updates, counted 2 h ago"


@pytest.mark.parametrize(
    "text",
    [
        "Reactions: 16",
        f"Reactions: 17\n{COUNTED}",
        "Reactions: 16\nReactions: Telegram's updates",
        "Reactions: 16\nViews: public page, counted 2 h ago",
        f"Reactions: 16\nViews: 0\n{COUNTED}",
        f"Reactions: -\n{COUNTED}",
        f"#case: 3 posts (100\xa0%) · reactions 6, reposts -\n{COUNTED}",
        f"#case: 3 posts (100\xa0%) · reactions 5, reposts 0\n{COUNTED}",
        "#case: 3 posts (100\xa0%) · reactions 5, reposts -",
        f"1. Lions · 18 Nov 2026 · 0 reactions\n{COUNTED}",
        "1. Lions · 18 Nov 2026 · 4 reactions",
    ],
)
def test_the_judge_of_statistics_refuses_what_breaks_the_promise(text: str) -> None:
    with pytest.raises(AssertionError):
        hold_words(Judge("en", TRUTH), text)


def test_stale_figures_have_to_say_so() -> None:
    text = f"Reactions: 16\n{COUNTED}"
    Judge("en", TRUTH).hold_totals(text)
    with pytest.raises(AssertionError):
        Judge("en", TRUTH, is_stale=True).hold_totals(text)
    said = f"{text}; some changes since 18 Nov 2026 were lost"
    Judge("en", TRUTH, is_stale=True).hold_totals(said)


def test_the_judge_of_statistics_lets_pass_what_keeps_it() -> None:
    text = (
        "Reactions: 16 · +12\xa0%, 14 before\nObserved reposts: -\nViews: -\n"
        "#case: 3 posts (100\xa0%) · reactions 5, reposts - · +4\xa0%\n"
        f"1. Lions · 18 Nov 2026 · 4 reactions\n{COUNTED}"
    )
    judge = Judge("en", TRUTH)
    assert judge.hold_totals(text) == {"reactions": "16", "reposts": "-", "views": "-"}
    assert judge.hold_medians(text) == [("reactions", "5"), ("reposts", "-")]
    assert judge.hold_each(text) == [4]


@pytest.mark.parametrize(
    "cells",
    [
        [0, None, None, None],
        [None, None, "2026-11-18 12:00:00+03:00", None],
        [4, None, "2026-11-18 12:00:00+03:00", None],
        [4, "Telegram's updates", None, None],
        [4, "Telegram's updates", "2026-11-18 12:00:00", None],
    ],
)
def test_the_judge_of_cells_refuses_what_breaks_the_promise(cells: list[Any]) -> None:
    told = 4 if cells[0] else None
    with pytest.raises((AssertionError, TypeError)):
        hold_number("known", Judge("en", TRUTH), "reactions", told, cells)
