"""The Mini App: whom its launch data make known, and for how long."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from handlers.web.session import (
    LENGTH,
    NoSession,
    Session,
    Sessions,
    read_colours,
    theme_sheet,
)
from tests.handlers.web.conftest import Visitor, post
from tests.newsroom import START, TOKEN, Newsroom, open_newsroom

HOME = "/marketing_aloud/"


def launch(person_id: int, *, token: str = TOKEN, at: datetime = START, **changes: Any) -> str:
    """Launch data as Telegram signs them (core.telegram.org/bots/webapps, validating data)."""
    values = {
        "auth_date": str(int(at.timestamp())),
        "query_id": "AAE",
        "user": json.dumps({"id": person_id, "first_name": "Ann", "is_bot": False}),
    } | changes
    text = "\n".join(f"{name}={value}" for name, value in sorted(values.items()))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode(values | {"hash": hmac.new(key, text.encode(), hashlib.sha256).hexdigest()})


def test_telegrams_data_open_a_session() -> None:
    sessions = Sessions(TOKEN)
    session = sessions.open(launch(7), {"bg_color": "#112233"}, START)
    assert session == Session(7, START + LENGTH, {"bg": "#112233"})
    assert sessions.read(sessions.pack(session), START) == session
    assert sessions.read(sessions.pack(session), START + LENGTH) is None


@pytest.mark.parametrize(
    "data",
    [
        "", "hash=0", "a=b&hash=" + "0" * 64, "%00", "hash",
        launch(7, token="4300:OTHER-BOT"),
        launch(7, at=START - timedelta(days=1, seconds=1)),
        launch(7, at=START + timedelta(minutes=6)),
        launch(7).replace("Ann", "Bob"),
        launch(7).replace("%22id%22%3A+7", "%22id%22%3A+1"),
        launch(7, user='{"id": 7, "first_name": "B", "is_bot": true}'),
        launch(7, user="7"), launch(7, user='{"first_name": "B"}'), launch(7, auth_date="now"),
        launch(7, auth_date="99999999999999999999"), launch(7, query_id="x" * 9000),
    ],
    ids=[
        "empty", "no data", "forged", "zero byte", "half", "another bot's", "stale", "of tomorrow",
        "changed name", "changed id", "a bot", "no person", "no id", "no date", "far date", "long",
    ],
)  # fmt: skip
def test_other_data_open_none(data: str) -> None:
    with pytest.raises(NoSession):
        Sessions(TOKEN).open(data, {}, START)


def test_a_cookie_of_another_bot_or_with_another_word_is_worth_nothing() -> None:
    ours, other = Sessions(TOKEN), Sessions("4300:OTHER-BOT")
    packed = other.pack(Session(7, START + LENGTH))
    assert ours.read(packed, START) is None
    packed = ours.pack(Session(7, START + LENGTH))
    for place in range(len(packed)):
        changed = packed[:place] + ("A" if packed[place] != "A" else "B") + packed[place + 1 :]
        assert ours.read(changed, START) is None


@given(st.text())
def test_any_cookie_is_read_without_a_failure(value: str) -> None:
    assert Sessions(TOKEN).read(value, START) is None


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: st.dictionaries(
            st.sampled_from(["bg_color", "text_color", "link_color", "x"]) | st.text(), inner
        ),
    )
)
def test_only_colours_get_into_the_style(theme: Any) -> None:
    colours = read_colours(theme)
    sheet = theme_sheet(Session(7, START, colours))
    assert sheet.count("{") == sheet.count("}") == 1
    assert all(len(value) == 7 and value[0] == "#" for value in colours.values())


async def test_the_team_reads_a_closed_channel_and_others_do_not(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    number = await post(newsroom, "Tea #cases")
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE channels SET web_access = 'off'")
    cookies = {}
    for person in (newsroom.author, newsroom.reader):
        answer = await visitor.send(
            "/app/session", {"data": launch(person.id), "channel": "marketing_aloud", "theme": {}}
        )
        assert answer.status == 200
        cookies[person.id] = answer.cookies["rubrika"]
        assert answer.cookies["rubrika"]["httponly"]
        to = HOME if person is newsroom.author else "/"
        assert await answer.json() == {"next": to}
    mine, theirs = (f"rubrika={cookies[p.id].value}" for p in (newsroom.author, newsroom.reader))
    answer = await visitor.ask(f"{HOME}{number}", Cookie=mine)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "noindex" in await answer.text()
    await visitor.read(f"{HOME}{number}", status=404, Cookie=theirs)
    await visitor.read(f"{HOME}{number}", status=404)
    await visitor.read(f"{HOME}{number}", status=404, Cookie=mine + "0")
    newsroom.clock.move(LENGTH.total_seconds())
    await visitor.read(f"{HOME}{number}", status=404, Cookie=mine)


async def test_forged_data_get_no_cookie(newsroom: Newsroom, visitor: Visitor) -> None:
    for body in (
        {}, {"data": None}, {"data": "x"}, {"data": launch(newsroom.author.id) + "0"},
        {"data": launch(newsroom.author.id, token="1:OTHER")},
    ):  # fmt: skip
        answer = await visitor.send("/app/session", body)
        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers
    broken: object
    for broken in ([], "x", 7, None):
        assert (await visitor.send("/app/session", broken)).status == 400
    assert (await visitor.send("/app/session", {"data": "x" * 40_000})).status == 413


async def test_the_colours_of_telegram_are_a_style_sheet(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    theme = {"bg_color": "#101112", "link_color": "red;}", "text_color": "#FFFFFF", "x": [1]}
    answer = await visitor.send(
        "/app/session", {"data": launch(newsroom.reader.id), "theme": theme, "channel": "//evil"}
    )
    assert await answer.json() == {"next": "/"}
    cookie = f"rubrika={answer.cookies['rubrika'].value}"
    page = await visitor.read("/", Cookie=cookie)
    assert "/app/theme.css" in page
    assert "/app/theme.css" not in await visitor.read("/")
    assert await visitor.read("/app/theme.css", Cookie=cookie) == (
        ":root{--tg-bg:#101112;--tg-text:#ffffff}\n"
    )


async def test_the_script_is_loaded_by_the_entry_alone(visitor: Visitor) -> None:
    answer = await visitor.ask("/app?channel=marketing_aloud%22%3E%3Cscript%3E")
    page = await answer.text()
    assert page.count("<script") == 1
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in (await visitor.ask("/")).headers["Content-Security-Policy"]


@pytest.fixture
async def public(tmp_path: Path) -> AsyncIterator[tuple[Newsroom, Visitor]]:
    """A bot whose pages have a public address with a prefix."""
    async with open_newsroom(tmp_path, web_url="https://archive.example/news") as room:
        await room.app.web.start()
        async with ClientSession() as session:
            yield room, Visitor(session, f"http://127.0.0.1:{room.app.web.port}")


async def test_a_site_with_a_prefix_stands_below_it(public: tuple[Newsroom, Visitor]) -> None:
    newsroom, visitor = public
    number = await post(newsroom, "Tea #cases")
    page = await visitor.read(f"/news{HOME}{number}")
    address = f"https://archive.example/news{HOME}{number}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert 'href="/news/static/style.css' in page
    assert 'href="/marketing' not in page
    await visitor.read(f"{HOME}{number}", status=404)
    # Just as it stands in the setting.
    answer = await visitor.ask("/news")
    assert (answer.status, answer.headers.get("Location")) == (301, "/news/")
    answer = await visitor.send("/news/app/session", {"data": launch(newsroom.reader.id)})
    cookie = answer.headers["Set-Cookie"]
    for part in ("HttpOnly", "Secure", "SameSite=None", "Path=/news/"):
        assert part in cookie


async def test_the_greeting_opens_the_archive_inside_telegram(
    public: tuple[Newsroom, Visitor],
) -> None:
    newsroom, _ = public
    await newsroom.reader.send("/start")
    button = newsroom.reader.all_buttons[-1]
    assert button.text == "Open the archive"
    assert button.web_app
    assert button.web_app.url == "https://archive.example/news/app?channel=marketing_aloud"
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Web page")
    assert f"https://archive.example/news{HOME}" in newsroom.author.text
    link = next(one for one in newsroom.author.all_buttons if one.text == "Open the web page")
    assert link.url == f"https://archive.example/news{HOME}"


async def test_without_a_public_address_the_greeting_has_no_such_button(
    newsroom: Newsroom,
) -> None:
    await newsroom.reader.send("/start")
    assert "Open the archive" not in newsroom.reader.buttons()
