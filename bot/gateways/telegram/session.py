"""The bot's client: our server's address, the shared rate, no parse mode."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.gateways.limiter import Limiter
from bot.gateways.telegram.rate import SharedRate


def make_bot(token: str, api_url: str, limiter: Limiter) -> Bot:
    """A client for a Bot API server. Texts go out with entities, never with markup."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url.rstrip("/")))
    session.middleware(SharedRate(limiter))
    return Bot(token, session=session)
