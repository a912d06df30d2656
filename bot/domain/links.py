"""Links of a post as readers open them: those of its text, those typed for a button or a picture.

Unlike `normalize_address`, which names a page, nothing is taken from an address here.
"""

import re

from bot.domain.sources.addresses import normalize_address
from bot.domain.texts import Text, cut

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_TELEGRAM = re.compile(r"tg://[a-z_]+(?:/[\w-]*)?(?:\?[^\s]+)?", re.ASCII | re.IGNORECASE)
MAX_LINK_BYTES = 2048


def links_of(text: Text) -> list[str]:
    """The web addresses that a text links to, in order, each once (`text_link`, `url`)."""
    found: dict[str, None] = {}
    for entity in sorted(text.entities, key=lambda one: one.offset):
        raw = entity.url or ""
        if entity.type == "url":
            raw = cut(text, entity.offset, entity.end).text
        elif entity.type != "text_link":
            continue
        if (link := web_link(raw)) is not None:
            found.setdefault(link)
    return list(found)


def web_link(address: str) -> str | None:
    """An address that Telegram can open and show, `https` where it had no scheme; else None.

    A host without a dot is no address on the web: Telegram refuses it.
    """
    typed = address.strip()
    link = typed if _SCHEME.match(typed) else f"https://{typed}"
    if len(link.encode()) > MAX_LINK_BYTES or "." not in link:
        return None
    try:
        page = normalize_address(link)
    except ValueError:
        return None
    host = page.split("/")[2].partition(":")[0]
    name, _, top = host.rpartition(".")
    return link if name and (top.isalpha() or top.startswith("xn--") or _is_ip(host)) else None


def button_link(address: str) -> str | None:
    """An address that a button may carry: of the web, or of Telegram itself (`tg://`)."""
    typed = address.strip()
    if typed.lower().startswith("tg:"):
        is_short = len(typed.encode()) <= MAX_LINK_BYTES
        return typed if is_short and _TELEGRAM.fullmatch(typed) else None
    return web_link(typed)


def _is_ip(host: str) -> bool:
    numbers = host.split(".")
    is_whole = len(numbers) == 4 and all(one.isdecimal() and int(one) < 256 for one in numbers)
    return is_whole and numbers[0] != "127"
