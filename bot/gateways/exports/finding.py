"""Finds the JSON of an export: a file by itself, in an archive, in a folder."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import InputRefused
from bot.gateways.exports.archives import (
    MOST_BYTES,
    PAGE,
    RESULT,
    find_entry,
    open_archive,
    open_entry,
)
from bot.gateways.exports.mending import Bytes
from bot.gateways.exports.reading import Export
from bot.gateways.exports.refusals import html, named, no_export
from bot.gateways.exports.sources import Source

_ZIPPED = b"PK"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BLANKS = b" \t\r\n"
_HEAD = 1024


def open_export(path: Path) -> Export:
    """The export at a path: `result.json`, a .zip with it, or the folder it was written to.

    Only its JSON is ever opened, no file that it names.

    Raises:
        InputRefused: there is none, or one that cannot be read.
    """
    try:
        return Export(_found(path))
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise InputRefused("history-zip-broken") from error
    except OSError as error:
        raise InputRefused("history-no-file", name=named(path.name)) from error


def _found(path: Path) -> Source:
    if path.is_dir():
        return _found_in(path)
    if not path.is_file():
        raise InputRefused("history-no-file", name=named(path.name))
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIPPED):
        source: Source = _Entry(path)
        with source.open() as opened:
            head = opened.read(_HEAD)
    else:
        source = _Plain(path)
    _check_head(path, head)
    return source


def _found_in(folder: Path) -> Source:
    """In a folder or one below it; a link out of the folder is none of its files."""
    within = folder.resolve()
    found = [
        path
        for path in (folder / RESULT, *sorted(folder.glob(f"*/{RESULT}")))
        if path.is_file() and path.resolve().is_relative_to(within)
    ]
    if len(found) > 1 and found[0].parent != folder:
        raise InputRefused("history-several", name=named(folder.name))
    if not found:
        pages = any(folder.glob(PAGE)) or any(folder.glob(f"*/{PAGE}"))
        raise html(folder.name) if pages else no_export(folder.name)
    return _found(found[0])


def _check_head(path: Path, head: bytes) -> None:
    if head.startswith(_UTF16_MARKS) or b"\0" in head[:4]:
        raise InputRefused("history-encoding", name=named(path.name))
    start = head.removeprefix(_UTF8_MARK).lstrip(_BLANKS)
    if start.startswith(b"<"):
        raise html(path.name)
    if start and not start.startswith(b"{"):
        raise no_export(path.name)


class _Plain:
    """A file by itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name
        self.size = path.stat().st_size
        if self.size > MOST_BYTES:
            raise InputRefused("history-too-large", limit=MOST_BYTES // 2**30)

    @contextmanager
    def open(self) -> Iterator[Bytes]:
        with self._path.open("rb") as file:
            yield file


class _Entry:
    """A file in an archive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entry = find_entry(path)
        self.name = path.name
        self.size = self._entry.file_size

    @contextmanager
    def open(self) -> Iterator[Bytes]:
        with open_archive(self._path) as archive, open_entry(archive, self._entry) as entry:
            yield entry
