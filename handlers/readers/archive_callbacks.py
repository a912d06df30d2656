"""What the buttons of posts, of the best, of saved and of old posts carry."""

import re
from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData

from bot.domain.archive import Period, TopBy
from bot.domain.pages import base36
from handlers.numbers import Number


class Home(CallbackData, prefix="rho1"):
    """Back to the greeting."""

    channel: Number


class BestPage(CallbackData, prefix="rb1"):
    """A page of the best of a period; `cursor` is a packed `Cursor`, empty for the first."""

    channel: Number
    period: Period
    by: TopBy = TopBy.REACTIONS
    cursor: str = ""


class DayPage(CallbackData, prefix="ry1"):
    """A page of what was posted on this day of earlier years."""

    channel: Number
    cursor: str = ""


class AnyGood(CallbackData, prefix="rx1"):
    """A random old post; `seen` are those shown before, packed by `pack_seen`."""

    channel: Number
    seen: str = ""


class SavePost(CallbackData, prefix="rs1"):
    """Save a post, or no longer: pressed twice, it is done once."""

    post: Number
    is_kept: bool


class SavedPage(CallbackData, prefix="rsv1"):
    """A page of the saved posts of all channels."""

    cursor: str = ""


class Unsave(CallbackData, prefix="ru1"):
    """Take a post out of the list of saved ones that shows it, on this page."""

    post: Number
    cursor: str = ""


class AlikePosts(CallbackData, prefix="ral1"):
    """Posts like one."""

    channel: Number
    post: Number


SEEN = 6
"""Posts that a button remembers: as many numbers as fit its 64 bytes."""

_NUMBER = re.compile(r"[0-9a-z]{1,6}")


def pack_seen(post_ids: Sequence[int]) -> str:
    """The last few posts shown, the last one last."""
    packed = (base36(post_id) for post_id in post_ids[-SEEN:])
    return ".".join(one for one in packed if _NUMBER.fullmatch(one))


def unpack_seen(packed: str) -> list[int]:
    """From what `pack_seen` gave; what is no number is left out."""
    return [int(part, 36) for part in packed.split(".") if _NUMBER.fullmatch(part)]
