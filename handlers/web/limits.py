"""How often one client may ask for what is dear: a bucket of tokens each."""

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address

from aiohttp import web

_MOST_CLIENTS = 10_000


class Buckets:
    """A bucket a client: `burst` requests at once, then one every `seconds`."""

    def __init__(self, burst: int, seconds: float, now: Callable[[], float]) -> None:
        self._burst = burst
        self._seconds = seconds
        self._now = now
        # Client -> when its bucket will be full again; the ones used longest ago come first.
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, client: str) -> float:
        """Zero when the request may pass, else the seconds until one may."""
        now = self._now()
        full_at = max(self._full_at.pop(client, now), now) + self._seconds
        wait = full_at - now - self._burst * self._seconds
        self._full_at[client] = full_at if wait <= 0 else full_at - self._seconds
        while len(self._full_at) > _MOST_CLIENTS:
            self._full_at.popitem(last=False)
        return max(0.0, wait)


def client_of(request: web.Request) -> str:
    """Who asks: the peer, or whom a proxy of our own network names last.

    What a client writes into the header itself stands before that, and is not believed.
    """
    peer = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if forwarded and _is_near(peer) and _is_address(forwarded) else peer


def _is_near(peer: str) -> bool:
    return _is_address(peer) and ip_address(peer).is_private


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
