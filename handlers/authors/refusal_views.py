"""Why Telegram refused, in the author's language, with the next step."""

from bot.domain.refusals import sort_refusal
from bot.translator import Translator


def why_refused(t: Translator, reason: str | None) -> str:
    """The sentence for Telegram's words, which stand in it only where they are unknown to us."""
    if not reason:
        return "-"
    return t(f"refused-{sort_refusal(reason).value}", reason=reason)
