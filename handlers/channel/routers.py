"""The router of channels and groups: posts, reactions, forwards, rights."""

from aiogram import Router

from handlers.channel.discussion import discussion_router
from handlers.channel.forwards import shares_router
from handlers.channel.members import members_router
from handlers.channel.membership import membership_router
from handlers.channel.posts import posts_router
from handlers.channel.reactions import reactions_router


def build_channel_router() -> Router:
    """A fresh router of all that happens outside of private chats, and to the bot itself."""
    router = Router(name="channel")
    router.include_routers(
        posts_router(),
        reactions_router(),
        discussion_router(),
        shares_router(),
        membership_router(),
        members_router(),
    )
    return router
