"""Results of inline mode that are files of the server: which file each kind takes.

The rules of a result's words are those of messages.setInlineBotResults (its list of errors):
a title where the kind needs one, and a file of the very kind that the result says it is.
"""

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import StoredFile
from bot.sandbox.state import State

KINDS = {
    "photo_file_id": "photo",
    "video_file_id": "video",
    "gif_file_id": "animation",
    "mpeg4_file_id": "animation",
    "document_file_id": "document",
    "audio_file_id": "audio",
    "voice_file_id": "voice",
    "sticker_file_id": "sticker",
}
"""Fields of a cached result and the kind of the file; Bot API, `InlineQueryResultCached…`."""

_UNTITLED = {"video": "VIDEO_TITLE_EMPTY", "document": "FILE_TITLE_EMPTY"}


def cached_file(state: State, result: Any) -> StoredFile | None:
    """The file that a result names by its file_id; None for a result of another sort.

    A document may be any file but a photo. Raises a 400 for an unknown id, for a file of
    another kind, and for a kind without the title that it needs.
    """
    for field, kind in KINDS.items():
        file_id = getattr(result, field, None)
        if file_id is None:
            continue
        file = state.files.for_sending(file_id, kind)
        if kind not in ("document", file.kind):
            raise bad_request("DOCUMENT_INVALID")
        if kind in _UNTITLED and not (getattr(result, "title", None) or "").strip():
            raise bad_request(_UNTITLED[kind])
        return file
    return None
