"""What is said of followed rubrics: the list, and notices of what is new in them."""

from collections.abc import Sequence

from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.channels import Channel
from bot.domain.editions import fit
from bot.domain.leads import lead
from bot.domain.news import News, NewsItem
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, utf16_len
from bot.services.following import Followed
from bot.translator import Translator
from handlers.authors.views import title_of

# UTF-16 units of the sentence under a title.
LEAD_LIMIT = 160


def followed_list(t: Translator, channel: Channel, followed: Followed) -> Text:
    """The heading over the rubrics that a person follows."""
    heading = Bold(t("follows-title", channel=channel.title))
    if not followed.page.items:
        return as_list(heading, t("follows-none"))
    at_once = t("follows-at-once") if followed.is_at_once else t("follows-not-at-once")
    return as_list(heading, at_once)


def news_text(t: Translator, news: News) -> Text:
    """A notice in one message: what does not fit is the oldest, and is counted."""
    kept = fit(news.items, lambda items: _length(_text(t, news, items)), TEXT_LIMIT)
    return _text(t, news, news.items[:kept])


def _text(t: Translator, news: News, items: Sequence[NewsItem]) -> Text:
    title = t("news-title", channel=news.channel.title, count=len(news.items))
    blocks: list[Text] = [Text(Bold(title)), *(_item(t, item) for item in items)]
    if rest := len(news.items) - len(items):
        blocks.append(Text(t("digest-more", count=rest)))
    return as_list(*blocks, sep="\n\n")


def _item(t: Translator, item: NewsItem) -> Text:
    title = title_of(t, item.post)
    lines: list[Text | str] = [TextLink(title, url=item.link) if item.link else Bold(title)]
    if words := lead(item.post, LEAD_LIMIT):
        lines.append(words)
    lines.append(" ".join(f"#{rubric.tag}" for rubric in item.rubrics))
    return as_list(*lines)


def _length(text: Text) -> int:
    """UTF-16 units; beyond the limit when Telegram would drop formatting."""
    words, entities = text.render()
    return utf16_len(words) if len(entities) <= ENTITY_LIMIT else TEXT_LIMIT + 1
