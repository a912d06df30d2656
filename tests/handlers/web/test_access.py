"""Who may read what: public channels, what an owner opens, and nothing else."""

from bot.domain.channels import WebAccess
from handlers.authors.web_access import SetWebAccess
from tests.handlers.web.conftest import Visitor, post
from tests.newsroom import Newsroom

HOME = "/marketing_aloud/"


async def _choose(newsroom: Newsroom, choice: str) -> None:
    await newsroom.author.send("/channels")
    await newsroom.author.press("Marketing aloud")
    await newsroom.author.press("Web page")
    await newsroom.author.press(choice)


async def test_an_owner_closes_and_opens_the_page(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #cases")
    closed = (HOME, f"{HOME}{number}", f"{HOME}search?q=tea", f"{HOME}tag/cases", f"{HOME}months")
    await visitor.read(HOME)
    await _choose(newsroom, "Off")
    assert "closed now" in newsroom.author.text
    nothing = await visitor.read("/nobody/", status=404)
    for path in closed:
        assert await visitor.read(path, status=404) == nothing, path
    assert "Marketing aloud" not in await visitor.read("/")
    await newsroom.author.press("By itself")
    await visitor.read(HOME)


async def test_a_private_channel_is_closed_until_its_owner_opens_it(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    number = await post(newsroom, "Tea #cases")
    db = newsroom.app.db
    async with db.transaction() as session:
        await session.execute("UPDATE channels SET username = NULL")
    for path in (HOME, "/1/", f"/1/{number}"):
        await visitor.read(path, status=404)
    await _choose(newsroom, "On")
    page = await visitor.read(f"/1/{number}")
    assert "Tea" in page
    await visitor.read(HOME, status=404)


async def test_a_disconnected_channel_says_nothing(newsroom: Newsroom, visitor: Visitor) -> None:
    number = await post(newsroom, "Tea #cases")
    await _choose(newsroom, "On")
    await newsroom.author.press("Back")
    await newsroom.author.press("Disconnect")
    await newsroom.author.press("Disconnect")
    for path in (HOME, "/1/", f"{HOME}{number}"):
        assert "Marketing" not in await visitor.read(path, status=404)


async def test_only_owners_reach_the_switch(newsroom: Newsroom, visitor: Visitor) -> None:

    await newsroom.reader.send("/start")
    data = SetWebAccess(access=WebAccess.OFF, channel=1).pack()
    await newsroom.forge_press(newsroom.reader, data)
    await visitor.read(HOME)


async def test_the_journal_tells_who_chose(newsroom: Newsroom, visitor: Visitor) -> None:
    await _choose(newsroom, "Off")
    await newsroom.author.press("Back")
    await newsroom.author.press("Journal")
    assert "set the web page: Off" in newsroom.author.text


async def test_hidden_rubrics_have_no_page_and_no_link(
    newsroom: Newsroom, visitor: Visitor
) -> None:
    number = await post(newsroom, "Tea is sold #cases #secret today")
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE rubrics SET is_hidden = 1 WHERE fold = 'secret'")
    await visitor.read(f"{HOME}tag/secret", status=404)
    for path in (HOME, f"{HOME}{number}", f"{HOME}rubrics", f"{HOME}tag/cases"):
        page = await visitor.read(path)
        assert "tag/secret" not in page
        assert "tag/cases" in page
