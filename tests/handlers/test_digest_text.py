"""A digest as a message: within Telegram's limits whatever was published."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.channels import Channel, ChannelState
from bot.domain.editions import Edition, Item
from bot.domain.texts import ENTITY_LIMIT, TEXT_LIMIT, utf16_len
from bot.translator import translator
from handlers.readers.digest_text import digest_text
from tests.domain.test_editions import NOON, make_numbers, make_post

CHANNEL = Channel(
    id=1, chat_id=-1001, title="Маркетинг 🔥", username="marketing", zone="Europe/Moscow",
    state=ChannelState.CONNECTED, linked_chat_id=None, last_message_id=0,
)  # fmt: skip


def make_edition(texts: list[tuple[str, int]], until: datetime | None = None) -> Edition:
    found = [
        make_post(number, text, reactions=reactions)
        for number, (text, reactions) in enumerate(texts, start=1)
    ]
    items = tuple(
        Item(post=post, link=f"https://t.me/m/{post.id}", numbers=make_numbers(post))
        for post in found
    )
    return Edition(
        channel=CHANNEL, since=NOON - timedelta(days=1), until=until or NOON, items=items
    )


_WORDS = st.text(st.sampled_from("абв 🔥#\n."), min_size=1, max_size=400)


@given(st.lists(st.tuples(_WORDS, st.integers(0, 9)), min_size=1, max_size=60))
@settings(max_examples=40)
def test_it_never_exceeds_a_message_and_counts_what_is_left_out(texts: list[tuple[str, int]]):
    for language in ("ru", "en"):
        words, entities = digest_text(translator(language), make_edition(texts)).render()
        assert utf16_len(words) <= TEXT_LIMIT
        assert len(entities) <= ENTITY_LIMIT


def test_the_least_liked_are_left_out():
    texts = [(f"Пост {n}\n{'слово ' * 40}", n) for n in range(60)]
    words, _ = digest_text(translator("en"), make_edition(texts)).render()
    assert "• Пост 59" in words
    assert "• Пост 0\n" not in words
    shown = words.count("• ")
    assert words.endswith(f"and {60 - shown} more posts in the channel")
    assert all(f"• Пост {59 - n}\n" in words for n in range(shown))


def test_many_short_posts_keep_their_links():
    texts = [(f"П{n}", 0) for n in range(150)]
    words, entities = digest_text(translator("en"), make_edition(texts)).render()
    assert len(entities) <= ENTITY_LIMIT
    assert "more posts in the channel" in words


def test_the_period_is_told_in_days_of_the_channel():
    # 21:30 UTC is the next day in Moscow; midnight belongs to the day before it.
    until = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    words, _ = digest_text(translator("en"), make_edition([("Пост", 0)], until)).render()
    assert "Thu, 19 Nov 2026 – Fri, 20 Nov 2026" in words
