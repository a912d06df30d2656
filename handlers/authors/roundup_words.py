"""What the channel's own digest says beside its posts, in the language of the channel."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from bot.domain.channels import Channel
from bot.domain.posts import Content
from bot.domain.roundup_texts import write
from bot.domain.roundups import Candidate, Every, Issue
from bot.translator import Translator, translator
from handlers.authors.stats_words import days_of
from handlers.authors.views import title_of
from storage.roundup_issues import NewIssue


class Languages(Protocol):
    """Knows the languages of channels."""

    async def language_of(self, channel_id: int | None, *, default: str) -> str:
        """The language of a channel's posts, ISO 639-1; `default` where it has none."""
        ...


class RoundupWords:
    """Speaks as most posts of the channel do."""

    def __init__(self, languages: Languages, *, default: str) -> None:
        """`default`: the language of channels that do not tell theirs."""
        self._languages = languages
        self._default = default

    async def write(
        self,
        channel: Channel,
        period: NewIssue | Issue,
        chosen: Sequence[Candidate],
        tag: str | None,
    ) -> Content:
        """The content of a draft; `tag` None takes that of the language."""
        language = await self._languages.language_of(channel.id, default=self._default)
        t = translator(language)
        return write(
            issue_title(t, channel, period), chosen,
            lambda one: title_of(t, one.post), tag or t("roundup-post-tag"),
        )  # fmt: skip


def issue_title(t: Translator, channel: Channel, period: NewIssue | Issue) -> str:
    """`Best of the week: 16 – 22 Nov 2026`; the last day is that of the last moment inside."""
    zone = channel.zoneinfo
    first = period.since.astimezone(zone).date()
    last = (period.until - timedelta(milliseconds=1)).astimezone(zone).date()
    key = "roundup-post-month" if period.every is Every.MONTHLY else "roundup-post-week"
    return t(key, days=days_of(t, first, last))
