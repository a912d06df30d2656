"""What an author sends becomes a draft of what it says: links, files, texts, forwarded posts."""

from collections.abc import AsyncIterator

import pytest

from storage import sources
from tests.handlers.authors.site import BAKERY, Site, open_site
from tests.newsroom import Newsroom, open_newsroom

LONG = "\n".join(
    f"On day {day} of the trial the tailor Blue Thread let {day * 3} people name their price, "
    f"and {day * 2} of them paid more than the label had said, the owner Otto Lind reported."
    for day in range(1, 13)
)

FLORIST_TOO = LONG.replace("tailor Blue Thread", "florist Green Corner")
# As pages are copied out of a channel's preview: each post twice under its title.
TWO_STORIES = "\n\n".join(
    ("Tailor lets people name prices", LONG, LONG, "Florist follows", FLORIST_TOO, FLORIST_TOO)
)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def desk(tmp_path, site: Site) -> AsyncIterator[Newsroom]:
    """A newsroom that may read the site."""
    async with open_newsroom(tmp_path, fetch_allow=site.host) as newsroom:
        yield newsroom


async def test_a_link_alone_is_answered_by_a_draft_of_its_page(desk: Newsroom, site: Site) -> None:
    await desk.author.send(site.link("/story"))
    preview = desk.author.messages[-2].text or ""
    assert preview.startswith("Bakery hides its prices")
    assert "18 percent" in preview
    assert "newsletter" not in preview
    assert "Weather" not in preview
    assert not any(text.startswith("Reading") for text in desk.author.texts)
    questions = desk.author.messages[-3].text or ""
    assert questions.startswith("For you, not for the post:")
    assert questions.count("?") >= 3
    used = await sources.list_of_post(desk.app.db, 1)
    assert [one.source.article.title for one in used] == ["Bakery hides its prices"]
    await desk.author.press("Check")
    assert "Your opinion\n— " in desk.author.text
    await desk.author.press("Back")
    await desk.author.press("Publish now")
    await desk.author.press("Publish")
    await desk.work()
    assert (desk.channel[-1].text or "").startswith("Bakery hides its prices")


async def test_words_beside_a_link_stay_until_the_button_is_pressed(
    desk: Newsroom, site: Site
) -> None:
    author = desk.author
    await author.send(f"I like this {site.link('/story')}")
    assert site.asked["/story"] == 0
    assert (author.messages[-2].text or "").startswith("I like this")
    await author.press("Draft from the link")
    preview = author.messages[-2].text or ""
    assert preview.startswith("Bakery hides its prices")
    assert "I like this" in preview
    assert "Draft from the link" not in author.buttons()


async def test_several_links_become_one_draft(desk: Newsroom, site: Site) -> None:
    links = [site.link(path) for path in ("/story", "/scent", "/closed")]
    await desk.author.send("\n".join(links))
    preview = desk.author.messages[-2].text or ""
    assert preview.startswith("Bakery hides its prices")
    assert "Florist sells by scent" in preview
    assert "240" in preview
    assert "Not read: 127.0.0.1" in desk.author.text
    assert "403" in desk.author.text
    used = await sources.list_of_post(desk.app.db, 1)
    assert len(used) == 2
    await desk.author.press("Check")
    assert "The source does not say" not in desk.author.text


async def test_more_than_five_links_are_not_read(desk: Newsroom, site: Site) -> None:
    for number in range(7):
        site.pages[f"/{number}"] = BAKERY.replace("Two Loaves", f"Loaf {number}")
    await desk.author.send(" ".join(site.link(f"/{number}") for number in range(7)))
    assert site.asked["/4"] == 1
    assert site.asked["/5"] == 0
    assert "2 of them were not read" in desk.author.text


async def test_a_page_is_read_once_a_day(desk: Newsroom, site: Site) -> None:
    await desk.author.send(site.link("/story"))
    await desk.author.send(site.link("/story?utm_source=letter"))
    assert site.asked["/story"] == 1
    assert (desk.author.messages[-2].text or "").startswith("Bakery hides its prices")
    await desk.tick(25 * 3600)
    await desk.author.send(site.link("/story"))
    assert site.asked["/story"] == 2


async def test_going_back_in_the_history_gives_the_link_again(desk: Newsroom, site: Site) -> None:
    await desk.author.send(site.link("/story"))
    await desk.author.press("History")
    await desk.author.press("1")
    await desk.author.press("Go back")
    assert (desk.author.messages[-2].text or "") == site.link("/story")
    assert "Draft from the link" in desk.author.buttons()


async def test_what_the_source_does_not_say_is_pointed_out(desk: Newsroom, site: Site) -> None:
    author = desk.author
    await author.send(site.link("/story"))
    assert "The source does not say" not in author.text
    await author.press("Text")
    await author.send("Bakery hides its prices: sales rose by 81 percent #case")
    assert "The source does not say this (1): “81 percent”" in author.text
    await author.press("Check")
    assert "81 percent" in author.text


async def test_a_page_that_is_refused_is_said_and_the_draft_stays(
    desk: Newsroom, site: Site
) -> None:
    await desk.author.send(site.link("/closed"))
    assert "403" in desk.author.text
    assert "Publish now" in desk.author.buttons()
    assert "Draft from the link" in desk.author.buttons()


async def test_inside_addresses_are_not_read(newsroom: Newsroom) -> None:
    await newsroom.author.send("http://127.0.0.1:1/secret")
    assert "private network" in newsroom.author.text


async def test_a_draft_without_material_has_no_such_button(newsroom: Newsroom) -> None:
    await newsroom.author.send("No link here")
    assert not any(word.startswith("Draft from") for word in newsroom.author.buttons())


@pytest.mark.parametrize("name", ["story.txt", "Story.MD", "story.html"])
async def test_a_document_is_answered_by_a_draft_of_its_words(desk: Newsroom, name: str) -> None:
    body = BAKERY if name.endswith("html") else f"# Tailor lets people name prices\n\n{LONG}"
    await desk.author.send_media("document", body.encode(), filename=name)
    preview = desk.author.messages[-2]
    assert preview.document is None
    words = preview.text or ""
    title = "Bakery hides its prices" if name.endswith("html") else "Tailor lets people"
    assert words.startswith(title)
    assert "For you, not for the post:" in (desk.author.messages[-3].text or "")


async def test_of_several_articles_in_a_file_each_can_have_its_draft(desk: Newsroom) -> None:
    author = desk.author
    await author.send_media("document", TWO_STORIES.encode(), filename="digest.md")
    assert "2 articles" in author.text
    assert author.buttons()[:2] == ["Tailor lets people name prices", "Florist follows"]
    await author.press("Florist follows")
    assert (author.messages[-2].text or "").startswith("Florist follows")
    await author.press("Tailor lets people name prices")
    assert (author.messages[-2].text or "").startswith("Tailor lets people name prices")
    await author.send("/drafts")
    assert [word for word in author.buttons() if word.startswith(("Tailor", "Florist"))] == [
        "Tailor lets people name prices", "Florist follows",
    ]  # fmt: skip


async def test_an_article_that_is_not_there_is_no_draft(desk: Newsroom) -> None:
    await desk.author.send_media("document", TWO_STORIES.encode(), filename="digest.md")
    offer = desk.author.last
    desk.world.press(desk.author.id, desk.bot_id, offer.message_id, "ax1:1:7", forged=True)
    await desk.settle()
    assert "nothing in this draft" in desk.author.text


async def test_another_document_is_a_post_that_carries_it(desk: Newsroom) -> None:
    await desk.author.send_media("document", b"%PDF-1.4", filename="report.pdf")
    assert desk.author.messages[-2].document is not None
    assert not any(word.startswith("Draft from") for word in desk.author.buttons())


async def test_a_document_of_bytes_is_refused_and_kept(desk: Newsroom) -> None:
    await desk.author.send_media("document", bytes(range(256)) * 40, filename="notes.txt")
    assert desk.author.messages[-2].document is not None
    assert "Draft from the file" in desk.author.buttons()


async def test_a_pasted_article_becomes_a_draft_on_demand(desk: Newsroom) -> None:
    await desk.author.send(f"Tailor lets people name prices\n{LONG}")
    await desk.tick(3)
    assert desk.author.messages[-2].text == f"Tailor lets people name prices\n{LONG}"
    await desk.author.press("Draft from the text")
    preview = desk.author.messages[-2].text or ""
    assert preview.startswith("Tailor lets people name prices")
    assert len(preview) < 1_500
    await desk.author.press("Text")
    await desk.author.send("Tailor: 99 people named a price of 4,000 euros")
    assert "4,000 euros" in desk.author.text


async def test_a_forwarded_post_keeps_its_channel_and_its_link(desk: Newsroom) -> None:
    world = desk.world
    stranger = world.add_person("Other")
    channel = world.add_channel("Other News", owner=stranger.id, username="other_news")
    world.join(channel.id, desk.author.id)
    post = world.say(stranger.id, channel.id, "The mill grinds 12 tonnes a day, said Jan Mill.")
    world.forward(desk.author.id, channel.id, post.message_id, desk.bot_id)
    await desk.settle()
    (used,) = await sources.list_of_post(desk.app.db, 1)
    assert used.source.article.address == f"https://t.me/other_news/{post.message_id}"
    assert used.source.article.site == "Other News"
    await desk.author.press("Text")
    await desk.author.send("The mill grinds 21 tonnes a day")
    assert "21 tonnes" in desk.author.text


async def test_labels_are_in_the_channels_language_and_questions_in_the_authors(
    desk: Newsroom, site: Site
) -> None:
    for number in range(3):
        words = f"Пекарни и их цены, история {number}: коротко и по делу. #цены"
        desk.world.say(desk.author.id, desk.channel_id, words)
    await desk.settle()
    await desk.author.send(site.link("/story"))
    assert "Источник: Bakery hides its prices" in (desk.author.messages[-2].text or "")
    assert "For you, not for the post:" in (desk.author.messages[-3].text or "")
    assert "in its language" in desk.author.text


async def test_a_stranger_cannot_have_a_link_read(desk: Newsroom, site: Site) -> None:
    await desk.author.send(f"Mine {site.link('/story')}")
    button = next(one for one in desk.author.all_buttons if one.text == "Draft from the link")
    assert button.callback_data is not None
    await desk.reader.send("/start")
    await desk.forge_press(desk.reader, button.callback_data)
    assert site.asked["/story"] == 0
