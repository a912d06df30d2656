"""`result.json` as Telegram Desktop writes it, message by message."""

import json
from pathlib import Path
from typing import Any, Self

from bot.gateways.archives.folder import write_whole

NAME = "result.json"


class DesktopWriter:
    """A context that writes messages as they come; the file has its name when all is written."""

    def __init__(self, folder: Path, *, name: str, chat_type: str, bare_id: int) -> None:
        self._whole = write_whole(folder / NAME, is_synced=True)
        self._head = {"name": name, "type": chat_type, "id": bare_id}
        self._separator = "\n"

    def __enter__(self) -> Self:
        self._file = self._whole.__enter__()
        head = ",\n".join(f" {_json(key)}: {_json(value)}" for key, value in self._head.items())
        self._file.write(f'{{\n{head},\n "messages": [')
        return self

    def write(self, message: dict[str, Any]) -> None:
        """Add a message."""
        self._file.write(f"{self._separator}  {_json(message)}")
        self._separator = ",\n"

    def __exit__(self, *error: Any) -> None:
        if error[0] is None:
            self._file.write("\n ]\n}")
        self._whole.__exit__(*error)


def _json(value: Any) -> str:
    # A half of a surrogate pair, which a broken source may hold, is no UTF-8.
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_writable(text) else json.dumps(value)


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
