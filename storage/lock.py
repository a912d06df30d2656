"""One process a store: a lock beside the file stops the second."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from storage.db import StoreUnusable


class StoreLocked(StoreUnusable):
    """Another process works with this store; the text says which."""


class StoreLock:
    """Holds `<file>.lock` until it is released, or the process ends however it ends."""

    def __init__(self, path: str) -> None:
        self._path = Path(path + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            StoreLocked: another process holds it.
            StoreUnusable: nothing can be written where the store is to be.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._path.open("a+", encoding="ascii")
        except OSError as error:
            raise StoreUnusable(f"{self._path} cannot be written: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            raise StoreLocked(f"process {holder} already works with {self._path}") from error
        file.truncate(0)
        # Whoever is told of it can do without: on a full disk the lock holds all the same.
        with suppress(OSError):
            os.write(file.fileno(), str(os.getpid()).encode())
        self._file = file

    def release(self) -> None:
        """Let the next process in."""
        if self._file is not None:
            self._file.close()
            self._file = None
