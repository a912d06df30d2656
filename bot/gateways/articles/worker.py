"""The process that reads pages: started apart, so that it can be stopped in the midst of one.

It gets a JSON request and a body on its standard input, each behind its length, and answers with
JSON behind its length. It knows no secrets and opens no connections.
"""

import json
import logging
import os
import struct
import sys
from contextlib import suppress
from typing import IO

LENGTH = struct.Struct("!I")
MAX_MEMORY = 2 * 1024**3
"""Bytes of address space: a page that wants more loses its reader, not the machine."""


def main() -> None:
    """Answer requests until the other side closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever prints goes to the errors: the answers are for the bot alone.
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    _limit_memory()
    from bot.gateways.articles.extracting import reply

    while (request := _take(sys.stdin.buffer)) is not None:
        body = _take(sys.stdin.buffer) or b""
        answer = reply(json.loads(request), body)
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _take(pipe: IO[bytes]) -> bytes | None:
    header = pipe.read(LENGTH.size)
    return pipe.read(LENGTH.unpack(header)[0]) if len(header) == LENGTH.size else None


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
