"""How a command ends when it cannot do what it was told."""

import sys
from typing import NoReturn


def fail(text: str, code: int = 2) -> NoReturn:
    """One clear line, and out. Exit code 1: something is not well; 2: a mistake in the call."""
    print(f"rubrika: {text}", file=sys.stderr)
    raise SystemExit(code)
