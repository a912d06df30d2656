"""What a test and its victim share: a clock that the test moves, and a fuse that kills."""

import mmap
import os
import signal
import struct
from datetime import UTC, datetime
from pathlib import Path

from tests.newsroom import START

_OFFSET = struct.Struct("<d")
_FUSE = struct.Struct("<q")
_SIZE = 16


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
    def deaths(self) -> list[str]:
        """The points at which the fuse went off, in order."""
        path = self._deaths
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def reach(self, point: str) -> None:
        """The bot is at a point; where the fuse ends, it dies there and then."""
        left = self.fuse
        if left <= 0:
            return
        self.fuse = left - 1
        if left == 1:
            with self._deaths.open("a", encoding="utf-8") as file:
                file.write(point + "\n")
            os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        """Let go of the memory."""
        self._bytes.close()

    @property
    def _deaths(self) -> Path:
        return self.path.with_suffix(".deaths")
