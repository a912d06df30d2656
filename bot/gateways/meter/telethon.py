"""The meter over MTProto: a second bot's session, since one token may have only one.

`channels.getMessages` is for bots too (core.telegram.org/method/channels.getMessages); whether
Telegram fills in views and forwards for them is seen when they are read.
"""

import asyncio
import importlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.metering import Reading, Refusal, Trouble

if TYPE_CHECKING:
    from telethon import TelegramClient

SECONDS = 10.0
"""A call with everything before it: connecting, signing in. Whoever stops waits for it."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Of the meter's bot, and of an application from my.telegram.org."""

    token: str
    api_id: int
    api_hash: str

    @property
    def bot_id(self) -> int:
        """The bot's id, which its token begins with."""
        return int(self.token.partition(":")[0])


class Sessions:
    """Where the session of the meter's bot is kept: reading and writing it."""

    def __init__(
        self,
        read: Callable[[], Awaitable[str]],
        write: Callable[[str], Awaitable[None]],
    ) -> None:
        self.read = read
        self.write = write


class TelethonMeter:
    """Signs in at the first call, and stays connected."""

    def __init__(self, credentials: Credentials, sessions: Sessions) -> None:
        self._credentials = credentials
        self._sessions = sessions
        self._client: TelegramClient | None = None

    async def read(self, chat_id: int, message_ids: Sequence[int]) -> Sequence[Reading] | Refusal:
        """What Telegram fills in for at most a hundred messages; those gone are left out."""
        deadline = asyncio.get_running_loop().time() + SECONDS
        # Half a second of importing and 30 MB: beside the loop, and only where there is a meter.
        await asyncio.to_thread(importlib.import_module, "telethon")
        from telethon import errors

        try:
            async with asyncio.timeout_at(deadline):
                client = await self._connected()
        except (errors.RPCError, ValueError) as error:
            return _refusal(error, Trouble.SIGN_IN)
        except (OSError, TimeoutError) as error:
            return Refusal(Trouble.UNREACHABLE, type(error).__name__)
        try:
            async with asyncio.timeout_at(deadline):
                return await _read(client, chat_id, message_ids)
        except (errors.UnauthorizedError, errors.AuthKeyError) as error:
            # The session is over: the next call begins another, or says why it cannot.
            await self.close()
            await self._sessions.write("")
            return Refusal(Trouble.UNREACHABLE, type(error).__name__)
        except (errors.RPCError, ValueError) as error:
            return _refusal(error, Trouble.INVISIBLE)
        except (OSError, TimeoutError) as error:
            return Refusal(Trouble.UNREACHABLE, type(error).__name__)

    async def close(self) -> None:
        """Hang up; the session stays valid."""
        if self._client is not None:
            await self._client.disconnect()
            self._client = None

    async def _connected(self) -> "TelegramClient":
        """A client that is signed in.

        Raises:
            telethon.errors.RPCError: Telegram refuses the bot or the application.
            OSError: it cannot be reached.
        """
        from telethon import TelegramClient
        from telethon.sessions import StringSession

        if self._client is None:
            self._client = TelegramClient(
                StringSession(await self._sessions.read()), self._credentials.api_id,
                self._credentials.api_hash, receive_updates=False, flood_sleep_threshold=0,
                connection_retries=1, request_retries=1, timeout=5,
            )  # fmt: skip
        client = self._client
        if not client.is_connected():
            await client.connect()
        if not await client.is_user_authorized():
            await client.sign_in(bot_token=self._credentials.token)
            await self._sessions.write(client.session.save())
        return client


async def _read(
    client: "TelegramClient", chat_id: int, message_ids: Sequence[int]
) -> list[Reading]:
    from telethon.tl.functions.channels import GetMessagesRequest
    from telethon.tl.types import InputMessageID, PeerChannel

    bare = int(str(chat_id).removeprefix("-100"))
    channel = await client.get_input_entity(PeerChannel(bare))
    answer = await client(GetMessagesRequest(channel, [InputMessageID(n) for n in message_ids]))
    return [reading for message in answer.messages if (reading := reading_of(message))]


def reading_of(message: Any) -> Reading | None:
    """The counters of a message; None for one that is gone.

    A post has a view as soon as it is out: no views are counters that were not filled in.
    """
    from telethon.tl.types import Message

    if not isinstance(message, Message):
        return None
    if not message.views:
        return Reading(message.id, None, None)
    return Reading(message.id, message.views, message.forwards)


def _refusal(error: Exception, trouble: Trouble) -> Refusal:
    from telethon import errors

    detail = type(error).__name__
    if isinstance(error, errors.FloodError):
        return Refusal(Trouble.BUSY, detail, timedelta(seconds=getattr(error, "seconds", 60)))
    if isinstance(error, errors.ServerError | errors.TimedOutError):
        return Refusal(Trouble.UNREACHABLE, detail)
    return Refusal(trouble, detail)
