"""What Telegram takes for a mail address."""

from __future__ import annotations

import re

_USER = r"(?:[A-Za-z0-9_-]{0,26}[.+]){0,10}[A-Za-z0-9_-]{1,35}"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,28}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_USER}@(?:{_LABEL}\.){{1,6}}[A-Za-z]{{2,8}}")


def is_email(text: str) -> bool:
    """Whether the whole text is a mail address (`is_email_address` of TDLib)."""
    return _EMAIL.fullmatch(text) is not None
