"""The best and the worst posts of a period: a list with links."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.channels import Channel
from bot.domain.statistics import Extremes, Measure, Sample, Tag
from bot.translator import Translator
from handlers.authors.stats_words import bases_lines, page_head


def posts_page(
    t: Translator,
    channel: Channel,
    found: Extremes,
    links: Mapping[int, str],
    now: datetime,
    tag: Tag | None = None,
) -> Text:
    """Most reactions first, then fewest; posts younger than 48 hours are not compared."""
    lines = page_head(t, channel, found.period, tag)
    lines.append(t("stats-extremes-how", known=found.known))
    if not found.best:
        lines += ["", t("stats-extremes-none")]
        return as_list(*lines)
    lines += ["", Bold(t("stats-best")), *_lines(t, channel, found.best, links)]
    if found.worst:
        lines += ["", Bold(t("stats-worst")), *_lines(t, channel, found.worst, links)]
    bases = {one: found.bases[one] for one in (Measure.REACTIONS,) if one in found.bases}
    return as_list(*lines, "", *bases_lines(t, bases, now, channel.zoneinfo))


def _lines(
    t: Translator, channel: Channel, samples: Sequence[Sample], links: Mapping[int, str]
) -> list[Text]:
    return [
        _line(t, channel, number, sample, links.get(sample.post_id))
        for number, sample in enumerate(samples, 1)
    ]


def _line(t: Translator, channel: Channel, number: int, sample: Sample, link: str | None) -> Text:
    title = sample.title or t("post-untitled")
    local = sample.published_at.astimezone(channel.zoneinfo)
    day = f"{local.day} {t(f'month-{local.month}')} {local.year}"
    reactions = t("stats-reactions-of", count=sample.reactions or 0)
    return Text(
        f"{number}. ", TextLink(title, url=link) if link else title, f" · {day} · {reactions}"
    )
