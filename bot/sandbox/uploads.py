"""Media that a bot sends: an upload, a file_id or an address."""

from typing import Any

from aiogram.types import BufferedInputFile, InputFile

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.files import StoredFile
from bot.sandbox.pictures import size_of
from bot.sandbox.state import State

_NAMES = {"video_note": "video note"}


def take(
    state: State,
    kind: str,
    given: InputFile | str | None,
    *,
    width: int | None = None,
    height: int | None = None,
    duration: Any = None,
) -> StoredFile:
    """The file that a call sends as `kind`; a 400 with Telegram's words when it cannot be."""
    if given is None or given == "":
        raise bad_request(f"There is no {_NAMES.get(kind, kind)} in the request")
    if isinstance(given, str):
        if given.startswith(("http://", "https://")):
            return _from_web(state, kind, given)
        return state.files.for_sending(given, kind)
    data, filename = content(given)
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > state.limits.upload_bytes:
        raise Refused(413, "Request Entity Too Large")
    if kind == "photo":
        _check_photo(state, data)
    seconds = int(duration) if isinstance(duration, int | float) else None
    return state.files.add(
        kind, data, filename=filename, width=width, height=height, duration=seconds
    )


def content(given: InputFile) -> tuple[bytes, str | None]:
    """Bytes and name of an upload."""
    if not isinstance(given, BufferedInputFile):
        raise bad_request("file must be uploaded")
    return given.data, given.filename


def _check_photo(state: State, data: bytes) -> None:
    if len(data) > state.limits.photo_bytes:
        raise bad_request("PHOTO_SAVE_FILE_INVALID")
    size = size_of(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if min(size) < 1 or width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _from_web(state: State, kind: str, url: str) -> StoredFile:
    data = state.web.get(url)
    if data is None:
        raise bad_request("failed to get HTTP URL content")
    if kind == "photo" and size_of(data) is None:
        raise bad_request("wrong type of the web page content")
    return state.files.add(kind, data, filename=url.rsplit("/", 1)[-1] or None)
