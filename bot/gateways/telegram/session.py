"""The bot's client: our server's address, the shared rate, no parse mode, requests as JSON."""

from functools import cache, partial
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response, TelegramMethod
from aiogram.types import InputFile
from aiohttp import ClientSession, FormData
from aiohttp.payload import BytesPayload, Payload

from bot.gateways.limiter import Limiter
from bot.gateways.telegram.rate import SharedRate
from bot.gateways.telegram.ready import ReadyCall
from bot.gateways.telegram.rich_reading import loads


class JsonSession(AiohttpSession):
    """Sends parameters as one JSON object, files as multipart.

    Urlencoding Cyrillic in pure Python is a fifth of what a sendMessage costs.
    """

    _is_over = False

    async def create_session(self) -> ClientSession:
        """aiogram's own, but for a call after the end: it would open a client nobody closes.

        Raises:
            RuntimeError: the session was closed.
        """
        if self._is_over:
            raise RuntimeError("the session is closed")
        if self._session is None:
            # aiogram closes what there was before: here that would be the end.
            self._should_reset_connector = False
        return await super().create_session()

    async def close(self) -> None:
        """For good. aiogram's pause for the end of TLS is only made where there is any."""
        self._is_over = True
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()

    def build_form_data(  # type: ignore[override]  # aiohttp takes either as a body
        self, bot: Bot, method: TelegramMethod[Any]
    ) -> FormData | Payload:
        """The body of a request; without files it is JSON (Bot API, "Making requests")."""
        write = partial(self._write, bot)
        if isinstance(method, ReadyCall):
            body: bytes | None = method.ready.body(method.chat_id, write)
        else:
            body = write(method)
        if body is None:
            return super().build_form_data(bot, method)
        return BytesPayload(body, content_type="application/json")

    def _write(self, bot: Bot, method: TelegramMethod[Any]) -> bytes | None:
        """The parameters of a call as one JSON object; None where files go along."""
        files: dict[str, InputFile] = {}
        values = {}
        for name, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot, files, _dumps_json=False)
            # As in a form: what is empty is left out, what is false or an empty list is said.
            if prepared is not None and prepared != "":
                values[name] = prepared
        return None if files else self.json_dumps(values, ensure_ascii=False).encode()

    def check_response(
        self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str
    ) -> Response[Any]:
        """aiogram's own; the class of the answer is made once, not for each answer."""
        _response_class(method.__returning__)
        return super().check_response(bot, method, status_code, content)


@cache
def _response_class(returning: Any) -> type[Response[Any]]:
    # pydantic holds the classes it makes of a generic only while somebody else does.
    return Response[returning]


def make_bot(token: str, api_url: str, limiter: Limiter, paid: Limiter | None = None) -> Bot:
    """A client for a Bot API server. Texts go out with entities, never with markup.

    `paid` paces what is paid for, see `SharedRate`.
    """
    server = TelegramAPIServer.from_base(api_url.rstrip("/"))
    session = JsonSession(api=server, json_loads=loads)
    session.middleware(SharedRate(limiter, paid))
    return Bot(token, session=session)
