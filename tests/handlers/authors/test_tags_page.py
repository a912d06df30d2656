"""The Tags page of a draft: rubrics suggested, those of the channel, those in the text."""

from datetime import UTC, datetime

import pytest
from aiogram.types import Message
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.archive import Rubric
from bot.domain.pages import Cursor, Page
from bot.domain.posts import Content, Origin, Post, PostState
from bot.domain.rubrics import find_tags, fold_tag
from bot.domain.texts import Text, utf16_len
from bot.errors import NotAllowed
from bot.services.suggesting import Suggested
from bot.translator import LANGUAGES, translator
from handlers.authors.callbacks import DropTag
from handlers.authors.tag_views import find_marked, tags_screen
from storage import lists, posts, revisions, rubrics
from tests.crash.test_redelivery import redeliver
from tests.newsroom import Newsroom, Person, buttons_of

LONG = "оченьдлинныйхештег" * 5  # 90 letters, 180 bytes


async def archive(newsroom: Newsroom, *texts: str) -> None:
    """Posts made by hand in the channel."""
    for text in texts:
        newsroom.world.say(newsroom.author.id, newsroom.channel_id, text)
        await newsroom.settle()


async def fill(newsroom: Newsroom) -> None:
    await archive(
        newsroom,
        "Скидки и бонусы в программе лояльности #лояльность",
        "Суд назначил штраф за рекламу #закон",
        "Ещё один суд и новый штраф #закон",
    )


async def draft(newsroom: Newsroom, text: str) -> None:
    """A draft with its Tags page open; nothing is joined to what was sent before."""
    newsroom.clock.move(60)
    await newsroom.author.send(text)
    await newsroom.author.press("Tags")


async def last_draft(newsroom: Newsroom) -> Post:
    found = await lists.list_drafts(
        newsroom.app.db, newsroom.author.id, limit=1, beside=(1 << 52, 0)
    )
    return found[0]


async def tags_of(newsroom: Newsroom) -> tuple[str, ...]:
    return (await last_draft(newsroom)).content.tags


async def publish(newsroom: Newsroom) -> None:
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()


def data_of(message: Message, label: str) -> str:
    """What a button carries."""
    (data,) = [item.callback_data for item in buttons_of(message) if item.text == label]
    assert data
    return data


async def press_data(person: Person, data: str) -> dict[str, object]:
    """Press with any data, as an old or a forged button; what the press was answered."""
    room = person.newsroom
    page = next(message for message in reversed(person.messages) if buttons_of(message))
    query = room.world.press(person.id, room.bot_id, page.message_id, data, forged=True)
    await room.settle()
    return room.world.callback_answer(query) or {}


async def press(person: Person, label: str) -> dict[str, object]:
    """Press an exactly named button under the newest message; what the press was answered."""
    return await press_data(person, data_of(person.last, label))


async def test_a_suggested_rubric_lands_on_the_draft_and_in_the_post_with_one_tap(
    newsroom: Newsroom,
) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка для клиента")
    page = newsroom.author.last
    assert "Added rubrics now: -" in newsroom.author.text
    assert "posts like this one" in newsroom.author.text
    assert newsroom.author.buttons()[0] == "✨ #лояльность"
    before = (await last_draft(newsroom)).revision
    await newsroom.author.press("#лояльность")
    assert newsroom.author.last.message_id == page.message_id
    assert "Added rubrics now: #лояльность" in newsroom.author.text
    assert "✅ #лояльность" in newsroom.author.buttons()
    assert await tags_of(newsroom) == ("лояльность",)
    assert (await last_draft(newsroom)).revision == before + 1
    await newsroom.author.press("Back")
    assert "Rubrics: #лояльность" in newsroom.author.text
    assert "Publish now" in newsroom.author.buttons()
    await publish(newsroom)
    assert newsroom.channel[-1].text == "Бонус и скидка для клиента\n\n#лояльность"
    assert not newsroom.world.refusals


async def test_where_nothing_is_alike_the_page_says_that_it_suggests_by_use(
    newsroom: Newsroom,
) -> None:
    await fill(newsroom)
    await draft(newsroom, "人工智能广告")
    assert "no post is like this one" in newsroom.author.text
    assert newsroom.author.buttons()[0] == "✨ #закон"


async def test_a_rubric_of_the_list_is_added_and_taken_away_by_taps(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await archive(newsroom, *(f"Слово {n} #мода #еда #дом" for n in range(3)))
    await draft(newsroom, "Суд, штраф и скидки бонусы")
    plain = next(label for label in newsroom.author.buttons() if label.startswith("#"))
    await press(newsroom.author, plain)
    assert await tags_of(newsroom) == (plain[1:],)
    await press(newsroom.author, f"✅ {plain}")
    assert await tags_of(newsroom) == ()
    assert plain in {label.removeprefix("✨ ") for label in newsroom.author.buttons()}
    assert "Added rubrics now: -" in newsroom.author.text
    assert not newsroom.world.refusals


async def test_a_press_that_is_dispatched_again_undoes_nothing(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка")
    adding = data_of(newsroom.author.last, "✨ #лояльность")
    await newsroom.author.press("#лояльность")
    revision = (await last_draft(newsroom)).revision
    await redeliver(newsroom)
    await press_data(newsroom.author, adding)
    assert await tags_of(newsroom) == ("лояльность",)
    dropping = data_of(newsroom.author.last, "✅ #лояльность")
    await press(newsroom.author, "✅ #лояльность")
    await redeliver(newsroom)
    await press_data(newsroom.author, dropping)
    assert await tags_of(newsroom) == ()
    # One revision a change, however often it was pressed.
    assert (await last_draft(newsroom)).revision == revision + 1


async def test_each_tap_is_one_revision_of_who_tapped(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка")
    await newsroom.author.press("#лояльность")
    await newsroom.author.press("#закон")
    post = await last_draft(newsroom)
    assert post.content.tags == ("лояльность", "закон")
    last = await revisions.get_revision(newsroom.app.db, post.id, post.revision)
    assert last is not None
    assert (last.editor_id, last.content.tags) == (newsroom.author.id, ("лояльность", "закон"))


async def test_a_long_cyrillic_rubric_is_added_and_removed(newsroom: Newsroom) -> None:
    await archive(newsroom, f"Скидки и бонусы #{LONG}")
    await draft(newsroom, "Бонус и скидка")
    await newsroom.author.press(f"#{LONG[:50]}")
    assert await tags_of(newsroom) == (LONG,)
    assert f"#{LONG}" in newsroom.author.text
    await newsroom.author.press(f"#{LONG[:50]}")
    assert await tags_of(newsroom) == ()
    assert not newsroom.world.refusals


async def test_an_own_rubric_that_no_list_has_is_removed_by_a_tap(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Headline")
    await newsroom.author.send(f"мой, {LONG}")
    await newsroom.author.press("Tags")
    await newsroom.author.press(f"#{LONG[:50]}")
    assert await tags_of(newsroom) == ("мой",)
    await newsroom.author.press("#мой")
    assert await tags_of(newsroom) == ()
    assert not newsroom.world.refusals


async def test_a_rubric_in_the_text_is_shown_and_cannot_be_taken_away(
    newsroom: Newsroom,
) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка #Лояльность #новое")
    assert "In the text itself: #Лояльность #новое" in newsroom.author.text
    assert "✨ #лояльность" not in newsroom.author.buttons()
    before = await last_draft(newsroom)
    for label in ("✅ #лояльность", "✅ #новое"):
        answer = await press(newsroom.author, label)
        assert answer["show_alert"] is True
        assert "stands in the text itself" in str(answer["text"])
        assert label in newsroom.author.buttons()
    assert await last_draft(newsroom) == before
    assert not newsroom.world.refusals


async def test_a_rubric_added_and_in_the_text_leaves_the_added_ones_only(
    newsroom: Newsroom,
) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус #закон")
    await newsroom.author.send("закон")
    await newsroom.author.press("Tags")
    answer = await press(newsroom.author, "✅ #закон")
    assert answer["show_alert"] is True
    post = await last_draft(newsroom)
    assert (post.content.tags, post.content.text.text) == ((), "Бонус #закон")


async def test_what_is_typed_after_taps_replaces_the_added_ones(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка")
    await newsroom.author.press("#лояльность")
    await newsroom.author.send("своя, #другая")
    assert await tags_of(newsroom) == ("своя", "другая")
    assert newsroom.author.messages[-2].text == "Бонус и скидка\n\n#своя #другая"
    await newsroom.author.press("Tags")
    await newsroom.author.send("-")
    assert await tags_of(newsroom) == ()


async def test_a_tap_on_an_old_page_makes_it_the_question_again(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка")
    adding = data_of(newsroom.author.last, "✨ #лояльность")
    await newsroom.author.press("Back")
    await newsroom.author.press("Text")
    await press_data(newsroom.author, adding)
    assert "Added rubrics now: #лояльность" in newsroom.author.text
    await newsroom.author.send("своя")
    post = await last_draft(newsroom)
    assert (post.content.text.text, post.content.tags) == ("Бонус и скидка", ("своя",))


async def test_a_channel_without_rubrics_says_so(newsroom: Newsroom) -> None:
    await draft(newsroom, "Headline")
    assert "no rubrics yet" in newsroom.author.text
    assert newsroom.author.buttons() == ["Back"]


async def test_a_draft_without_a_channel_says_how_to_see_rubrics_and_takes_typed_ones(
    newsroom: Newsroom,
) -> None:
    await fill(newsroom)
    second = newsroom.world.add_channel("Second", owner=newsroom.author.id, username="second_ch")
    newsroom.world.promote(second.id, newsroom.bot_id, by=newsroom.author.id)
    await newsroom.settle()
    async with newsroom.app.db.transaction() as session:
        await session.execute("UPDATE people SET channel_id = NULL")
    newsroom.clock.move(60)
    await newsroom.author.send("Бонус и скидка #вслух")
    await press_data(newsroom.author, f"ap1:tags:{(await last_draft(newsroom)).id}")
    assert "Choose a channel" in newsroom.author.text
    assert newsroom.author.buttons() == ["✅ #вслух", "Back"]
    await newsroom.author.send("своя")
    assert await tags_of(newsroom) == ("своя",)
    rubric = await rubrics.find_rubric(newsroom.app.db, 1, "закон")
    assert rubric is not None
    post = await last_draft(newsroom)
    await press_data(newsroom.author, f"ag1:{post.id}:{rubric.id}:")
    assert "has this rubric no longer" in newsroom.author.text
    assert await tags_of(newsroom) == ("своя",)


async def test_a_stranger_changes_and_sees_nothing(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка")
    adding = data_of(newsroom.author.last, "✨ #лояльность")
    turning = f"at1:{(await last_draft(newsroom)).id}:"
    await newsroom.author.press("#лояльность")
    dropping = data_of(newsroom.author.last, "✅ #лояльность")
    before = await last_draft(newsroom)
    await newsroom.reader.send("/start")
    for data in (dropping, adding, turning):
        await press_data(newsroom.reader, data)
        assert not any("Added rubrics" in text for text in newsroom.reader.texts)
    revising = newsroom.app.dispatcher["revising"]
    for is_on in (True, False):
        with pytest.raises(NotAllowed):
            await revising.set_tag(newsroom.reader.id, before.id, "лояльность", is_on=is_on)
    assert await last_draft(newsroom) == before


async def test_a_published_post_takes_no_rubric(newsroom: Newsroom) -> None:
    await fill(newsroom)
    await draft(newsroom, "Бонус и скидка")
    adding = data_of(newsroom.author.last, "✨ #лояльность")
    post = await last_draft(newsroom)
    await newsroom.author.press("Back")
    await publish(newsroom)
    await press_data(newsroom.author, adding)
    assert "already published" in newsroom.author.text
    after = await posts.get_post(newsroom.app.db, post.id)
    assert after is not None
    assert after.content.tags == ()


async def test_rubrics_are_paged_most_used_first_and_a_tap_stays_on_its_page(
    newsroom: Newsroom,
) -> None:
    author = newsroom.author
    names = [f"t{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    for uses in range(1, 27):
        text = " ".join(f"#{name}" for name in names[:uses])
        await archive(newsroom, f"Post {uses} {text}")
    await draft(newsroom, "人工智能广告")
    assert author.buttons() == [
        *(f"✨ #{name}" for name in names[:3]),
        *(f"#{name}" for name in names[3:12]),
        "Next",
        "Back",
    ]
    await author.press("Next")
    assert author.buttons() == [*(f"#{name}" for name in names[12:24]), "Previous", "Next", "Back"]
    await press(author, "#tm")
    assert author.buttons()[0] == "✅ #tm"
    assert author.buttons()[1:12] == [f"#{name}" for name in names[13:24]]
    await author.press("Next")
    assert author.buttons() == ["#ty", "#tz", "Previous", "Back"]
    await author.press("Previous")
    await author.press("Previous")
    # Those of the draft can be taken away from the first page, wherever the list has them.
    assert author.buttons()[:4] == ["✨ #ta", "✨ #tb", "✨ #tc", "✅ #tm"]
    await author.press("#tm")
    assert await tags_of(newsroom) == ()
    assert author.buttons()[3] == "#td"
    assert not newsroom.world.refusals


async def test_more_rubrics_than_buttons_are_counted(newsroom: Newsroom) -> None:
    await draft(newsroom, "Headline")
    await newsroom.author.send(" ".join(f"слово{n}" for n in range(150)))
    await newsroom.author.press("Tags")
    assert "110 more" in newsroom.author.text
    assert len(newsroom.author.buttons()) == 41
    await newsroom.author.press("#слово0")
    assert len(await tags_of(newsroom)) == 149
    assert not newsroom.world.refusals


async def test_a_planned_post_takes_a_rubric_and_stays_planned(newsroom: Newsroom) -> None:
    await fill(newsroom)
    newsroom.clock.move(60)
    await newsroom.author.send("Бонус и скидка")
    await newsroom.author.press("Schedule")
    await newsroom.author.send("in 1 hour")
    await newsroom.author.send("/plan")
    await newsroom.author.press("Бонус")
    await newsroom.author.press("Edit")
    await newsroom.author.press("Tags")
    await newsroom.author.press("#лояльность")
    await newsroom.author.press("Back")
    assert newsroom.author.text.startswith("⏰") or "Planned" in newsroom.author.text
    await newsroom.tick(3600)
    assert newsroom.channel[-1].text == "Бонус и скидка\n\n#лояльность"


TAG = st.text("абвёЯz9_äß人𐐀", min_size=1, max_size=256).filter(lambda tag: find_tags(f"#{tag}"))
TAGS = st.lists(TAG, max_size=60, unique_by=fold_tag)
MOMENT = datetime(2026, 11, 18, tzinfo=UTC)


@settings(max_examples=60)
@given(added=TAGS, in_text=TAGS, listed=TAGS.map(lambda tags: tags[:12]), data=st.data())
def test_the_page_fits_telegram_and_its_marks_mean_what_they_show(
    added: list[str], in_text: list[str], listed: list[str], data: st.DataObject
) -> None:
    text = " ".join(f"#{tag}" for tag in in_text)
    post = Post(
        id=2**53, channel_id=1, author_id=1, state=PostState.DRAFT, origin=Origin.DRAFT, title="",
        content=Content(text=Text(text), tags=tuple(added)), revision=1,
        created_at=MOMENT, updated_at=MOMENT,
    )  # fmt: skip
    cursor = Cursor((2**31, 2**53))
    page = Page(
        [
            Rubric(id=2**53 - n, channel_id=1, fold=fold_tag(tag), tag=tag, posts=1)
            for n, tag in enumerate(listed)
        ],
        next=cursor,
    )
    t = translator(data.draw(st.sampled_from(LANGUAGES)))
    words, keyboard = tags_screen(t, post, page, Suggested(), cursor)
    assert utf16_len(words.as_kwargs()["text"]) <= 4096
    buttons = [button for row in keyboard.inline_keyboard for button in row]
    assert len(buttons) <= 100
    assert all(len((button.callback_data or "").encode()) <= 64 for button in buttons)
    folds = {fold_tag(tag) for tag in (*added, *in_text)}
    shown = {fold_tag(tag) for tag in listed} & folds
    marked = [button for button in buttons if button.text.startswith("✅ #")]
    assert len(marked) == min(len(folds - shown), 40) + len(shown)
    for button in marked:
        tag = find_marked(post, DropTag.unpack(button.callback_data or "").tag)
        assert tag is not None
        assert fold_tag(tag).startswith(fold_tag(button.text.removeprefix("✅ ").rstrip("…")))
