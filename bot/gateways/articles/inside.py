"""Inside addresses: what a page asked for by a stranger's link must never reach."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from bot.errors import SourceUnreadable

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port to the addresses of its name, as text; OSError when there are none."""

# What is given out to the world (IANA, "IPv6 Global Unicast Address Assignments").
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052: an IPv4 address behind a translator, which some networks make for every name.
_NAT64 = IPv6Network("64:ff9b::/96")
# Tunnels (RFC 3056, 4380), documentation, segment routing: nothing on the web lives there.
_SPECIAL = tuple(
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
# RFC 6890, 7526: ranges that Python's `is_global` has judged differently from release to release.
_SPECIAL_IPV4 = tuple(IPv4Network(text) for text in ("192.0.0.0/24", "192.88.99.0/24"))
# RFC 6761, 6762, 8375, ICANN's "internal": names that only a local network answers for.
_INSIDE_NAMES = ("localhost", "local", "internal", "home.arpa", "localdomain", "intranet", "lan")


def is_inside(address: Address) -> bool:
    """Whether an address is not one of the public internet.

    Private, loopback, link-local, shared, multicast, reserved, unspecified and documentation
    ranges are inside; an IPv4 address in IPv6 clothes is judged by what it wears.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_inside(inner)
        if address not in _GLOBAL_UNICAST or any(address in net for net in _SPECIAL):
            return True
    elif any(address in net for net in _SPECIAL_IPV4):
        return True
    return not address.is_global or address.is_multicast or address.is_reserved


def parse_address(host: str) -> Address | None:
    """The address that a host spells, in any form that some resolver understands; None: a name.

    Decimal, octal, hexadecimal and shortened forms of IPv4 as the WHATWG's URL standard reads
    them ("IPv4 parser").

    Raises:
        ValueError: it looks like an address and is none.
    """
    if ":" in host:
        return ip_address(host.strip("[]").partition("%")[0])
    parts = host.removesuffix(".").split(".")
    if not _is_number(parts[-1]):
        return None
    numbers = [_number(part) for part in parts]
    *first, last = numbers
    if len(first) > 3 or any(n > 255 for n in first) or last >= 256 ** (4 - len(first)):
        raise ValueError(f"no IPv4 address: {host}")
    return IPv4Address(last + sum(n << 8 * (3 - place) for place, n in enumerate(first)))


class Border:
    """Keeps requests outside: gives the addresses that a host may be reached at.

    `allow` are hosts, `host` or `host:port`, that may be reached although they are inside.
    """

    def __init__(self, *, allow: Iterable[str] = (), resolve: Resolve | None = None) -> None:
        self._allow = frozenset(entry.strip().lower() for entry in allow if entry.strip())
        self._resolve = resolve or resolve_by_system

    def allows(self, host: str, port: int) -> bool:
        """Whether the owner of the installation excepted a host."""
        name = host.lower().strip("[]")
        written = f"[{name}]" if ":" in name else name
        return bool(self._allow & {name, written, f"{written}:{port}"})

    async def cross(self, host: str, port: int) -> list[str]:
        """Addresses to connect to, checked: to them and to no others.

        Raises:
            SourceUnreadable: the host is inside, or has no address.
        """
        try:
            spelled = parse_address(host)
        except ValueError:
            raise SourceUnreadable("source-bad-address") from None
        allowed = self.allows(host, port)
        if spelled is None and not allowed and _is_inside_name(host):
            raise SourceUnreadable("source-forbidden-address")
        found = [str(spelled)] if spelled else await self._look_up(host, port)
        if not allowed and any(_is_inside(text) for text in found):
            raise SourceUnreadable("source-forbidden-address")
        return found

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise SourceUnreadable("source-unreachable") from error
        if not found:
            raise SourceUnreadable("source-unreachable")
        return found


async def resolve_by_system(host: str, port: int) -> list[str]:
    """Ask the system's resolver.

    Raises:
        OSError: the name is not known, or nobody answers.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def _is_inside(text: str) -> bool:
    try:
        return is_inside(ip_address(text.partition("%")[0]))
    except ValueError:
        return True


def _is_inside_name(host: str) -> bool:
    """A name without a dot is one of the local network's."""
    name = host.lower().removesuffix(".")
    return "." not in name or name.endswith(tuple(f".{inside}" for inside in _INSIDE_NAMES))


def _is_number(label: str) -> bool:
    if label.isascii() and label.isdigit():
        return True
    return label[:2].lower() == "0x" and all(c in "0123456789abcdefABCDEF" for c in label[2:])


def _number(label: str) -> int:
    """WHATWG, "IPv4 number parser". ValueError: no number."""
    if not label:
        raise ValueError("an empty part")
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    if len(label) > 1 and label[0] == "0":
        return int(label, 8)
    return int(label, 10)
