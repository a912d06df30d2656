"""Payloads of deep links: `t.me/<bot>?start=<payload>`.

A payload is `<kind>_<value>`: a number for posts; words plain when they are of Latin letters and
digits, else as unpadded base64url of UTF-8. Base64url of UTF-8 never begins with `-` or `_`
(no byte of UTF-8 is above 0xF7), so these two mark what else a payload may carry:
`<kind>__<channel>_<value>` names the channel, `<kind>_-<number>` is a value that is stored.
"""

import base64
import binascii
import re
from dataclasses import dataclass

MAX_PAYLOAD = 64
"""Characters of `A-Za-z0-9_-`; Bot API, `InlineQueryResultsButton.start_parameter`."""

MAX_NUMBER = (1 << 63) - 1

_SHAPE = re.compile(
    r"(?P<kind>tag|post|search|share|ref|invite)_"
    r"(?:_(?P<channel>[0-9]{1,19})_)?"
    r"(?:-(?P<stored>[0-9]{1,19})|(?P<value>[A-Za-z0-9][A-Za-z0-9_-]*))"
)
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Payload:
    """A payload taken apart: either `value` as it stands or `stored_id` is set."""

    kind: str
    value: str = ""
    channel_id: int | None = None
    stored_id: int | None = None

    @property
    def number(self) -> int | None:
        """The value as a number (of a post), if it is one."""
        digits = self.value.isascii() and self.value.isdecimal() and len(self.value) < 20
        return int(self.value) if digits and int(self.value) <= MAX_NUMBER else None


def parse_payload(text: str) -> Payload | None:
    """A payload taken apart; None for what is not ours."""
    match = _SHAPE.fullmatch(text)
    if match is None or len(text) > MAX_PAYLOAD:
        return None
    channel_id, stored_id = _number(match["channel"]), _number(match["stored"])
    return Payload(match["kind"], match["value"] or "", channel_id, stored_id)


def read_words(value: str) -> list[str]:
    """What a value may mean, the likeliest first: as base64url, and as it stands."""
    decoded = _decode(value)
    return [decoded, value] if decoded else [value]


def encode_words(kind: str, words: str, channel_id: int | None = None) -> str | None:
    """The payload of words; None when they have to be stored: too long, or not told apart."""
    value = words
    if not _PLAIN.fullmatch(words) or read_words(words)[0] != words:
        value = base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")
    if read_words(value)[0] != words:
        return None
    payload = f"{kind}_{_channel(channel_id)}{value}"
    return payload if len(payload) <= MAX_PAYLOAD else None


def encode_number(kind: str, number: int) -> str:
    """The payload of a post."""
    return f"{kind}_{number}"


def encode_stored(kind: str, stored_id: int, channel_id: int | None = None) -> str:
    """The payload of words that are stored under a number."""
    return f"{kind}_{_channel(channel_id)}-{stored_id}"


def _channel(channel_id: int | None) -> str:
    return "" if channel_id is None else f"_{channel_id}_"


def _number(digits: str | None) -> int | None:
    return None if digits is None else min(int(digits), MAX_NUMBER)


def _decode(value: str) -> str | None:
    """The words of canonical base64url, if they are words."""
    try:
        raw = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        words = raw.decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    is_canonical = base64.urlsafe_b64encode(raw).decode().rstrip("=") == value
    return words if is_canonical and words.isprintable() and words.strip() else None
