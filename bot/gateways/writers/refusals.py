"""What a server means when it refuses a question: its status and its words."""

import json
import re

from bot.errors import LlmBroken, LlmFailed, LlmTooSlow, LlmUnavailable

# Parameters that an answer can do without: servers differ in what they know.
OPTIONAL = ("stream_options", "temperature", "max_completion_tokens", "max_tokens")

_TOO_LONG = re.compile(
    r"exceed_context|context[ _](?:size|length|window)|maximum context|too many tokens"
    r"|prompt is too long|input is too long|reduce the length",
    re.IGNORECASE,
)
_KEYS = {401: "llm-key-refused", 402: "llm-busy", 403: "llm-key-refused", 429: "llm-busy"}


class PromptTooLong(LlmBroken):
    """The model cannot take so much at once; less may do."""

    key = "llm-too-long"


def failure_of(status: int, refusal: str) -> LlmFailed:
    """What a refused question is to us."""
    if status == 413 or (status in (400, 422, 500) and _TOO_LONG.search(refusal)):
        return PromptTooLong()
    if status in (408, 504):
        return LlmTooSlow()
    if status in (404, 405) or 300 <= status < 400:
        return LlmUnavailable("llm-not-found")
    return LlmUnavailable(_KEYS.get(status))


def unwanted_of(status: int, refusal: str) -> set[str]:
    """The optional parameters that a refusal complains of; empty when it is of something else.

    A server that counts the longest possible answer into its context complains of that.
    """
    is_too_long = _TOO_LONG.search(refusal) is not None
    if status not in (400, 422) or (is_too_long and "completion" not in refusal):
        return set()
    if is_too_long:
        return {"max_tokens", "max_completion_tokens"}
    said = _param_of(refusal)
    if said in OPTIONAL:
        return {said}
    # Only the first: "use 'max_completion_tokens' instead of 'max_tokens'" names two.
    named = [
        (match.start(), name) for name in OPTIONAL if (match := re.search(rf"\b{name}\b", refusal))
    ]
    return {min(named)[1]} if named else set()


def _param_of(refusal: str) -> str:
    """The field `param` of OpenAI's errors."""
    try:
        body = json.loads(refusal)
    except ValueError:
        return ""
    error = body.get("error") if isinstance(body, dict) else None
    param = error.get("param") if isinstance(error, dict) else None
    return param if isinstance(param, str) else ""
