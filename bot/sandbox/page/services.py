"""The centred lines of a chat that tell of an event: joined, pinned, renamed, shared."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]


def service_line(raw: Json) -> str | None:
    """The sentence for a service message; None for one that has content."""
    who = _name(raw.get("from") or raw.get("sender_chat") or {})
    for key, words in _SENTENCES.items():
        if key in raw:
            return words(who, raw[key])
    return None


def _name(account: Json) -> str:
    names = (account.get("title"), account.get("first_name"), account.get("last_name"))
    return " ".join(str(part) for part in names if part) or "Somebody"


def _joined(who: str, users: list[Json]) -> str:
    names = ", ".join(_name(user) for user in users)
    return f"{who} joined the group" if names == who else f"{who} added {names}"


def _left(who: str, user: Json) -> str:
    name = _name(user)
    return f"{who} left the group" if name == who else f"{who} removed {name}"


def _pinned(who: str, message: Json) -> str:
    text = " ".join(str(message.get("text") or message.get("caption") or "a message").split())
    return f"{who} pinned “{text[:40]}{'…' if len(text) > 40 else ''}”"


def _shared(who: str, shared: Json) -> str:
    return f"{who} shared the chat {shared.get('title') or shared['chat_id']}"


_SENTENCES: dict[str, Callable[[str, Any], str]] = {
    "new_chat_members": _joined,
    "left_chat_member": _left,
    "pinned_message": _pinned,
    "new_chat_title": lambda who, title: f"{who} changed the name to “{title}”",
    "chat_shared": _shared,
    "users_shared": lambda who, _: f"{who} shared a contact",
    "write_access_allowed": lambda who, _: f"{who} allowed this bot to message them",
}
