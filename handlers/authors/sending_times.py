"""How long a sending to many takes, in words."""

from datetime import UTC, datetime, timedelta

from bot.translator import Translator
from handlers.moments import describe_length


def took(t: Translator, messages: int, a_second: int) -> str:
    """How long so many messages take."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    return describe_length(t, start, start + timedelta(seconds=messages / a_second))
