"""Public pages as posts of the past: words with formatting, media, albums, paging, refusals."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.histories import HistoryMessage, HistoryPost, Special
from bot.domain.posts import MediaKind
from bot.domain.reactions import PAID, emoji_kind
from bot.domain.texts import Entity, Text
from bot.errors import InputRefused, SourceUnreadable
from bot.gateways.previews.fetching import Fetched, NoPage
from bot.gateways.previews.history import PublicHistory
from bot.gateways.previews.pages import NoHistory
from bot.gateways.previews.parsing import parse
from bot.gateways.previews.posts import read_page
from tests.gateways.previews.test_counting import CHAT, block, emoji, history

MOMENT = datetime(2026, 8, 24, 3, 55, 52, tzinfo=UTC)
TEXT = '<div class="tgme_widget_message_text js-message_text" dir="auto">'


def worded(html: str) -> Text:
    return post_of(block(inside=f"{TEXT}{html}</div>")).main.text


def post_of(one: str) -> HistoryPost:
    [post] = read_page(history(one)).posts
    return post


def message_of(one: str) -> HistoryMessage:
    [message] = post_of(one).messages
    return message


def shown(text: Text) -> list[tuple[str, str]]:
    """The entities of a text with their words."""
    units = text.text.encode("utf-16-le")
    return [
        (one.type, units[one.offset * 2 : one.end * 2].decode("utf-16-le"))
        for one in text.entities
    ]


def test_words_come_with_their_formatting():
    text = worded(
        "<b>Жирно</b> <i>косо</i> <u>под</u> <s>вон</s> <code>x = 1</code><br/>"
        "<tg-spoiler>тайна</tg-spoiler> и <b>вместе <i>оба</i></b>"
    )
    assert text.text == "Жирно косо под вон x = 1\nтайна и вместе оба"
    assert shown(text) == [
        ("bold", "Жирно"), ("italic", "косо"), ("underline", "под"), ("strikethrough", "вон"),
        ("code", "x = 1"), ("spoiler", "тайна"), ("bold", "вместе оба"), ("italic", "оба"),
    ]  # fmt: skip


def test_links_are_told_from_what_telegram_finds_by_itself():
    text = worded(
        '<a href="https://example.org/a?b=1">слово</a> <a href="https://example.org/">example.org'
        '</a> <a href="?q=%23%D0%BA%D0%B5%D0%B9%D1%81">#кейс</a> <a href="?q=%24AAPL">$AAPL</a> '
        '<a href="https://t.me/aloud">@aloud</a> <a href="https://t.me/aloud">канал</a> '
        '<a href="mailto:a@b.org">a@b.org</a> <a href="javascript:alert(1)">нет</a>'
    )
    assert shown(text) == [
        ("text_link", "слово"), ("url", "example.org"), ("hashtag", "#кейс"),
        ("cashtag", "$AAPL"), ("mention", "@aloud"), ("text_link", "канал"), ("email", "a@b.org"),
    ]  # fmt: skip
    assert text.entities[0].url == "https://example.org/a?b=1"


def test_emoji_are_characters_and_custom_ones_keep_their_ids():
    inner = '<i class="emoji" style="x"><b>👍</b></i>'
    text = worded(f'{inner} да <tg-emoji emoji-id="5368324170671202286">{inner}</tg-emoji>!')
    assert text.text == "👍 да 👍!"
    assert text.entities == (Entity("custom_emoji", 6, 2, custom_emoji_id="5368324170671202286"),)


def test_quotes_and_code_stand_on_their_own_lines():
    text = worded(
        "До<blockquote>первое<br/>второе</blockquote>после<br/>"
        '<pre><code class="language-python">print(1)</code></pre>конец'
        "<blockquote expandable>свёрнуто</blockquote>"
    )
    assert text.text == "До\nпервое\nвторое\nпосле\nprint(1)\nконец\nсвёрнуто"
    assert shown(text) == [
        ("blockquote", "первое\nвторое"), ("pre", "print(1)"),
        ("expandable_blockquote", "свёрнуто"),
    ]  # fmt: skip
    assert text.entities[1].language == "python"


def test_the_quote_of_an_answered_post_is_not_its_text():
    reply = (
        '<a class="tgme_widget_message_reply" href="https://t.me/aloud/5">'
        '<div class="tgme_widget_message_text js-message_reply_text">старое</div></a>'
    )
    message = message_of(block(inside=f"{reply}{TEXT}новое</div>"))
    assert (message.text.text, message.reply_to) == ("новое", 5)


def test_an_answer_to_another_channel_is_no_answer_here():
    reply = '<a class="tgme_widget_message_reply" href="https://t.me/others/5">x</a>'
    assert message_of(block(inside=reply)).reply_to is None


def test_an_album_is_one_post_of_many_messages_with_words_and_reactions_on_the_first():
    album = (
        '<div class="tgme_widget_message_grouped_wrap"><div><div>'
        '<a class="tgme_widget_message_photo_wrap" href="https://t.me/aloud/20?single"></a>'
        '<a class="tgme_widget_message_video_player" href="https://t.me/aloud/21?single">'
        '<div class="message_media_not_supported">Media is too big</div></a>'
        '<a class="tgme_widget_message_photo_wrap" href="https://t.me/aloud/22?single"></a>'
        f"</div></div></div>{TEXT}{TEXT}Три <b>сразу</b></div></div>"
    )
    post = post_of(block("20", inside=album, reactions=emoji("👍", "4.3K") + emoji("❤", "7")))
    assert post.ids == (20, 21, 22)
    assert [one.kind for one in post.media] == [MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.PHOTO]
    assert [one.text.text for one in post.messages] == ["Три сразу", "", ""]
    assert post.messages[0].reactions == {emoji_kind("👍"): 4300, emoji_kind("❤"): 7}
    assert post.messages[0].rounded == {emoji_kind("👍")}
    assert [one.reactions for one in post.messages[1:]] == [None, None]
    assert {one.sent_at for one in post.messages} == {MOMENT}


def test_what_surrounds_the_words_is_read():
    inside = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from '
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/src/9">'
        f"<span>Источник</span></a></div>{TEXT}слова</div>"
    )
    author = '<span class="tgme_widget_message_from_author" dir="auto">Анна</span>,&nbsp; edited '
    message = message_of(block(inside=inside, meta=author))
    assert (message.id, message.sent_at, message.signature) == (7, MOMENT, "Анна")
    assert (message.forwarded_from, message.edited_at) == ("Источник", None)
    assert message.details["page"] == {"edited": True, "views": 873, "views_rounded": False}


def test_a_forward_of_somebody_hidden_has_an_empty_name():
    hidden = '<div class="tgme_widget_message_forwarded_from">Forwarded</div>'
    assert message_of(block(inside=hidden)).forwarded_from == ""
    assert message_of(block()).forwarded_from is None


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<a class="tgme_widget_message_photo_wrap"></a>', MediaKind.PHOTO),
        ('<a class="tgme_widget_message_video_player"><video src="x"></video></a>',
         MediaKind.VIDEO),
        ('<a class="tgme_widget_message_video_player"><video loop="1"></video></a>',
         MediaKind.ANIMATION),
        ('<a class="tgme_widget_message_voice_player"></a>', MediaKind.VOICE),
        ('<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document">'
         '<div class="tgme_widget_message_document_title">план.pdf</div></div></a>',
         MediaKind.DOCUMENT),
        ('<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document '
         'audio"></div></a>', MediaKind.AUDIO),
    ],
)  # fmt: skip
def test_a_medium_is_known_by_its_place(html: str, kind: MediaKind):
    [media] = message_of(block(inside=html)).media
    assert (media.kind, media.is_ours) == (kind, False)
    assert media.name == ("план.pdf" if kind is MediaKind.DOCUMENT else "")


def test_a_poll_is_found_by_its_question_and_answers():
    poll = (
        '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">'
        'Где купите?</div><div class="tgme_widget_message_poll_option">'
        '<div class="tgme_widget_message_poll_option_percent">60%</div>'
        '<div class="tgme_widget_message_poll_option_text">В магазине</div></div>'
        '<div class="tgme_widget_message_poll_option">'
        '<div class="tgme_widget_message_poll_option_text">Нигде</div></div></div>'
    )
    message = message_of(block(inside=poll))
    assert message.special is Special.POLL
    assert message.text.text == "Где купите?\n• В магазине\n• Нигде"
    assert message.details["poll"]["question"] == "Где купите?"


@pytest.mark.parametrize(
    ("css", "special"),
    [
        ("tgme_widget_message_tgsticker", Special.STICKER),
        ("tgme_widget_message_roundvideo_player", Special.VIDEO_MESSAGE),
        ("message_media_not_supported", Special.OTHER),
    ],
)
def test_what_is_no_medium_of_ours_has_its_kind(css: str, special: Special):
    assert message_of(block(inside=f'<a class="{css}"></a>')).special is special


def test_an_event_is_no_post_and_keeps_its_words():
    event = message_of(block(css="service_message", inside=f"{TEXT}Channel created</div>"))
    assert (event.is_post, event.details["text"]) == (False, "Channel created")


def test_stars_are_reactions_of_their_own():
    stars = '<span class="tgme_reaction tgme_reaction_paid"><i class="icon"></i>12</span>'
    assert message_of(block(reactions=stars)).reactions == {PAID: 12}


def test_a_page_tells_its_channel_and_where_older_posts_are():
    head = '<link rel="prev" href="/s/aloud?before=7"><link rel="canonical" href="/s/aloud">'
    title = '<div class="tgme_channel_info_header_title"><span>Вслух</span></div>'
    page = read_page(
        history(block(7), block(8), head=head).replace(b"<main", title.encode() + b"<main")
    )
    assert (page.chat_id, page.title, page.previous) == (CHAT, "Вслух", 7)
    assert [post.ids for post in page.posts] == [(7,), (8,)]


def test_a_channel_says_when_it_has_no_posts_and_anything_else_empty_is_no_page():
    empty = '<div class="tme_no_messages_found">No posts found</div>'
    assert read_page(history(empty)).posts == ()
    with pytest.raises(NoHistory):
        read_page(history())
    with pytest.raises(NoHistory):
        read_page(b"<html><body>Telegram: Contact @aloud</body></html>")


@given(st.text())
def test_no_html_of_a_text_breaks_the_page(html: str):
    for post in read_page(history(block(inside=f"{TEXT}{html}</div>"))).posts:
        for message in post.messages:
            for entity in message.text.entities:
                assert 0 <= entity.offset < entity.end <= message.text.units


@given(
    st.recursive(
        st.text("абв 😀#\n", max_size=6),
        lambda inner: st.tuples(
            st.sampled_from(["b", "i", "blockquote", "pre", "code", "tg-spoiler", "a", "u"]),
            st.lists(inner, max_size=3),
        ),
        max_leaves=12,
    )
)
def test_entities_lie_inside_the_text_and_one_inside_another(tree: object):
    text = worded(html_of(tree))
    spans = [(one.offset, one.end) for one in text.entities]
    assert all(0 <= start < end <= text.units for start, end in spans)
    for a in spans:
        for b in spans:
            assert not (a[0] < b[0] < a[1] < b[1])


def html_of(tree: object) -> str:
    if isinstance(tree, tuple):
        tag, inner = tree
        return f"<{tag}>{''.join(map(html_of, inner))}</{tag}>"
    return str(tree)


class Pages:
    """Answers for a reader, in their order, and what it asked for."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(
        self, address: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        self.asked.append(address)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Fetched(answer)


def reader(*answers: bytes | Exception) -> tuple[PublicHistory, Pages]:
    pages = Pages(*answers)
    return PublicHistory("https://t.me/", pages, pause=timedelta(0)), pages


async def test_pages_are_asked_for_by_the_id_of_the_one_before():
    head = '<link rel="prev" href="/s/aloud?before=7">'
    public, pages = reader(history(block(7), head=head), history(block(3)))
    first = await public.page("aloud")
    second = await public.page("aloud", first.previous)
    assert (first.previous, second.previous) == (7, None)
    assert pages.asked == ["https://t.me/s/aloud", "https://t.me/s/aloud?before=7"]


async def test_a_page_that_leads_back_to_itself_is_refused():
    head = '<link rel="prev" href="/s/aloud?before=7">'
    public, _ = reader(history(block(7), head=head))
    with pytest.raises(SourceUnreadable):
        await public.page("aloud", 7)


@pytest.mark.parametrize("status", [302, 404])
async def test_a_channel_without_a_page_is_refused_for_good(status: int):
    public, _ = reader(NoPage("elsewhere", status=status))
    with pytest.raises(InputRefused) as refusal:
        await public.page("aloud")
    assert refusal.value.message_key == "history-page-none"


@pytest.mark.parametrize(
    "failure",
    [NoPage("busy", status=429, wish=timedelta(seconds=30)), NoPage("broken", status=502),
     NoPage("no answer"), TimeoutError()],
    ids=["429", "502", "none", "timeout"],
)  # fmt: skip
async def test_a_page_that_cannot_be_had_now_may_be_had_later(failure: Exception):
    public, _ = reader(failure)
    with pytest.raises(SourceUnreadable) as trouble:
        await public.page("aloud")
    assert trouble.value.params["seconds"] == (30 if "busy" in str(failure) else 0)


@pytest.mark.parametrize("name", ["", "a", "../x", "a b", "имя", "x" * 33, "a?b=1"])
async def test_what_is_no_name_is_never_asked_for(name: str):
    public, pages = reader()
    with pytest.raises(InputRefused):
        await public.page(name)
    assert pages.asked == []


# Seen on @telegram's page, May 2026: for a custom emoji the page offers to open the app as well.
OFFERED = (
    f'<div class="media_supported_cont">{TEXT}Итоги <tg-emoji emoji-id="5373101475679443553">'
    '<i class="emoji"><b>😉</b></i></tg-emoji></div></div><div class="media_not_supported_cont">'
    '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported">'
    '<div class="message_media_not_supported_label">Please open Telegram to view this post</div>'
    "</div></div></div>"
)


def test_an_offer_to_open_the_app_for_an_emoji_is_no_medium():
    message = message_of(block(inside=OFFERED))
    assert (message.text.text, message.special, message.media) == ("Итоги 😉", None, ())
    [seen] = parse(history(block(inside=OFFERED)))
    assert (seen.text, seen.has_media) == ("Итоги 😉", False)
