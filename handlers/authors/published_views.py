"""What authors read of a published post: its words, and the Numbers page."""

from zoneinfo import ZoneInfo

from aiogram.utils.formatting import BlockQuote, Bold, Text, TextLink, as_list

from bot.domain.numbers import Metric, Number
from bot.domain.posts import Post
from bot.domain.texts import cut
from bot.translator import Translator
from handlers import number_views
from handlers.authors import views
from handlers.authors.published_records import Record
from handlers.moments import describe_moment
from handlers.number_views import figure, origin
from storage.numbers import Rank

# UTF-16 units of a post that its page quotes: the link leads to the rest.
_QUOTED = 600
_EMOJI = "emoji:"
# From here on a page rounds.
_EXACT_BELOW = 1000


def quote(post: Post) -> list[Text | str]:
    """The words of a post, shortened; none when it has none."""
    text = post.content.full_text
    if not text:
        return []
    words = cut(text, 0, _QUOTED).text
    return [BlockQuote(words if words == text.text else f"{words.rstrip()}…")]


def numbers_page(t: Translator, record: Record, zone: ZoneInfo) -> Text:
    """Every number with its source and its moment; what is not known is `-`, and why.

    How the post went out is told by its History.
    """
    lines: list[Text | str] = [
        *_heading(t, record, zone),
        "",
        *_reactions(t, record, zone),
        *_ranks(t, record),
        _views(t, record, zone),
        _comments(t, record, zone),
        "",
        *_reposts(t, record, zone),
        _forwards(t, record, zone),
        "",
        t("numbers-as-of", moment=number_views.describe_moment(t, record.now, zone)),
    ]
    return as_list(*lines)


def _heading(t: Translator, record: Record, zone: ZoneInfo) -> list[Text | str]:
    post = record.post
    lines: list[Text | str] = [Text(Bold(t("numbers-title")), ": ", views.title_of(t, post))]
    if record.link:
        lines.append(TextLink(record.link, url=record.link))
    if post.published_at:
        lines.append(t("numbers-published", moment=describe_moment(t, post.published_at, zone)))
    if post.edited_at:
        lines.append(t("numbers-edited", moment=describe_moment(t, post.edited_at, zone)))
    return lines


def _with_origin(t: Translator, words: str, origin_words: str) -> str:
    return t("numbers-with-origin", words=words, origin=origin_words)


def _reactions(t: Translator, record: Record, zone: ZoneInfo) -> list[str]:
    number = record.numbers.reactions
    if not number.is_known:
        return [t("numbers-reactions-unknown")]
    words = t("numbers-reactions", count=figure(number))
    lines = [_with_origin(t, words, origin(t, number, zone))]
    if shown := _kinds(t, record):
        lines.append(" · ".join(shown))
    if record.numbers.stars.is_known:
        lines.append(t("numbers-stars", count=figure(record.numbers.stars)))
    return lines


def _kinds(t: Translator, record: Record) -> list[str]:
    """Each emoji with its count, the most given first; custom ones have no character."""
    ranked = sorted(record.numbers.kinds.items(), key=lambda item: (-item[1], item[0]))
    is_rounded = record.numbers.reactions.is_rounded
    shown = []
    for kind, total in ranked:
        if kind.startswith(_EMOJI):
            number = Number(total=total, is_rounded=is_rounded and total >= _EXACT_BELOW)
            shown.append(f"{kind.removeprefix(_EMOJI)} {figure(number)}")
    custom = sum(total for kind, total in ranked if not kind.startswith(_EMOJI))
    return [*shown, t("numbers-custom", count=custom)] if custom else shown


def _ranks(t: Translator, record: Record) -> list[str]:
    return [
        t("numbers-rank", place=_place(rank), posts=str(rank.posts), tag=tag)
        for tag, rank in record.ranks
    ]


def _place(rank: Rank) -> str:
    return str(rank.first) if rank.first == rank.last else f"{rank.first}-{rank.last}"


def _views(t: Translator, record: Record, zone: ZoneInfo) -> str:
    number = record.numbers.views
    if not number.is_known:
        return t("numbers-views-unknown")
    return _with_origin(t, t("numbers-views", count=figure(number)), origin(t, number, zone))


def _comments(t: Translator, record: Record, zone: ZoneInfo) -> str:
    number = record.numbers.comments
    if not number.is_known:
        return t("numbers-comments-unknown")
    words = t("numbers-comments", count=figure(number))
    return _with_origin(t, words, origin(t, number, zone, Metric.COMMENTS))


def _reposts(t: Translator, record: Record, zone: ZoneInfo) -> list[Text | str]:
    number = record.numbers.reposts
    if not number.is_known:
        return [t("numbers-reposts-unknown")]
    words = t("numbers-reposts", count=figure(number))
    lines: list[Text | str] = [
        _with_origin(t, words, origin(t, number, zone, Metric.REPOSTS)),
        " · ".join(
            t(key, count=str(record.kinds[kind]))
            for kind, key in (
                ("forward", "numbers-repost-forwards"),
                ("inline", "numbers-repost-inline"),
                ("link", "numbers-repost-links"),
            )
            if record.kinds.get(kind)
        ),
    ]
    return [*lines, *_places(t, record)]


def _places(t: Translator, record: Record) -> list[Text | str]:
    """Where posts were forwarded to; what not anybody may open is counted, and not named."""
    parts: list[Text | str] = []
    for place, url in record.places:
        parts += [" · ", TextLink(place.title or url, url=url)]
    if record.more:
        parts += [" · ", t("numbers-places-more", count=record.more)]
    if record.hidden:
        parts += [" · ", t("numbers-places-hidden", count=record.hidden)]
    return [Text(t("numbers-places"), " ", *parts[1:])] if parts else []


def _forwards(t: Translator, record: Record, zone: ZoneInfo) -> str:
    number = record.numbers.forwards
    if not number.is_known:
        return t("numbers-forwards-unknown")
    words = t("numbers-forwards", count=figure(number))
    return _with_origin(t, words, origin(t, number, zone, name=record.entered_by))
