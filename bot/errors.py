"""Our errors: each class is a fact, with the key of the sentence that tells it.

    AppError
    ├── NotFound             what was asked for is no longer there
    │   └── Gone             it was there for everybody to see, and was deleted
    ├── NotAllowed           the person may not do this
    ├── NotEditable          the post's state no longer permits the step
    ├── Unready              a draft cannot be published as it is
    ├── ChannelUnavailable   the bot cannot work in a channel
    ├── InputRefused         what was typed or sent cannot be used here
    ├── SourceUnreadable     an article cannot be had: its page, file or text
    ├── NotBuiltYet          a promised feature that a later version brings
    └── LlmFailed            the language model gave nothing to be used
        ├── LlmUnavailable   its server cannot be reached, or refuses
        ├── LlmBroken        its answer is no text in the shape that was asked for
        ├── LlmTooSlow       its answer took too long
        ├── LlmStopped       the author pressed Stop
        └── LlmLimitReached  the person has had as many answers as a day allows

`SettingsError` and `AddressTaken` stand apart: they are told to whoever starts the process, in
one line.
"""

from functools import partial
from typing import Any, ClassVar


class AppError(Exception):
    """A failure that concerns a person; `key` names its sentence in `locales/*.ftl`."""

    key: ClassVar[str] = "error-unexpected"

    def __init__(self, key: str | None = None, **params: str | int) -> None:
        self.message_key = key or self.key
        self.params = params
        super().__init__(self.message_key, params)

    def __reduce__(self) -> tuple[Any, ...]:
        """To come back from another process as it is."""
        return partial(type(self), self.message_key, **self.params), ()


class NotFound(AppError):
    key = "error-not-found"


class Gone(NotFound):
    key = "error-post-gone"


class NotAllowed(AppError):
    key = "error-not-allowed"


class NotEditable(AppError):
    key = "error-not-editable"


class Unready(AppError):
    key = "error-unready"


class ChannelUnavailable(AppError):
    key = "error-channel-unavailable"


class InputRefused(AppError):
    key = "error-input-refused"


class SourceUnreadable(AppError):
    key = "source-unreachable"


class NotBuiltYet(AppError):
    key = "error-not-built-yet"


class LlmFailed(AppError):
    """No text came of it: the sentence says why, and the built-in writer can do the work."""

    key = "llm-unavailable"


class LlmUnavailable(LlmFailed):
    key = "llm-unavailable"


class LlmBroken(LlmFailed):
    key = "llm-broken"


class LlmTooSlow(LlmFailed):
    key = "llm-too-slow"


class LlmStopped(LlmFailed):
    key = "llm-stopped"


class LlmLimitReached(LlmFailed):
    key = "llm-limit"


class SettingsError(Exception):
    """A setting that is missing, malformed or not supported yet; the text names it."""


class AddressTaken(Exception):
    """Nothing can be served at the address that was asked for; the text says why."""
