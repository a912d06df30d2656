"""A post's page: saved posts, posts like it, media that are not ours; the best and old posts."""

from datetime import timedelta

import pytest

from bot.domain.posts import Content, Media, MediaKind, Origin, PostState
from bot.domain.texts import Text
from bot.services import bookmarking, indexing
from storage import messages, posts
from tests.handlers.readers.conftest import Publish
from tests.newsroom import Newsroom


async def open_page(newsroom: Newsroom, title: str) -> None:
    await newsroom.reader.send("/tags")
    await newsroom.reader.press("#кейсы")
    await newsroom.reader.press(title)


async def imported(newsroom: Newsroom, message_ids: list[int], text: str) -> int:
    """A post of an import: its media are known by kind alone."""
    db, now = newsroom.app.db, newsroom.clock.now()
    photo = Media(kind=MediaKind.PHOTO, file_id="", unique_id="")
    async with db.transaction() as session:
        post = await posts.insert(
            session, channel_id=1, author_id=None, now=now, state=PostState.PUBLISHED,
            content=Content(text=Text(text), media=(photo,) * len(message_ids)),
            origin=Origin.IMPORT, published_at=now,
        )  # fmt: skip
        await messages.insert(session, post.id, newsroom.channel_id, message_ids)
        await indexing.index(session, post)
    return post.id


async def test_save_is_turned_on_and_off_under_the_post(newsroom: Newsroom, publish: Publish):
    await publish("Заголовок #кейсы")
    await open_page(newsroom, "Заголовок")
    before = len(newsroom.reader.messages)
    await newsroom.reader.press("Save")
    assert newsroom.reader.buttons()[2] == "✅ Saved"
    await newsroom.reader.send("/saved")
    assert newsroom.reader.text.startswith("Saved posts: 1")
    assert newsroom.reader.buttons()[:2] == ["Заголовок", "✖️ Remove"]
    await newsroom.reader.press("Saved")
    await newsroom.reader.send("/saved")
    assert "Nothing is saved" in newsroom.reader.text
    # Two commands and two lists; the presses themselves brought no message.
    assert len(newsroom.reader.messages) == before + 4
    assert not newsroom.world.refusals


async def test_a_press_of_save_dispatched_twice_is_done_once(newsroom: Newsroom, publish: Publish):
    post = await publish("Заголовок #кейсы")
    await open_page(newsroom, "Заголовок")
    data = f"rs1:{post.id}:1"
    await newsroom.forge_press(newsroom.reader, data)
    await newsroom.forge_press(newsroom.reader, data)
    assert newsroom.reader.buttons()[2] == "✅ Saved"
    await newsroom.reader.send("/saved")
    assert newsroom.reader.text.startswith("Saved posts: 1")


async def test_saved_posts_are_paged_and_removed_by_one_tap(newsroom: Newsroom, publish: Publish):
    for n in range(8):
        post = await publish(f"Пост {n} #кейсы", days_ago=n)
        await newsroom.reader.send(f"/start post_{post.id}")
        await newsroom.reader.press("Save")
        newsroom.clock.move(1)
    await newsroom.reader.send("/saved")
    assert newsroom.reader.buttons()[:4:2] == ["Пост 7", "Пост 6"]
    await newsroom.reader.press("Next")
    assert newsroom.reader.buttons() == [
        "Пост 1", "✖️ Remove", "Пост 0", "✖️ Remove", "Previous", "Back",
    ]  # fmt: skip
    await newsroom.reader.press("Remove")
    assert newsroom.reader.buttons()[0] == "Пост 0"
    assert newsroom.reader.text.startswith("Saved posts: 7")
    await newsroom.reader.press("Пост 0")
    assert newsroom.reader.text.startswith("Пост 0 #кейсы")
    assert newsroom.reader.buttons()[2] == "✅ Saved"
    assert not newsroom.world.refusals


async def test_a_saved_post_that_was_deleted_says_so(newsroom: Newsroom, publish: Publish):
    post = await publish("Заголовок #кейсы")
    await newsroom.reader.send(f"/start post_{post.id}")
    await newsroom.reader.press("Save")
    async with newsroom.app.db.transaction() as session:
        await posts.set_state(session, post.id, PostState.DELETED, now=newsroom.clock.now())
    await newsroom.reader.send("/saved")
    assert "can no longer be read" in newsroom.reader.text
    assert "Заголовок" not in newsroom.reader.text
    await newsroom.reader.press("Remove the post")
    assert "Nothing is saved" in newsroom.reader.text
    await newsroom.forge_press(newsroom.reader, f"ro1:1:{post.id}")
    assert "no longer there" in newsroom.reader.text


async def test_a_full_shelf_says_which_is_the_oldest(
    newsroom: Newsroom, publish: Publish, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bookmarking, "MOST_SAVED", 1)
    for n in range(2):
        post = await publish(f"Пост {n} #кейсы")
        await newsroom.reader.send(f"/start post_{post.id}")
        await newsroom.reader.press("Save")
    assert "“Пост 0”" in newsroom.reader.text
    await newsroom.reader.send(f"/start post_{post.id}")
    assert newsroom.reader.buttons()[2] == "🔖 Save"


async def test_more_like_this_leads_to_others_and_back(newsroom: Newsroom, publish: Publish):
    await publish("Скидки в магазине игрушек #кейсы")
    await publish("Магазин игрушек и скидка #кейсы")
    await publish("Новый логотип банка #логотипы")
    await open_page(newsroom, "Скидки в магазине")
    await newsroom.reader.press("More like this")
    assert "More like this" in newsroom.reader.text
    assert newsroom.reader.buttons() == ["Магазин игрушек и скидка", "Back"]
    await newsroom.reader.press("Back")
    assert newsroom.reader.text.startswith("Скидки в магазине игрушек")
    assert not newsroom.world.refusals


async def test_media_of_an_import_are_copied_from_the_channel(newsroom: Newsroom):
    world, author = newsroom.world, newsroom.author
    message = world.send_media(author.id, newsroom.channel_id, "photo", b"bytes")
    await newsroom.settle()
    async with newsroom.app.db.transaction() as session:
        await session.execute("DELETE FROM posts")
    post_id = await imported(newsroom, [message.message_id], "Старое #кейсы")
    await newsroom.reader.send(f"/start post_{post_id}")
    assert newsroom.reader.messages[-2].photo
    assert "could not bring" not in newsroom.reader.text
    assert not world.refusals


@pytest.mark.parametrize("text", ["Старое #кейсы", ""])
async def test_media_that_only_the_channel_had_are_missed_with_a_sentence(
    newsroom: Newsroom, text: str
):
    post_id = await imported(newsroom, [991, 992], text)
    await newsroom.reader.send(f"/start post_{post_id}")
    assert "could not bring all of this post" in newsroom.reader.text
    assert newsroom.reader.buttons()[0] == "Open in channel"
    if text:
        assert newsroom.reader.messages[-2].text == text


async def test_the_best_are_ordered_by_what_is_pressed(newsroom: Newsroom, publish: Publish):
    await publish("Любимый", reactions=9)
    shared = await publish("Разошёлся")
    world = newsroom.world
    group = world.add_group("Друзья", owner=newsroom.reader.id)
    world.promote(group.id, newsroom.bot_id, by=newsroom.reader.id)
    [message_id] = await messages.list_ids(newsroom.app.db, shared.id)
    world.forward(newsroom.reader.id, newsroom.channel_id, message_id, group.id)
    await newsroom.settle()
    await newsroom.reader.send("/top")
    title, about, *_ = newsroom.reader.text.split("\n")
    assert title == "The best of the week, by reactions"
    assert about.startswith("Published since 11 Nov 2026.")
    assert newsroom.reader.buttons()[0] == "Любимый"
    assert "Разошёлся" not in newsroom.reader.text
    await newsroom.reader.press("Reposts")
    assert newsroom.reader.buttons()[0] == "Разошёлся"
    assert "Любимый" not in newsroom.reader.text
    assert "observed reposts: 1+" in newsroom.reader.text
    await newsroom.reader.press("Comments")
    assert "No posts in this period with known comments" in newsroom.reader.text
    assert "✅ Comments" in newsroom.reader.buttons()
    await newsroom.reader.press("All time")
    assert {"✅ Comments", "✅ All time"} <= set(newsroom.reader.buttons())
    await newsroom.reader.press("Back")
    assert "archive of" in newsroom.reader.text
    assert not newsroom.world.refusals


async def test_comments_put_a_post_into_their_order(newsroom: Newsroom):
    world, author, reader = newsroom.world, newsroom.author, newsroom.reader
    group = world.add_group("Обсуждение", owner=author.id)
    world.link_discussion(newsroom.channel_id, group.id)
    world.promote(group.id, newsroom.bot_id, by=author.id)
    for text in ("Тихий", "Спорный"):
        world.say(author.id, newsroom.channel_id, text)
        await newsroom.settle()
    echo = world.history(author.id, group.id)[-1]
    world.join(group.id, reader.id)
    world.say(reader.id, group.id, "Спорю", reply_to=echo.message_id)
    await newsroom.settle()
    await reader.send("/top")
    await reader.press("Comments")
    assert reader.buttons()[:2] == ["Спорный", "Тихий"]
    assert "💬 1" in reader.text
    assert "💬 0" in reader.text


async def test_a_random_old_post_has_another_and_a_way_back(newsroom: Newsroom, publish: Publish):
    await publish("Первый", days_ago=400)
    for n in range(6):
        await publish(f"Старый {n}", days_ago=100 + n, reactions=5)
    await newsroom.reader.send("/random")
    first = newsroom.reader.text.split("\n")[0]
    assert first.startswith("Старый")
    await newsroom.reader.press("Another one")
    assert newsroom.reader.text.split("\n")[0] not in ("", first)
    await newsroom.reader.press("Back")
    assert newsroom.reader.text.startswith("The best of the week")
    await newsroom.reader.press("Random")
    assert newsroom.reader.text.startswith("Старый")
    assert not newsroom.world.refusals


async def test_without_old_posts_that_are_known_to_be_liked_it_says_so(newsroom: Newsroom):
    await newsroom.reader.send("/random")
    assert "No old post with known reactions" in newsroom.reader.text
    assert newsroom.reader.buttons() == ["Back"]


async def test_this_day_shows_earlier_years_and_else_their_week(
    newsroom: Newsroom, publish: Publish
):
    await newsroom.reader.send("/top")
    await newsroom.reader.press("On this day")
    assert "Nothing was published around 18 Nov" in newsroom.reader.text
    await publish("Рядом", days_ago=365 + 2)
    await newsroom.reader.press("Back")
    await newsroom.reader.press("On this day")
    assert "days around it" in newsroom.reader.text
    assert newsroom.reader.buttons()[0] == "Рядом"
    await publish("В этот день", days_ago=365)
    await newsroom.reader.press("Back")
    await newsroom.reader.press("On this day")
    assert newsroom.reader.text.startswith("On this day, 18 Nov, in earlier years")
    assert newsroom.reader.buttons() == ["В этот день", "Back"]
    assert not newsroom.world.refusals


async def test_a_button_of_the_best_of_before_still_works(newsroom: Newsroom, publish: Publish):
    await publish("Свежий", reactions=1)
    await newsroom.reader.send("/top")
    await newsroom.forge_press(newsroom.reader, "rp1:1:m:")
    assert newsroom.reader.text.startswith("The best of the month, by reactions")


async def test_several_channels_are_asked_for_once_and_named_in_saved(
    newsroom: Newsroom, publish: Publish
):
    world, author, reader = newsroom.world, newsroom.author, newsroom.reader
    second = world.add_channel("Вторая газета", owner=author.id, username="second_paper")
    world.promote(second.id, newsroom.bot_id, by=author.id)
    await newsroom.settle()
    one = await publish("Первый пост", days_ago=200, reactions=3)
    two = await publish("Второй пост", days_ago=2, chat_id=second.id)
    await reader.send("/random")
    assert "Which channel" in reader.text
    await reader.press("Marketing aloud")
    assert reader.text.startswith("Первый пост") or "No old post" in reader.text
    for post in (one, two):
        await reader.send(f"/start post_{post.id}")
        await reader.press("Save")
        newsroom.clock.move(timedelta(seconds=1).total_seconds())
    await reader.send("/saved")
    assert reader.buttons()[:4:2] == ["Второй пост", "Первый пост"]
    assert "Вторая газета" in reader.text
    assert "Marketing aloud" in reader.text
