"""What authors read of a published post: its words, and the Numbers page."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import BlockQuote, Bold, Text, TextLink, as_list

from bot.domain.posts import Post
from bot.domain.reactions import PAID
from bot.domain.texts import cut
from bot.translator import Translator
from handlers.authors import views
from handlers.moments import describe_moment

# UTF-16 units of a post that its page quotes: the link leads to the rest.
_QUOTED = 600
_EMOJI = "emoji:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of a published post today; `reposts` and `reactions` are totals by kind."""

    post: Post
    link: str | None
    reactions: Mapping[str, int]
    reposts: Mapping[str, int]


def quote(post: Post) -> list[Text | str]:
    """The words of a post, shortened; none when it has none."""
    text = post.content.full_text
    if not text:
        return []
    words = cut(text, 0, _QUOTED).text
    return [BlockQuote(words if words == text.text else f"{words.rstrip()}…")]


def numbers_page(t: Translator, record: Record, zone: ZoneInfo) -> Text:
    """Every number with its moment. How the post went out is told by its History."""
    post = record.post
    lines: list[Text | str] = [
        Text(Bold(t("numbers-title")), ": ", views.title_of(t, post)),
    ]
    if record.link:
        lines.append(TextLink(record.link, url=record.link))
    if post.published_at:
        lines.append(t("numbers-published", moment=describe_moment(t, post.published_at, zone)))
    if post.edited_at:
        lines.append(t("numbers-edited", moment=describe_moment(t, post.edited_at, zone)))
    lines += ["", *_reactions(t, record, zone), *_reposts(t, record)]
    return as_list(*lines)


def _reactions(t: Translator, record: Record, zone: ZoneInfo) -> list[str]:
    post = record.post
    if post.reactions_at is None:
        return [t("numbers-reactions-unknown")]
    moment = describe_moment(t, post.reactions_at, zone)
    lines = [t("numbers-reactions", count=str(post.reactions), moment=moment)]
    ranked = sorted(record.reactions.items(), key=lambda item: (-item[1], item[0]))
    shown = [
        f"{kind.removeprefix(_EMOJI)} {total}" for kind, total in ranked if kind.startswith(_EMOJI)
    ]
    custom = sum(total for kind, total in ranked if kind != PAID and not kind.startswith(_EMOJI))
    if custom:
        shown.append(t("numbers-custom", count=custom))
    if shown:
        lines.append(" · ".join(shown))
    if stars := record.reactions.get(PAID):
        lines.append(t("numbers-stars", count=str(stars)))
    return lines


def _reposts(t: Translator, record: Record) -> list[str]:
    kinds = record.reposts
    line = t("numbers-reposts", count=str(record.post.reposts))
    if not record.post.reposts:
        return [line]
    parts = t(
        "numbers-repost-kinds",
        forwards=str(kinds.get("forward", 0)),
        inline=str(kinds.get("inline", 0)),
        links=str(kinds.get("link", 0)),
    )
    return [line, parts]
