"""From a link to an article with its consent, and nothing heavy before the first one."""

import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from bot.domain.sources import NO_SIGNALS, Signal
from bot.errors import SourceUnreadable
from bot.gateways.articles.fetching import Fetcher
from bot.gateways.articles.reader import ArticleReader
from bot.translator import LANGUAGES, translator
from tests.gateways.articles import pages
from tests.gateways.articles.conftest import Site
from tests.gateways.articles.pages import STORIES, Story, page


@pytest.fixture
async def reader(fetcher: Fetcher) -> AsyncIterator[ArticleReader]:
    reader = ArticleReader(fetcher=fetcher)
    yield reader
    await reader.close()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.site)
async def test_a_link_becomes_an_article(story: Story, site: Site, reader: ArticleReader) -> None:
    address = site.put("/story", page(story))
    reading = await reader.read_page(address)
    assert (reading.article.title, reading.article.language) == (story.title, story.language)
    assert reading.article.text.splitlines() == list(story.paragraphs)
    assert reading.article.picture == site.url("/pictures/lead.jpg")
    assert reading.consent == NO_SIGNALS


async def test_the_article_is_kept_under_the_address_that_was_sent(
    site: Site, reader: ArticleReader
) -> None:
    site.put("/short", status=301, Location="/long/story?session=17")
    site.put("/long/story", page(pages.GERMAN))
    reading = await reader.read_page(site.url("/short?utm_source=x#part"))
    assert reading.article.address == site.url("/short")
    assert reading.article.picture == site.url("/pictures/lead.jpg")


async def test_the_charset_of_the_header_is_a_hint(site: Site, reader: ArticleReader) -> None:
    body = page(pages.RUSSIAN).encode("windows-1251")
    address = site.put("/story", body, Content_Type="text/html; Charset='windows-1251'")
    assert (await reader.read_page(address)).article.title == pages.RUSSIAN.title


async def test_a_page_of_plain_text_is_an_article(site: Site, reader: ArticleReader) -> None:
    text = "\n\n".join((pages.RUSSIAN.title, *pages.RUSSIAN.paragraphs))
    address = site.put("/story.txt", text, Content_Type="text/plain; charset=utf-8")
    reading = await reader.read_page(address)
    assert (reading.article.title, reading.article.address) == (pages.RUSSIAN.title, address)


async def test_a_site_that_refuses_ai_is_read_and_says_so(
    site: Site, reader: ArticleReader
) -> None:
    site.put("/robots.txt", "User-agent: ClaudeBot\nDisallow: /\n")
    reading = await reader.read_page(site.put("/story", page(pages.ENGLISH)))
    assert reading.article.title == pages.ENGLISH.title
    assert not reading.consent.may_use_ai
    assert [reason.signal for reason in reading.consent.reasons] == [Signal.ROBOTS_AI]


async def test_a_page_that_robots_may_not_read_is_not_asked_for(
    site: Site, reader: ArticleReader
) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /story\n")
    address = site.put("/story", page(pages.ENGLISH))
    with pytest.raises(SourceUnreadable, match="source-robots"):
        await reader.read_page(address)
    assert "/story" not in site.paths()


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("words without a meaning", "source-bad-address"),
        ("ftp://news.example/", "source-bad-address"),
        ("http://10.0.0.1/story", "source-forbidden-address"),
        ("http://localhost/story", "source-forbidden-address"),
    ],
)
async def test_a_link_that_cannot_be_read_says_why(
    address: str, key: str, reader: ArticleReader
) -> None:
    with pytest.raises(SourceUnreadable, match=key):
        await reader.read_page(address)


async def test_a_refusal_of_the_site_reaches_the_author_in_words(
    site: Site, reader: ArticleReader
) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        await reader.read_page(site.put("/story", status=403))
    for language in LANGUAGES:
        sentence = translator(language)(caught.value.message_key, **caught.value.params)
        assert "403" in sentence


async def test_a_document_has_no_page_that_could_refuse(reader: ArticleReader) -> None:
    body = page(pages.KOREAN, head='<meta name="robots" content="noai">').encode()
    (reading,) = await reader.read_document(body, "saved.html")
    assert (reading.article.title, reading.consent) == (pages.KOREAN.title, NO_SIGNALS)


async def test_a_document_of_more_than_five_megabytes_is_refused(reader: ArticleReader) -> None:
    with pytest.raises(SourceUnreadable, match="source-too-large"):
        await reader.read_document(b"a" * (5 * 1024 * 1024 + 1), "a.txt")


def test_a_paste_is_read_with_its_language() -> None:
    reader = ArticleReader()
    for story in STORIES:
        text = "\n".join((story.title, "", *story.paragraphs))
        (reading,) = reader.read_pasted(text)
        assert (reading.article.title, reading.article.language) == (story.title, story.language)


@pytest.mark.parametrize("text", ["", " \n ", "Поделиться\n\nРеклама"])
def test_a_paste_without_words_is_refused(text: str) -> None:
    with pytest.raises(SourceUnreadable, match="source-no-text"):
        ArticleReader().read_pasted(text)


def test_nothing_heavy_is_imported_before_the_first_use() -> None:
    code = (
        "import sys; from bot.gateways.articles.reader import ArticleReader;"
        "import bot.gateways.languages, storage.sources; ArticleReader();"
        "heavy = {'httpx', 'httpcore', 'trafilatura', 'lxml', 'protego', 'fasttext', 'cchardet',"
        "'dateparser', 'babel'} & set(sys.modules); print(*heavy); sys.exit(bool(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
