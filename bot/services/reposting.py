"""Counts the reposts that a bot can see: each once, at its own moment, those of readers only."""

from datetime import datetime

from bot.domain.channels import Channel, ChannelState
from bot.domain.reposts import Place, Repost, RepostKind
from bot.domain.team import Role
from bot.services.rights import Rights
from storage import channels, messages, places, posts, reposts
from storage.db import Database


class Reposting:
    """Writes which posts were seen where. What the team does with its own posts counts nowhere."""

    def __init__(self, db: Database, rights: Rights) -> None:
        self._db = db
        self._rights = rights

    async def take_forward(
        self, chat_id: int, message_id: int, repost: Repost, place: Place | None = None
    ) -> bool:
        """Count a forward of a channel message; whether it is a new repost of a post.

        `place` is the group or channel that it was seen in, None for a private chat. A message
        that is no post yet may become one: its send may be unanswered, or in doubt. The forward
        is kept, and counts when the post is known.
        """
        channel = await channels.get_by_chat(self._db, chat_id)
        if channel is None or channel.state is ChannelState.DISCONNECTED:
            return False
        if await self._is_of_team(repost.person_id, channel):
            return False
        async with self._db.transaction() as session:
            post = await messages.get_post_of(session, chat_id, message_id)
            if place is not None:
                await places.put(session, place)
            if post is not None:
                return await reposts.insert(session, post.id, repost)
            await reposts.insert_early(session, channel.id, message_id, repost)
        return False

    async def take_share(self, post_id: int, person_id: int, *, seen_at: datetime) -> bool:
        """Count a person who came by a shared link, once a post; whether it is new."""
        key = f"link:{post_id}:{person_id}"
        return await self._take(post_id, key, RepostKind.LINK, person_id, seen_at)

    async def take_inline(
        self, post_id: int, person_id: int, *, key: str, seen_at: datetime
    ) -> bool:
        """Count a share through inline mode, which `key` names; whether it is new."""
        return await self._take(post_id, f"inline:{key}", RepostKind.INLINE, person_id, seen_at)

    async def _take(
        self, post_id: int, key: str, kind: RepostKind, person_id: int, seen_at: datetime
    ) -> bool:
        post = await posts.get_post(self._db, post_id)
        if post is None or post.channel_id is None:
            return False
        channel = await channels.get_channel(self._db, post.channel_id)
        if channel is None or await self._is_of_team(person_id, channel):
            return False
        repost = Repost(key=key, kind=kind, seen_at=seen_at, person_id=person_id)
        async with self._db.transaction() as session:
            return await reposts.insert(session, post_id, repost)

    async def _is_of_team(self, person_id: int | None, channel: Channel) -> bool:
        if person_id is None:
            return False
        return await self._rights.role_in(person_id, channel.id) is not Role.READER
