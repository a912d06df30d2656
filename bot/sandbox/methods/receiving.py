"""Receiving: who the bot is, its updates, its files."""

from aiogram.methods import (
    DeleteWebhook,
    GetFile,
    GetMe,
    GetUpdates,
    GetWebhookInfo,
)
from aiogram.types import File, User, WebhookInfo

from bot.sandbox.errors import bad_request
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.state import State


@serves(GetMe)
def get_me(_state: State, bot: Bot, _call: GetMe) -> User:
    """The bot itself."""
    return bot.me


@serves(GetUpdates)
async def get_updates(_state: State, bot: Bot, call: GetUpdates) -> bytes:
    """The next updates, waited for; the limit is forced into 1-100, the wait into 0-50 s.

    The real server answers a poll that repeats its offset within half a second with one update
    only, and makes it wait for three seconds; this one does neither.
    """
    if call.allowed_updates is not None:
        bot.updates.allow(call.allowed_updates)
    limit = 100 if call.limit is None else min(max(call.limit, 1), 100)
    bodies = await bot.updates.fetch(call.offset or 0, limit, float(call.timeout or 0))
    return b"[" + b",".join(bodies) + b"]"


@serves(DeleteWebhook)
def delete_webhook(_state: State, bot: Bot, call: DeleteWebhook) -> bool:
    """There is never a webhook; `drop_pending_updates` is honoured."""
    if call.drop_pending_updates:
        bot.updates.clear()
    return True


@serves(GetWebhookInfo)
def get_webhook_info(_state: State, bot: Bot, _call: GetWebhookInfo) -> WebhookInfo:
    """No webhook, and how many updates wait."""
    return WebhookInfo(url="", has_custom_certificate=False, pending_update_count=len(bot.updates))


@serves(GetFile)
def get_file(state: State, _bot: Bot, call: GetFile) -> File:
    """The path under which a file of at most 20 MB can be fetched."""
    file = state.files.get(call.file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > state.limits.download_bytes:
        raise bad_request("file is too big")
    return File(
        file_id=call.file_id,
        file_unique_id=file.unique_id,
        file_size=len(file.data),
        file_path=file.path,
    )
