"""The HTTP server: Bot API calls and files on a loopback port."""

import json
from typing import Any

from aiogram.types import BufferedInputFile
from aiohttp import web

from bot.sandbox.decode import Uploads
from bot.sandbox.dispatch import Cut, Reply, answer, refusal
from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.preview import add_preview
from bot.sandbox.state import State

LARGEST_BODY = 60_000_000


class Sandbox:
    """The Bot API server of a world.

    Serves `/bot<TOKEN>/<method>`, `/file/bot<TOKEN>/<path>` and the public previews of channels,
    `/s/<name>`. Routes may be added to `app` until `start`.
    """

    def __init__(self, world: State, host: str = "127.0.0.1", port: int = 0) -> None:
        self.world = world
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self.app = web.Application(client_max_size=LARGEST_BODY)
        self.app.router.add_route("*", "/bot{token:[^/]*}/{method}", self._method)
        self.app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", self._file)
        add_preview(self.app, world)

    async def start(self) -> None:
        """Listens; port 0 takes a free one."""
        self._runner = web.AppRunner(
            self.app, handler_cancellation=True, access_log=None, shutdown_timeout=0.2
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stops listening and cuts what is open; polls and late calls that wait are cancelled."""
        for task in list(self.world.late_calls):
            task.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """Where it listens, for example `http://127.0.0.1:8081`."""
        return f"http://{self._host}:{self._port}"

    async def _method(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            params, uploads = await read(request)
            reply = await answer(self.world, token, method, params, uploads)
        except Refused as error:
            reply = refusal(error)
        except Cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return _response(reply)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] not in self.world.people.by_token:
            return _response(refusal(Refused(401, "Unauthorized")))
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return _response(refusal(Refused(404, "Not Found")))
        return web.Response(body=file.data, content_type="application/octet-stream")


def _response(reply: Reply) -> web.Response:
    headers = {"Retry-After": str(reply.retry_after)} if reply.retry_after is not None else None
    return web.Response(
        status=reply.status,
        body=reply.body,
        content_type=reply.content_type,
        headers=headers,
    )


async def read(request: web.Request) -> tuple[dict[str, Any], Uploads]:
    """Parameters and files of a request: query, urlencoded, multipart or JSON body."""
    params: dict[str, Any] = dict(request.query)
    uploads: Uploads = {}
    if request.method != "POST" or not request.body_exists:
        return params, uploads
    try:
        if request.content_type == "application/json":
            params |= _object(await request.text())
        else:
            _take_fields(params, uploads, dict(await request.post()))
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    return params, uploads


def _object(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text or "{}")
    except ValueError:
        raise bad_request("can't parse JSON encoded request") from None
    if not isinstance(values, dict):
        raise bad_request("expected an Object in JSON encoded request")
    return values


def _take_fields(params: dict[str, Any], uploads: Uploads, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if isinstance(value, web.FileField):
            with value.file:
                uploads[name] = BufferedInputFile(value.file.read(), value.filename or name)
        else:
            params[name] = value
