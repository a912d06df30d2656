"""Logging to standard error, for people or for collectors, with secrets masked."""

import json
import logging
import re
from typing import Literal

# A token is `<bot id>:<35 characters>`; in every address of the Bot API it stands right behind
# `bot`. Behind a dot it is the end of an IP address and a port.
_TOKEN = re.compile(r"(?<![\d.])(\d{2,})(?::|%3[Aa])[A-Za-z0-9_-]{4,}")


def mask(text: str) -> str:
    """The text with every bot token replaced by its bot id and stars."""
    return _TOKEN.sub(r"\1:***", text)


class _Masking(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        row = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["error"] = self.formatException(record.exc_info)
        return mask(json.dumps(row, ensure_ascii=False))


def set_up(level: str, style: Literal["console", "json"]) -> None:
    """Send all log records to standard error, from `level` up."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        _Json() if style == "json" else _Masking("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiogram.event", "aiosqlite", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It warns each second that a job still waits for Telegram.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
