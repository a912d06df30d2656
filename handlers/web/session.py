"""Who reads inside Telegram: launch data checked, and a signed cookie that says it for a while."""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiogram.utils.web_app import safe_parse_webapp_init_data

COOKIE = "rubrika"
LENGTH = timedelta(hours=2)
"""How long a cookie is good; then the Mini App is opened anew."""

FRESH = timedelta(days=1)
"""Launch data that are older are refused: they may have been copied."""

AHEAD = timedelta(minutes=5)
"""How far Telegram's clock may be before ours."""

LONGEST_DATA = 8192
"""Characters of launch data."""

COLOURS = ("bg", "secondary_bg", "text", "hint", "link", "button", "button_text")
"""Of Telegram's theme parameters (`<name>_color`), those that the pages use."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class NoSession(Exception):
    """The launch data are not Telegram's, not of this bot, or too old."""


@dataclass(frozen=True, slots=True)
class Session:
    """A person known by Telegram, until a moment, with the colours of their Telegram."""

    person_id: int
    until: datetime
    colours: Mapping[str, str] = field(default_factory=dict)


class Sessions:
    """Opens sessions for launch data and reads their cookies; the key is the bot's token's."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._key = hmac.new(token.encode(), b"rubrika web session", hashlib.sha256).digest()

    def open(self, launch_data: str, theme: Any, now: datetime) -> Session:
        """A session for what Telegram handed to the Mini App.

        Raises:
            NoSession: the data are not to be trusted.
        """
        if len(launch_data) > LONGEST_DATA:
            raise NoSession
        try:
            data = safe_parse_webapp_init_data(self._token, launch_data)
        except (ValueError, TypeError) as error:
            # Data of another shape are pydantic's ValidationError, which is a ValueError.
            raise NoSession from error
        is_fresh = now - FRESH <= data.auth_date <= now + AHEAD
        if data.user is None or data.user.is_bot or not is_fresh:
            raise NoSession
        return Session(data.user.id, now + LENGTH, read_colours(theme))

    def pack(self, session: Session) -> str:
        """The value of the cookie."""
        colours = {name: value[1:] for name, value in session.colours.items()}
        until = int(session.until.timestamp())
        body = json.dumps([session.person_id, until, colours], separators=(",", ":"))
        packed = base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")
        return f"{packed}.{self._sign(packed).decode()}"

    def read(self, value: str, now: datetime) -> Session | None:
        """The session of a cookie; None when it is forged, broken or over."""
        packed, _, signature = value.partition(".")
        if not hmac.compare_digest(self._sign(packed), signature.encode("utf-8", "replace")):
            return None
        try:
            body = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
            person_id, until, colours = json.loads(body)
        except (binascii.Error, ValueError):
            return None
        session = Session(
            person_id,
            datetime.fromtimestamp(until, now.tzinfo),
            {name: f"#{value}" for name, value in colours.items()},
        )
        return session if now < session.until else None

    def _sign(self, packed: str) -> bytes:
        body = packed.encode("utf-8", "replace")
        return hmac.new(self._key, body, hashlib.sha256).hexdigest().encode()


def read_colours(theme: Any) -> dict[str, str]:
    """The colours of Telegram's theme parameters that are colours; nothing else gets through."""
    if not isinstance(theme, dict):
        return {}
    found = {name: theme.get(f"{name}_color") for name in COLOURS}
    return {
        name: value.lower()
        for name, value in found.items()
        if isinstance(value, str) and _COLOUR.fullmatch(value)
    }


def theme_sheet(session: Session) -> str:
    """The style sheet of a session: the variables of the pages, in Telegram's colours."""
    lines = [f"--tg-{name.replace('_', '-')}:{value}" for name, value in session.colours.items()]
    return f":root{{{';'.join(lines)}}}\n"
