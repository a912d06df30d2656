"""What the page sends, read and checked: every mistake becomes a sentence with status 400."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from aiogram.types import MessageEntity
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.sandbox.errors import Refused

LARGEST_BODY = 20 * 1024 * 1024
"""Bytes of a request, files included: what the Bot API lets a bot download again."""
TOO_LARGE = "The request is larger than 20 MB."
B = TypeVar("B", bound=BaseModel)


class BadInput(Exception):
    """A request that cannot be done; `str()` is the sentence for the person."""


class Body(BaseModel):
    """What every action names: the person who acts."""

    model_config = ConfigDict(extra="forbid", strict=True)

    person: int


class InChat(Body):
    """An action in a chat; a private chat is named by the bot's id."""

    chat: int


class AtMessage(InChat):
    """An action on a message."""

    message: int


class Say(InChat):
    """A text to send; offsets of entities count UTF-16 units."""

    text: str = Field(max_length=100_000)
    entities: list[MessageEntity] = Field(default_factory=list)
    reply_to: int | None = None


class Edit(AtMessage):
    """A new text, or caption, of a message."""

    text: str = Field(max_length=100_000)
    entities: list[MessageEntity] = Field(default_factory=list)


class Press(AtMessage):
    """A press of a callback button."""

    data: str


class Stop(InChat):
    """A press of Stop at a draft that a bot streams."""

    draft: int


class React(AtMessage):
    """All reactions that the person now has on a message."""

    emoji: list[str] = Field(max_length=3)


class Stars(AtMessage):
    """Stars that the person gives to a post."""

    stars: int


class Forward(InChat):
    """Messages of a chat on their way into another."""

    messages: list[int] = Field(min_length=1, max_length=100)
    to: int


class Inline(Body):
    """An inline query, typed in a chat."""

    bot: int
    query: str
    chat: int | None = None
    offset: str = ""


class Choose(InChat):
    """A chosen result of the last answer to a query."""

    query: str
    result: str


class ShareChat(Body):
    """The answer to a keyboard button that asks for a chat."""

    bot: int
    request: int
    channel: int


class Place(Body):
    """A point of the map, in degrees."""

    chat: int
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class WithBot(Body):
    """An action on a bot: blocking it, or taking that back."""

    bot: int


class AddBot(InChat):
    """A bot that becomes administrator of the chat."""

    bot: int


class Join(Body):
    """An invite link that the person follows."""

    link: str


class Media(InChat):
    """The description of uploaded files; `as_files` sends pictures as documents."""

    text: str = ""
    entities: list[MessageEntity] = Field(default_factory=list)
    reply_to: int | None = None
    as_files: bool = False
    spoiler: bool = False


def check(model: type[B], data: bytes | str) -> B:
    """JSON as a body of this shape; BadInput names the first field that is wrong."""
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = first["msg"]
        raise BadInput(f"{place}: {message}." if place else f"{message}.") from None


async def read_body(request: web.Request) -> bytes:
    """The whole body; BadInput when it is no JSON or larger than 20 MB."""
    if request.content_type != "application/json":
        raise BadInput("The body has to be JSON.")
    refuse_large(request)
    body = bytearray()
    async for chunk in request.content.iter_chunked(65536):
        body += chunk
        if len(body) > LARGEST_BODY:
            raise BadInput(TOO_LARGE)
    return bytes(body)


def refuse_large(request: web.Request) -> None:
    """BadInput for a body that says by itself that it is larger than 20 MB."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise BadInput(TOO_LARGE)


def number(request: web.Request, name: str, default: int | None = None) -> int:
    """A whole number of the query string; BadInput without one, unless there is a default."""
    text = request.query.get(name)
    if text is None and default is not None:
        return default
    try:
        return int(text or "")
    except ValueError:
        raise BadInput(f"{name} has to be a whole number.") from None


@contextmanager
def in_words() -> Iterator[None]:
    """Turns what the world refuses into BadInput with its sentence."""
    try:
        yield
    except Refused as error:
        words = error.description.removeprefix("Bad Request: ")
        raise BadInput(_sentence(words)) from None
    except (KeyError, PermissionError, ValueError) as error:
        raise BadInput(_sentence(error.args[0] if error.args else error)) from None


def _sentence(fact: Any) -> str:
    text = str(fact).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
