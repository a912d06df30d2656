"""A post as a file of its own: front matter in YAML, then its words in Markdown."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.channels import Channel
from bot.domain.markdown import to_markdown
from bot.domain.numbers import Number, PostNumbers
from bot.domain.posts import Media, Post

LONGEST_SLUG = 48
# YAML takes these for the end of a line, or refuses them (YAML 1.2, "5.1 Character Set").
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """A file: its path in the folder, `2025/2025-05-17-name-12.md`, and what it holds."""

    path: str
    text: str

    @property
    def year(self) -> str:
        """The folder that it is in."""
        return self.path.partition("/")[0]


def make_note(
    post: Post,
    channel: Channel,
    numbers: PostNumbers,
    message_ids: Sequence[int],
    details: Mapping[str, Any],
) -> Note:
    """The file of a published post; `details` is what an import kept of its first message."""
    assert post.published_at is not None
    day = _local(post.published_at, channel)[:10]
    number = message_ids[0] if message_ids else post.id
    name = "-".join(filter(None, [day, _slug(post.title), str(number)]))
    fields = _fields(post, channel, numbers, message_ids, details)
    front = "\n".join(f"{key}: {to_yaml(value)}" for key, value in fields if value is not None)
    body = to_markdown(post.content.full_text)
    return Note(f"{day[:4]}/{name}.md", f"---\n{front}\n---\n" + (f"\n{body}\n" if body else ""))


def to_yaml(value: Any) -> str:
    """A value in one line: JSON is YAML, but for a few characters that it leaves as they are."""
    written = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _fields(
    post: Post,
    channel: Channel,
    numbers: PostNumbers,
    message_ids: Sequence[int],
    details: Mapping[str, Any],
) -> list[tuple[str, Any]]:
    assert post.published_at is not None
    first = message_ids[0] if message_ids else None
    forwarded = "forwarded_from" in details
    return [
        ("title", post.title or None),
        ("date", _local(post.published_at, channel)),
        ("edited", _local(post.edited_at, channel) if post.edited_at else None),
        ("tags", post.content.all_tags or None),
        ("message_id", first),
        ("further_messages", list(message_ids[1:]) or None),
        ("link", channel.link(first) if first else None),
        ("forwarded_from", details.get("forwarded_from") or "" if forwarded else None),
        ("author", details.get("author") or None),
        ("reactions", _reactions(numbers, channel)),
        ("stars", _number(numbers.stars, channel)),
        ("reposts", _number(numbers.reposts, channel)),
        ("forwards", _number(numbers.forwards, channel)),
        ("comments", _number(numbers.comments, channel)),
        ("views", _number(numbers.views, channel)),
        ("media", [_media(media) for media in post.content.media] or None),
    ]


def _reactions(numbers: PostNumbers, channel: Channel) -> dict[str, Any] | None:
    told = _number(numbers.reactions, channel)
    return told and told | {"kinds": numbers.kinds}


def _number(number: Number, channel: Channel) -> dict[str, Any] | None:
    """A number with who counted it and when; None, and so no line at all, when nobody did."""
    if number.total is None or number.source is None or number.counted_at is None:
        return None
    told: dict[str, Any] = {
        "total": number.total,
        "source": number.source.value,
        "counted": _local(number.counted_at, channel),
    }
    marks = {"rounded": number.is_rounded, "at_least": number.is_at_least}
    told |= {name: True for name, is_so in marks.items() if is_so}
    if number.stale_since is not None:
        told["stale_since"] = _local(number.stale_since, channel)
    return told


def _media(media: Media) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": media.kind.value}
    if media.name:
        told["name"] = media.name
    return told | ({"spoiler": True} if media.has_spoiler else {})


def _local(moment: datetime, channel: Channel) -> str:
    """A moment with its offset, `2025-05-17T10:00:00+03:00`."""
    return moment.astimezone(channel.zoneinfo).isoformat(timespec="seconds")


def _slug(title: str) -> str:
    """A title as part of a file's name: letters and digits of any script, whole words."""
    plain = unicodedata.normalize("NFC", title.lower())
    words = re.findall(r"[^\W_]+", plain)
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        kept = longer
    return kept
