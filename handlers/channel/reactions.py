"""Counts of reactions: Telegram sends them grouped, up to a few minutes late, absolute."""

from aiogram import Router
from aiogram.types import (
    MessageReactionCountUpdated,
    ReactionTypeCustomEmoji,
    ReactionTypeEmoji,
    ReactionTypePaid,
    Update,
)

from bot.domain.reactions import PAID, custom_kind, emoji_kind
from bot.services.reacting import Reacting


def reactions_router() -> Router:
    """Takes counts of reactions."""
    router = Router(name="reactions")
    router.message_reaction_count.register(take_counts)
    return router


async def take_counts(
    event: MessageReactionCountUpdated, event_update: Update, reacting: Reacting
) -> None:
    """The newest counts replace those before."""
    await reacting.take(
        event.chat.id,
        event.message_id,
        read_counts(event),
        counted_at=event.date,
        update_id=event_update.update_id,
    )


def read_counts(event: MessageReactionCountUpdated) -> dict[str, int]:
    """Kind to total; kinds that a later Telegram brings are left out."""
    counts = {}
    for reaction in event.reactions:
        match reaction.type:
            case ReactionTypeEmoji(emoji=emoji):
                counts[emoji_kind(emoji)] = reaction.total_count
            case ReactionTypeCustomEmoji(custom_emoji_id=emoji_id):
                counts[custom_kind(emoji_id)] = reaction.total_count
            case ReactionTypePaid():
                counts[PAID] = reaction.total_count
    return counts
