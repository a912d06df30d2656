"""What a site allows is read from every place where it may say so, and kept for a day."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sources import Reason, Signal
from bot.gateways.articles import consent as consenting
from bot.gateways.articles.consent import ConsentReader
from bot.gateways.articles.fetching import Fetcher, Page
from bot.gateways.articles.signals import (
    Robots,
    metas_of,
    noai_in,
    tdm_in_file,
    tdm_on_page,
    usage_refusals,
)
from tests.gateways.articles.conftest import Site

PAGE = "https://news.example/blog/story?id=1"
CLOUDFLARE = """
# As a condition of accessing this website, you agree to abide by the following content signals
User-agent: *
Content-Signal: search=yes, ai-input=no, ai-train=no
Allow: /
"""


def _refused(robots: str) -> list[Signal]:
    return [reason.signal for reason in Robots(robots.encode()).refusals(PAGE)]


@pytest.mark.parametrize(
    ("robots", "fetch", "refusals"),
    [
        ("", True, []),
        ("User-agent: *\nDisallow:\n", True, []),
        ("User-agent: *\nDisallow: /admin\n", True, []),
        ("User-agent: *\nDisallow: /\n", False, [Signal.ROBOTS_AI]),
        ("User-agent: *\nDisallow: /blog\n", False, [Signal.ROBOTS_AI]),
        ("User-agent: *\nDisallow: /blog\nAllow: /blog/story\n", True, []),
        ("User-agent: *\nDisallow: /*?id=\n", False, [Signal.ROBOTS_AI]),
        ("User-agent: *\nDisallow: /*.pdf$\n", True, []),
        ("User-agent: Rubrika\nDisallow: /\n", False, []),
        ("User-agent: rubrika\nAllow: /\n\nUser-agent: *\nDisallow: /\n", True,
         [Signal.ROBOTS_AI]),
        ("User-agent: GPTBot\nDisallow: /\n", True, [Signal.ROBOTS_AI]),
        ("User-agent: gptbot\nUser-agent: CCBot\nDisallow: /\n", True, [Signal.ROBOTS_AI]),
        ("User-agent: ClaudeBot\nDisallow: /private\n", True, []),
        ("User-agent: Google-Extended\nDisallow: /blog/\n", True, [Signal.ROBOTS_AI]),
        ("User-agent: Googlebot\nDisallow: /\n", True, []),
        ("\ufeffUser-agent: GPTBot\r\nDisallow: /\r\n", True, [Signal.ROBOTS_AI]),
        (CLOUDFLARE, True, [Signal.CONTENT_SIGNAL]),
        ("User-agent: *\nContent-Signal: ai-input=yes, ai-train=no\n", True, []),
        ("# Content-Signal: ai-input=no\nUser-agent: *\nDisallow:\n", True, []),
        ("User-agent: *\nContent-Usage: train-ai=n\n", True, []),
        ("User-agent: *\nContent-Usage: ai=n, search=y\n", True, [Signal.CONTENT_USAGE]),
        ("<!DOCTYPE html><html>User-agent: *\nDisallow: /</html>", True, []),
        ("\0\xff nonsense : : \nDisallow /", True, []),
    ],
)  # fmt: skip
def test_robots_txt_is_read(robots: str, fetch: bool, refusals: list[Signal]) -> None:
    assert Robots(robots.encode()).may_fetch(PAGE) is fetch
    assert _refused(robots) == refusals


def test_the_reason_names_who_is_turned_away() -> None:
    robots = Robots(b"User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n")
    assert list(robots.refusals(PAGE)) == [Reason(Signal.ROBOTS_AI, "GPTBot, CCBot")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], False),
        (["index, follow"], False),
        (["noai"], True),
        (["noimageai"], False),
        (["noindex, NOAI , noimageai"], True),
        (["otherbot: noai"], True),
        (["none"], False),
        (["noaix", "xnoai"], False),
    ],
)
def test_noai_is_a_word_of_its_own(values: list[str], said: bool) -> None:
    assert noai_in(values) is said


@pytest.mark.parametrize(
    ("header", "meta", "expected"),
    [
        ("", "", (None, None)),
        ("1", "", (True, Signal.TDM_HEADER)),
        ("0", "", (False, None)),
        ("", "1", (True, Signal.TDM_META)),
        ("", "0", (False, None)),
        ("0", "1", (True, Signal.TDM_META)),
        ("1", "0", (True, Signal.TDM_HEADER)),
        ("yes", "", (None, None)),
    ],
)
def test_a_reservation_on_the_page_counts(
    header: str, meta: str, expected: tuple[bool | None, Signal | None]
) -> None:
    is_reserved, reason = tdm_on_page(
        {"tdm-reservation": header, "tdm-policy": "https://news.example/policy"},
        {"tdm-reservation": [meta]} if meta else {},
    )
    assert (is_reserved, reason.signal if reason else None) == expected
    if reason and reason.signal is Signal.TDM_HEADER:
        assert reason.detail == "https://news.example/policy"


@pytest.mark.parametrize(
    ("rules", "reserved"),
    [
        ([], False),
        ([{"location": "/", "tdm-reservation": 1}], True),
        ([{"location": "/", "tdm-reservation": 0}], False),
        ([{"location": "/", "tdm-reservation": "1"}], True),
        ([{"location": "/shop", "tdm-reservation": 1}], False),
        ([{"location": "/blog/*", "tdm-reservation": 1}], True),
        ([{"location": "/*/story", "tdm-reservation": 1}], True),
        ([{"location": "/*.html$", "tdm-reservation": 1}], False),
        ([{"location": "/blog/story?id=1$", "tdm-reservation": 1}], True),
        ([{"location": "/blog/story$", "tdm-reservation": 1}], False),
        ([{"location": "/", "tdm-reservation": 1}, {"location": "/blog", "tdm-reservation": 0}],
         False),
        ([{"location": "/blog", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}],
         False),
        ([{"location": "/blog", "tdm-reservation": 0}, {"location": "/blog",
          "tdm-reservation": 1}], True),
        ({"location": "/", "tdm-reservation": 1}, False),
        (["/", 1, None], False),
        ([{"tdm-reservation": 1}], False),
        ("nonsense", False),
    ],
)  # fmt: skip
def test_the_file_of_reservations_is_read(rules: object, reserved: bool) -> None:
    reason = tdm_in_file(json.dumps(rules).encode(), PAGE)
    assert (reason is not None) is reserved


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_a_file_that_is_no_list_of_reservations_says_nothing(body: bytes) -> None:
    assert tdm_in_file(body, PAGE) is None


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta name="robots" content="noai">', ["noai"]),
        ("<META NAME=robots CONTENT='noai, noimageai'/>", ["noai, noimageai"]),
        ('<meta content="noai" name="robots">', ["noai"]),
        ('<meta property="og:title" content="noai">', []),
        ('<meta name="robots">', [""]),
        ("<meta name='robots'\n content='a &amp; b'>", ["a & b"]),
    ],
)
def test_metas_are_read_in_any_writing(tag: str, expected: list[str]) -> None:
    html = f"<html><head><title>х</title>{tag}</head><body></body></html>"
    for encoding in ("utf-8", "windows-1251", "utf-16"):
        assert metas_of(html.encode(encoding)).get("robots", []) == expected


@given(st.binary(max_size=3000))
def test_any_bytes_are_read_for_signals(body: bytes) -> None:
    assert isinstance(metas_of(b"<meta " + body), dict)
    Robots(b"User-agent: *\nDisallow: " + body).may_fetch(PAGE)
    tdm_in_file(body, PAGE)


def test_header_fields_are_read_like_lines() -> None:
    assert [r.signal for r in usage_refusals({"content-signal": "ai-input=no"})] == [
        Signal.CONTENT_SIGNAL
    ]
    assert list(usage_refusals({"content-usage": "train-ai=n"})) == []


async def _judge(
    site: Site, fetcher: Fetcher, *, body: str = "", **headers: str
) -> tuple[bool, list[Signal]]:
    page = Page(site.url("/blog/story"), 200, headers, body.encode())
    consent = await ConsentReader(fetcher).judge(page)
    return consent.may_use_ai, [reason.signal for reason in consent.reasons]


async def test_a_site_that_says_nothing_allows_everything(site: Site, fetcher: Fetcher) -> None:
    assert await _judge(site, fetcher) == (True, [])
    assert sorted(site.paths()) == ["/.well-known/tdmrep.json", "/robots.txt"]


async def test_every_place_counts_and_all_are_named(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: GPTBot\nDisallow: /\n")
    site.put("/.well-known/tdmrep.json", '[{"location": "/", "tdm-reservation": 1}]')
    may, signals = await _judge(
        site, fetcher, body='<meta name="robots" content="noai">', **{"x-robots-tag": "noai"}
    )
    assert not may
    assert set(signals) == {
        Signal.ROBOTS_AI, Signal.TDM_FILE, Signal.NOAI_HEADER, Signal.NOAI_META,
    }  # fmt: skip


async def test_a_page_that_reserves_nothing_overrules_the_file(
    site: Site, fetcher: Fetcher
) -> None:
    site.put("/.well-known/tdmrep.json", '[{"location": "/", "tdm-reservation": 1}]')
    assert await _judge(site, fetcher) == (False, [Signal.TDM_FILE])
    assert await _judge(site, fetcher, **{"tdm-reservation": "0"}) == (True, [])


async def test_a_site_that_forbids_us_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /blog\n")
    reader = ConsentReader(fetcher)
    assert not (await reader.ask(site.url("/blog/story"))).may_fetch
    assert (await reader.ask(site.url("/about"))).may_fetch


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_missing_file_forbids_nothing(status: int, site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n", status=status)
    assert await _judge(site, fetcher) == (True, [])


async def test_a_file_that_cannot_be_had_allows_with_a_note(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", status=503)
    assert await _judge(site, fetcher) == (True, [Signal.UNKNOWN])
    closed = Page("http://127.0.0.1:1/a", 200, {}, b"")
    # Not excepted: the border refuses it, as it would a page.
    consent = await ConsentReader(fetcher).judge(closed)
    assert consent.may_use_ai
    assert {reason.signal for reason in consent.reasons} == {Signal.UNKNOWN}


async def test_a_host_is_asked_once_a_day(site: Site, fetcher: Fetcher) -> None:
    moment = 0.0
    reader = ConsentReader(fetcher, now=lambda: moment)
    for path in ("/a", "/b"):
        await reader.ask(site.url(path))
    assert len(site.asked) == 2
    moment = consenting.REMEMBER_SECONDS - 1
    await reader.ask(site.url("/c"))
    assert len(site.asked) == 2
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    moment = consenting.REMEMBER_SECONDS + 1
    assert not (await reader.ask(site.url("/c"))).may_fetch
    assert len(site.asked) == 4


async def test_a_failure_is_asked_again_soon(site: Site, fetcher: Fetcher) -> None:
    moment = 0.0
    reader = ConsentReader(fetcher, now=lambda: moment)
    site.put("/robots.txt", status=500)
    assert (await reader.ask(site.url("/a"))).may_fetch
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    assert (await reader.ask(site.url("/a"))).may_fetch
    moment = 3600.0
    assert not (await reader.ask(site.url("/a"))).may_fetch


async def test_only_so_many_hosts_are_remembered(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consenting, "_MAX_HOSTS", 2)
    reader = ConsentReader(fetcher)
    for host in ("a", "b", "c", "d"):
        await reader.ask(f"http://{host}.localhost/")
    assert len(reader._hosts) == 2
