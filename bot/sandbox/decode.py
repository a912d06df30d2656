"""A request becomes the aiogram model of its method, strictly: nothing unknown slips through."""

import json
import types
from functools import cache
from typing import Any, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from pydantic import BaseModel, ValidationError

from bot.sandbox.errors import bad_request
from bot.sandbox.files import KINDS

Uploads = dict[str, BufferedInputFile]

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "from_chat_id": 'parameter "from_chat_id" is required',
    "file_id": "file_id not specified",
    "media": "can't parse media JSON object",
    "photo": "there is no photo in the request",
    "video": "there is no video in the request",
    "animation": "there is no animation in the request",
    "document": "there is no document in the request",
    "audio": "there is no audio in the request",
    "voice": "there is no voice in the request",
    "video_note": "there is no video note in the request",
    "sticker": "there is no sticker in the request",
    "action": "wrong parameter action in request",
    "question": "message text is empty",
    "user_id": "invalid user_id specified",
}
_WORDS = {"reply_markup": "reply keyboard markup", "link_preview_options": "link preview options"}
_FILE_KEYS = frozenset(KINDS) | {"media", "thumbnail", "cover"}


def decode(
    model: type[TelegramMethod[Any]], params: dict[str, Any], uploads: Uploads
) -> TelegramMethod[Any]:
    """The call of a request; a 400 when a value is malformed, missing or unknown."""
    values: dict[str, Any] = {}
    for name, value in params.items():
        values[name] = _value(model, name, value)
    for name, upload in uploads.items():
        if name in model.model_fields and name not in values:
            values[name] = upload
    values = {name: _attach(value, name, uploads) for name, value in values.items()}
    try:
        call = model.model_validate(values)
    except ValidationError as error:
        raise bad_request(_sentence(error)) from None
    _refuse_unknown(call, model.__api_method__)
    return call


def _value(model: type[BaseModel], name: str, value: Any) -> Any:
    """A parameter with its JSON decoded, where it is one and not a text that looks so."""
    if not isinstance(value, str) or name not in structured(model):
        return value
    if not value.lstrip().startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {_WORDS.get(name, name)} JSON object") from None


@cache
def structured(model: type[BaseModel]) -> frozenset[str]:
    """Names of the fields of a model that hold lists or objects."""
    return frozenset(
        name for name, field in model.model_fields.items() if _is_structured(field.annotation)
    )


def _is_structured(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return any(_is_structured(part) for part in get_args(annotation))
    if origin in (list, dict):
        return True
    if origin is not None and get_args(annotation):
        return _is_structured(get_args(annotation)[0])
    return (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and not issubclass(annotation, InputFile | Default)
    )


def _attach(value: Any, key: str, uploads: Uploads) -> Any:
    """Puts uploads in the place of `attach://name`."""
    if isinstance(value, dict):
        return {name: _attach(part, name, uploads) for name, part in value.items()}
    if isinstance(value, list):
        return [_attach(part, key, uploads) for part in value]
    if isinstance(value, str) and key in _FILE_KEYS and value.startswith("attach://"):
        upload = uploads.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no file for {value} in the request")
        return upload
    return value


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = [str(part) for part in first["loc"]]
    if first["type"] == "missing" and len(place) == 1 and place[0] in _MISSING:
        return _MISSING[place[0]]
    return f"can't parse {'.'.join(place)}: {first['msg']}"


def _refuse_unknown(value: Any, path: str) -> None:
    """Refuses fields that no type of the Bot API has, at any depth.

    aiogram's types take anything, so that a keyboard with a misspelt field would pass for
    another kind of keyboard.
    """
    if isinstance(value, BaseModel):
        if value.model_extra:
            name = next(iter(value.model_extra))
            raise bad_request(f'unknown field "{name}" in {path}')
        for name in value.model_fields_set:
            _refuse_unknown(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _refuse_unknown(part, f"{path}[{number}]")
