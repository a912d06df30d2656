"""Pages of the archive: what they say, to whom, and where they lead."""

from tests.handlers.web.conftest import Visitor, post
from tests.newsroom import Newsroom


async def test_the_front_page_has_the_newest_posts(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea is sold by smell\n\nA shop lets people sniff. #cases")
    page = await visitor.read("/")
    assert f'href="/marketing_aloud/{number}"' in page
    assert "Tea is sold by smell" in page
    assert 'href="/marketing_aloud/tag/cases"' in page
    assert await visitor.read("/marketing_aloud/") == page


async def test_every_kind_of_page_is_there(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea is sold by smell\n\nA shop lets people sniff. #cases")
    for path in (
        f"/marketing_aloud/{number}", "/marketing_aloud/rubrics", "/marketing_aloud/tag/cases",
        "/marketing_aloud/tag/cases?order=best", "/marketing_aloud/search",
        "/marketing_aloud/search?q=shops", "/marketing_aloud/best", "/marketing_aloud/months",
        "/marketing_aloud/best?period=all", "/marketing_aloud/2026/11", "/robots.txt", "/app",
        "/static/style.css", "/static/app.js", "/static/icon.svg",
    ):  # fmt: skip
        assert await visitor.read(path)
