"""Addresses inside markup: which ones Telegram keeps, and how it rewrites them."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass

from bot.sandbox.text.characters import (
    ALPHANUMERIC,
    BLANKS,
    HEX_DIGITS,
    WORD_OR_MINUS,
    ascii_lower,
)

MAX_USER_ID = (1 << 40) - 1
_HOST_CHARACTERS = ALPHANUMERIC | frozenset(".-_!$,~*'();&+=")
_SCHEME = re.compile(r"[^:/?#@\[\]]*(?=://)")
_OWN_SCHEME = re.compile(r"(tg|ton|tonsite):(?://)?", re.IGNORECASE | re.ASCII)
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]*", re.ASCII)


class BadLink(ValueError):
    """The address is refused; the message is Telegram's reason."""


@dataclass(frozen=True)
class _Address:
    scheme: str
    userinfo: str
    host: str
    port: int  # 0: none was written
    path: str  # starts with a slash; holds the query and the fragment too


def check_link(link: str) -> str:
    """The address as Telegram stores it (`telegram.org` becomes `http://telegram.org/`).

    Raises BadLink for what is no http, https, tg, ton or tonsite address of a real host.
    """
    own = _OWN_SCHEME.match(link)
    if own is not None:
        return _check_own(ascii_lower(own[1]), link[own.end() :])
    address = _parse(link)
    if "." not in address.host and not address.host.startswith("["):
        raise BadLink("Wrong HTTP URL")
    userinfo = f"{address.userinfo}@" if address.userinfo else ""
    port = f":{address.port}" if address.port else ""
    return f"{address.scheme}://{userinfo}{address.host}{port}{address.path}"


def _check_own(scheme: str, link: str) -> str:
    address = _parse(link)
    plain = not address.userinfo and address.port == 0 and not address.host.startswith("[")
    if ascii_lower(link[:7]) == "http://" or address.scheme == "https" or not plain:
        raise BadLink("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    allowed = WORD_OR_MINUS | {"."} if scheme == "tonsite" else WORD_OR_MINUS
    if not allowed.issuperset(address.host):
        raise BadLink("Unallowed characters in URL host")
    path = address.path[1:] if address.path.startswith("/?") else address.path
    return f"{scheme}://{address.host}{path}"


def _parse(link: str) -> _Address:
    scheme = "http"
    if found := _SCHEME.match(link):
        scheme = ascii_lower(found[0])
        link = link[found.end() + 3 :]
        if scheme not in ("http", "https"):
            raise BadLink("Unsupported URL protocol")
    end = re.search(r"[/?#]", link)
    cut = end.start() if end else len(link)
    authority, path = link[:cut], link[cut:]
    rest, port = _split_port(authority)
    userinfo, _, host = rest.rpartition("@")
    host = ascii_lower(host)
    if host.startswith("[") and host.endswith("]"):
        _check_ipv6(host)
    else:
        _check_host(host)
        _check_part(userinfo, "userinfo", _HOST_CHARACTERS | {":"})
    return _Address(scheme, userinfo, host, port, _clean_path(path))


def _split_port(authority: str) -> tuple[str, int]:
    colon = max(authority.rfind(mark) for mark in ":]@")
    if colon <= 0 or authority[colon] != ":":
        return authority, 0
    digits = authority[colon + 1 :]
    digits = digits.lstrip("0") or digits[-1:]
    port = canonical_integer(digits, 32)
    if port is None or not 0 < port <= 65535:
        raise BadLink("Wrong port number specified in the URL")
    return authority[:colon], port


def _check_ipv6(host: str) -> None:
    try:
        socket.inet_pton(socket.AF_INET6, host[1:-1])
    except (OSError, ValueError) as error:
        raise BadLink("Wrong IPv6 address specified in the URL") from error


def _check_host(host: str) -> None:
    if not host:
        raise BadLink("URL host is empty")
    if host == ".":
        raise BadLink("Host is invalid")
    _check_part(host, "host", _HOST_CHARACTERS)


def _check_part(part: str, name: str, allowed: frozenset[str]) -> None:
    position = 0
    while position < len(part):
        character = part[position]
        if character == "%":
            code = part[position + 1 : position + 3]
            if len(code) < 2 or not HEX_DIGITS.issuperset(code):
                raise BadLink(f"Wrong percent-encoded symbol in URL {name}")
            position += 2
        elif character not in allowed and character < "\x80":
            raise BadLink(f"Disallowed character in URL {name}")
        position += 1


def _clean_path(path: str) -> str:
    path = path.rstrip("".join(BLANKS))
    if not path.startswith("/"):
        path = "/" + path
    return "".join(f"%{ord(c):02X}" if c <= " " else c for c in path)


def canonical_integer(text: str, bits: int) -> int | None:
    """The signed number of so many bits, or None when it would be written otherwise."""
    if not _CANONICAL_INTEGER.fullmatch(text):
        return None
    value = int(text) if len(text) <= 20 else 1 << bits
    return value if -(1 << bits - 1) <= value < 1 << bits - 1 else None


def own_parameters(link: str, host: str) -> list[tuple[str, str]] | None:
    """The parameters of `tg://<host>?...` in order, or None for any other address."""
    found = re.match(rf"tg:(?://)?{host}/?\?([^#]*)", link, re.IGNORECASE | re.ASCII)
    if found is None:
        return None
    pairs = (parameter.partition("=") for parameter in found[1].split("&"))
    return [(key, value) for key, _, value in pairs]


def user_of_link(link: str) -> int | None:
    """The identifier of `tg://user?id=...`, which is a mention and not a link."""
    for key, value in own_parameters(ascii_lower(link), "user") or ():
        if key == "id":
            user_id = canonical_integer(value, 64)
            return user_id if user_id is not None and 0 < user_id <= MAX_USER_ID else None
    return None


def emoji_of_link(link: str) -> int | None:
    """The identifier of `tg://emoji?id=...`, None when there is none."""
    for key, value in own_parameters(link, "emoji") or ():
        if key == "id":
            return canonical_integer(value, 64) or None
    return None


def date_of_link(link: str) -> tuple[int, str] | None:
    """Unix time in seconds and format of `tg://time?unix=...&format=...`, unchecked format."""
    moment, style = 0, ""
    for key, value in own_parameters(link, "time") or ():
        if key == "unix":
            number = canonical_integer(value, 32)
            if number is None or number <= 0:
                return None
            moment = number
        elif key == "format":
            style = value
    return (moment, style) if moment else None
