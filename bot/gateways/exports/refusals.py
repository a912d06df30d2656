"""Why an export is refused: each a sentence with what its owner can do."""

from bot.errors import InputRefused

LONGEST_NAME = 100


def named(name: str) -> str:
    """A name of a file or a chat as a sentence can hold it."""
    shown = "".join(character for character in name if character.isprintable())
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"


def no_export(name: str) -> InputRefused:
    """It is something else."""
    return InputRefused("history-not-export", name=named(name))


def html(name: str) -> InputRefused:
    """It was exported as pages to be looked at."""
    return InputRefused("history-html", name=named(name))


def broken(*, messages: int, last_id: int, byte: int) -> InputRefused:
    """Its JSON is wrong at a byte, after so many messages; `last_id` is that of the last."""
    if not messages:
        return InputRefused("history-broken-early", byte=byte)
    return InputRefused("history-broken", messages=messages, id=str(last_id), byte=byte)


def cut(*, messages: int, last_id: int, byte: int) -> InputRefused:
    """It ends at a byte before its end, after so many messages."""
    if not messages:
        return InputRefused("history-cut-early", byte=byte)
    return InputRefused("history-cut", messages=messages, id=str(last_id), byte=byte)


def no_channel(name: str, kind: str) -> InputRefused:
    """It is of a single chat that is no channel."""
    is_group = kind.endswith(("group", "supergroup"))
    key = "history-of-group" if is_group else "history-of-person"
    return InputRefused(key, name=named(name))
