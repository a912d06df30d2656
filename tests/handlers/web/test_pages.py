"""Pages of the archive: what they say, to whom, and where they lead."""

import re
from typing import Any

import pytest
from aiogram.types import MessageEntity

from tests.handlers.web.conftest import Visitor, post
from tests.newsroom import Newsroom

HOME = "/marketing_aloud/"


async def test_the_front_page_has_the_newest_posts(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea is sold by smell\n\nA shop lets people sniff. #cases")
    page = await visitor.read("/")
    assert f'href="{HOME}{number}"' in page
    assert "Tea is sold by smell" in page
    assert f'href="{HOME}tag/cases"' in page
    assert await visitor.read(HOME) == page


async def test_every_kind_of_page_is_there_in_both_languages(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    number = await post(newsroom, "Tea is sold by smell\n\nA shop lets people sniff. #cases")
    for path in (
        f"{HOME}{number}", f"{HOME}rubrics", f"{HOME}tag/cases", f"{HOME}tag/cases?order=best",
        f"{HOME}search", f"{HOME}search?q=shops", f"{HOME}search?q=nothing", f"{HOME}best",
        f"{HOME}best?period=all", f"{HOME}months", f"{HOME}2026/11",
    ):  # fmt: skip
        for language in ("en", "ru"):
            page = await visitor.read(path, Accept_Language=language)
            assert f'<html lang="{language}">' in page
            assert page.count("<h1") == 1
            assert "<script" not in page
            assert "style=" not in page


async def test_an_archive_without_posts_has_its_pages_too(visitor: Visitor) -> None:
    for path in ("/", HOME, f"{HOME}rubrics", f"{HOME}best", f"{HOME}months", f"{HOME}search?q=x"):
        assert await visitor.read(path)
    await visitor.read(f"{HOME}2026/11", status=404)
    await visitor.read(f"{HOME}tag/cases", status=404)


async def test_a_post_is_shown_with_its_numbers_neighbours_and_links(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    before = await post(newsroom, "Coffee first")
    number = await post(
        newsroom, "Tea is sold by smell\n\nA shop lets people <b>sniff</b>. #cases"
    )
    after = await post(newsroom, "Cocoa last")
    page = await visitor.read(f"{HOME}{number}")
    assert "<h1" in page
    assert page.count("Tea is sold by smell</h1>") == 1
    assert "people &lt;b&gt;sniff&lt;/b&gt;." in page
    assert f'href="{HOME}{before}"' in page
    assert f'href="{HOME}{after}"' in page
    assert f'href="https://t.me/marketing_aloud/{number}"' in page
    # Nobody has told a reaction: not known, and no zero.
    reactions = re.search(r"<dt>Reactions</dt><dd>(.*?)</dd>", page)
    assert reactions
    assert '<span class="value">-</span>' in reactions[1]
    assert f'<link rel="canonical" href="{visitor.origin}{HOME}{number}">' in page


async def test_a_list_is_paged_and_neither_skips_nor_repeats(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    made = [await post(newsroom, f"Post of number {n} #long") for n in range(1, 28)]
    for path in (HOME, f"{HOME}tag/long", f"{HOME}2026/11", f"{HOME}search?q=number"):
        seen: list[int] = []
        at = path
        while at:
            page = await visitor.read(at)
            cards = page[page.index('<ol class="posts">') :]
            found = re.findall(rf'<h2[^>]*><a href="{HOME}(\d+)"', cards)
            seen += [int(number) for number in found]
            turn = re.search(r'<link rel="next" href="([^"]+)"', page)
            at = turn[1].replace("&amp;", "&") if turn else ""
        assert sorted(seen) == made, path
        back = re.search(r'<link rel="prev" href="([^"]+)"', page)
        assert back, path
        assert await visitor.read(back[1].replace("&amp;", "&"))


async def test_a_deleted_post_is_gone_and_a_draft_was_never_there(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    await newsroom.author.send("A thought for later")
    drafted = newsroom.author.last.message_id
    await visitor.read(f"{HOME}{drafted}", status=404)
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    number = newsroom.channel[-1].message_id
    await visitor.read(f"{HOME}{number}")
    await newsroom.author.send("/posts")
    await newsroom.author.press("A thought for later")
    await newsroom.author.press("Delete")
    await newsroom.author.press("Delete")
    await newsroom.work()
    page = await visitor.read(f"{HOME}{number}", status=410)
    assert "deleted" in page
    assert "A thought for later" not in page
    assert "A thought for later" not in await visitor.read(HOME)


async def test_other_addresses_lead_to_the_one_of_a_page(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    number = await post(newsroom, "Tea #Cases")
    for asked, lasting in (
        ("/marketing_aloud", HOME), ("/MARKETING_aloud/", HOME), ("/1/", HOME),
        (f"/1/{number}", f"{HOME}{number}"), (f"/1/{number}?a=b", f"{HOME}{number}?a=b"),
        (f"{HOME}tag/cases?order=best", f"{HOME}tag/Cases?order=best"),
    ):  # fmt: skip
        answer = await visitor.ask(asked)
        assert (answer.status, answer.headers.get("Location")) == (301, lasting), asked


async def test_nobody_is_led_away_from_the_site(newsroom: Newsroom, visitor: Visitor) -> None:
    await post(newsroom, "Tea #Cases")
    for path in (
        "//evil.example/", "/%2F%2Fevil.example", "/MARKETING_ALOUD?next=//evil.example",
        f"{HOME}tag/%2f%2fevil.example", "/\\evil.example/", "/%0d%0aLocation:%20x/",
        "/MARKETING_ALOUD/?%0d%0aSet-Cookie:%20a=b",
    ):  # fmt: skip
        answer = await visitor.ask(path, Host="evil.example", X_Forwarded_Host="evil.example")
        assert answer.status in (301, 400, 404), path
        assert answer.headers.get("Location", "/").startswith("/marketing_aloud/") or (
            answer.status != 301
        )
        assert "Set-Cookie" not in answer.headers


async def test_a_forged_host_is_in_no_address(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #cases")
    for path in ("/", f"{HOME}{number}", "/robots.txt", f"{HOME}tag/cases"):
        page = await visitor.read(path, Host="evil.example", X_Forwarded_Host="evil.example")
        assert "evil.example" not in page


async def test_what_was_found_is_marked_and_anything_typed_is_safe(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    await post(newsroom, "Скидки\n\nПро скидками живёт магазин <script>alert(1)</script>.")
    page = await visitor.read(f"{HOME}search?q=скидка")
    assert "<mark>Скидки</mark>" in page or "<mark>скидками</mark>" in page
    assert "<script>" not in page
    for words in (
        "%00", "%22%27%3Cscript%3E", "*", "AND%20OR", "%F0%9F%94%A5", "%ff%fe", "-", "%23",
        "%23%23a", "NEAR(%22a%22)", "%E2%80%AE", "%25", "a" * 256, "x%0D%0Ay",
    ):  # fmt: skip
        page = await visitor.read(f"{HOME}search?q={words}")
        assert "<script>" not in page
    page = await visitor.read(f"{HOME}search?q={'a' * 257}", status=400)
    assert "256" in page


async def test_a_word_typed_in_the_wrong_layout_finds_what_was_meant(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    await post(newsroom, "Упаковка продаёт\n\nКоробка — это реклама.")
    page = await visitor.read(f"{HOME}search?q=htrkfvf")
    assert "Nothing was found for “htrkfvf”" in page
    assert "<mark>реклама</mark>" in page
    page = await visitor.read(f"{HOME}search?q=zzzzzzzz")
    assert page.count("Nothing was found") == 1


async def test_a_post_leads_to_those_like_it(newsroom: Newsroom, visitor: Visitor) -> None:
    first = await post(newsroom, "Tea is sold by smell\n\nThe smell of tea in a shop. #tea")
    await post(newsroom, "Nothing of the sort")
    like = await post(newsroom, "How tea smells\n\nA shop of tea and its smell. #tea")
    page = await visitor.read(f"{HOME}{first}")
    section = page[page.index('class="alike"') : page.index('class="steps"')]
    assert f'href="{HOME}{like}"' in section
    assert f'href="{HOME}{first}"' not in section


async def test_what_a_spoiler_hides_is_on_the_page_of_the_post_alone(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    hidden = MessageEntity(type="spoiler", offset=5, length=13)
    number = await post(newsroom, "End\n\nThe butler did it, they say. #tea", entities=[hidden])
    page = await visitor.read(f"{HOME}{number}")
    assert page.count("The butler di") == 1
    assert '<span class="spoiler" tabindex="0">The butler di</span>' in page
    later = MessageEntity(type="spoiler", offset=7, length=13)
    await post(newsroom, "It was the gardener, no other. #tea", entities=[later])
    lists = [HOME, f"{HOME}tag/tea", f"{HOME}2026/11", f"{HOME}feed.xml", f"{HOME}feed.json"]
    searches = [f"{HOME}search?q={word}" for word in ("end", "they", "other", "butler")]
    for path in [*lists, *searches]:
        page = await visitor.read(path)
        assert "gardener" not in page, path
        assert "The butler" not in page, path
        assert "butler</mark>" not in page, path
    assert "gardener" not in await visitor.read(f"{HOME}{number}")


async def test_a_client_that_searches_too_often_waits_and_others_do_not(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    answers = [
        await visitor.ask(f"{HOME}search?q=tea", X_Forwarded_For="192.0.2.1") for _ in range(25)
    ]
    late = [answer for answer in answers if answer.status == 429]
    assert late
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in late)
    assert (await visitor.ask(f"{HOME}search?q=tea", X_Forwarded_For="192.0.2.2")).status == 200
    # What the client itself put before the proxy's word makes no other client of it.
    forged = await visitor.ask(f"{HOME}search?q=tea", X_Forwarded_For="198.51.100.7, 192.0.2.1")
    assert forged.status == 429


async def test_a_client_that_takes_too_many_pages_waits_and_others_do_not(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    await post(newsroom, "Tea")
    asked = [await visitor.ask("/robots.txt", X_Forwarded_For="192.0.2.1") for _ in range(250)]
    late = [answer for answer in asked if answer.status == 429]
    assert late
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in late)
    assert (await visitor.ask(HOME, X_Forwarded_For="192.0.2.2")).status == 200


async def test_the_months_are_counted_once_in_a_while_and_their_maps_are_never_old(
    newsroom: Newsroom, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post(newsroom, "Tea")
    assert "1 post<" in await visitor.read(f"{HOME}months")
    await newsroom.tick(61)
    await post(newsroom, "Coffee")
    assert "2 posts<" in await visitor.read(f"{HOME}months")
    asked: list[str] = []
    db = newsroom.app.db
    fetch_all = db.fetch_all

    async def noted(sql: str, *params: Any) -> Any:
        asked.append(sql)
        return await fetch_all(sql, *params)

    monkeypatch.setattr(db, "fetch_all", noted)
    for _ in range(3):
        await visitor.read(f"{HOME}months")
    for path in ("/sitemap.xml", f"{HOME}sitemap.xml"):
        assert f"{HOME}2026/11" in await visitor.read(path)
    assert not any("count(*)" in sql for sql in asked if "WITH span" in sql)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nobody/", 404),
        ("GET", "/marketing_aloud/999", 404),
        ("GET", "/marketing_aloud/99999999999999999999", 404),
        ("GET", "/marketing_aloud/2026/13", 404),
        ("GET", "/marketing_aloud/0000/01", 404),
        ("GET", "/marketing_aloud/best?period=century", 404),
        ("GET", "/marketing_aloud/tag/%00", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e%2fapp.py", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/media/1/1", 404),
        ("GET", "/media/999999999999999/1", 404),
        ("GET", "/marketing_aloud/?after=n.zzzzzzzzzzzzz.zzzzzzzzzzzzz", 200),
        ("GET", "/marketing_aloud/?after=n.1.2", 200),
        ("GET", "/marketing_aloud/?after=%00", 200),
        ("GET", "/marketing_aloud/search?q=tea&order=newest&after=p.1y2p0ij32e8e7", 200),
        ("GET", "/marketing_aloud/search?q=tea&order=newest&after=n.0", 200),
        ("POST", "/marketing_aloud/", 405),
        ("DELETE", "/", 405),
        ("GET", "/app/session", 405),
        ("GET", "/app/theme.css", 404),
        ("POST", "/app/session", 400),
    ],
)
async def test_what_is_not_there_is_said_in_words(
    visitor: Visitor, method: str, path: str, status: int
) -> None:
    answer = await visitor.ask(path, method=method)
    assert answer.status == status
    if status != 200:
        page = await answer.text()
        assert "To the first page" in page
        assert "Traceback" not in page
        assert answer.headers["Cache-Control"] == "no-store"
    if status == 405:
        assert answer.headers["Allow"]
