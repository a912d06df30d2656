"""Why a post was not taken, in the author's language, with the next step."""

from bot.domain.rejections import sort_rejection
from bot.translator import Translator


def why_unsent(t: Translator, reason: str | None) -> str:
    """The sentence for Telegram's words, which stand in it only where they are unknown to us."""
    if not reason:
        return "-"
    return t(f"unsent-{sort_rejection(reason).value}", reason=reason)
