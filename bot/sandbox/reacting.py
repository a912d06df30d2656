"""Reactions: who reacted how, and the updates that follow."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from aiogram.types import (
    MessageReactionCountUpdated,
    MessageReactionUpdated,
    ReactionCount,
    ReactionTypeCustomEmoji,
    ReactionTypeEmoji,
    ReactionTypePaid,
    ReactionTypeUnion,
    User,
)

from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room, Stored
from bot.sandbox.state import State

CUSTOM = "custom:"
"""Stands before the id of a custom emoji; plain emoji stand for themselves."""
PAID = "paid"
"""Telegram stars."""
MOST_STARS = 10_000
"""So many stars a person may give at once."""


def counts(stored: Stored) -> dict[str, int]:
    """How often each reaction stands at a message: an emoji, `custom:<id>`, or `paid`.

    Stars come first, the others by their number. Of stars the sum is told, not how many people
    gave them.
    """
    counter = Counter(one for mine in stored.reactions.values() for one in mine)
    stars = {PAID: sum(stored.stars.values())} if stored.stars else {}
    return stars | dict(counter.most_common())


def target(room: Room, message_id: int) -> Stored:
    """The message a reaction belongs to: in an album the first that is still there."""
    stored = room.stored[message_id]
    album = room.albums.get(stored.message.media_group_id or "")
    return room.stored[album[0]] if album else stored


def react(state: State, room: Room, message_id: int, user: User, emoji: list[str]) -> None:
    """Replaces the reactions of an account, emoji or `custom:<id>`, and tells bots.

    Posts of a channel, and their automatic forwards, have anonymous reactions: administrators
    hear `message_reaction_count`. Elsewhere they hear `message_reaction`, except for what bots
    do.
    """
    stored = target(room, message_id)
    old = stored.reactions.get(user.id, [])
    if old == emoji:
        return
    stored.reactions.pop(user.id, None)
    if emoji:
        stored.reactions[user.id] = list(emoji)
    state.tell("reactions", room, stored.id)
    if isinstance(room, ChatRoom) and stored.message.sender_chat is not None:
        _count_later(state, room, stored.id)
    elif not user.is_bot:
        _tell_change(state, room, stored, user, old)


def react_together(
    state: State, room: ChatRoom, message_id: int, reactions: Mapping[int, list[str]], date: float
) -> None:
    """Many accounts react to a post of a channel, which is told as one change of that moment."""
    stored = target(room, message_id)
    stored.reactions.update(reactions)
    state.tell("reactions", room, stored.id)
    _tell_counts(state, room, stored.id, datetime.fromtimestamp(date, UTC))


def give_stars(state: State, room: Room, message_id: int, user: User, stars: int) -> None:
    """Adds stars of a person to a post; they cannot be taken back.

    Raises PermissionError where stars cannot be given: they are for posts of channels.
    """
    stored = target(room, message_id)
    if not isinstance(room, ChatRoom) or not room.is_channel or stored.is_service:
        raise PermissionError("stars are given to posts of channels")
    if not 1 <= stars <= MOST_STARS:
        raise ValueError(f"1 to {MOST_STARS} stars can be given at once")
    stored.stars[user.id] = stored.stars.get(user.id, 0) + stars
    state.tell("reactions", room, stored.id)
    _count_later(state, room, stored.id)


def _type(reaction: str) -> ReactionTypeUnion:
    if reaction == PAID:
        return ReactionTypePaid()
    if reaction.startswith(CUSTOM):
        return ReactionTypeCustomEmoji(custom_emoji_id=reaction.removeprefix(CUSTOM))
    return ReactionTypeEmoji(emoji=reaction)


def _tell_change(state: State, room: Room, stored: Stored, user: User, old: list[str]) -> None:
    update = MessageReactionUpdated(
        chat=room.chat,
        message_id=stored.id,
        date=state.moment(),
        user=user,
        old_reaction=[_type(one) for one in old],
        new_reaction=[_type(one) for one in stored.reactions.get(user.id, [])],
    )
    if isinstance(room, PrivateRoom):
        room.bot.updates.put("message_reaction", update)
    elif isinstance(room, ChatRoom):
        for bot in state.bots_in(room, administrators=True):
            bot.updates.put("message_reaction", update)


def _count_later(state: State, room: ChatRoom, message_id: int) -> None:
    """Counts are told at once, or grouped after `limits.reaction_delay` seconds of real time."""
    if state.limits.reaction_delay <= 0:
        _tell_counts(state, room, message_id)
        return
    key = (room.chat.id, message_id)
    if key not in state.late_reactions:
        state.late_reactions.add(key)
        loop = asyncio.get_running_loop()
        loop.call_later(state.limits.reaction_delay, _tell_late, state, room, message_id)


def _tell_late(state: State, room: ChatRoom, message_id: int) -> None:
    state.late_reactions.discard((room.chat.id, message_id))
    _tell_counts(state, room, message_id)


def _tell_counts(
    state: State, room: ChatRoom, message_id: int, date: datetime | None = None
) -> None:
    stored = room.get(message_id)
    if stored is None:
        return
    update = MessageReactionCountUpdated(
        chat=room.chat,
        message_id=message_id,
        date=date or state.moment(),
        reactions=[
            ReactionCount(type=_type(reaction), total_count=count)
            for reaction, count in counts(stored).items()
        ],
    )
    for bot in state.bots_in(room, administrators=True):
        bot.updates.put("message_reaction_count", update)
