"""Messages as the page draws them: plain JSON, as one person sees it."""

from typing import Any
from urllib.parse import quote, urlsplit

from pydantic import BaseModel

from bot.sandbox.page.services import service_line
from bot.sandbox.pictures import size_of
from bot.sandbox.reacting import CUSTOM, PAID, counts
from bot.sandbox.rooms import ChatRoom, Draft, PrivateRoom, Room, Stored
from bot.sandbox.state import State

Json = dict[str, Any]
MEDIA = (
    "animation",  # before document: an animation carries one for old clients
    "photo",
    "video",
    "document",
    "audio",
    "voice",
    "video_note",
    "sticker",
)
EXCERPT = 160


def plain(model: BaseModel) -> Json:
    """A model as the Bot API writes it."""
    data: Json = model.model_dump(
        mode="json", by_alias=True, exclude_none=True, fallback=lambda _: None, warnings=False
    )
    return data


def message_view(state: State, person_id: int, room: Room, stored: Stored) -> Json:
    """One message for one person; the keys are those that bubble.js draws."""
    raw = plain(stored.message)
    is_channel = isinstance(room, ChatRoom) and room.is_channel
    return {
        "id": stored.id,
        "date": raw["date"],
        "edited": raw.get("edit_date"),
        "out": not is_channel and stored.author == person_id,
        "grouped": isinstance(room, ChatRoom) and not is_channel,
        "sender": sender(raw),
        "service": service_line(raw),
        "text": raw.get("text") or raw.get("caption") or "",
        "entities": raw.get("entities") or raw.get("caption_entities") or [],
        "rich": raw.get("rich_message"),
        "media": media(raw),
        "album": raw.get("media_group_id"),
        "above": bool(raw.get("show_caption_above_media")),
        "reply": reply(raw),
        "forward": forward(raw),
        "via": raw.get("via_bot", {}).get("username"),
        "signature": raw.get("author_signature"),
        "keyboard": raw.get("reply_markup", {}).get("inline_keyboard"),
        "preview": preview(state, raw),
        "poll": raw.get("poll"),
        "location": raw.get("location"),
        "pinned": stored.id in room.pinned,
        "reactions": reactions(person_id, stored),
        "link": post_link(room, stored.id),
        "can": abilities(person_id, room, stored),
    }


def reactions(person_id: int, stored: Stored) -> list[Json]:
    """Each reaction with the emoji that stands for it; the page has no pictures of custom ones."""
    mine = {*stored.reactions.get(person_id, []), *([PAID] if person_id in stored.stars else [])}
    return [
        {"kind": kind, "emoji": _emoji(kind), "count": count, "mine": kind in mine}
        for kind, count in counts(stored).items()
    ]


def _emoji(kind: str) -> str:
    if kind == PAID:
        return "⭐"
    return "✨" if kind.startswith(CUSTOM) else kind


def draft_view(draft: Draft | None) -> Json | None:
    """A text on its way, and whether it can be stopped; an empty one is being thought of."""
    return {"id": draft.id, "text": draft.text, "stop": draft.can_stop} if draft else None


def sender(raw: Json) -> Json:
    """Who stands above a message: id, name, username."""
    chat = raw.get("sender_chat")
    who = chat or raw.get("from") or {}
    name = who.get("title") or " ".join(
        part for part in (who.get("first_name"), who.get("last_name")) if part
    )
    return {"id": who.get("id", 0), "name": name or "Unknown", "username": who.get("username")}


def media(raw: Json) -> Json | None:
    """What a message carries: kind, address, measures (pixels, seconds, bytes), names."""
    kind = next((one for one in MEDIA if one in raw), None)
    if kind is None:
        return None
    file = raw[kind][-1] if kind == "photo" else raw[kind]
    return {
        "kind": kind,
        "url": f"/page/file/{quote(file['file_id'], safe='')}",
        "name": file.get("file_name"),
        "mime": file.get("mime_type"),
        "size": file.get("file_size"),
        "width": file.get("width"),
        "height": file.get("height"),
        "duration": file.get("duration"),
        "title": file.get("title"),
        "performer": file.get("performer"),
        "spoiler": bool(raw.get("has_media_spoiler")),
    }


def excerpt(raw: Json) -> str:
    """A line that stands for a message: the beginning of its text, or what it carries."""
    text = " ".join((raw.get("text") or raw.get("caption") or "").split())
    if text:
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
    if "poll" in raw:
        return str(raw["poll"]["question"])
    if "location" in raw:
        return "Location"
    if "rich_message" in raw:
        return "Rich message"
    kind = next((one for one in MEDIA if one in raw), "message")
    return str(raw[kind].get("file_name") or "File") if kind == "document" else _kind_name(kind)


def _kind_name(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def reply(raw: Json) -> Json | None:
    """The message that this one answers: its id, its sender, its words."""
    quoted = raw.get("quote", {}).get("text")
    target = raw.get("reply_to_message")
    if target is not None:
        who = sender(target)
        return {
            "id": target["message_id"],
            "sender": who["id"],
            "name": who["name"],
            "text": quoted or excerpt(target),
        }
    outside = raw.get("external_reply")
    if outside is None:
        return None
    origin = forward({"forward_origin": outside["origin"]}) or {}
    return {
        "id": 0,
        "sender": 0,
        "name": origin.get("name", ""),
        "text": quoted or "Message of another chat",
    }


def forward(raw: Json) -> Json | None:
    """Where a forwarded message comes from: a name, and a link when it is a post."""
    origin = raw.get("forward_origin")
    if origin is None:
        return None
    if origin["type"] == "hidden_user":
        return {"name": origin["sender_user_name"], "link": None}
    if origin["type"] == "user":
        return {"name": sender({"from": origin["sender_user"]})["name"], "link": None}
    chat = origin.get("chat") or origin.get("sender_chat") or {}
    link = chat_link(chat)
    if link and "message_id" in origin:
        link = f"{link}/{origin['message_id']}"
    return {"name": chat.get("title", "Unknown"), "link": link}


def chat_link(chat: Json) -> str | None:
    """The t.me address of a channel or group; None for a private chat."""
    if chat.get("username"):
        return f"https://t.me/{chat['username']}"
    bare = str(chat.get("id", ""))
    return f"https://t.me/c/{bare[4:]}" if bare.startswith("-100") else None


def post_link(room: Room, message_id: int) -> str | None:
    """The address of a message of a channel or group."""
    if not isinstance(room, ChatRoom):
        return None
    return f"{chat_link({'id': room.chat.id, 'username': room.chat.username})}/{message_id}"


def preview(state: State, raw: Json) -> Json | None:
    """The card of a link: the one that the options name, or the first of the text.

    Nothing is fetched: the site is the host, and only a picture that the world holds as a page
    of its web, or a post of its own channels, is shown with what it has.
    """
    options = raw.get("link_preview_options") or {}
    url = options.get("url") or _first_link(raw)
    if "text" not in raw or not url or options.get("is_disabled"):
        return None
    address = url if "://" in url else f"https://{url}"
    held = state.web.get(address)
    picture = f"/page/web?url={quote(address, safe='')}" if held and size_of(held) else None
    return {
        "url": address,
        "site": urlsplit(address).hostname or address,
        "image": picture,
        "large": bool(options.get("prefer_large_media")),
        "above": bool(options.get("show_above_text")),
        **_post_card(state, address),
    }


def _first_link(raw: Json) -> str | None:
    for entity in raw.get("entities", []):
        if entity["type"] == "text_link":
            return str(entity["url"])
        if entity["type"] == "url":
            units = raw["text"].encode("utf-16-le")
            start = 2 * entity["offset"]
            link: str = units[start : start + 2 * entity["length"]].decode("utf-16-le")
            return link
    return None


def _post_card(state: State, address: str) -> Json:
    parts = urlsplit(address)
    path = parts.path.strip("/").split("/")
    room = state.usernames.get(path[0].lower()) if parts.hostname == "t.me" else None
    if room is None:
        return {"title": None, "text": None}
    post = room.get(int(path[1])) if len(path) == 2 and path[1].isdecimal() else None
    words = excerpt(plain(post.message)) if post else None
    return {"site": "Telegram", "title": room.chat.title, "text": words}


def abilities(person_id: int, room: Room, stored: Stored) -> dict[str, bool]:
    """What this person's client offers for a message: editing, deletion, pinning."""
    own = stored.author == person_id and stored.message.via_bot is None
    worded = stored.message.poll is None and stored.message.sticker is None
    editable = worded and not stored.is_service and stored.message.forward_origin is None
    if isinstance(room, PrivateRoom):
        return {"edit": own and editable, "delete": True, "pin": not stored.is_service}
    if not isinstance(room, ChatRoom):
        return {"edit": False, "delete": False, "pin": False}
    edits = room.is_channel and room.may(person_id, "can_edit_messages")
    pins = "can_edit_messages" if room.is_channel else "can_pin_messages"
    return {
        "edit": editable and (own or edits),
        "delete": own or room.may(person_id, "can_delete_messages"),
        "pin": not stored.is_service and room.may(person_id, pins),
    }
