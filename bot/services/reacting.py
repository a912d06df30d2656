"""Counts the reactions to posts: by updates, and by pages where updates were lost."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.domain.channels import ChannelState
from bot.domain.gaps import stale_since
from bot.domain.numbers import NumberSource
from bot.domain.tellings import Telling, present
from storage import channels, gaps, messages, numbers, posts, reactions
from storage.db import Database


class Reacting:
    """Keeps what was told of reactions; in whichever order it comes, the same holds in the end."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def take(
        self,
        chat_id: int,
        message_id: int,
        counts: Mapping[str, int],
        *,
        counted_at: datetime,
        update_id: int = 0,
    ) -> bool:
        """Take an update over; whether the counts of a post are newer now.

        `counts` are all there are, kind to total (Bot API, `MessageReactionCountUpdated`). What
        is told of a message that is no post yet is kept, and counts when it becomes one.
        """
        told = Telling(counts=counts, counted_at=counted_at, update_id=update_id)
        async with self._db.transaction() as session:
            channel = await channels.get_by_chat(session, chat_id)
            if channel is None or channel.state is ChannelState.DISCONNECTED:
                return False
            if not await reactions.note(session, channel.id, message_id, told):
                return False
            post = await messages.get_post_of(session, chat_id, message_id)
            if post is not None:
                await reactions.count(session, post.id)
        return post is not None

    async def adopt(
        self,
        post_id: int,
        counts: Mapping[str, int],
        *,
        rounded: Collection[str],
        seen_at: datetime,
        message_id: int | None = None,
        is_none_sure: bool = False,
    ) -> bool:
        """Compare a post with its public page; True when the counts of the page are taken.

        Exact counts stay when the page agrees with them, or may be older than they are. `rounded`
        are the kinds that the page rounds; `message_id` is the message that the page shows, the
        first of the post unless it is named. Without any reactions a page says nothing: the
        block is absent where nobody reacted, but also on a page of another shape. When it
        shows those of other posts (`is_none_sure`), all of this one were taken back, if that
        can have been missed.
        """
        if not present(counts) and not (is_none_sure and await self._is_stale(post_id)):
            return False
        told = Telling(
            counts=counts,
            counted_at=seen_at,
            source=NumberSource.PREVIEW,
            rounded=frozenset(rounded),
        )
        async with self._db.transaction() as session:
            post = await posts.get_post(session, post_id)
            message_ids = await messages.list_ids(session, post_id)
            shown = message_id if message_id is not None else next(iter(message_ids), None)
            if post is None or post.channel_id is None or shown not in message_ids:
                return False
            before = await reactions.get_counts(session, post_id)
            if not await reactions.note(session, post.channel_id, shown, told):
                return False
            await reactions.count(session, post_id)
            return await reactions.get_counts(session, post_id) != before

    async def _is_stale(self, post_id: int) -> bool:
        """Whether reactions of a post were counted once, and updates were lost since."""
        reacted = (await numbers.list_reacted(self._db, [post_id])).get(post_id)
        if reacted is None or not reacted.channel_id or not reacted.counted_at:
            return False
        lost = await gaps.list_gaps(self._db, reacted.channel_id)
        published_at = reacted.published_at or reacted.counted_at
        since = stale_since(lost, counted_at=reacted.counted_at, published_at=published_at)
        return since is not None
