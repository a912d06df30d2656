"""When which public page is read, how politely, and what a page says of what is not on it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.previews import (
    BETWEEN_PAGES,
    PER_PAGE,
    Look,
    Page,
    PageFigures,
    PostFigures,
    choose,
    missing,
    newest_behind,
    next_look,
    pause_of,
    plan,
    rest_after,
)

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def look(message_id: int, age: timedelta = 30 * DAY) -> Look:
    return Look(
        post_id=message_id * 10, message_id=message_id, published_at=NOW - age, due_at=NOW
    )  # fmt: skip


def found(*ids: int, has_older: bool = False) -> PageFigures:
    return PageFigures(tuple(PostFigures(message_ids=(one,)) for one in ids), has_older)


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(0), timedelta(minutes=5)),
        (HOUR, timedelta(minutes=5)),
        (2 * HOUR, timedelta(minutes=15)),
        (7 * HOUR, HOUR),
        (2 * DAY, 6 * HOUR),
        (8 * DAY, DAY),
        (365 * DAY, DAY),
        (366 * DAY, 30 * DAY),
    ],
)
def test_the_older_a_post_the_seldomer_it_is_looked_at(age: timedelta, pause: timedelta):
    assert pause_of(age) == pause
    assert next_look(NOW - age, NOW) == NOW + pause


@given(st.timedeltas(timedelta(0), 1000 * DAY), st.timedeltas(timedelta(0), 1000 * DAY))
def test_no_older_post_is_looked_at_more_often(one: timedelta, other: timedelta):
    younger, older = sorted([one, other])
    assert pause_of(younger) <= pause_of(older)


def test_a_year_of_a_post_is_less_than_five_hundred_requests():
    at, requests = NOW, 0
    while at < NOW + 365 * DAY:
        at = next_look(NOW, at)
        requests += 1
    assert requests < 500


@pytest.mark.parametrize(
    ("page", "path"),
    [
        (Page(), "/s/aloud"),
        (Page(before=43), "/s/aloud?before=43"),
        (Page(only=42), "/aloud/42?embed=1&mode=tme"),
    ],
)
def test_a_page_has_its_path(page: Page, path: str):
    assert page.path("aloud") == path


def test_a_name_leads_nowhere_else():
    assert Page().path("../joinchat?x=1") == "/s/..%2Fjoinchat%3Fx%3D1"


def test_nothing_is_read_when_nothing_is_due():
    assert choose([], newest=50, now=NOW) is None


def test_the_newest_posts_are_read_from_the_newest_page():
    assert choose([look(50), look(31)], newest=50, now=NOW) == Page()
    assert choose([look(50)], newest=50, now=NOW) == Page()


def test_of_older_posts_the_page_that_covers_most_is_read():
    crowd = [look(number) for number in range(100, 110)]
    assert choose([look(300), *crowd, look(40)], newest=500, now=NOW) == Page(before=110)


def test_a_lone_old_post_is_read_by_itself():
    assert choose([look(300), look(40)], newest=500, now=NOW) == Page(only=300)


def test_what_changes_fast_goes_before_what_is_much():
    crowd = [look(number) for number in range(100, 110)]
    assert choose([look(490, HOUR), *crowd], newest=500, now=NOW) == Page()
    assert choose([look(450, HOUR), *crowd], newest=500, now=NOW) == Page(only=450)


IDS = st.lists(st.integers(1, 400), min_size=1, max_size=60, unique=True)


@given(IDS, IDS, st.integers(0, 800))
def test_whatever_stands_in_a_channel_each_page_settles_at_least_one_post(
    due: list[int], standing: list[int], known: int
):
    """The loop of the service: it ends, and needs no more pages than there are posts."""
    left, newest, pages = {number: look(number) for number in due}, known, 0
    standing = sorted(standing)
    while left:
        page = choose(list(left.values()), newest=newest, now=NOW)
        assert page is not None
        shown = show(page, standing)
        if page == Page():
            newest = newest_behind(shown)
        lost = {one.message_id for one in missing(page, shown, left.values())}
        assert not lost & set(standing)
        settled = lost | {number for post in shown.posts for number in post.message_ids}
        left = {number: one for number, one in left.items() if number not in settled}
        pages += 1
        assert pages <= len(due) + 1


def show(page: Page, standing: list[int]) -> PageFigures:
    """The page as Telegram makes it of what stands in a channel."""
    if page.only is not None:
        return found(*[number for number in standing if number == page.only])
    below = [number for number in standing if page.before is None or number < page.before]
    return found(*below[-PER_PAGE:], has_older=len(below) > PER_PAGE)


def test_a_page_that_shows_less_than_others_is_not_read_again_for_what_is_older():
    shown = found(46, 48, 50, has_older=True)
    assert missing(Page(), shown, [look(45), look(47)]) == [look(47)]
    assert choose([look(45)], newest=newest_behind(shown), now=NOW) == Page(only=45)
    assert newest_behind(found()) == 0


def test_a_server_that_ignores_what_it_is_asked_is_not_asked_for_ever():
    newest = found(90, 91, has_older=True)
    assert missing(Page(before=43), newest, [look(42), look(30)]) == [look(42)]


ARCHIVES = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 900)),
    max_size=80,
    unique_by=lambda post: post[0],
)  # fmt: skip


@given(ARCHIVES)
def test_an_archive_is_spread_page_by_page_and_fresh_posts_are_not(posts: list[tuple[int, int]]):
    given_posts = [(number, number, NOW - days * DAY) for number, days in posts]
    looks, until = plan(given_posts, now=NOW, spread_from=NOW + HOUR)
    assert {one.post_id for one in looks} == {number for number, _ in posts}
    old = [one for one in looks if NOW - one.published_at > DAY]
    for one in looks:
        if one not in old:
            assert one.due_at <= NOW + timedelta(minutes=1)
    moments = sorted({one.due_at for one in old})
    assert moments == [NOW + HOUR + BETWEEN_PAGES * n for n in range(1, len(moments) + 1)]
    assert until == (moments[-1] if moments else NOW + HOUR)
    for moment in moments:
        ids = [one.message_id for one in old if one.due_at == moment]
        assert max(ids) - min(ids) < PER_PAGE


def test_a_post_that_came_out_now_is_looked_at_in_a_minute():
    [first], _ = plan([(1, 7, NOW)], now=NOW, spread_from=NOW)
    assert first.due_at == NOW + timedelta(minutes=1)


def test_rests_double_and_a_longer_wish_of_the_server_is_heard():
    minutes = [rest_after(failures) // timedelta(minutes=1) for failures in (1, 2, 3, 9, 10, 999)]
    assert minutes == [1, 2, 4, 256, 360, 360]
    assert rest_after(1, timedelta(minutes=7)) == timedelta(minutes=7)
    assert rest_after(3, timedelta(seconds=5)) == timedelta(minutes=4)
    assert rest_after(1, timedelta(days=400)) == DAY


def test_a_page_is_of_a_channel_unless_a_post_says_otherwise():
    ours, other, silent = (PostFigures(message_ids=(1,), chat_id=c) for c in (-1001, -1002, None))
    assert PageFigures((ours, silent)).is_of(-1001)
    assert not PageFigures((ours, other)).is_of(-1001)
    assert PageFigures(()).is_of(-1001)
