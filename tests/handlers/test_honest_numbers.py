"""No number without source and age, and no invented zero, wherever numbers are shown.

A view is a way to a screen, in `VIEWS`: add one with `@view`. Figures are found by the signs and
the labels that stand before them, and held against what the store was told, read by plain SQL.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.rounding import round_as_shown
from bot.translator import translator
from storage import channels, gaps
from tests.newsroom import Newsroom, Person, open_newsroom

LANGUAGES = ("en", "ru")
# An hourglass stands behind the figure, or behind the word that it counts.
_FIGURE = r"(?P<figure>-|≈ ?[\d.]+[KMB]?\+?|\d+\+?)(?P<stale>(?: [^\W\d]+){0,2} ⏳)?"
_MOMENT = re.compile(r"\d{1,2} [^\W\d]+ \d{4}, \d\d:\d\d")
# Metric -> signs, and sentences whose only placeholder is the figure.
_SIGNS = {"reactions": "❤", "reposts": "↗", "views": "👁", "comments": "💬"}
_LABELS = {
    "reactions": "numbers-reactions",
    "reposts": "numbers-reposts",
    "views": "numbers-views",
    "comments": "numbers-comments",
    "forwards": "numbers-forwards",
    "stars": "numbers-stars",
}
_SOURCES = ("number-source-updates", "number-source-preview", "number-seen", "number-heard",
            "numbers-legend-reposts", "numbers-legend-comments")  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What a person sees: the words of a message, and of the buttons under it."""

    text: str
    buttons: list[str] = field(default_factory=list)

    @property
    def all_text(self) -> str:
        return "\n".join((self.text, *self.buttons))


@dataclass(frozen=True)
class Found:
    """A figure beside a sign or a label of its metric."""

    metric: str
    figure: str
    is_stale: bool


View = Callable[[Newsroom, str], Awaitable[Shown | None]]
VIEWS: dict[str, View] = {}


def view(name: str) -> Callable[[View], View]:
    """Put a way to a screen into the table; it gives None where its world has no such screen."""

    def keep(way: View) -> View:
        VIEWS[name] = way
        return way

    return keep


def shown_to(person: Person) -> Shown:
    """The bot's newest message to a person."""
    return Shown(person.text, person.buttons())


def words(language: str, key: str) -> str:
    return translator(language)(key)


@view("author's list")
async def open_posts(newsroom: Newsroom, language: str) -> Shown | None:
    await newsroom.author.send("/posts")
    return shown_to(newsroom.author)


@view("author's card")
async def open_card(newsroom: Newsroom, language: str) -> Shown | None:
    await open_posts(newsroom, language)
    if not any(text.startswith("Скидка") for text in newsroom.author.buttons()):
        return None
    await newsroom.author.press("Скидка")
    return shown_to(newsroom.author)


@view("Numbers page")
async def open_numbers(newsroom: Newsroom, language: str) -> Shown | None:
    if await open_card(newsroom, language) is None:
        return None
    await newsroom.author.press(words(language, "button-numbers"))
    return shown_to(newsroom.author)


async def open_rubric(newsroom: Newsroom, order: str | None) -> Shown | None:
    await newsroom.reader.send("/tags")
    if not any(text.startswith("#кейс") for text in newsroom.reader.buttons()):
        return None
    await newsroom.reader.press("#кейс")
    if order:
        await newsroom.reader.press(order)
    return shown_to(newsroom.reader)


@view("rubric, newest")
async def open_newest(newsroom: Newsroom, language: str) -> Shown | None:
    return await open_rubric(newsroom, None)


@view("rubric, best")
async def open_best(newsroom: Newsroom, language: str) -> Shown | None:
    return await open_rubric(newsroom, words(language, "button-order-best"))


@view("search")
async def search(newsroom: Newsroom, language: str) -> Shown | None:
    await newsroom.reader.send("/search скидка")
    return shown_to(newsroom.reader)


@view("top")
async def open_top(newsroom: Newsroom, language: str) -> Shown | None:
    await newsroom.reader.send("/top")
    return shown_to(newsroom.reader)


@view("reader's page")
async def open_page(newsroom: Newsroom, language: str) -> Shown | None:
    if await open_rubric(newsroom, None) is None:
        return None
    await newsroom.reader.press("Скидка")
    return shown_to(newsroom.reader)


@view("forwarded post")
async def open_forwarded(newsroom: Newsroom, language: str) -> Shown | None:
    posts = [message for message in newsroom.channel if message.text]
    if not posts:
        return None
    # By the author, whose forwards are no reposts.
    newsroom.world.forward(
        newsroom.author.id, newsroom.channel_id, posts[-1].message_id, newsroom.bot_id
    )
    await newsroom.settle()
    return shown_to(newsroom.author)


@view("digest")
async def open_digest(newsroom: Newsroom, language: str) -> Shown | None:
    await newsroom.reader.send("/digest")
    await newsroom.reader.press(words(language, "button-digest-now"))
    return shown_to(newsroom.reader)


@view("inline results")
async def ask_inline(newsroom: Newsroom, language: str) -> Shown | None:
    found = await newsroom.world.inline(newsroom.reader.id, newsroom.bot_id, "скидка")
    return Shown("\n".join(f"{one['title']}\n{one.get('description')}" for one in found))


def find_figures(text: str, language: str) -> list[Found]:
    """Every figure that stands beside a sign or a label, in the order of the labels."""
    t = translator(language)
    rules = [(metric, re.escape(sign) + r"\ufe0f? " + _FIGURE) for metric, sign in _SIGNS.items()]
    for metric, key in _LABELS.items():
        rules.append((metric, re.escape(t(key, count="☃")).replace("☃", _FIGURE)))
    reposts = t("numbers-line", reactions="☂", reposts="☃").split("☂")[1]
    rules.append(("reposts", re.escape(reposts).replace("☃", _FIGURE)))
    return [
        Found(metric, found["figure"], bool(found["stale"]))
        for metric, rule in rules
        for found in re.finditer(rule, text)
    ]


async def read_truth(newsroom: Newsroom) -> dict[str, set[str]]:
    """What may stand for each metric: the figures that the store was told, without marks."""
    db = newsroom.app.db
    truth: dict[str, set[str]] = {metric: set() for metric in _LABELS}
    queries = {
        "reactions": "SELECT reactions AS n FROM posts WHERE reactions_at IS NOT NULL",
        "reposts": "SELECT count(*) AS n FROM reposts GROUP BY post_id",
        "comments": """
            SELECT count(comments.message_id) AS n FROM threads LEFT JOIN comments
            ON thread_id = threads.message_id AND comments.group_id = threads.group_id
            GROUP BY post_id""",
        "views": "SELECT total AS n FROM counts WHERE metric = 'views'",
        "forwards": "SELECT total AS n FROM counts WHERE metric = 'forwards'",
        "stars": "SELECT total AS n FROM reactions WHERE kind = 'paid'",
    }
    for metric, query in queries.items():
        for row in await db.fetch_all(query):
            truth[metric] |= {str(row["n"]), round_as_shown(row["n"])}
    return truth


def judge(shown: Shown, language: str, truth: dict[str, set[str]]) -> list[Found]:
    """The figures of a screen, after they were held against the truth and the promise."""
    found = find_figures(shown.all_text, language)
    for one in found:
        bare = one.figure.removeprefix("≈").strip().rstrip("+")
        assert bare == "-" or bare in truth[one.metric], (one, shown)
    if any(one.figure != "-" for one in found):
        t = translator(language)
        assert any(t(key) in shown.text for key in _SOURCES), shown
        assert _MOMENT.search(shown.text), shown
    if any(one.is_stale for one in found):
        missing = translator(language)("numbers-legend-stale", moment="☃").split("☃")[1]
        assert missing in shown.text or words_of_staleness(language) in shown.text, shown
    return found


def words_of_staleness(language: str) -> str:
    return translator(language)("number-stale", moment="☃").split("☃")[1]


@asynccontextmanager
async def open_world(folder: Path, language: str, name: str) -> AsyncIterator[Newsroom]:
    """A newsroom in which little is known, for a reason."""
    async with open_newsroom(folder, language=language) as newsroom:
        await newsroom.reader.send("/start")
        if name == "private":
            newsroom.world.rename(newsroom.channel_id, username="")
        if name != "empty":
            await fill(newsroom)
        if name in ("known", "private", "stale"):
            await react(newsroom)
        if name == "stale":
            await lose_three_days(newsroom)
        yield newsroom


async def fill(newsroom: Newsroom) -> None:
    """Two posts; nobody has told anything of them yet."""
    for text in ("Скидка дня\n\nМагазин дал. #кейс", "Скидка недели\n\nИ ещё одна. #кейс"):
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
        await newsroom.settle()


async def react(newsroom: Newsroom) -> None:
    """A reaction to the last post, and a repost of it."""
    message = newsroom.channel[-1]
    newsroom.world.react(newsroom.reader.id, newsroom.channel_id, message.message_id, ["🔥"])
    friends = newsroom.world.add_group("Друзья", owner=newsroom.reader.id)
    newsroom.world.promote(friends.id, newsroom.bot_id, by=newsroom.reader.id)
    newsroom.world.forward(newsroom.reader.id, newsroom.channel_id, message.message_id, friends.id)
    await newsroom.tick(600)


async def lose_three_days(newsroom: Newsroom) -> None:
    """Updates of three days are lost, and nothing has been counted since."""
    db = newsroom.app.db
    (channel,) = await channels.list_channels(db)
    began = newsroom.clock.now() + timedelta(minutes=1)
    newsroom.clock.move(timedelta(days=3).total_seconds())
    async with db.transaction() as session:
        # A page that still shows the same would make the numbers fresh again.
        await session.execute("UPDATE posts SET reactions_seen_at = NULL")
        await gaps.open_gap(session, channel.id, from_at=began)


def judge_world(world: str, name: str, shown: Shown, found: list[Found]) -> None:
    """What must stand there, and what cannot, by what is known in a world."""
    told = [one for one in found if one.metric in ("reactions", "reposts")]
    known = [one for one in told if one.figure != "-"]
    if world in ("empty", "untold"):
        assert not known, (name, shown)
    if world == "private":
        assert all(one.figure == "-" for one in found if one.metric == "views"), (name, shown)
    if world == "stale":
        assert all(one.is_stale for one in known if one.metric == "reactions"), (name, shown)
    if world in ("known", "private", "stale") and name not in WITHOUT_NUMBERS:
        # Or the walk could pass by everything.
        figures = {(one.metric, one.figure) for one in known}
        assert {("reactions", "1"), ("reposts", "1+")} <= figures, (name, shown)


WITHOUT_NUMBERS = ("inline results",)
WORLDS = ("empty", "untold", "private", "stale", "known")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("world", WORLDS)
async def test_every_view_tells_the_truth_with_its_source_and_age(
    tmp_path: Path, world: str, language: str
) -> None:
    async with open_world(tmp_path, language, world) as newsroom:
        for name, way in VIEWS.items():
            shown = await way(newsroom, language)
            if shown is None:
                assert world == "empty", f"{name} is not there"
                continue
            found = judge(shown, language, await read_truth(newsroom))
            judge_world(world, name, shown, found)


@pytest.mark.parametrize(
    "text",
    [
        "Заголовок · ❤ 0",
        "❤ 7 · observed reposts: -\nSources: ❤ Telegram's updates.",
        "❤ 7 · observed reposts: -\nOldest: 18 Nov 2026, 12:00.",
        "👁 ≈ 4.1K\nSources: public page. Oldest: 18 Nov 2026, 12:00.",
        "Observed reposts: 0 (seen by the bot, 18 Nov 2026, 12:00)",
        "❤ 7 ⏳\nSources: ❤ Telegram's updates. Oldest: 18 Nov 2026, 12:00.",
    ],
)
def test_the_judge_refuses_what_breaks_the_promise(text: str) -> None:
    truth = {metric: set[str]() for metric in _LABELS} | {"reactions": {"7"}, "views": {"4020"}}
    with pytest.raises(AssertionError):
        judge(Shown(text), "en", truth)


def test_the_judge_lets_pass_what_keeps_it() -> None:
    truth = {metric: set[str]() for metric in _LABELS} | {"reactions": {"7"}, "views": {"4.02K"}}
    text = (
        "❤ 7 ⏳ · observed reposts: - · 👁 ≈ 4.02K\nSources: ❤ Telegram's updates · 👁 public page. "
        "Oldest: 18 Nov 2026, 12:00. ⏳ changes since 18 Nov 2026, 12:00 may be missing."
    )
    assert len(judge(Shown(text), "en", truth)) == 3
