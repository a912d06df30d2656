"""Our text and media to Telegram's classes, and back."""

from aiogram.types import Message, MessageEntity, User

from bot.domain.posts import Media, MediaKind
from bot.domain.texts import Entity, Text, without_automatic

MOST_NAME = 255
"""Characters of a file's name that are kept."""


def to_entities(text: Text) -> list[MessageEntity]:
    """The entities to send; those that Telegram finds by itself are left to it."""
    return [_to_entity(entity) for entity in without_automatic(text.entities)]


def _to_entity(entity: Entity) -> MessageEntity:
    data = entity.to_dict()
    if user_id := data.pop("user_id", None):
        data["user"] = User(id=user_id, is_bot=False, first_name="")
    return MessageEntity.model_validate(data)


def text_of(message: Message) -> Text:
    """Text or caption of a message with its entities."""
    entities = message.entities or message.caption_entities or []
    return Text(
        message.text or message.caption or "",
        tuple(Entity.from_dict(entity.model_dump(exclude_none=True)) for entity in entities),
    )


def media_of(message: Message) -> Media | None:
    """The medium of a message; of a photo the largest size. None when a post cannot carry it."""
    spoiler = bool(message.has_media_spoiler)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _media(MediaKind.PHOTO, largest.file_id, largest.file_unique_id, spoiler)
    # An animation carries a document too, for clients that know no animations.
    for kind in (MediaKind.ANIMATION, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.VOICE,
                 MediaKind.DOCUMENT):  # fmt: skip
        if file := getattr(message, kind.value):
            name = file.file_name or "" if kind is MediaKind.DOCUMENT else ""
            return _media(kind, file.file_id, file.file_unique_id, spoiler, name[-MOST_NAME:])
    return None


def _media(
    kind: MediaKind, file_id: str, unique_id: str, has_spoiler: bool, name: str = ""
) -> Media:
    return Media(
        kind=kind, file_id=file_id, unique_id=unique_id, has_spoiler=has_spoiler, name=name
    )
