"""Numbers that a button may carry: those that the store can hold, so that a forged one is none."""

from typing import Annotated

from pydantic import Field

Number = Annotated[int, Field(ge=-(1 << 63), lt=1 << 63)]
"""A signed 64-bit integer; `CallbackData` with any other one fits no handler."""
