"""The log says what happened, never the token."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import log

# As BotFather makes them: a bot id, a colon, 35 characters.
_SECRET = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", min_size=35,
                  max_size=35)  # fmt: skip
TOKENS = st.builds(lambda number, secret: f"{number}:{secret}",
                   st.integers(10**7, 10**11), _SECRET)  # fmt: skip
AROUND = st.text(max_size=20)
STYLES = st.sampled_from(["console", "json"])


@contextmanager
def logging_to(style: str) -> Iterator[io.StringIO]:
    """What would be written to standard error; the root logger is put back."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    log.set_up("DEBUG", style)  # type: ignore[arg-type]
    written = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    try:
        yield written
    finally:
        root.handlers[:], root.level = before


@given(token=TOKENS, before=AROUND, after=AROUND, style=STYLES)
def test_a_token_in_a_message_is_never_logged(
    token: str, before: str, after: str, style: str
) -> None:
    with logging_to(style) as written:
        logging.getLogger("test").warning("%s%s%s", before + " ", token, " " + after)
        logging.getLogger("test").warning(f"https://api.telegram.org/bot{token}/getMe")
        logging.getLogger("test").warning("/bot%s/getMe", token.replace(":", "%3A"))
    assert token.partition(":")[2] not in written.getvalue()


@given(token=TOKENS, style=STYLES)
def test_a_token_in_an_exception_is_never_logged(token: str, style: str) -> None:
    with logging_to(style) as written:
        try:
            try:
                raise ConnectionError(f"POST /bot{token}/sendMessage")
            except ConnectionError as error:
                raise ValueError(
                    {"url": f"http://127.0.0.1:8081/file/bot{token}/a.jpg"}
                ) from error
        except ValueError:
            logging.getLogger("test").exception("failed with %r", {"token": token})
    assert "ConnectionError" in written.getvalue()
    assert token.partition(":")[2] not in written.getvalue()


@given(token=TOKENS, before=AROUND, after=AROUND)
def test_masking_keeps_everything_else(token: str, before: str, after: str) -> None:
    number = token.partition(":")[0]
    text = f"{log.mask(before)} {token} {log.mask(after)}"
    assert f" {number}:*** " in log.mask(text)
    assert log.mask(log.mask(text)) == log.mask(text)


@pytest.mark.parametrize("text", ["10:30", "1:2", "at 12:05:33", "http://10.0.0.12:8081/x", "a:b"])
def test_times_and_ports_are_no_tokens(text: str) -> None:
    assert log.mask(text) == text


def test_a_line_of_json_is_one_object() -> None:
    with logging_to("json") as written:
        logging.getLogger("test").info("первая\nвторая")
    row = json.loads(written.getvalue())
    assert (row["level"], row["logger"], row["message"]) == ("INFO", "test", "первая\nвторая")
