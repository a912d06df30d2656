"""People write: texts, media, albums, polls, forwards, edits, deletions, pins."""

import secrets
from collections.abc import Callable
from typing import Any

from aiogram.types import Location, Message, MessageEntity, Poll, PollOption, Venue

from bot.sandbox.clients import cut
from bot.sandbox.errors import Refused
from bot.sandbox.posting import (
    announce_edit,
    content_of,
    drop,
    origin_of,
    put,
    replace,
    reply_fields,
)
from bot.sandbox.rooms import ChatRoom, PrivateRoom, Room, Stored
from bot.sandbox.state import State
from bot.sandbox.writing import TEXT_LIMIT, message_caption, message_text

Entities = list[MessageEntity] | None


class Acting(State):
    """The part of the world in which people write.

    The chat_id of a private chat with a bot is the bot's id. What a client app would not let
    its person do raises PermissionError, a text it would not send ValueError, what is not
    there KeyError.
    """

    def say(
        self,
        person_id: int,
        chat_id: int,
        text: str,
        *,
        entities: Entities = None,
        reply_to: int | None = None,
        date: float | None = None,
        silent_detect: bool = False,
    ) -> Message:
        """Sends a text; one over 4,096 units goes in parts, and the last is returned.

        Hashtags, links, mentions and commands are found and added to `entities`, unless
        `silent_detect`.
        """
        room = writable(self, person_id, chat_id)
        last: Stored | None = None
        for part, spans in cut(text, entities, TEXT_LIMIT):
            fields = self._typed(message_text, part, spans, skip_detection=silent_detect)
            if reply_to is not None:
                fields |= reply_fields(room, reply_to)
            last = put(self, room, person_id, fields, date=date)
        if last is None:
            raise ValueError("a client sends no empty text")
        return last.message

    def send_media(
        self,
        person_id: int,
        chat_id: int,
        kind: str,
        data: bytes,
        *,
        filename: str | None = None,
        mime_type: str | None = None,
        caption: str | None = None,
        entities: Entities = None,
        reply_to: int | None = None,
        date: float | None = None,
        media_group_id: str | None = None,
        width: int | None = None,
        height: int | None = None,
        duration: int | None = None,
        has_spoiler: bool = False,
    ) -> Message:
        """Sends a photo, video, animation, document, audio, voice, video_note or sticker.

        `width` and `height` are pixels, `duration` seconds.
        """
        room = writable(self, person_id, chat_id)
        file = self.files.add(
            kind,
            data,
            filename=filename,
            mime_type=mime_type,
            width=width,
            height=height,
            duration=duration,
        )
        fields = self.files.media(file) | self._typed(message_caption, caption, entities)
        fields["media_group_id"] = media_group_id
        fields["has_media_spoiler"] = has_spoiler or None
        if reply_to is not None:
            fields |= reply_fields(room, reply_to)
        return put(self, room, person_id, fields, date=date).message

    def send_location(
        self,
        person_id: int,
        chat_id: int,
        latitude: float,
        longitude: float,
        *,
        title: str | None = None,
        address: str = "",
    ) -> Message:
        """Sends a point of the map, in degrees; with a title it is a venue, and a point too."""
        room = writable(self, person_id, chat_id)
        location = Location(latitude=latitude, longitude=longitude)
        fields: dict[str, Any] = {"location": location}
        if title is not None:
            fields["venue"] = Venue(location=location, title=title, address=address)
        return put(self, room, person_id, fields).message

    def send_album(
        self,
        person_id: int,
        chat_id: int,
        items: list[tuple[str, bytes, str | None]],
        *,
        caption: str | None = None,
        entities: Entities = None,
        date: float | None = None,
    ) -> list[Message]:
        """Sends 2 to 10 media as one album; the caption stands at the first."""
        if not 2 <= len(items) <= 10:
            raise ValueError("an album has 2 to 10 items")
        album = new_album_id()
        return [
            self.send_media(
                person_id,
                chat_id,
                kind,
                data,
                filename=filename,
                caption=None if number else caption,
                entities=None if number else entities,
                date=date,
                media_group_id=album,
            )
            for number, (kind, data, filename) in enumerate(items)
        ]

    def send_poll(
        self, person_id: int, chat_id: int, question: str, options: list[str]
    ) -> Message:
        """Sends an anonymous poll."""
        room = writable(self, person_id, chat_id)
        return put(self, room, person_id, {"poll": new_poll(question, options)}).message

    def forward(
        self,
        person_id: int,
        from_chat_id: int,
        message_id: int,
        to_chat_id: int,
        *,
        date: float | None = None,
    ) -> Message:
        """Forwards a message the person can see into a chat where the person may write."""
        source = self.room_for_person(person_id, from_chat_id)
        stored = self._seen(source, message_id)
        if stored.message.has_protected_content:
            raise PermissionError("the message has protected content")
        room = writable(self, person_id, to_chat_id)
        origin = {"forward_origin": origin_of(self, source, stored)}
        return put(self, room, person_id, content_of(stored.message) | origin, date=date).message

    def edit(
        self,
        person_id: int,
        chat_id: int,
        message_id: int,
        text: str,
        *,
        entities: Entities = None,
    ) -> Message:
        """Edits the text, or the caption of media, of a message that the person may edit.

        The same text again changes nothing and tells nobody.
        """
        room = self.room_for_person(person_id, chat_id)
        stored = self._seen(room, message_id)
        if not self._may_edit(person_id, room, stored):
            raise PermissionError(f"{person_id} may not edit {message_id} of {chat_id}")
        if stored.message.text is not None:
            fields = self._typed(message_text, text, entities)
        else:
            fields = self._typed(message_caption, text, entities)
        if all(getattr(stored.message, name) == value for name, value in fields.items()):
            return stored.message
        replace(room, stored, edit_date=int(self.now()), **fields)
        announce_edit(self, room, stored)
        return stored.message

    def delete(self, person_id: int, chat_id: int, message_id: int) -> None:
        """Deletes a message; bots are not told, as on Telegram."""
        room = self.room_for_person(person_id, chat_id)
        stored = self._seen(room, message_id)
        allowed = (
            not isinstance(room, ChatRoom)
            or stored.author == person_id
            or room.may(person_id, "can_delete_messages")
        )
        if not allowed:
            raise PermissionError(f"{person_id} may not delete {message_id} of {chat_id}")
        drop(self, room, stored)

    def pin(self, person_id: int, chat_id: int, message_id: int) -> None:
        """Pins a message; the chat shows the event, and bots are told of it."""
        room = self.room_for_person(person_id, chat_id)
        stored = self._seen(room, message_id)
        if isinstance(room, ChatRoom):
            right = "can_edit_messages" if room.is_channel else "can_pin_messages"
            if not room.may(person_id, right):
                raise PermissionError(f"{person_id} may not pin in {chat_id}")
        pin_message(self, room, stored, person_id)

    def _typed(
        self,
        write: Callable[..., dict[str, Any]],
        text: str | None,
        entities: Entities,
        **options: bool,
    ) -> dict[str, Any]:
        try:
            return write(self.people, text, None, entities, **options)
        except Refused as refusal:
            raise ValueError(f"a client would not send this: {refusal.description}") from None

    def _seen(self, room: Room, message_id: int) -> Stored:
        stored = room.get(message_id)
        if stored is None:
            raise KeyError(f"there is no message {message_id} in {room.chat.id}")
        return stored

    def _may_edit(self, person_id: int, room: Room, stored: Stored) -> bool:
        if stored.message.forward_origin is not None or stored.is_service:
            return False
        if stored.author == person_id:
            return True
        is_channel = isinstance(room, ChatRoom) and room.is_channel
        return (
            is_channel and isinstance(room, ChatRoom) and room.may(person_id, "can_edit_messages")
        )


def writable(state: State, person_id: int, chat_id: int) -> Room:
    """The chat that a person names, if the person may write there; else PermissionError."""
    room = state.room_for_person(person_id, chat_id)
    if isinstance(room, PrivateRoom):
        if room.bot.id in room.person.blocked:
            raise PermissionError(f"{person_id} has blocked the bot: unblock it first")
    elif isinstance(room, ChatRoom) and room.is_channel:
        if not room.may(person_id, "can_post_messages"):
            raise PermissionError(f"{person_id} may not post in {chat_id}")
    elif isinstance(room, ChatRoom) and not room.is_present(person_id):
        raise PermissionError(f"{person_id} is not in {chat_id}: join first")
    return room


def pin_message(state: State, room: Room, stored: Stored, author: int) -> None:
    """Pins a message on behalf of an account and posts the event."""
    if stored.id in room.pinned:
        room.pinned.remove(stored.id)
    room.pinned.append(stored.id)
    pinned = stored.message.model_copy(update={"reply_to_message": None})
    put(state, room, author, {"pinned_message": pinned}, silent=True)


def new_album_id() -> str:
    """An id of an album: a long number, as Telegram's are."""
    return str(13_000_000_000_000_000 + secrets.randbelow(10**15))


def new_poll(question: str, options: list[str], **fields: Any) -> Poll:
    """An open anonymous poll without votes; `fields` change what Poll has by default."""
    defaults: dict[str, Any] = {
        "id": str(5_000_000_000_000_000_000 + secrets.randbelow(10**18)),
        "question": question,
        "options": [
            PollOption(persistent_id=str(number), text=text, voter_count=0)
            for number, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    return Poll(**(defaults | fields))
