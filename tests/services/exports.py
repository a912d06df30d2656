"""Exports of Telegram Desktop, small, for tests."""

import io
import json
import zipfile
from typing import Any

BEGAN = 1_740_000_000


def message(number: int, text: str, **more: Any) -> dict[str, Any]:
    """A message an hour behind the one before."""
    seconds = BEGAN + 3600 * number
    told = {"id": number, "type": "message", "date": "2025-02-19T21:20:00"}
    told |= {"date_unixtime": str(seconds), "from": "Канал", "text": text}
    return told | {"text_entities": [{"type": "plain", "text": text}]} | more


def export(chat_id: int, *messages: dict[str, Any], name: str = "Marketing aloud") -> bytes:
    """`result.json` of a channel, by its Bot API id."""
    told = {"name": name, "type": "public_channel", "id": -chat_id - 10**12}
    return json.dumps(told | {"messages": messages}, ensure_ascii=False).encode()


def account(*chats: bytes) -> bytes:
    """`result.json` of a whole account with the chats of others."""
    listed = [json.loads(chat) for chat in chats]
    return json.dumps({"about": "…", "chats": {"about": "…", "list": listed}}).encode()


def zipped(data: bytes, name: str = "ChatExport_2026-11-01/result.json") -> bytes:
    """An archive with one file."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return body.getvalue()


PAST = (
    {"id": 1, "type": "service", "action": "create_channel", "text": "",
     "date": "2025-02-19T21:20:00", "date_unixtime": "1740000000"},
    message(2, "Скидки в ноябре #кейс",
            reactions=[{"type": "emoji", "count": 3, "emoji": "🔥"}]),
    message(3, "Разбор упаковки #кейс #дизайн"),
)  # fmt: skip
