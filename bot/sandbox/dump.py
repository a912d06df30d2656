"""Values of aiogram's types as the JSON that Telegram would send."""

import json
from collections.abc import Sequence

from pydantic import BaseModel

Result = BaseModel | Sequence[BaseModel] | str | int | bool


def dump(result: Result) -> bytes:
    """JSON of a model, a list of models or a plain value; absent fields are left out."""
    if isinstance(result, BaseModel):
        return result.model_dump_json(
            by_alias=True, exclude_none=True, fallback=lambda _: None, warnings=False
        ).encode()
    if isinstance(result, str | int):
        return json.dumps(result, ensure_ascii=False).encode()
    return b"[" + b",".join(dump(one) for one in result) + b"]"
