"""Exports on the disk, as Telegram Desktop and others write them."""

import json
import zipfile
from pathlib import Path
from typing import Any

from tests.domain.exports.writing import SENT, message

BARE, CHAT = 1_487_851_422, -1_001_487_851_422


def chat(*messages: Any, **told: Any) -> dict[str, Any]:
    """A channel with its messages, in the order of keys that Telegram Desktop has."""
    head = {"name": "Вслух", "type": "public_channel", "id": BARE} | told
    return head | {"messages": list(messages)}


def account(*chats: Any, left: tuple[Any, ...] = ()) -> dict[str, Any]:
    """The export of a whole account."""
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 42, "first_name": "Анна"},
        "contacts": {"about": "…", "list": [{"user_id": 1, "first_name": "Кто"}] * 3},
        "sessions": {"list": [{"messages": [{"id": 99}]}]},
        "chats": {"about": "…", "list": list(chats)},
        "left_chats": {"about": "…", "list": list(left)},
    }


def many(count: int) -> list[dict[str, Any]]:
    """Messages of a channel, an hour between them, the words of each its own."""
    return [
        message(number, date_unixtime=str(SENT + 3600 * number), text=f"Пост {number} 😀")
        for number in range(1, count + 1)
    ]


def write(folder: Path, document: Any, name: str = "result.json") -> Path:
    """A file with a document as Telegram Desktop writes it, or with bytes."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(document, bytes):
        document = json.dumps(document, ensure_ascii=False, indent=1).encode()
    path.write_bytes(document)
    return path


def pack(path: Path, **entries: bytes) -> Path:
    """A .zip; `__` in the name of an entry stands for a slash."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), data)
    return path
