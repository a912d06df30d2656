"""Words about late posts: what went out late, what asks, what was skipped; and about outages."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Bold, Text, TextLink, as_list

from bot.domain.publications import Publication, PublicationState
from bot.services.telling import late_by
from bot.translator import Translator
from handlers.authors import views
from handlers.authors.cards import Cards
from handlers.authors.late_keyboards import late_keyboard
from handlers.moments import describe_moment, describe_span
from storage import attempts, channels, posts
from storage.db import Database

# Lines of a list; a message holds 4,096 characters, and a title up to 100.
MOST_LINES = 20

_HEADINGS = {
    PublicationState.LATE: "late-ask-many",
    PublicationState.CANCELLED: "late-skipped-many",
    PublicationState.PUBLISHED: "late-published-many",
}


async def late_screen(
    t: Translator, db: Database, cards: Cards, late: Sequence[Publication]
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """A list of late posts in one state, in the order of their moments, and what may be done."""
    state = late[0].state
    lines, titles = [], []
    is_mixed = len({publication.channel_id for publication in late}) > 1
    for publication in late[:MOST_LINES]:
        post = await posts.get_post(db, publication.post_id)
        if post is not None:
            titles.append(views.title_of(t, post))
            lines.append(await _line(t, db, cards, publication, is_mixed=is_mixed))
    if len(late) > MOST_LINES:
        lines.append(Text(t("late-more", count=len(late) - MOST_LINES)))
    text = as_list(t(_HEADINGS[state], count=len(late)), "", *lines)
    keyboard = late_keyboard(t, late, titles) if state is PublicationState.LATE else None
    return text, keyboard


async def _line(
    t: Translator, db: Database, cards: Cards, publication: Publication, *, is_mixed: bool
) -> Text:
    post = await posts.get_post(db, publication.post_id)
    channel = await channels.get_channel(db, publication.channel_id)
    assert post is not None
    assert channel is not None
    title = views.title_of(t, post)
    where = f" · {channel.title}" if is_mixed else ""
    if publication.state is not PublicationState.PUBLISHED:
        moment = describe_moment(t, publication.planned_at, channel.zoneinfo)
        return Text("• ", Bold(title), where, " · ", moment)
    link = await cards.link_of(post, channel)
    late = await span_late(t, db, publication)
    shown = TextLink(title, url=link) if link else Bold(title)
    return Text("• ", shown, where, " · ", t("late-line", late=late))


async def span_late(t: Translator, db: Database, publication: Publication) -> str:
    """How late a published post went out, in words; empty for less than a minute."""
    late = late_by(publication, await attempts.list_attempts(db, publication.id))
    if late.total_seconds() < 60:
        return ""
    return describe_span(t, publication.planned_at, publication.planned_at + late)
