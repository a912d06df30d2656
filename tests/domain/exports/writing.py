"""Messages of an export as Telegram Desktop would write them."""

from typing import Any

SENT = 1_689_243_878
"""2023-07-13, 10:24:38 UTC."""


def message(number: int = 7, **told: Any) -> dict[str, Any]:
    """A message of a channel in today's form; `told` adds keys and replaces them."""
    return {
        "id": number,
        "type": "message",
        "date": "2023-07-13T13:24:38",
        "date_unixtime": str(SENT),
        "from": "Вслух",
        "from_id": "channel1487851422",
        "text": "",
        "text_entities": [],
    } | told


def old_message(number: int = 7, **told: Any) -> dict[str, Any]:
    """A message in the form of 2020: no seconds, no entities, an edit that never was."""
    return {
        "id": number,
        "type": "message",
        "date": "2020-07-13T13:24:38",
        "edited": "1970-01-01T03:00:00",
        "from": "Вслух",
        "from_id": 10_077_786_014,
        "text": "",
    } | told


def written(*parts: Any) -> dict[str, Any]:
    """`text` and `text_entities` of the same parts; a string is a plain one."""
    entities = [{"type": "plain", "text": one} if isinstance(one, str) else one for one in parts]
    is_plain = len(parts) == 1 and isinstance(parts[0], str)
    return {"text": parts[0] if is_plain else list(parts), "text_entities": entities}


def part(kind: str, text: str, **told: Any) -> dict[str, Any]:
    """A part of a text with a meaning."""
    return {"type": kind, "text": text} | told
