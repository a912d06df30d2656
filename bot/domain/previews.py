"""Public previews of channels: what a page counts, when which one is read, how politely."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

PER_PAGE = 20
"""A page shows about so many messages, items of albums counted one by one."""

FIRST_LOOK = timedelta(minutes=1)
"""After it came out, so that a new post has a number soon."""
# A post of at most this age is looked at again after so long.
_PACES = (
    (timedelta(hours=1), timedelta(minutes=5)),
    (timedelta(hours=6), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=6)),
    (timedelta(days=365), timedelta(days=1)),
)
_SLOWEST = timedelta(days=30)
FRESH = timedelta(days=1)
"""Posts of at most this age go first; older ones are spread when they are many."""

BETWEEN_REQUESTS = timedelta(seconds=1)
BETWEEN_PAGES = timedelta(seconds=5)
"""Of one channel."""
NONE_LASTS = timedelta(days=1)
"""A channel without a page is asked again after so long."""
_FIRST_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(hours=6)
# Whoever asks for longer is asked again all the same.
_LONGEST_WISH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as a page shows it; `is_rounded` to three digits."""

    total: int
    is_rounded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFigures:
    """A post on a page. `message_ids` are those of every item of an album, in order.

    What the page does not show is None. `chat_id` is Telegram's -100… of the channel;
    `reactions` are by kind, stars under `PAID`: empty where the page shows none, None where they
    cannot be read.
    """

    message_ids: tuple[int, ...]
    chat_id: int | None = None
    is_service: bool = False
    published_at: datetime | None = None
    is_edited: bool = False
    views: Figure | None = None
    reactions: Mapping[str, Figure] | None = None


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The posts of a page, in its order; `has_older`: there are posts before them."""

    posts: tuple[PostFigures, ...]
    has_older: bool = False

    @property
    def oldest(self) -> int | None:
        """The lowest id on the page."""
        return min((number for post in self.posts for number in post.message_ids), default=None)

    @property
    def newest(self) -> int | None:
        """The highest id on the page."""
        return max((number for post in self.posts for number in post.message_ids), default=None)

    def is_of(self, chat_id: int) -> bool:
        """Whether no post says that it is of another channel: names change hands, ids do not."""
        return all(post.chat_id in (chat_id, None) for post in self.posts)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a channel: the newest posts, those before an id, or one post by itself."""

    before: int | None = None
    only: int | None = None

    def path(self, username: str) -> str:
        """Where it is, below the address of previews."""
        name = quote(username, safe="")
        if self.only is not None:
            return f"/{name}/{self.only}?embed=1&mode=tme"
        return f"/s/{name}" + (f"?before={self.before}" if self.before is not None else "")

    def covers(self, message_id: int, found: PageFigures) -> bool:
        """Whether a message would stand on the page that was found, if it is still there."""
        if self.only is not None:
            return message_id == self.only
        if self.before is not None and message_id >= self.before:
            return False
        return not found.has_older or found.oldest is None or message_id >= found.oldest

    @property
    def top(self) -> int | None:
        """The id that the page was asked for."""
        return self.before - 1 if self.before is not None else self.only


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A post to be looked at; `message_id` is its first one."""

    post_id: int
    message_id: int
    published_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A page as it was, for the next request: what it said of itself, and what it showed."""

    etag: str | None
    modified: str | None
    figures: PageFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page that was read. `age` is how old the copy was that somebody on the way kept."""

    version: Version
    age: timedelta = timedelta(0)

    @property
    def figures(self) -> PageFigures:
        """What it shows."""
        return self.version.figures


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is as it was when it was read last."""

    age: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class NotShown:
    """The channel has no page: the answer leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The page could not be read. `is_general`: neither could any other, it is the server.

    `wish` is for how long the server asks to be left alone.
    """

    reason: str
    is_general: bool
    wish: timedelta | None = None


Answer = Shown | Unchanged | NotShown | Trouble


def pause_of(age: timedelta) -> timedelta:
    """For how long what is known of a post of an age is good enough."""
    return next((pause for limit, pause in _PACES if age <= limit), _SLOWEST)


def next_look(published_at: datetime, now: datetime) -> datetime:
    """When a post that was looked at now is looked at again."""
    return now + pause_of(now - published_at)


def plan(
    posts: Sequence[tuple[int, int, datetime]], *, now: datetime, spread_from: datetime
) -> tuple[list[Look], datetime]:
    """First looks at posts, given as (post id, message id, moment), and where the spread ends.

    Fresh ones are due at once; older ones page by page, so that an archive of any length comes in
    at the pace of one channel. `spread_from` is where the spread of those before ended.
    """
    looks, at, top = [], max(now, spread_from), 0
    for post_id, message_id, published_at in sorted(posts, key=lambda post: -post[1]):
        due_at = max(now, published_at + FIRST_LOOK)
        if now - published_at > FRESH:
            if top - message_id >= PER_PAGE or not top:
                top, at = message_id, at + BETWEEN_PAGES
            due_at = at
        looks.append(
            Look(
                post_id=post_id, message_id=message_id, published_at=published_at, due_at=due_at
            )
        )  # fmt: skip
    return looks, at


def choose(due: Sequence[Look], *, newest: int, now: datetime) -> Page | None:
    """The page to read: of those with a post that changes fastest, what covers most that are due.

    `newest` is the highest id known in the channel. Between as good ones the newer.
    """
    if not due:
        return None
    looks = sorted(due, key=lambda look: look.message_id)
    ids = [look.message_id for look in looks]
    paces = [pause_of(now - look.published_at) for look in looks]
    fastest = min(paces)
    best: Sequence[int] = ()
    for top in reversed(range(len(ids))):
        # So many ids a page covers at least: it has as many messages.
        bottom = bisect_right(ids, ids[top] - PER_PAGE)
        if top + 1 - bottom > len(best) and fastest in paces[bottom : top + 1]:
            best = ids[bottom : top + 1]
    if newest - best[0] < PER_PAGE:
        return Page()
    return Page(only=best[0]) if len(best) == 1 else Page(before=best[-1] + 1)


def rest_after(failures: int, wish: timedelta | None = None) -> timedelta:
    """For how long a server is left alone after so many failures in a row, the first being 1."""
    doublings = max(0, min(failures - 1, 20))
    longer = min(_FIRST_REST * (1 << doublings), _LONGEST_REST)
    return max(longer, min(wish or timedelta(0), _LONGEST_WISH))


def missing(page: Page, found: PageFigures, looks: Iterable[Look]) -> list[Look]:
    """Posts that the page would show, and does not.

    The post that the page was asked for is one of them, whatever the server made of the question:
    it would be asked again at once.
    """
    shown = {number for post in found.posts for number in post.message_ids}
    return [
        look
        for look in looks
        if look.message_id not in shown
        and (page.covers(look.message_id, found) or look.message_id == page.top)
    ]


def newest_behind(found: PageFigures) -> int:
    """The highest id of a channel, as far as its newest page tells; see `choose`.

    At least so high that whatever is older than the page is not looked for on it again, even
    when it shows fewer messages than pages do.
    """
    if found.oldest is None or found.newest is None:
        return 0
    return max(found.newest, found.oldest + PER_PAGE - 1)
