"""Inside addresses are refused at every hop and in every form; what was checked is used."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SourceUnreadable
from bot.gateways.articles.fetching import Fetcher
from bot.gateways.articles.inside import Border, is_inside, parse_address
from tests.gateways.articles.conftest import Site

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255",
    # decimal, octal, hexadecimal, short, with the dot of the root
    "2130706433", "017700000001", "0x7f000001", "0x7F.0x0.0x0.0x1", "127.1",
    "127.0.1", "0x7f.1", "0", "10.1", "167772161", "2852039166", "0xa9fea9fe",
    "127.0.0.1.", "0x",
    # IPv6, plain and in disguise
    "[::1]", "[::]", "[fe80::1]", "[fe80::1%eth0]", "[fec0::1]", "[fc00::1]",
    "[fd12:3456:789a::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]",
    "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[2002:7f00:1::]", "[2002:c0a8:101::1]",
    "[2001:0:53aa:64c::1]", "[2001:db8::1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]",
    "[64:ff9b:1::a00:1]", "[100::1]", "[3fff::1]", "[5f00::1]", "[4000::1]",
]  # fmt: skip
# httpx takes four numbers with a leading zero for no address at all.
OCTAL = ["0177.0.0.1", "0300.0250.1.1", "0251.0376.0251.0376", "012.0.0.1"]
INSIDE_NAMES = [
    "localhost", "LOCALHOST", "localhost.", "www.localhost", "printer.local", "intranet",
    "metadata.google.internal", "router.home.arpa", "box.lan", "localhost.localdomain",
]  # fmt: skip
OUTSIDE = [
    "8.8.8.8", "134744072", "0x08080808", "1.1", "172.32.0.1", "192.167.255.255",
    "[2606:4700:4700::1111]", "[::ffff:8.8.8.8]", "[64:ff9b::808:808]",
]  # fmt: skip
NO_ADDRESS = ["256.1.1.1", "1.2.3.4.5", "08.1.1.1", "4294967296", "1.2.3.256", "0x1ffffffff"]


class Wire(httpcore.AsyncNetworkBackend):
    """Notes where connections go, and makes each of them to the site on loopback."""

    def __init__(self, port: int, dead: Iterable[str] = ()) -> None:
        self.port = port
        self.dead = frozenset(dead)
        self.went: list[tuple[str, int]] = []
        self.names: list[str | None] = []

    async def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        self.went.append((host, port))
        if host in self.dead:
            raise httpcore.ConnectError("nobody is there")
        stream = await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", self.port, 1.0)
        return _Listening(stream, self.names)


class _Listening(httpcore.AsyncNetworkStream):
    """Notes the name that TLS would be asked for."""

    def __init__(self, stream: Any, names: list[str | None]) -> None:
        self._stream = stream
        self._names = names

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return bytes(await self._stream.read(max_bytes, timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        self._names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        return None if info == "ssl_object" else self._stream.get_extra_info(info)


class Resolver:
    """Answers look-ups one after another, the last one for ever."""

    def __init__(self, **names: list[list[str]]) -> None:
        self.names = {name.replace("_", "."): answers for name, answers in names.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        answers = self.names.get(host)
        if not answers:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


@pytest.fixture
async def wire(site: Site) -> Wire:
    return Wire(site.port)


async def _refusal(fetcher: Fetcher, address: str) -> str:
    try:
        with pytest.raises(SourceUnreadable) as caught:
            await fetcher.fetch(address)
    finally:
        await fetcher.close()
    return caught.value.message_key


@pytest.mark.parametrize("host", [*INSIDE, *INSIDE_NAMES])
async def test_an_inside_host_is_refused_without_a_connection(host: str, wire: Wire) -> None:
    resolver = Resolver()
    fetcher = Fetcher(Border(resolve=resolver), backend=wire)
    assert await _refusal(fetcher, f"http://{host}/") == "source-forbidden-address"
    assert (wire.went, resolver.asked) == ([], [])


@pytest.mark.parametrize("host", OCTAL)
async def test_octal_parts_are_refused_by_the_client_and_by_the_border(
    host: str, wire: Wire
) -> None:
    fetcher = Fetcher(Border(resolve=Resolver()), backend=wire)
    assert await _refusal(fetcher, f"http://{host}/") == "source-bad-address"
    assert wire.went == []
    with pytest.raises(SourceUnreadable, match="source-forbidden-address"):
        await Border(resolve=Resolver()).cross(host, 80)


@pytest.mark.parametrize("host", OUTSIDE)
async def test_a_public_address_in_any_form_is_reached(host: str, site: Site, wire: Wire) -> None:
    site.put("/", "here")
    fetcher = Fetcher(Border(resolve=Resolver()), backend=wire)
    assert (await fetcher.fetch(f"http://{host}/")).body == b"here"
    await fetcher.close()
    assert len(wire.went) == 1
    assert not is_inside(ip_address(wire.went[0][0]))


@pytest.mark.parametrize("host", NO_ADDRESS)
async def test_a_number_that_is_no_address_is_no_name_either(host: str, wire: Wire) -> None:
    resolver = Resolver()
    fetcher = Fetcher(Border(resolve=resolver), backend=wire)
    assert await _refusal(fetcher, f"http://{host}/") == "source-bad-address"
    assert resolver.asked == []


@pytest.mark.parametrize("host", ["１２７.0.0.1", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "①②⑦.1"])
async def test_other_digits_and_letters_are_read_as_what_they_stand_for(
    host: str, wire: Wire
) -> None:
    fetcher = Fetcher(Border(resolve=Resolver()), backend=wire)
    assert await _refusal(fetcher, f"http://{host}/") == "source-forbidden-address"
    assert wire.went == []


@pytest.mark.parametrize(
    "answers", [["10.0.0.5"], [PUBLIC, "10.0.0.5"], ["::1"], ["fe80::1%2"], ["::ffff:192.168.0.1"]]
)
async def test_a_name_that_resolves_inside_is_refused(answers: list[str], wire: Wire) -> None:
    resolver = Resolver(news_example=[answers])
    fetcher = Fetcher(Border(resolve=resolver), backend=wire)
    assert await _refusal(fetcher, "https://news.example/a") == "source-forbidden-address"
    assert wire.went == []


async def test_a_name_is_looked_up_once_and_its_answer_is_used(site: Site, wire: Wire) -> None:
    site.put("/a", "fine")
    resolver = Resolver(news_example=[[PUBLIC], ["127.0.0.1"]])
    fetcher = Fetcher(Border(resolve=resolver), backend=wire)
    assert (await fetcher.fetch("http://news.example/a")).body == b"fine"
    await fetcher.close()
    assert resolver.asked == ["news.example"]
    assert wire.went == [(PUBLIC, 80)]
    assert site.asked[0].headers["Host"] == "news.example"


async def test_a_name_that_changes_between_two_hops_is_refused_at_the_second(
    site: Site, wire: Wire
) -> None:
    async def leave(request: web.Request) -> web.StreamResponse:
        # The connection is closed, so that the next hop has to make a new one.
        headers = {"Location": "http://news.example/secret", "Connection": "close"}
        return web.Response(status=302, headers=headers)

    site.do("/a", leave)
    site.put("/secret", "the key of the house")
    resolver = Resolver(news_example=[[PUBLIC], ["127.0.0.1"]])
    fetcher = Fetcher(Border(resolve=resolver), backend=wire)
    assert await _refusal(fetcher, "http://news.example/a") == "source-forbidden-address"
    assert wire.went == [(PUBLIC, 80)]
    assert site.paths() == ["/a"]


async def test_the_name_in_tls_stays_the_one_that_was_asked_for(site: Site, wire: Wire) -> None:
    site.put("/a", "fine")
    fetcher = Fetcher(Border(resolve=Resolver(news_example=[[PUBLIC]])), backend=wire)
    assert (await fetcher.fetch("https://news.example/a")).body == b"fine"
    await fetcher.close()
    assert wire.names == ["news.example"]
    assert wire.went == [(PUBLIC, 443)]


async def test_the_next_address_is_tried_when_the_first_is_dead(site: Site) -> None:
    site.put("/a", "fine")
    wire = Wire(site.port, dead=[OTHER_PUBLIC])
    resolver = Resolver(news_example=[[OTHER_PUBLIC, PUBLIC]])
    fetcher = Fetcher(Border(resolve=resolver), backend=wire)
    assert (await fetcher.fetch("http://news.example/a")).body == b"fine"
    await fetcher.close()
    assert [host for host, _ in wire.went] == [OTHER_PUBLIC, PUBLIC]


async def test_a_name_that_nobody_knows_is_unreachable(wire: Wire) -> None:
    fetcher = Fetcher(Border(resolve=Resolver()), backend=wire)
    assert await _refusal(fetcher, "http://gone.example/") == "source-unreachable"


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/", "http://localhost/", "http://[::1]/", "//169.254.169.254/latest",
        "http://2130706433/", "http://0x7f.1/", "http://inside.example/",
    ],
)  # fmt: skip
async def test_a_redirect_to_inside_is_refused(target: str, site: Site, wire: Wire) -> None:
    site.put("/a", status=302, Location=target)
    names = {"news_example": [[PUBLIC]], "inside_example": [["192.168.0.9"]]}
    fetcher = Fetcher(Border(resolve=Resolver(**names)), backend=wire)
    assert await _refusal(fetcher, "http://news.example/a") == "source-forbidden-address"
    assert len(wire.went) == 1


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/", "javascript:alert(1)",
     "http://me:secret@news.example/", "data:text/html,words"],
)  # fmt: skip
async def test_a_redirect_to_another_scheme_is_refused(
    target: str, site: Site, wire: Wire
) -> None:
    site.put("/a", status=302, Location=target)
    fetcher = Fetcher(Border(resolve=Resolver(news_example=[[PUBLIC]])), backend=wire)
    assert await _refusal(fetcher, "http://news.example/a") == "source-bad-address"
    assert len(wire.went) == 1


@pytest.mark.parametrize(
    ("allow", "host", "port", "allowed"),
    [
        ("wiki.office", "wiki.office", 80, True),
        ("wiki.office", "wiki.office", 8080, True),
        ("wiki.office:8080", "wiki.office", 8080, True),
        ("wiki.office:8080", "wiki.office", 80, False),
        ("Wiki.Office", "WIKI.office", 80, True),
        ("wiki.office", "evil.wiki.office", 80, False),
        ("10.0.0.7", "10.0.0.7", 443, True),
        ("10.0.0.7", "10.0.0.8", 443, False),
        ("[fd00::7]:8000", "fd00::7", 8000, True),
        ("fd00::7", "fd00::7", 80, True),
        ("[fd00::7]:8000", "fd00::7", 80, False),
        ("", "localhost", 80, False),
    ],
)
def test_only_the_excepted_host_and_port_are_allowed(
    allow: str, host: str, port: int, allowed: bool
) -> None:
    assert Border(allow=[allow]).allows(host, port) is allowed


async def test_an_excepted_host_may_resolve_inside() -> None:
    resolver = Resolver(wiki_office=[["10.0.0.7"]], mail_office=[["10.0.0.8"]])
    border = Border(allow=["wiki.office:8080"], resolve=resolver)
    assert await border.cross("wiki.office", 8080) == ["10.0.0.7"]
    for host, port in (("wiki.office", 80), ("mail.office", 8080)):
        with pytest.raises(SourceUnreadable, match="source-forbidden-address"):
            await border.cross(host, port)


@given(st.ip_addresses(v=4))
def test_every_form_of_an_ipv4_address_is_the_address(address: Any) -> None:
    number = int(address)
    a, b, c, d = address.packed
    forms = [
        str(address), str(number), hex(number), f"0{number:o}" if number else "0",
        f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}", f"0x{a:x}.0{b:o}.{c}.{d}",
    ]  # fmt: skip
    assert [parse_address(form) for form in forms] == [address] * len(forms)


@given(st.ip_addresses(v=4))
def test_clothes_of_ipv6_do_not_change_what_is_inside(address: IPv4Address) -> None:
    mapped = IPv6Address(f"::ffff:{address}")
    translated = IPv6Address(int(IPv6Address("64:ff9b::")) | int(address))
    assert is_inside(mapped) == is_inside(translated) == is_inside(address)


@given(st.ip_addresses(v=6))
def test_only_global_unicast_is_outside(address: IPv6Address) -> None:
    if not is_inside(address):
        is_translated = address in IPv6Network("64:ff9b::/96")
        assert is_translated or address.ipv4_mapped or address in IPv6Network("2000::/3")


@given(st.text(max_size=40))
def test_any_host_is_an_address_a_name_or_refused(host: str) -> None:
    try:
        parse_address(host)
    except ValueError:
        return
