"""What a test and its victim share: a clock that the test moves, and a fuse with its end."""

import mmap
import os
import resource
import signal
import struct
from datetime import UTC, datetime
from pathlib import Path

from tests.newsroom import START

_OFFSET = struct.Struct("<d")
_FUSE = struct.Struct("<q")
_FILLS = struct.Struct("<?")
_SIZE = 24


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
        """How many points are left until the bot dies; 0: it lives."""
        return int(_FUSE.unpack_from(self._bytes, 8)[0])

    @fuse.setter
    def fuse(self, points: int) -> None:
        _FUSE.pack_into(self._bytes, 8, points)

    @property
    def fills(self) -> bool:
        """Whether the disk is full at the end of the fuse, instead of the bot's death."""
        return bool(_FILLS.unpack_from(self._bytes, 16)[0])

    @fills.setter
    def fills(self, fills: bool) -> None:
        _FILLS.pack_into(self._bytes, 16, fills)

    @property
    def deaths(self) -> list[str]:
        """The points at which the fuse went off, in order."""
        path = self._deaths
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def reach(self, point: str) -> None:
        """The bot is at a point; where the fuse ends, it dies, or its disk is full."""
        left = self.fuse
        if left <= 0:
            return
        self.fuse = left - 1
        if left == 1:
            with self._deaths.open("a", encoding="utf-8") as file:
                file.write(point + "\n")
            if self.fills:
                fill_disk(os.getpid())
            else:
                os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        """Let go of the memory."""
        self._bytes.close()

    @property
    def _deaths(self) -> Path:
        return self.path.with_suffix(".deaths")


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
