"""The server of the pages: its port, what is told when that is taken, its end."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.app import build
from bot.domain.channels import Channel, ChannelState
from bot.errors import AddressTaken
from handlers.web.addresses import RESERVED, Addresses, slug_of
from handlers.web.limits import Buckets
from handlers.web.server import Server
from tests.newsroom import make_settings


def channel(username: str | None) -> Channel:
    return Channel(
        id=7, chat_id=-1001, title="Tea", username=username, zone="UTC",
        state=ChannelState.CONNECTED, linked_chat_id=None, last_message_id=0,
    )  # fmt: skip


@contextmanager
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


async def hello(_: web.Request) -> web.Response:
    return web.Response(text="hello")


def application(_: int) -> web.Application:
    made = web.Application()
    made.router.add_get("/", hello)
    return made


async def test_a_free_port_is_found_and_given_back() -> None:
    server = Server("127.0.0.1", 0, application, is_wanted=True)
    assert server.port is None
    await server.start()
    port = server.port
    assert port
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as answer:
        assert await answer.text() == "hello"
    await server.stop()
    assert server.port is None
    socket.create_server(("127.0.0.1", port)).close()


async def test_a_chosen_port_that_is_taken_is_told() -> None:
    with taken() as port:
        server = Server("127.0.0.1", port, application, is_wanted=True)
        with pytest.raises(AddressTaken, match=rf"127\.0\.0\.1:{port} is taken"):
            await server.start()
        await server.stop()


async def test_a_host_that_is_not_ours_is_told() -> None:
    server = Server("192.0.2.1", 0, application, is_wanted=True)
    with pytest.raises(AddressTaken, match=r"192\.0\.2\.1:0 cannot be used"):
        await server.start()


async def test_where_nobody_chose_the_bot_works_without_pages(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with taken() as port, caplog.at_level(logging.WARNING):
        server = Server("127.0.0.1", port, application, is_wanted=False)
        await server.start()
        assert server.port is None
        await server.stop()
    assert "HTTP_PORT" in caplog.text


@pytest.mark.parametrize(
    ("changes", "is_wanted"),
    [({}, False), ({"http_port": 8082}, True), ({"web_url": "https://archive.example"}, True)],
    ids=["nothing", "the port", "the public address"],
)
async def test_whoever_sets_the_port_or_the_address_wants_pages(
    tmp_path: Path, changes: dict[str, object], is_wanted: bool
) -> None:
    settings = make_settings(
        "http://127.0.0.1:9", tmp_path, {1}, **({"http_port": 8081} | changes)
    )
    app = await build(settings)
    with taken() as port:
        # Not the usual port of this machine: another bot may have it.
        app.web._port = port
        if is_wanted:
            with pytest.raises(AddressTaken):
                await app.start()
        else:
            await app.web.start()
    await app.stop()


@pytest.mark.parametrize(
    ("web_url", "host", "home"),
    [
        ("", "127.0.0.1", "http://127.0.0.1:8081/"),
        ("", "0.0.0.0", "http://127.0.0.1:8081/"),
        ("", "::", "http://[::1]:8081/"),
        ("", "192.0.2.7", "http://192.0.2.7:8081/"),
        ("https://archive.example", "127.0.0.1", "https://archive.example/"),
        ("https://archive.example:8443/a/b", "0.0.0.0", "https://archive.example:8443/a/b/"),
    ],
)
def test_whole_addresses_begin_with_the_public_one_or_our_own(
    web_url: str, host: str, home: str
) -> None:
    addresses = Addresses.of(web_url, host=host, port=8081)
    assert addresses.absolute(addresses.home()) == home


def test_a_channel_without_a_name_of_its_own_goes_by_its_number() -> None:
    assert slug_of(channel("tea_aloud")) == "tea_aloud"
    assert slug_of(channel(None)) == "7"
    for name in sorted(RESERVED):
        assert slug_of(channel(name)) == slug_of(channel(name.upper())) == "7"


def test_a_tag_cannot_leave_its_place_in_an_address() -> None:
    addresses = Addresses("http://127.0.0.1")
    assert addresses.tag(channel("tea"), "a/../?#&b") == "/tea/tag/a%2F..%2F%3F%23%26b"
    assert addresses.search(channel("tea"), "a&after=b") == "/tea/search?q=a%26after%3Db"


def test_a_bucket_fills_with_time_and_each_client_has_its_own() -> None:
    moment = 100.0
    buckets = Buckets(3, 2.0, lambda: moment)
    assert [buckets.take("a") for _ in range(4)] == [0.0, 0.0, 0.0, 2.0]
    assert buckets.take("b") == 0.0
    moment += 1.0
    assert buckets.take("a") == 1.0
    moment += 1.0
    assert buckets.take("a") == 0.0
    assert buckets.take("a") == 2.0
    moment += 1000.0
    assert [buckets.take("a") for _ in range(4)] == [0.0, 0.0, 0.0, 2.0]
