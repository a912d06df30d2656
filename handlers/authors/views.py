"""What authors read: domain values in, text with entities out."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.channels import Channel
from bot.domain.numbers import PostNumbers
from bot.domain.posts import Content, Finding, Post, PostState
from bot.domain.publications import Publication
from bot.services.ruling import Report
from bot.translator import Translator
from handlers import number_views
from handlers.authors.refusal_views import why_refused
from handlers.moments import describe_distance, describe_moment


def title_of(t: Translator, post: Post) -> str:
    """The title, or what stands for it in a post without words."""
    if post.title:
        return post.title
    if post.content.media:
        return t(f"media-{post.content.media[0].kind.value}")
    return t("post-untitled")


def card(
    t: Translator,
    post: Post,
    channel: Channel | None,
    publication: Publication | None,
    link: str | None,
    now: datetime,
    report: Report | None = None,
    sources: Sequence[Text | str] = (),
) -> Text:
    """The card of a post: what it is, where it stands, lines of its sources, what to know."""
    lines: list[Text | str] = [
        Text(_status(t, post, channel, publication, link, now)),
        Text(Bold(title_of(t, post))),
        t("card-channel", channel=channel.title) if channel else t("card-no-channel"),
        t("card-tags", tags=" ".join(f"#{tag}" for tag in post.content.all_tags) or "-"),
        _length(t, post.content),
        *sources,
    ]
    if report and report.count:
        lines.append(t("card-check", count=report.count, errors=len(report.broken)))
        lines += [f"⚠️ {finding_line(t, finding)}" for finding in report.findings]
    return as_list(*lines)


def finding_line(t: Translator, finding: Finding) -> str:
    """A finding in words."""
    return t(f"finding-{finding.kind.value}", count=finding.count, words=finding.words)


def _length(t: Translator, content: Content) -> str:
    line = t("card-length", units=content.full_text.units, limit=content.limit)
    if content.media:
        line += " · " + t("card-media", count=len(content.media))
    return line


def _status(
    t: Translator,
    post: Post,
    channel: Channel | None,
    publication: Publication | None,
    link: str | None,
    now: datetime,
) -> Text | str:
    match post.state:
        case PostState.PLANNED | PostState.LATE if publication and channel:
            return t(
                f"status-{post.state.value}",
                moment=describe_moment(t, publication.planned_at, channel.zoneinfo),
                distance=describe_distance(t, now, publication.planned_at),
            )
        case PostState.PUBLISHED if link:
            return Text(t("status-published"), ": ", TextLink(link, url=link))
        case PostState.FAILED if publication:
            return t("status-failed", reason=why_refused(t, publication.error))
    return t(f"status-{post.state.value}")


def list_line(t: Translator, post: Post, numbers: PostNumbers | None = None) -> str:
    """A post as the text of a list's button: it begins with the title; numbers if it is out."""
    title = title_of(t, post)
    return f"{title} · {number_views.short_line(numbers)}" if numbers else title
