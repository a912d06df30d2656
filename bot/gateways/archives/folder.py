"""The folder of an export: made, or taken again; nothing in it that is not ours is touched."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

MARKER = ".rubrika-export"
"""What tells that a folder is ours: the channel and the format of its export, as JSON."""


class FolderRefused(Exception):
    """Nothing may be exported into a folder; the text says why, in one line."""


class ExportFolder:
    """A folder that holds one export of one channel in one format."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def claim(cls, path: Path, *, chat_id: int, form: str) -> "ExportFolder":
        """Make the folder, or take one that is empty or has an earlier export of the same.

        Raises:
            FolderRefused: it is a file, or holds something else.
            OSError: it cannot be made or written.
        """
        if path.exists() and not path.is_dir():
            raise FolderRefused(f"{path} is a file; a folder is expected")
        mark = {"channel": chat_id, "format": form}
        if path.is_dir() and any(path.iterdir()):
            _require(path, mark)
        path.mkdir(parents=True, exist_ok=True)
        with write_whole(path / MARKER) as file:
            json.dump(mark, file)
        return cls(path)


@contextmanager
def write_whole(path: Path, *, is_synced: bool = False) -> Iterator[IO[str]]:
    """A file that appears under its name when it is whole, or not at all.

    is_synced: it is on the disk before it has its name.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            if is_synced:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _require(path: Path, mark: dict[str, object]) -> None:
    try:
        found = json.loads((path / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        raise FolderRefused(
            f"{path} is not empty and holds no export of ours; name an empty or a new folder"
        ) from None
    if found != mark:
        raise FolderRefused(
            f"{path} holds an export of another channel or in another format; name another folder"
        )
