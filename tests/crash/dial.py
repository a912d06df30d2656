"""What a test and its victim share: a clock that the test moves, and a fuse with its end."""

import mmap
import os
import resource
import signal
import struct
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from tests.newsroom import START

_OFFSET = struct.Struct("<d")
_FUSE = struct.Struct("<q")
_FLAG = struct.Struct("<?")
_NAME = struct.Struct("<112s")
# Where each stands: offset, fuse, two flags, two names.
_FUSE_AT, _FILLS_AT, _TRACES_AT, _TARGET_AT, _LAST_AT = 8, 16, 17, 32, 144
_SIZE = 256


class Dial:
    """A few bytes of shared memory, in a file: one end in the test, the other in the bot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), _SIZE)

    @property
    def offset(self) -> float:
        """Seconds that passed since `START`."""
        return float(_OFFSET.unpack_from(self._bytes, 0)[0])

    def move(self, seconds: float) -> None:
        """Let time pass for the bot and for Telegram."""
        _OFFSET.pack_into(self._bytes, 0, self.offset + seconds)

    def time(self) -> float:
        """Epoch seconds by the moved clock, which stands still until it is moved."""
        return START.timestamp() + self.offset

    def now(self) -> datetime:
        """The moved clock, as the bot's `Clock`."""
        return datetime.fromtimestamp(self.time(), UTC)

    @property
    def fuse(self) -> int:
        """How many points (of the target's name, if there is one) are left until the bot dies.

        0: it lives.
        """
        return int(_FUSE.unpack_from(self._bytes, _FUSE_AT)[0])

    @fuse.setter
    def fuse(self, points: int) -> None:
        _FUSE.pack_into(self._bytes, _FUSE_AT, points)

    @property
    def fills(self) -> bool:
        """Whether the disk is full at the end of the fuse, instead of the bot's death."""
        return bool(_FLAG.unpack_from(self._bytes, _FILLS_AT)[0])

    @fills.setter
    def fills(self, fills: bool) -> None:
        _FLAG.pack_into(self._bytes, _FILLS_AT, fills)

    @property
    def target(self) -> str:
        """The only points that the fuse counts, a pattern of fnmatch; empty: it counts each."""
        return self._name(_TARGET_AT)

    @target.setter
    def target(self, point: str) -> None:
        self._set_name(_TARGET_AT, point)

    @property
    def last(self) -> str:
        """The last point that the bot reached."""
        return self._name(_LAST_AT)

    @property
    def traces(self) -> bool:
        """Whether the points that are reached are written down, for `trace`."""
        return bool(_FLAG.unpack_from(self._bytes, _TRACES_AT)[0])

    @traces.setter
    def traces(self, traces: bool) -> None:
        _FLAG.pack_into(self._bytes, _TRACES_AT, traces)

    @property
    def trace(self) -> list[str]:
        """The points that were reached while it `traces`, in order."""
        return _lines(self.path.with_suffix(".trace"))

    @property
    def deaths(self) -> list[str]:
        """The points at which the fuse went off, in order."""
        return _lines(self.path.with_suffix(".deaths"))

    def reach(self, point: str) -> None:
        """The bot is at a point; where the fuse ends, it dies, or its disk is full."""
        self._set_name(_LAST_AT, point)
        if self.traces:
            _append(self.path.with_suffix(".trace"), point)
        left, target = self.fuse, self.target
        if left <= 0 or (target and not fnmatchcase(point, target)):
            return
        self.fuse = left - 1
        if left == 1:
            _append(self.path.with_suffix(".deaths"), point)
            if self.fills:
                fill_disk(os.getpid())
            else:
                os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        """Let go of the memory."""
        self._bytes.close()

    def _name(self, at: int) -> str:
        name: bytes = _NAME.unpack_from(self._bytes, at)[0]
        return name.rstrip(b"\0").decode()

    def _set_name(self, at: int, name: str) -> None:
        _NAME.pack_into(self._bytes, at, name.encode()[: _NAME.size])


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def fill_disk(pid: int) -> None:
    """From now on a process can write nothing into files: each write fails, as on a full disk.

    setrlimit(2): beyond RLIMIT_FSIZE a write fails with EFBIG, where SIGXFSZ is ignored (Python
    does). It needs no rights, and a process of the same user may be given its room back.
    """
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))


def empty_disk(pid: int) -> None:
    """There is room again."""
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
