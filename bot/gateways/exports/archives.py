"""The one file that is read out of an archive, and what archives are refused for."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from bot.errors import InputRefused
from bot.gateways.exports.refusals import html, named, no_export

RESULT = "result.json"
PAGE = "messages.html"
MOST_BYTES = 16 * 2**30
"""Of an export, unpacked: beyond any channel's."""
MOST_RATIO = 200
"""Times that the JSON may be longer than it is packed; real ones are so 10 to 40 times."""
_SMALL = 50 * 2**20
_DIRECTORY_BYTES = 32 * 2**20
"""Of an archive's table of contents: about 300,000 files."""
_DEEPEST = 3
_ENCRYPTED = 0x1
_FULL = 0xFFFFFFFF


def find_entry(path: Path) -> zipfile.ZipInfo:
    """The entry of an archive that is the export; every other one is left alone.

    Raises:
        InputRefused: there is none or more than one, or it is encrypted, or a bomb.
    """
    with open_archive(path) as archive:
        infos = archive.infolist()
    found = sorted((info for info in infos if _is_result(info)), key=_depth)
    if not found:
        pages = any(_names(info)[-1:] == (PAGE,) for info in infos)
        raise html(path.name) if pages else no_export(path.name)
    if len(found) > 1 and _depth(found[0]) == _depth(found[1]):
        raise InputRefused("history-several", name=named(path.name))
    return _sound(found[0], path.stat().st_size)


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive, once its table of contents is known to be of a size.

    Raises:
        InputRefused: it is broken, or has too many files.
    """
    try:
        with path.open("rb") as file:
            if _directory_size(file) > _DIRECTORY_BYTES:
                raise InputRefused("history-zip-many")
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise InputRefused("history-zip-broken") from error


def open_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    """The bytes of an entry.

    Raises:
        InputRefused: it is encrypted, or packed in a way that is not known.
    """
    try:
        return archive.open(entry)
    except RuntimeError as error:
        # NotImplementedError is one: a method of packing that Python does not know.
        raise InputRefused("history-zip-broken") from error


def _sound(entry: zipfile.ZipInfo, size: int) -> zipfile.ZipInfo:
    if entry.compress_size > size:
        raise InputRefused("history-zip-broken")
    if entry.flag_bits & _ENCRYPTED:
        raise InputRefused("history-zip-encrypted")
    is_bomb = entry.file_size > _SMALL and entry.file_size > MOST_RATIO * entry.compress_size
    if is_bomb or entry.file_size > MOST_BYTES:
        raise InputRefused("history-zip-bomb")
    return entry


def _is_result(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is an export by its name, one that climbs nowhere."""
    names = _names(entry)
    is_inside = not entry.filename.startswith("/") and not {"..", ""} & set(names)
    is_result = names[-1] == RESULT and not entry.is_dir()
    return is_inside and is_result and len(names) <= _DEEPEST


def _names(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    # Some packers on Windows write backslashes.
    return PurePosixPath(entry.filename.replace("\\", "/")).parts or ("",)


def _depth(entry: zipfile.ZipInfo) -> int:
    return len(_names(entry))


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the table of contents (APPNOTE.TXT, 4.3.14 and 4.3.16), 0 where none is found."""
    end = file.seek(0, 2)
    start = max(0, end - 66_000)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if size != _FULL:
        return size
    at = tail.rfind(b"PK\x06\x06", 0, at)
    return int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else _DIRECTORY_BYTES + 1
