"""The routes of the page: its files, its JSON, its stream of events."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.page.actions import ACTIONS
from bot.sandbox.page.input import BadInput, check, in_words, number, read_body
from bot.sandbox.page.seen import Seen
from bot.sandbox.page.stream import stream
from bot.sandbox.page.uploads import read_uploads, send_uploads
from bot.sandbox.page.views import Json
from bot.sandbox.pictures import size_of

STATIC = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SHOWN = ("image/", "video/", "audio/")
"""Files of these types are shown by the browser; all others are only saved."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Page:
    """The handlers of the page over what its people see."""

    def __init__(self, seen: Seen, start: int, host: str) -> None:
        self._seen = seen
        self._start = start
        self._is_local = _is_loopback(host)
        self._waiting: set[asyncio.Task[object]] = set()

    def register(self, app: web.Application) -> None:
        """Adds every route, and the end of the waiting ones, to an application."""
        gets: dict[str, Handler] = {
            "/": self._index,
            "/page/static/{name}": self._static,
            "/page/file/{file_id}": self._file,
            "/page/web": self._web,
            "/page/people": self._people,
            "/page/chats": self._chats,
            "/page/history": self._history,
            "/page/search": self._search,
            "/page/events": self._events,
        }
        for path, handler in gets.items():
            app.router.add_get(path, self._guarded(handler))
        app.router.add_post("/page/media", self._guarded(self._media))
        for name in ACTIONS:
            app.router.add_post(f"/page/{name}", self._guarded(self._act))
        app.on_startup.append(self._on_startup)
        app.on_shutdown.append(self._on_shutdown)

    async def _on_startup(self, _: web.Application) -> None:
        self._seen.mark_all_read()

    async def _on_shutdown(self, _: web.Application) -> None:
        """Ends open streams and waiting presses: the server would wait for them."""
        for task in self._waiting:
            task.cancel()

    @contextmanager
    def _held(self) -> Iterator[None]:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a handler runs in a task")
        self._waiting.add(task)
        try:
            yield
        finally:
            self._waiting.discard(task)

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                self._refuse_strangers(request)
                with self._held():
                    return await handler(request)
            except BadInput as error:
                return _json({"error": str(error)}, status=400)

        return guarded

    def _refuse_strangers(self, request: web.Request) -> None:
        """Lets no other site act through the browser, by its own name or a borrowed one."""
        if self._is_local and not _is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise BadInput("The page answers only under the name of this machine.")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise BadInput("Another site may not use the page.")

    async def _index(self, _: web.Request) -> web.Response:
        return _asset(STATIC / "index.html")

    async def _static(self, request: web.Request) -> web.Response:
        path = STATIC / request.match_info["name"]
        if path.parent != STATIC or path.suffix not in TYPES or not path.is_file():
            raise web.HTTPNotFound
        return _asset(path)

    async def _file(self, request: web.Request) -> web.Response:
        file_id = request.match_info["file_id"]
        with in_words():
            data = self._seen.world.file_bytes(file_id)
            mime_type, name = self._seen.world.file_meta(file_id)
        return _content(request, data, mime_type, name or "file")

    async def _web(self, request: web.Request) -> web.Response:
        """A picture of the world's own little web, for the card of a link."""
        data = self._seen.world.web.get(request.query.get("url", ""))
        if data is None or size_of(data) is None:
            raise BadInput("There is no such picture.")
        return _content(request, data, _picture_type(data), "picture")

    async def _people(self, _: web.Request) -> web.Response:
        persons = [self._seen.world.people.person(i).user for i in self._seen.people]
        people = [{"id": p.id, "name": p.full_name, "username": p.username} for p in persons]
        return _json({"people": people, "start": self._start})

    async def _chats(self, request: web.Request) -> web.Response:
        return _json({"chats": self._seen.chats(number(request, "person"))})

    async def _history(self, request: web.Request) -> web.Response:
        person_id, chat_id = number(request, "person"), number(request, "chat")
        before, reach = number(request, "before", 0), number(request, "reach", 0)
        views, more = self._seen.history(person_id, chat_id, before=before, reach=reach)
        markup = self._seen.markup(person_id, chat_id)
        return _json({"messages": views, "more": more, "markup": markup})

    async def _search(self, request: web.Request) -> web.Response:
        words = request.query.get("words", "").strip()
        found = self._seen.search(number(request, "person"), number(request, "chat"), words)
        return _json({"messages": found})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self._seen, number(request, "person"))

    async def _media(self, request: web.Request) -> web.Response:
        body, files = await read_uploads(request)
        return _json(send_uploads(self._seen, body, files))

    async def _act(self, request: web.Request) -> web.Response:
        model, action = ACTIONS[request.path.removeprefix("/page/")]
        body = check(model, await read_body(request))
        return _json(await action(self._seen, body))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _json(data: Json, *, status: int = 200) -> web.Response:
    return web.json_response(data, status=status, headers=HEADERS)


def _asset(path: Path) -> web.Response:
    return web.Response(
        body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8", headers=HEADERS
    )


def _picture_type(data: bytes) -> str:
    heads = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}
    return heads.get(data[:4], "image/jpeg")


def _content(request: web.Request, data: bytes, mime_type: str, name: str) -> web.Response:
    """A file of a message; a browser never takes one for a page of this site."""
    shown = mime_type.startswith(SHOWN) and "svg" not in mime_type
    headers = dict(HEADERS)
    if not shown:
        ascii_name = name.encode("ascii", "replace").decode().translate({34: "_", 92: "_"})
        printable = "".join(c for c in ascii_name if c.isprintable())
        headers["Content-Disposition"] = f'attachment; filename="{printable}"'
    headers["Content-Type"] = mime_type if shown else "application/octet-stream"
    piece, status = _piece(request, data, headers)
    return web.Response(body=piece, status=status, headers=headers)


def _piece(request: web.Request, data: bytes, headers: dict[str, str]) -> tuple[bytes, int]:
    """The asked-for range of a file: players cannot wind a film without it."""
    headers["Accept-Ranges"] = "bytes"
    try:
        wanted = request.http_range
    except ValueError:
        return data, 200
    if wanted.start is None and wanted.stop is None:
        return data, 200
    start, stop, _ = wanted.indices(len(data))
    if start >= stop:
        return data, 200
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return data[start:stop], 206
