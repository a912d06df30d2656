"""The navigation post: published once, kept up to date by editing, of no list and no sum."""

from typing import Any

import pytest
from aiogram.types import Message

from bot.domain.navigations import BETWEEN_EDITS, NavigationState
from bot.domain.posts import Post, PostState
from bot.sandbox import Fault
from bot.services.navigating import Navigating
from handlers.authors.published_keyboards import OnPublished, PublishedDo
from storage import archives, navigations
from tests.handlers.authors.test_rubrics import data_of, open_rubrics, post_by_hand
from tests.handlers.authors.test_team import forge_data
from tests.newsroom import Newsroom

TITLE = "Rubrics of the channel"
MINUTE, HOUR = 60, 3600


def standing(newsroom: Newsroom) -> list[Message]:
    """Navigation posts in the channel."""
    return [one for one in newsroom.channel if (one.text or "").startswith(TITLE)]


async def publish(newsroom: Newsroom, *, button: str = "Publish") -> None:
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Publish")
    await author.press(button)
    await newsroom.tick(6)


async def test_what_was_shown_is_published_with_links_that_open_the_rubrics(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case", "Two #case", "Three #promo")
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    assert f"{TITLE}\n\n#case · 2\n#promo · 1" in author.text
    assert standing(newsroom) == []
    await author.press("Publish")
    await author.press("Publish")
    await newsroom.tick(6)
    [post] = standing(newsroom)
    assert post.text == f"{TITLE}\n\n#case · 2\n#promo · 1"
    links = [one.url for one in post.entities or [] if one.type == "text_link"]
    assert len(links) == 2
    payload = (links[0] or "").partition("?start=")[2]
    await newsroom.reader.send(f"/start {payload}")
    assert newsroom.reader.text.startswith("#case · 2 posts")


async def test_a_second_press_publishes_no_second_post(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Publish")
    data = data_of(author, "Publish")
    for _ in range(3):
        await forge_data(newsroom, author, data)
    await newsroom.tick(6)
    assert len(standing(newsroom)) == 1


async def test_an_answer_that_was_lost_doubles_nothing(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="lost_answer", chat_id=newsroom.channel_id)
    )
    await publish(newsroom)
    for _ in range(5):
        await newsroom.tick(MINUTE)
    assert len(standing(newsroom)) == 1


async def test_words_follow_within_ten_minutes_and_counts_within_an_hour(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    await post_by_hand(newsroom, "Two #case")
    await wait(newsroom, 15 * MINUTE)
    assert "#case · 1" in (standing(newsroom)[0].text or "")
    author = await open_rubrics(newsroom)
    await author.press("#case")
    await author.press("Emoji")
    await author.send("🔥")
    await wait(newsroom, 2 * MINUTE)
    assert "🔥 #case · 2" in (standing(newsroom)[0].text or "")
    await post_by_hand(newsroom, "Three #case")
    await wait(newsroom, 30 * MINUTE)
    assert "#case · 2" in (standing(newsroom)[0].text or "")
    await wait(newsroom, 35 * MINUTE)
    assert "#case · 3" in (standing(newsroom)[0].text or "")
    assert not [text for text in author.texts if text.startswith("Saved")]


async def wait(newsroom: Newsroom, seconds: int) -> None:
    for _ in range(seconds // MINUTE):
        await newsroom.tick(MINUTE)


async def test_it_counts_in_no_list_no_sum_and_is_not_found(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    author, reader = newsroom.author, newsroom.reader
    await author.send("/posts")
    assert not [text for text in author.buttons() if text.startswith(TITLE)]
    await author.send("/stats")
    assert "posts: 1" in author.text.lower() or "1 post" in author.text.lower()
    for words in ("/search channel", "/top", "/tags"):
        await reader.send(words)
        assert TITLE not in reader.text
    await reader.send("/tags")
    assert "#case · 1" in reader.buttons()
    navigation = await navigations.get(newsroom.app.db, 1)
    assert navigation is not None
    await reader.send(f"/start post_{navigation.post_id}")
    assert TITLE not in reader.text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_who_deleted_it_by_hand_is_asked_once_and_may_have_it_again(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    newsroom.world.delete(
        newsroom.author.id, newsroom.channel_id, standing(newsroom)[0].message_id
    )
    await post_by_hand(newsroom, "Two #promo")
    await wait(newsroom, 15 * MINUTE)
    author = newsroom.author
    assert "Somebody deleted the navigation post" in author.text
    said = len(author.messages)
    await wait(newsroom, 15 * MINUTE)
    assert len(author.messages) == said
    await author.press("Publish again")
    await newsroom.tick(6)
    [post] = standing(newsroom)
    assert "#promo · 1" in (post.text or "")


async def test_what_somebody_wrote_by_hand_is_asked_about_before_it_is_overwritten(
    newsroom: Newsroom,
):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    message_id = standing(newsroom)[0].message_id
    newsroom.world.edit(newsroom.author.id, newsroom.channel_id, message_id, text=f"{TITLE}: mine")
    await post_by_hand(newsroom, "Two #promo")
    await wait(newsroom, 15 * MINUTE)
    author = newsroom.author
    assert "changed the navigation post by hand" in author.text
    assert standing(newsroom)[0].text == f"{TITLE}: mine"
    await author.press("Write it anew")
    await newsroom.tick(6)
    await wait(newsroom, 2 * MINUTE)
    assert "#promo · 1" in (standing(newsroom)[0].text or "")


async def test_a_post_that_is_not_to_be_updated_stays_as_it_is(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Stop updating")
    assert "is not updated any more" in author.text
    await post_by_hand(newsroom, "Two #promo")
    await wait(newsroom, 20 * MINUTE)
    assert "#promo" not in (standing(newsroom)[0].text or "")
    await author.press("Keep up to date")
    await wait(newsroom, 2 * MINUTE)
    assert "#promo · 1" in (standing(newsroom)[0].text or "")


async def test_it_is_pinned_unpinned_and_deleted_from_its_page(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom, button="Publish and pin")
    [post] = standing(newsroom)
    await newsroom.tick(2)
    pinned = newsroom.world.chats[newsroom.channel_id].pinned
    assert post.message_id in pinned
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Unpin")
    assert author.text.startswith("Unpinned")
    assert post.message_id not in pinned
    await author.press("Delete")
    await author.press("Delete")
    await newsroom.tick(6)
    assert standing(newsroom) == []
    await wait(newsroom, 2 * MINUTE)
    assert await navigations.get(newsroom.app.db, 1) is None


async def test_while_the_channel_is_lost_nothing_is_asked_and_it_goes_on_later(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    world, author = newsroom.world, newsroom.author
    world.promote(
        newsroom.channel_id, newsroom.bot_id, by=author.id, can_edit_messages=False,
        can_post_messages=False,
    )  # fmt: skip
    await newsroom.settle()
    await post_by_hand(newsroom, "Two #promo")
    await wait(newsroom, 15 * MINUTE)
    navigation = await navigations.get(newsroom.app.db, 1)
    assert navigation is not None
    assert navigation.state is NavigationState.CURRENT
    world.promote(newsroom.channel_id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    await wait(newsroom, 15 * MINUTE)
    assert "#promo · 1" in (standing(newsroom)[0].text or "")


@pytest.mark.parametrize("label", ["Publish", "Publish and pin"])
async def test_a_reader_publishes_nothing_by_a_forged_press(newsroom: Newsroom, label: str):
    await post_by_hand(newsroom, "One #case")
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Publish")
    await forge_data(newsroom, newsroom.reader, data_of(author, label))
    await newsroom.tick(6)
    assert standing(newsroom) == []


async def test_who_forwards_it_to_the_bot_is_told_where_rubrics_are(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    author = newsroom.author
    message_id = standing(newsroom)[0].message_id
    newsroom.world.forward(author.id, newsroom.channel_id, message_id, newsroom.bot_id)
    await newsroom.settle()
    assert author.text.endswith("/tags")


async def test_its_card_leads_to_its_page_and_offers_nothing_that_is_for_posts(
    newsroom: Newsroom,
):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    author = newsroom.author
    assert author.text.startswith("Published")
    assert author.buttons() == ["Navigation post", "Open in channel", "Delete"]
    await author.press("Navigation post")
    assert "It is in the channel" in author.text


async def test_it_is_not_repeated_by_an_old_button(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    navigation = await navigations.get(newsroom.app.db, 1)
    assert navigation is not None
    data = OnPublished(do=PublishedDo.REPEAT, post=navigation.post_id).pack()
    await forge_data(newsroom, newsroom.author, data)
    assert "A channel has one navigation post" in newsroom.author.text
    await newsroom.author.send("/drafts")
    assert not [text for text in newsroom.author.buttons() if text.startswith(TITLE)]


async def test_its_page_says_when_it_has_arrived(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Publish")
    await author.press("Publish")
    assert "It is on its way to the channel" in author.text
    await newsroom.tick(6)
    await author.press("Refresh")
    assert any("It is in the channel" in text for text in author.texts)


async def test_it_is_no_post_of_the_archive_that_is_given_back(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    assert await archives.count_posts(newsroom.app.db, 1) == 1


async def test_a_pin_that_is_not_allowed_says_which_right_is_missing_and_the_page_stays(
    newsroom: Newsroom,
):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    newsroom.world.faults.add(
        Fault(
            method="pinChatMessage", kind="refuse", chat_id=newsroom.channel_id,
            description="Bad Request: not enough rights to manage pinned messages in the chat",
        )
    )  # fmt: skip
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    await author.press("Pin")
    assert "lack the right" in author.text
    await author.press("Pin")
    assert any(text.startswith("Pinned") for text in author.texts)


async def test_one_that_failed_is_said_offered_again_and_in_no_list(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="refuse", chat_id=newsroom.channel_id)
    )
    await publish(newsroom)
    author = newsroom.author
    assert author.text.startswith(f"{TITLE}\nNot published. Telegram refused")
    assert author.buttons() == ["Publish again", "Navigation post"]
    await author.send("/drafts")
    assert TITLE not in " ".join(author.buttons())
    await publish(newsroom)
    assert len(standing(newsroom)) == 1
    rows = await newsroom.app.db.fetch_all("SELECT state FROM posts WHERE is_navigation = 1")
    assert sorted(row["state"] for row in rows) == ["deleted", "published"]


async def test_the_word_of_a_failure_leads_to_another_try(newsroom: Newsroom):
    await post_by_hand(newsroom, "One #case")
    newsroom.world.faults.add(
        Fault(method="sendMessage", kind="refuse", chat_id=newsroom.channel_id)
    )
    await publish(newsroom)
    author = newsroom.author
    await author.press("Publish again")
    await author.press("Publish")
    await newsroom.tick(6)
    assert len(standing(newsroom)) == 1


async def test_who_stops_it_just_while_it_is_composed_has_it_left_as_it_is(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    await post_by_hand(newsroom, "Two #promo")
    compose = Navigating._compose
    stopped: list[bool] = []

    async def compose_slowly(self: Navigating, *args: Any, **kw: Any) -> Any:
        text = await compose(self, *args, **kw)
        navigation = await navigations.get(newsroom.app.db, 1)
        assert navigation is not None
        if newsroom.clock.now() - navigation.edited_at >= BETWEEN_EDITS and not stopped:
            stopped.append(True)
            await self.stop(newsroom.author.id, 1)
        return text

    monkeypatch.setattr(Navigating, "_compose", compose_slowly)
    await wait(newsroom, 15 * MINUTE)
    assert stopped
    assert "#promo" not in (standing(newsroom)[0].text or "")


async def test_one_that_is_published_just_while_the_deleted_one_is_looked_at_is_kept(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
):
    await post_by_hand(newsroom, "One #case")
    await publish(newsroom)
    author = await open_rubrics(newsroom)
    await author.press("Navigation post")
    look_at = Navigating._look_at
    published: list[bool] = []

    async def look_slowly(self: Navigating, navigation: Any, channel: Any, post: Post) -> None:
        if post.state is PostState.DELETED and not published:
            published.append(await self.publish(author.id, channel.id, is_pinned=False))
        await look_at(self, navigation, channel, post)

    monkeypatch.setattr(Navigating, "_look_at", look_slowly)
    await author.press("Delete")
    await author.press("Delete")
    await wait(newsroom, 15 * MINUTE)
    assert published == [True]
    assert len(standing(newsroom)) == 1
    await post_by_hand(newsroom, "Two #promo")
    await wait(newsroom, 15 * MINUTE)
    assert "#promo" in (standing(newsroom)[0].text or "")
