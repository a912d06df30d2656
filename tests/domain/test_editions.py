"""What an edition tells, and in which order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState
from bot.domain.editions import PLACE_LENGTH, Edition, Item, fit, group, in_telling_order
from bot.domain.hand_edits import look_alike, with_edited_message
from bot.domain.numbers import Number, NumberSource, PostNumbers
from bot.domain.pages import Cursor
from bot.domain.posts import Content, Origin, Post, PostState
from bot.domain.subscriptions import Sorting, Taste
from bot.domain.texts import Text

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHANNEL = Channel(
    id=1, chat_id=-1001, title="Маркетинг 🔥", username="marketing", zone="Europe/Moscow",
    state=ChannelState.CONNECTED, linked_chat_id=None, last_message_id=0,
)  # fmt: skip


def make_post(number: int, text: str, *, reactions: int = 0) -> Post:
    content = Content(text=Text(text))
    moment = NOON + timedelta(minutes=number)
    return Post(
        id=number,
        channel_id=1,
        author_id=None,
        state=PostState.PUBLISHED,
        origin=Origin.CHANNEL,
        title=content.title,
        content=content,
        revision=1,
        created_at=moment,
        updated_at=moment,
        published_at=moment,
        reactions=reactions,
        reactions_at=moment,
    )


def make_item(number: int, text: str, *, reactions: int = 0) -> Item:
    post = make_post(number, text, reactions=reactions)
    return Item(post=post, link=None, numbers=make_numbers(post))


def make_numbers(post: Post) -> PostNumbers:
    """What is known of a post of `make_post`."""
    reactions = Number(
        total=post.reactions, source=NumberSource.UPDATES, counted_at=post.reactions_at
    )
    return PostNumbers(post_id=post.id, reactions=reactions)


def test_a_post_stands_once_under_its_first_rubric_in_the_order_of_first_posts():
    items = [
        make_item(1, "Четыре"),
        make_item(2, "Раз #хит #провал", reactions=5),
        make_item(3, "Два #провал", reactions=3),
        make_item(4, "Три #ХИТ"),
        make_item(5, "Пять"),
    ]
    sections = group(items)
    assert [(s.tag, [i.post.id for i in s.items]) for s in sections] == [
        ("хит", [2, 4]),
        ("провал", [3]),
        (None, [1, 5]),
    ]


def test_a_post_stands_under_a_rubric_that_the_edition_is_limited_to():
    [section] = group([make_item(1, "Раз #хит #провал")], frozenset({"провал"}))
    assert section.tag == "провал"


def make_edition(reactions: list[int], sorting: Sorting = Sorting.BEST) -> Edition:
    items = tuple(make_item(n, f"Пост {n}", reactions=r) for n, r in enumerate(reactions, start=1))
    return Edition(
        channel=CHANNEL, since=NOON - timedelta(days=1), until=NOON, items=items,
        taste=Taste(sorting=sorting, most=3),
    )  # fmt: skip


def test_the_most_liked_are_told_first_and_of_equal_ones_the_newest():
    assert [item.post.id for item in make_edition([0, 2, 2, 1]).ranked] == [3, 2, 4, 1]


def test_by_time_the_newest_are_taken_and_told_from_the_oldest_on():
    edition = make_edition([9, 0, 5, 0], Sorting.TIME)
    assert [item.post.id for item in edition.ranked] == [4, 3, 2, 1]
    told = in_telling_order(edition.ranked[:3], Sorting.TIME)
    assert [item.post.id for item in told] == [2, 3, 4]


@given(
    st.lists(st.integers(0, 4), max_size=30), st.integers(1, 7), st.sampled_from(list(Sorting)),
    st.sets(st.integers(1, 30)),
)  # fmt: skip
def test_pages_tell_every_post_once_though_others_are_deleted_between(
    reactions: list[int], size: int, sorting: Sorting, deleted: set[int]
):
    edition, place, told = make_edition(reactions, sorting), None, []
    while page := edition.behind(place)[:size]:
        told += [item.post.id for item in page]
        packed = Cursor(page[-1].key).pack()
        place = Cursor.unpack(packed, length=PLACE_LENGTH)
        kept = tuple(item for item in edition.items if item.post.id not in deleted)
        edition = replace(edition, items=kept)
    first = [item.post.id for item in make_edition(reactions, sorting).ranked]
    assert told == first[:size] + [number for number in first[size:] if number not in deleted]


@given(st.lists(st.integers(1, 50), max_size=20), st.integers(0, 200))
def test_as_many_fit_as_can_and_no_more(lengths: list[int], limit: int):
    items = [make_item(number, "x" * length) for number, length in enumerate(lengths)]

    def length_of(first: object) -> int:
        assert isinstance(first, list)
        return sum(len(item.post.content.text.text) for item in first)

    kept = fit(items, length_of, limit)
    assert sum(lengths[:kept]) <= limit
    assert kept == len(items) or sum(lengths[: kept + 1]) > limit


def test_the_added_rubrics_become_words_of_an_edited_message():
    content = Content(text=Text("Слова"), tags=("тег",))
    edited = with_edited_message(
        content, part=0, position=0, text=Text("Слова\n\n#тег!"), media=None, is_captioned=True
    )
    assert edited.full_text.text == "Слова\n\n#тег!"


@given(st.text(max_size=5000), st.sampled_from([(), ("тег",)]))
def test_an_edit_that_changes_nothing_looks_alike(text: str, tags: tuple[str, ...]):
    content = Content(text=Text(text), tags=tags)
    whole = content.full_text
    if whole.units > 4096 or not whole:
        return
    edited = with_edited_message(
        content, part=0, position=0, text=whole, media=None, is_captioned=True
    )
    assert look_alike(content, edited)
