"""Figures of public pages: every shape that was seen of views and reactions, and garbage."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.previews import Figure, PageFigures, PostFigures
from bot.domain.reactions import PAID, custom_kind, emoji_kind
from bot.domain.rounding import is_shown_as, round_as_shown
from bot.gateways.previews.counting import read_embedded, read_history
from bot.gateways.previews.pages import NoHistory

BURNING = "❤\u200d🔥"
BARE, CHAT = 1_234_567_890, -1_001_234_567_890


def view_of(number: int | str, bare: Any = BARE) -> str:
    seen = {"c": -bare if isinstance(bare, int) else bare, "p": number, "t": 1_787_000_000}
    return base64.urlsafe_b64encode(json.dumps(seen).encode()).decode().rstrip("=")


def block(
    number: int | str = 7,
    *,
    inside: str = "",
    views: str | None = "873",
    reactions: str = "",
    meta: str = "",
    css: str = "",
    view: str | None = None,
) -> str:
    """A post as the page draws it, without what nobody reads."""
    counted = "" if views is None else f'<span class="tgme_widget_message_views">{views}</span>'
    stand = f'<div class="tgme_widget_message_reactions js-message_reactions">{reactions}</div>'
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">\n'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message {css}"'
        f' data-post="aloud/{number}" data-view="{view_of(number) if view is None else view}">'
        '<div class="tgme_widget_message_user"><a href="https://t.me/aloud"></a></div>'
        f'<div class="tgme_widget_message_bubble">{inside}{stand if reactions else ""}'
        '<div class="tgme_widget_message_footer compact js-message_footer">'
        f'<div class="tgme_widget_message_info short js-message_info">{counted}'
        f'<span class="copyonly"> views</span><span class="tgme_widget_message_meta">{meta}'
        f'<a class="tgme_widget_message_date" href="https://t.me/aloud/{number}">'
        '<time datetime="2026-08-24T03:55:52+00:00" class="time">03:55</time></a></span>'
        "</div></div></div></div></div>"
    )


def history(*blocks: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><main class=tgme_main>"
        '<section class="tgme_channel_history js-message_history">'
        f"{''.join(blocks)}</section></main></body></html>"
    ).encode()


def embedded(inside: str) -> bytes:
    return (
        '<!DOCTYPE html><html><body class="widget_frame_base tgme_widget body_widget_post">'
        f"{inside}</body></html>"
    ).encode()


def emoji(sign: str, figure: str) -> str:
    image = "background-image:url('//telegram.org/img/emoji/40/E29DA4.png')"
    return (
        f'<span class="tgme_reaction"><i class="emoji" style="{image}"><b>{sign}</b></i>'
        f"{figure}</span>"
    )


def only(body: bytes) -> PostFigures:
    [post] = read_history(body).posts
    return post


@pytest.mark.parametrize(
    ("shown", "figure"),
    [
        ("1", Figure(1)),
        ("873", Figure(873)),
        ("4.02K", Figure(4020, is_rounded=True)),
        ("35.1K", Figure(35_100, is_rounded=True)),
        ("110K", Figure(110_000, is_rounded=True)),
        ("2.81M", Figure(2_810_000, is_rounded=True)),
        (" 12\n", Figure(12)),
    ],
)
def test_views_are_exact_below_a_thousand_and_rounded_above(shown: str, figure: Figure):
    assert only(history(block(views=shown))).views == figure


@pytest.mark.parametrize(
    "shown",
    ["", " ", "-", "K", "many", "1,024", "4.02", "1e3", "-5", "4.02KM", "9" * 10,
     pytest.param("9" * 5000, id="long")],
)  # fmt: skip
def test_what_is_no_figure_is_not_known_and_never_zero(shown: str):
    assert only(history(block(views=shown))).views is None


def test_a_post_without_views_or_with_two_of_them_has_none_that_is_known():
    assert only(history(block(views=None))).views is None
    twice = block(inside='<span class="tgme_widget_message_views">5</span>')
    assert only(history(twice)).views is None


def test_a_post_without_the_block_of_reactions_shows_none():
    assert only(history(block())).reactions == {}


def test_reactions_are_read_by_kind_with_stars_and_custom_emoji_apart():
    shown = (
        '<span class="tgme_reaction tgme_reaction_paid">'
        '<i class="icon icon-telegram-stars"></i>1.52K</span>'
        '<span class="tgme_reaction"><tg-emoji emoji-id="5368324170671202286">'
        '<i class="emoji"><b>😎</b></i></tg-emoji>57</span>'
        f"{emoji('👍', '4.3K')}{emoji('❤', '35')}{emoji(BURNING, '2')}"
    )
    assert only(history(block(reactions=shown))).reactions == {
        PAID: Figure(1520, is_rounded=True),
        custom_kind("5368324170671202286"): Figure(57),
        emoji_kind("👍"): Figure(4300, is_rounded=True),
        emoji_kind("❤"): Figure(35),
        emoji_kind(BURNING): Figure(2),
    }


def test_a_heart_is_the_same_with_and_without_a_variation():
    assert only(history(block(reactions=emoji("❤\ufe0f", "3")))).reactions == {
        emoji_kind("❤"): Figure(3)
    }


@pytest.mark.parametrize(
    "strange",
    [
        '<span class="tgme_reaction">5</span>',
        '<span class="tgme_reaction"><i class="emoji"><b>👎</b></i></span>',
        '<span class="tgme_reaction"><i class="emoji"><b>👎</b></i>few</span>',
        '<span class="tgme_reaction"><i class="emoji"><b>ok</b></i>3</span>',
        '<span class="tgme_reaction"><tg-emoji></tg-emoji>3</span>',
        '<span class="tgme_reaction tgme_reaction_paid"><i></i></span>',
        '<span class="tgme_reaction"><i class="emoji"><b>👍</b></i>3</span>',
    ],
)
def test_one_reaction_that_cannot_be_read_leaves_all_of_the_post_unknown(strange: str):
    assert only(history(block(reactions=emoji("👍", "5") + strange))).reactions is None


def test_the_digits_of_an_emoji_are_not_counted():
    assert only(history(block(reactions=emoji("💯", "6")))).reactions == {
        emoji_kind("💯"): Figure(6)
    }


def test_the_channel_the_moment_and_the_edit_are_read():
    post = only(history(block(meta="edited &nbsp;")))
    assert (post.chat_id, post.message_ids, post.is_edited) == (CHAT, (7,), True)
    assert post.published_at == datetime(2026, 8, 24, 3, 55, 52, tzinfo=UTC)
    assert not only(history(block(meta="Anna &nbsp;"))).is_edited


@pytest.mark.parametrize(
    "view",
    ["", "%%%", "eyJj", view_of(7, None), view_of(7, "x"), view_of(7, -5), view_of(7, 10**13),
     view_of(7, 0), "W10", pytest.param("A" * 5000, id="long")],
)  # fmt: skip
def test_a_post_that_does_not_say_of_which_channel_it_is_is_of_none(view: str):
    assert only(history(block(view=view))).chat_id is None


def test_events_of_a_channel_are_marked_and_have_no_figures():
    event = only(history(block(css="service_message", views="5", reactions=emoji("👍", "5"))))
    assert event == PostFigures(message_ids=(7,), chat_id=CHAT, is_service=True)


def test_the_items_of_an_album_are_one_post_with_its_words_wrapped_twice():
    text = '<div class="tgme_widget_message_text js-message_text" dir="auto">'
    album = (
        '<a class="tgme_widget_message_reply" href="https://t.me/aloud/3?single">an earlier one'
        '</a><div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap">'
        '<div class="tgme_widget_message_grouped"><div class="tgme_widget_message_grouped_layer">'
        '<a class="tgme_widget_message_photo_wrap" href="https://t.me/aloud/20?single"></a>'
        '<a class="tgme_widget_message_video_player blured not_supported"'
        ' href="https://t.me/aloud/21?single"><i class="tgme_widget_message_video_thumb"></i>'
        '<time class="message_video_duration">0:46</time>'
        '<div class="message_media_not_supported_label">Media is too big</div></a>'
        f"</div></div></div>{text}{text}Two of them</div></div>"
    )
    post = only(history(block("20", inside=album, views="2.88K", view=view_of("20g"))))
    assert (post.message_ids, post.chat_id) == ((20, 21), CHAT)
    assert post.views == Figure(2880, is_rounded=True)
    assert post.published_at == datetime(2026, 8, 24, 3, 55, 52, tzinfo=UTC)


def test_a_page_knows_its_ids_and_whether_older_posts_exist():
    body = history(block(18), block(20), head='<link rel="prev" href="/s/aloud?before=18">')
    page = read_history(body)
    assert (page.oldest, page.newest, page.has_older) == (18, 20, True)
    canonical = read_history(history(block(18), head='<link rel="canonical" href="/s/aloud">'))
    assert not canonical.has_older
    empty = history('<div class="tgme_no_messages_found">No posts found</div>')
    assert read_history(empty) == PageFigures(())


def test_a_post_by_itself_is_read_like_one_on_a_page():
    shown = block(views="4.02K", reactions=emoji("🔥", "5"))
    assert read_embedded(embedded(shown)) == PageFigures(read_history(history(shown)).posts)
    gone = embedded('<div class="tgme_widget_message_error">Post not found</div>')
    assert read_embedded(gone) == PageFigures(())


CONTACT = b"<html><body class=no_transition>You can contact @aloud right away.</body></html>"


@pytest.mark.parametrize("body", [b"", b"  ", b"\xff\x00", b"<", CONTACT])
def test_what_is_neither_a_history_nor_a_post_is_refused(body: bytes):
    for read in (read_history, read_embedded):
        with pytest.raises(NoHistory):
            read(body)


@given(st.integers(0, 10**9 - 10**6))
def test_whatever_was_counted_is_read_as_what_it_may_be_shown_as(count: int):
    post = only(
        history(block(views=round_as_shown(count), reactions=emoji("👍", round_as_shown(count))))
    )
    for figure in (post.views, (post.reactions or {})[emoji_kind("👍")]):
        assert figure is not None
        assert figure.is_rounded == (count >= 1000)
        assert is_shown_as(count, figure.total, is_rounded=figure.is_rounded)


WORDS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="<>&"), max_size=12
)


@given(
    views=WORDS, sign=WORDS, figure=WORDS, view=WORDS, number=WORDS, junk=st.binary(max_size=200)
)
def test_garbage_raises_nothing_but_our_error_and_invents_no_number(
    views: str, sign: str, figure: str, view: str, number: str, junk: bytes
):
    body = history(
        block(number, views=views, reactions=emoji(sign, figure), view=view.replace('"', ""))
    )
    for data in (junk, body[: len(junk) * 9] + junk, body, body + junk):
        for read in (read_history, read_embedded):
            try:
                posts = read(data).posts
            except NoHistory:
                continue
            for post in posts:
                check(post, views, figure)


def check(post: PostFigures, views: str, figure: str) -> None:
    """Every number stands in the page: in its digits."""
    if post.views is not None:
        assert any(sign.isdecimal() for sign in views)
        assert post.views.total < 10**12
    for found in (post.reactions or {}).values():
        assert any(sign.isdecimal() for sign in figure)
        assert found.total < 10**12
