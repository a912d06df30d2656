"""A digest as messages: within Telegram's limits whatever was published, and every post once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.editions import Edition, Item, RubricName
from bot.domain.pages import Cursor
from bot.domain.subscriptions import Sorting, Taste
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, utf16_len
from bot.translator import translator
from handlers.readers.edition_text import DigestPage, digest_page
from tests.domain.test_editions import CHANNEL, NOON, make_numbers, make_post

LANGUAGES = st.sampled_from(["ru", "en"])


def make_edition(
    texts: list[tuple[str, int]], *, until: datetime | None = None, taste: Taste | None = None
) -> Edition:
    found = [
        make_post(number, text, reactions=reactions)
        for number, (text, reactions) in enumerate(texts, start=1)
    ]
    items = tuple(
        Item(post=post, link=f"https://t.me/m/{post.id}", numbers=make_numbers(post))
        for post in found
    )
    return Edition(
        channel=CHANNEL, since=NOON - timedelta(days=1), until=until or NOON, items=items,
        taste=taste or Taste(),
    )  # fmt: skip


def words_of(edition: Edition, language: str = "en", place: Cursor | None = None) -> str:
    words, _ = digest_page(translator(language), edition, place).text.render()
    return words


_WORDS = st.text(st.sampled_from("абв 🔥#\n.@"), min_size=1, max_size=400)


@given(
    st.lists(st.tuples(_WORDS, st.integers(0, 9)), min_size=1, max_size=60),
    LANGUAGES, st.sampled_from(list(Sorting)), st.sampled_from([1, 10, 50]),
)  # fmt: skip
@settings(max_examples=40)
def test_pages_keep_to_the_limits_and_tell_every_post_once(
    texts: list[tuple[str, int]], language: str, sorting: Sorting, most: int
):
    edition = make_edition(texts, taste=Taste(sorting=sorting, most=most))
    place, links, pages = None, [], 0
    while pages == 0 or place:
        page: DigestPage = digest_page(translator(language), edition, place)
        words, entities = page.text.render()
        assert utf16_len(words) <= TEXT_LIMIT
        assert len(entities) <= ENTITY_LIMIT
        for entity in entities:
            assert entity.offset >= 0
            assert 0 < entity.length <= utf16_len(words) - entity.offset
        links += [entity.url for entity in entities if entity.url]
        assert page.rest == len(texts) - len(links)
        place, pages = page.more, pages + 1
    assert sorted(links) == sorted(item.link or "" for item in edition.items)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
@settings(max_examples=30)
def test_without_rubrics_pages_are_in_the_order_of_the_edition(reactions: list[int]):
    edition = make_edition([("Пост", number) for number in reactions], taste=Taste(most=7))
    place, links = None, []
    while True:
        page = digest_page(translator("ru"), edition, place)
        links += [entity.url for entity in page.text.render()[1] if entity.url]
        place = page.more
        if place is None:
            break
    assert links == [item.link for item in edition.ranked]


def test_the_least_liked_are_left_for_the_next_page():
    edition = make_edition([(f"Пост {n}\n{'слово ' * 40}", n) for n in range(60)])
    page = digest_page(translator("en"), edition)
    words, _ = page.text.render()
    assert all(f"Пост {59 - n}\n" in words for n in range(10))
    assert "Пост 49\n" not in words
    assert page.rest == 50
    assert "And 50 more posts." in words
    assert "19–20 Nov · 60 posts" in words
    assert "posts 11–20 of 60" in words_of(edition, place=page.more)


def test_the_last_page_has_no_other_behind_it():
    page = digest_page(translator("en"), make_edition([("Пост", 0)]))
    assert (page.rest, page.more) == (0, None)
    assert "more" not in words_of(make_edition([("Пост", 0)]))


@pytest.mark.parametrize(("language", "words"), [("ru", "пост 4 из 4"), ("en", "post 4 of 4")])
def test_a_page_of_one_post_says_its_place_and_no_range(language: str, words: str):
    edition = make_edition([("Пост", number) for number in range(4)], taste=Taste(most=3))
    t = translator(language)
    page = digest_page(t, edition, digest_page(t, edition).more)
    assert page.text.render()[0].split("\n")[1].endswith(words)


@pytest.mark.parametrize(
    ("since", "until", "ru", "en"),
    [
        # 21:30 UTC is the next day in Moscow; midnight belongs to the day before it.
        ((2026, 11, 19, 12), (2026, 11, 20, 21), "19–20 ноября", "19–20 Nov"),
        ((2026, 11, 20, 7), (2026, 11, 20, 18), "пт, 20 ноября", "Fri, 20 Nov"),
        ((2026, 10, 28, 7), (2026, 11, 4, 7), "28 октября – 4 ноября", "28 Oct – 4 Nov"),
        ((2026, 12, 28, 7), (2027, 1, 4, 7), "28 декабря – 4 января", "28 Dec – 4 Jan"),
    ],
)
def test_the_period_is_told_in_days_of_the_channel(
    since: tuple[int, ...], until: tuple[int, ...], ru: str, en: str
):
    edition = replace(
        make_edition([("Пост", 0)]),
        since=datetime(*since, tzinfo=UTC),  # type: ignore[arg-type, misc]
        until=datetime(*until, tzinfo=UTC),  # type: ignore[arg-type, misc]
    )
    assert words_of(edition, "ru").splitlines()[1] == f"{ru} · 1 пост"
    assert words_of(edition, "en").splitlines()[1] == f"{en} · 1 post"


def test_a_rubric_stands_with_its_sign_and_what_its_author_says_of_it():
    edition = make_edition([("Раз", 2), ("Два", 1), ("Три", 0)])
    hit = RubricName("хит", "Хит", "🎯", "Что сработало и почему")
    rubrics = [(hit,), (), (hit,)]
    items = tuple(
        replace(item, rubrics=named) for item, named in zip(edition.items, rubrics, strict=True)
    )
    words = words_of(replace(edition, items=items))
    assert (
        "🎯 #Хит\nЧто сработало и почему\nРаз\n❤ 2\n\nТри\n❤ 0\n\nWithout a rubric\nДва" in words
    )


def test_what_is_not_known_is_left_out():
    edition = make_edition([("Пост", 0)])
    [item] = edition.items
    unknown = replace(item.numbers, reactions=type(item.numbers.reactions)())
    words = words_of(replace(edition, items=(replace(item, numbers=unknown),)))
    assert words.endswith("Пост")
