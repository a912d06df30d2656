"""Forks victims on request: a process that has imported the whole bot once.

Run as `python -m tests.crash.nursery SOCKET`; it ends with its standard input. A connection is
one victim: an order as a line of JSON in, its process id out, its exit code out when it ended
(minus the signal's number). A connection that is closed kills its victim.
"""

import ctypes
import gc
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from tests.crash.victim import Order, prepare, work

_PR_SET_PDEATHSIG = 1


class Nursery:
    """One thread, no event loop: what is forked has nothing of it in hand."""

    def __init__(self, path: str) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(path)
        self._listener.listen()
        self._bell, bell = socket.socketpair()
        self._bell.setblocking(False)
        bell.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(bell.fileno())
        self._kept = bell
        self._mothers: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._selector.register(0, selectors.EVENT_READ)

    def work(self) -> None:
        """Serve until standard input ends."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._listener:
                    self._selector.register(self._listener.accept()[0], selectors.EVENT_READ)
                elif key.fileobj is self._bell:
                    self._bell.recv(1024)
                    self._bury()
                elif isinstance(key.fileobj, socket.socket):
                    self._hear(key.fileobj)
                elif not os.read(0, 1024):
                    return

    def _hear(self, mother: socket.socket) -> None:
        try:
            line = mother.recv(1 << 16)
        except ConnectionResetError:
            line = b""
        if line:
            order: Order = json.loads(line)
            pid = os.fork()
            if pid == 0:
                _be_born(order)
            self._mothers[pid] = mother
            mother.sendall(b"%d\n" % pid)
            return
        for pid in [pid for pid, other in self._mothers.items() if other is mother]:
            os.kill(pid, signal.SIGKILL)
            del self._mothers[pid]
        self._selector.unregister(mother)
        mother.close()

    def _bury(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if mother := self._mothers.pop(pid, None):
                with suppress(OSError):
                    mother.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _be_born(order: Order) -> None:
    code = 70
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # The nursery's sockets: a victim's connection has to end when the nursery says so.
        os.closerange(3, 256)
        code = work(order)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    prepare()
    gc.freeze()
    nursery = Nursery(sys.argv[1])
    Path(sys.argv[1]).with_suffix(".ready").touch()
    nursery.work()
