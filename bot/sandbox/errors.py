"""Refusals of the server, worded as the published Bot API server words them."""

_PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}


class Refused(Exception):
    """A call that the server answers with an error.

    `description` is complete, with the prefix of its code. The rule of the first letter is the
    one of `fail_query_with_error` in Telegram's Bot API server: it is lowered unless the second
    one is a capital or an underscore.
    """

    def __init__(self, code: int, text: str, *, retry_after: int | None = None) -> None:
        prefix = _PREFIXES.get(code, "")
        self.code = code
        self.retry_after = retry_after
        self.description = text
        if prefix and not text.startswith(prefix):
            self.description = f"{prefix}: {_lowered(text)}"
        super().__init__(self.description)


def _lowered(text: str) -> str:
    if len(text) >= 2 and (text[1] == "_" or text[1].isupper()):
        return text
    return text[:1].lower() + text[1:]


def bad_request(text: str) -> Refused:
    """A 400 with Telegram's text, the prefix added."""
    return Refused(400, text)


def forbidden(text: str) -> Refused:
    """A 403 with Telegram's text, the prefix added."""
    return Refused(403, text)


def flood(seconds: int) -> Refused:
    """A 429 that asks to wait whole `seconds`."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def not_served(what: str) -> Refused:
    """A 501: the real server has it, the sandbox does not, and it says so instead of lying."""
    return Refused(501, f"Not Implemented: the sandbox does not serve {what}")


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
WRONG_FILE = "wrong file identifier/HTTP URL specified"
CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)
