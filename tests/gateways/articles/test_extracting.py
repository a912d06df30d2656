"""An article without its frame, and the reason when there is none."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import SourceUnreadable
from bot.gateways.articles import extracting
from bot.gateways.articles.extracting import extract_page, read_document
from bot.gateways.articles.extractor import SECONDS, Extractor
from bot.gateways.articles.titles import clean_title
from tests.gateways.articles import pages
from tests.gateways.articles.pages import STORIES, Story, page

ADDRESS = "https://paper.example/2026/story.html"


def _key(html: str) -> str:
    with pytest.raises(SourceUnreadable) as caught:
        extract_page(html.encode(), address=ADDRESS)
    return caught.value.message_key


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.site)
def test_everything_about_an_article_is_found(story: Story) -> None:
    article = extract_page(page(story).encode(), address=ADDRESS)
    assert article.title == story.title
    assert article.text.splitlines() == list(story.paragraphs)
    assert (article.site, article.author) == (story.site, story.author)
    assert article.published == date.fromisoformat(story.day)
    assert article.language == story.language
    assert article.picture == "https://paper.example/pictures/lead.jpg"
    assert (article.address, article.is_partial) == (ADDRESS, False)


def test_the_frame_is_gone() -> None:
    widgets = "<p>5 мин на чтение</p><p>Поделиться</p><p>Читайте также: Чай по пятницам</p>"
    frame = (
        '<div class="teasers"><h3>Материалы по теме</h3><p>Как продать зонт в июле</p></div>'
        '<div class="cookie-banner">Мы используем cookies, чтобы вам было удобнее.</div>'
        '<section id="comments"><p>Вася: первый!</p></section>'
    )
    html = page(pages.RUSSIAN, body=frame).replace("</article>", widgets + "</article>")
    article = extract_page(html.encode(), address=ADDRESS)
    assert article.text.splitlines() == list(pages.RUSSIAN.paragraphs)


def test_a_page_without_metadata_is_read() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in pages.GERMAN.paragraphs)
    article = extract_page(
        f"<html><body><h1>Würfel an der Kasse</h1>{paragraphs}</body></html>".encode(),
        address=ADDRESS,
    )
    assert article.title == "Würfel an der Kasse"
    assert (article.site, article.author, article.picture) == ("paper.example", "", None)
    assert pages.GERMAN.paragraphs[0] in article.text


@pytest.mark.parametrize("name", ["作者", "admin", "105092", "https://paper.example/me", "–"])
def test_what_stands_for_a_name_is_no_author(name: str) -> None:
    html = page(replace(pages.CHINESE, author=name))
    assert extract_page(html.encode(), address=ADDRESS).author == ""


@pytest.mark.parametrize(
    "image", ["javascript:alert(1)", "data:image/png;base64,AAAA", "ftp://a.example/p.jpg", ""]
)
def test_a_picture_is_an_address_of_the_web_or_none(image: str) -> None:
    html = page(pages.ENGLISH).replace("/pictures/lead.jpg", image)
    article = extract_page(html.encode(), address=ADDRESS)
    assert article.picture is None


@pytest.mark.parametrize(
    "body",
    [
        '<div id="root"></div><script src="/app.js"></script>',
        '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{}</script>',
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
        '<script>self.__next_f.push([1,"text"])</script>',
    ],
)
def test_a_page_made_by_scripts_says_so(body: str) -> None:
    assert _key(f"<html><head><title>App</title></head><body>{body}</body></html>") == (
        "source-script-only"
    )


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<p>Да.</p>", "no markup", "<<<>>>"])
def test_a_page_without_text_says_so(html: str) -> None:
    assert _key(html) == "source-no-text"


def test_a_menu_is_no_article() -> None:
    links = "".join(f'<li><a href="/{n}">Rubrik {n}</a></li>' for n in range(40))
    assert _key(f"<html><body><nav><ul>{links}</ul></nav></body></html>") == "source-no-text"


def _paid(count: int) -> str:
    """The first paragraphs of a story that says it is not free."""
    head = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    story = replace(pages.ENGLISH, paragraphs=pages.ENGLISH.paragraphs[:count])
    return page(story, head=head)


def test_a_teaser_before_a_paywall_is_refused() -> None:
    assert _key(_paid(1)) == "source-paywall"


def test_what_stands_open_before_a_paywall_is_read_and_marked() -> None:
    more = "<p>" + " ".join(f"The wall hums on night {n}." for n in range(20)) + "</p>"
    html = _paid(4).replace("</article>", f"{more}</article>")
    assert extract_page(html.encode(), address=ADDRESS).is_partial


@pytest.mark.parametrize(
    ("title", "site", "host", "headings", "clean"),
    [
        ("A bread wall | The Courier", "The Courier", "courier.example", [], "A bread wall"),
        ("A bread wall - News - The Courier", "The Courier", "", [], "A bread wall"),
        ("The Courier: a bread wall", "The Courier", "", [], "The Courier: a bread wall"),
        ("Courier.example – A bread wall", "", "courier.example", [], "A bread wall"),
        ("雨の日の喫茶店：売り場新聞デジタル", "売り場新聞", "", [], "雨の日の喫茶店"),
        ("실패한 빵-경제ㅣ진열대신문", "진열대신문", "", [], "실패한 빵"),
        ("雨声做广告--财经--柜台日报", "柜台日报", "", [], "雨声做广告"),
        ("雨声做广告_柜台日报", "柜台日报", "", [], "雨声做广告"),
        ("雨声做广告_饮食频道_柜台在线", "", "", [], "雨声做广告"),
        ("三代人的互联网", "", "", [], "三代人的互联网"),
        ("A bread wall ::", "", "", [], "A bread wall"),
        ("Вестник прилавка", "Вестник прилавка", "", ["Очередь за дождём"], "Очередь за дождём"),
        ("Очередь за дождём — Рынок — РБ", "Рекламный блокнот", "", ["Очередь за дождём"],
         "Очередь за дождём"),
        ("Plus-minus – what now?", "The Courier", "", [], "Plus-minus – what now?"),
        ("Цены 2025-2026: что дальше", "Вестник", "", [], "Цены 2025-2026: что дальше"),
        ("", "Вестник", "", ["Заголовок"], "Заголовок"),
        ("", "", "", [], ""),
        ("  A \n bread   wall ", "", "", [], "A bread wall"),
        ("Nike", "Nike", "nike.example", [], "Nike"),
        ("Nike | Nike", "Nike", "nike.example", [], "Nike"),
    ],
)  # fmt: skip
def test_a_title_is_left_without_its_site(
    title: str, site: str, host: str, headings: list[str], clean: str
) -> None:
    assert clean_title(title, site=site, host=host, headings=headings) == clean


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a", "a.html.exe", "txt"])
def test_other_documents_are_refused(name: str) -> None:
    with pytest.raises(SourceUnreadable, match="source-not-a-document"):
        read_document(b"words", name)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "note.md", "b.markdown"])
def test_a_document_of_text_is_an_article(name: str) -> None:
    story = pages.RUSSIAN
    body = "\n\n".join((f"# {story.title}", *story.paragraphs)).encode("windows-1251")
    (article,) = read_document(body, name)
    assert (article.title, article.language) == (story.title, "ru")
    assert article.text.splitlines() == list(story.paragraphs)
    assert article.address is None


def test_a_saved_page_is_an_article() -> None:
    (article,) = read_document(page(pages.KOREAN).encode("euc-kr"), "saved.htm")
    assert (article.title, article.language) == (pages.KOREAN.title, "ko")
    assert article.picture is None


def test_an_empty_document_has_no_text() -> None:
    with pytest.raises(SourceUnreadable, match="source-no-text"):
        read_document(b" \n ", "a.txt")


async def test_the_worker_reads_what_the_function_reads() -> None:
    extractor = Extractor()
    body = page(pages.CHINESE).encode("gb18030")
    try:
        found = await extractor.read_page(body, address=ADDRESS, charset="gb18030")
        assert found == extract_page(body, address=ADDRESS, charset="gb18030")
        documents = await extractor.read_document("Слова.".encode(), "a.txt")
        assert [article.text for article in documents] == ["Слова."]
        with pytest.raises(SourceUnreadable, match="source-no-text"):
            await extractor.read_page(b"<html></html>", address=ADDRESS)
    finally:
        await extractor.close()


async def test_pages_asked_for_together_get_their_own_articles() -> None:
    extractor = Extractor()
    try:
        found = await asyncio.gather(
            *(extractor.read_page(page(story).encode(), address=ADDRESS) for story in STORIES)
        )
    finally:
        await extractor.close()
    assert [article.title for article in found] == [story.title for story in STORIES]


async def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    extractor = Extractor()
    try:
        await extractor.read_document(b"Words.", "a.txt")
        extractor._seconds = 0.05
        heavy = "<div><p>" + "<b><i>word</i></b> " * 200_000
        with pytest.raises(SourceUnreadable, match="source-too-complex"):
            await extractor.read_page(heavy.encode(), address=ADDRESS)
        extractor._seconds = SECONDS
        (article,) = await extractor.read_document(b"Words again.", "a.txt")
        assert article.text == "Words again."
    finally:
        await extractor.close()


async def test_a_worker_that_dies_is_replaced() -> None:
    extractor = Extractor()
    try:
        await extractor.read_document(b"Words.", "a.txt")
        assert extractor._process is not None
        extractor._process.kill()
        with pytest.raises(SourceUnreadable, match="source-too-complex"):
            await extractor.read_document(b"Words.", "a.txt")
        assert await extractor.read_document(b"Words.", "a.txt")
    finally:
        await extractor.close()


async def test_an_idle_worker_leaves_and_comes_back() -> None:
    extractor = Extractor(idle_seconds=0.05)
    try:
        await extractor.read_document(b"Words.", "a.txt")
        first = extractor._process
        assert first is not None
        await asyncio.wait_for(first.wait(), 5)
        assert await extractor.read_document(b"Words.", "a.txt")
        assert extractor._process is not first
    finally:
        await extractor.close()


async def test_a_cancelled_question_spoils_no_later_answer() -> None:
    extractor = Extractor()
    try:
        await extractor.read_document(b"First.", "a.txt")
        heavy = ("<div><p>" + "<b><i>word</i></b> " * 100_000).encode()
        task = asyncio.ensure_future(extractor.read_page(heavy, address=ADDRESS))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (article,) = await extractor.read_document(b"Second.", "a.txt")
        assert article.text == "Second."
    finally:
        await extractor.close()


async def test_the_worker_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    extractor = Extractor()
    try:
        await extractor.read_document(b"Words.", "a.txt")
        assert extractor._process is not None
        environment = Path(f"/proc/{extractor._process.pid}/environ")
        if not environment.exists():
            pytest.skip("this system shows no environment of a process")
        assert b"secret" not in environment.read_bytes()
    finally:
        await extractor.close()


def test_an_article_survives_json() -> None:
    article = extract_page(page(pages.JAPANESE).encode(), address=ADDRESS)
    assert extracting.from_json(extracting.to_json(article)) == article
