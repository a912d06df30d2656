"""Addresses of pages: one spelling for one page, and where they stand in a message."""

import re
import unicodedata
from collections.abc import Iterator
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from bot.domain.texts import Text, cut

SCHEMES = ("http", "https")
_DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_ADDRESS = 2048
"""Characters of an address that is taken for one."""

# Names of parameters by which campaigns count clicks; they change nothing of the page.
_TRACKING = frozenset(
    {
        "_ga", "_gl", "_openstat", "at_campaign", "at_medium", "dclid", "fbclid", "gbraid",
        "gclid", "igsh", "igshid", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "oly_anon_id",
        "oly_enc_id", "twclid", "vero_id", "wbraid", "wickedid", "yclid", "ysclid",
    }
)  # fmt: skip
_FULL_STOPS = str.maketrans("\u3002\uff0e\uff61", "...")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
# RFC 3986, 3.3 and 3.4: what stands in a path or a query without being escaped.
_SAFE = "%/:@!$&'()*+,;=-._~"
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")


def normalize_address(address: str) -> str:
    """The spelling under which a page is kept: two of them are equal for the same page.

    Scheme and host in lower case, the host in ASCII (RFC 3492), no default port, no fragment, no
    parameters of campaigns, dots in the path resolved, escapes only where they are needed. An
    address without a scheme, as Telegram finds them, gets `https`.

    Raises:
        ValueError: this is no address of a page on the web.
    """
    parts = _split(address)
    host = ascii_host(parts.hostname or "")
    default = _DEFAULT_PORTS[parts.scheme]
    port = f":{parts.port}" if parts.port not in (None, default) else ""
    query = "&".join(
        _escape(pair, _SAFE + "?")
        for pair in parts.query.split("&")
        if pair and not _is_tracking(pair)
    )
    path = _without_dots(_escape(parts.path, _SAFE)) or "/"
    return f"{parts.scheme}://{host}{port}{path}" + (f"?{query}" if query else "")


def ascii_host(host: str) -> str:
    """A host in lower case and ASCII, IPv6 in brackets, without the dot of the root.

    Raises:
        ValueError: no host can be called so.
    """
    if ":" in host:
        return f"[{IPv6Address(host.partition('%')[0]).compressed}]"
    plain = unicodedata.normalize("NFKC", host).lower().translate(_FULL_STOPS).removesuffix(".")
    labels = [
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in plain.split(".")
    ]
    name = ".".join(labels)
    if not _HOST.fullmatch(name) or len(name) > 253 or any(len(x) > 63 for x in labels):
        raise ValueError(f"no host: {host[:80]!r}")
    return name


def find_links(text: Text) -> tuple[str, ...]:
    """Addresses of pages in a message, in order, each once and as `normalize_address` has it.

    Both words that carry a link and addresses written out (Bot API, `MessageEntity`: `text_link`
    and `url`).
    """
    found: list[str] = []
    for entity in sorted(text.entities, key=lambda item: item.offset):
        if entity.type == "text_link":
            raw = entity.url or ""
        elif entity.type == "url":
            raw = cut(text, entity.offset, entity.end).text
        else:
            continue
        found.extend(_pages(raw))
    return tuple(dict.fromkeys(found))


def site_of(address: str) -> str:
    """The host of an address as a person reads it: without `www.`, in its own letters."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return ".".join(_readable(label) for label in host.split("."))


def _pages(raw: str) -> Iterator[str]:
    try:
        yield normalize_address(raw)
    except ValueError:
        return


def _split(address: str) -> SplitResult:
    cleaned = address.strip()
    if not cleaned or len(cleaned) > MAX_ADDRESS or _UNSEEN.search(cleaned):
        raise ValueError("no address")
    if "\\" in cleaned:
        raise ValueError("browsers and libraries read a backslash differently")
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", cleaned):
        cleaned = "https://" + cleaned.removeprefix("//")
    parts = urlsplit(cleaned)
    if parts.scheme not in SCHEMES:
        raise ValueError(f"no scheme of the web: {parts.scheme}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a name or a password")
    return parts


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING


def _escape(part: str, safe: str) -> str:
    """Every escape in upper case, none for what needs none (RFC 3986, 6.2.2)."""
    lone = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return _ESCAPED.sub(_needed, quote(lone, safe=safe, errors="replace"))


def _needed(escape: re.Match[str]) -> str:
    byte = unquote_to_bytes(escape[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else escape[0].upper()


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4; an empty segment stays, it may mean something to the server."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label
