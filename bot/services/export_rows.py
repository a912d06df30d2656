"""The rows of an export: posts with every number, its source and its moment; points."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.numbers import Number, Point, PostNumbers
from bot.domain.posts import Post
from bot.domain.tables import Cell, Row, TableWords

POST_COLUMNS = (
    "post", "link", "published", "edited", "title", "text", "rubrics", "media", "units", "kinds",
)  # fmt: skip
"""Before the numbers."""
NUMBERS = ("reactions", "stars", "reposts", "forwards", "comments", "views")
"""Fields of `PostNumbers`, in the order of the columns."""
NUMBER_COLUMNS = ("total", "source", "moment", "note")
"""Of each number."""
POINT_COLUMNS = ("post", "name", "source", "moment-utc", "total")

_EMOJI, _CUSTOM = "emoji:", "custom:"


def post_row(
    post: Post, link: str | None, numbers: PostNumbers, words: TableWords, zone: ZoneInfo
) -> Row:
    """A post: moments on the wall clock of a zone, with their offset."""
    content = post.content
    row: list[Cell] = [
        post.id,
        link,
        _moment(post.published_at, zone),
        _moment(post.edited_at, zone),
        post.title or None,
        content.full_text.text or None,
        " ".join(f"#{tag}" for tag in content.all_tags) or None,
        ", ".join(words.media[item.kind] for item in content.media) or None,
        content.full_text.units,
        _kinds(numbers, words),
    ]
    for name in NUMBERS:
        row += _number(getattr(numbers, name), words, zone)
    return tuple(row)


def point_row(post_id: int, point: Point, words: TableWords) -> Row:
    """A point of a series."""
    source = words.sources[point.source]
    return (post_id, _name(point.name, words), source, point.counted_at, point.total)


def _number(number: Number, words: TableWords, zone: ZoneInfo) -> Iterable[Cell]:
    """Total, source, moment and what is to be known of it; four empty cells for an unknown one."""
    if number.total is None or number.source is None:
        return (None, None, None, None)
    notes = []
    if number.is_at_least:
        notes.append(words.at_least)
    if number.is_rounded:
        notes.append(words.rounded)
    if number.stale_since:
        notes.append(f"{words.stale} {_moment(number.stale_since, zone)}")
    return (
        number.total,
        words.sources[number.source],
        _moment(number.counted_at, zone),
        ", ".join(notes) or None,
    )


def _kinds(numbers: PostNumbers, words: TableWords) -> str | None:
    ranked = sorted(numbers.kinds.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{_name(kind, words)} {total}" for kind, total in ranked) or None


def _name(name: str, words: TableWords) -> str:
    if name.startswith(_CUSTOM):
        return f"{words.custom} {name.removeprefix(_CUSTOM)}"
    return words.names.get(name) or name.removeprefix(_EMOJI)


def _moment(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(" ", "seconds") if moment else None
