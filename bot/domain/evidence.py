"""Evidence about a send whose answer was lost: what was seen, and what follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.hand_edits import look_alike
from bot.domain.posts import Content, Media
from bot.domain.publications import Part
from bot.domain.texts import Text

# No call of ours is under way for longer (aiogram's session gives up after it).
CALL_LASTS = timedelta(seconds=60)
# A call whose connection was lost may still be carried out: the server waits floods out for up to
# 8 s (TDLib, NetQueryCreator.cpp).
LANDS_WITHIN = timedelta(seconds=10)
# A doubt that comes up late, after a restart, gets so much time all the same.
LEAST_SEARCH = timedelta(seconds=20)
# While Telegram cannot be reached, its author cannot be asked either: evidence may still come.
OUTAGE_LASTS = timedelta(days=1)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(seconds=30)
# In a long outage pauses go on growing: a tenth of its age, up to this.
OUTAGE_PAUSE, SHARE_OF_AGE = timedelta(minutes=5), 10
# Doubts about one part of a post before its author is asked, whatever the evidence.
MOST_DOUBTS = 2


class Source(StrEnum):
    """Where a piece of evidence comes from."""

    ECHO = "echo"
    PERSONAL = "personal"
    PROBES = "probes"
    PREVIEW = "preview"
    AUTHOR = "author"


class Verdict(StrEnum):
    """What a source says: it stands in the channel, it does not, or this cannot be told."""

    FOUND = "found"
    ABSENT = "absent"
    UNKNOWN = "unknown"


# Others show a channel with a delay that nobody promises: that they do not show it says little.
KNOWS_ABSENCE = frozenset({Source.PROBES, Source.AUTHOR})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look at one source came to.

    `message_ids` are the messages of the part in their order when found. Otherwise they are what
    may be of it: with 0 for an item of an album that was not seen. `is_outage`: the source could
    not be reached.
    """

    verdict: Verdict
    message_ids: tuple[int, ...] = ()
    detail: str = ""
    is_outage: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A send that nobody knows the outcome of, and where its messages would be.

    They come behind the message `after`, the last one known when the attempt began (0: none was);
    `newest` is the last one known now; `known` are those behind `after` that belong to posts.
    `is_last` says that what is not found now will be taken for absent.
    """

    attempt_id: int
    part: Part
    chat_id: int
    username: str | None
    after: int
    newest: int
    known: frozenset[int] = frozenset()
    is_last: bool = False

    def may_be(self, message_id: int) -> bool:
        """Whether a message is behind the last known one, and no other post's."""
        return message_id > self.after and message_id not in self.known


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands in a channel."""

    message_id: int
    text: Text
    media: Media | None = None


def find(part: Part, shown: Iterable[Shown]) -> Finding:
    """The messages that a part became, among those that stand in a channel, oldest first.

    Words and files tell: formatting may come back changed, as Telegram drops what it does not
    allow. Where several look alike, those formatted as sent go first, then the oldest.
    """
    left, ids = list(shown), []
    for position in range(count_messages(part)):
        best = _best(part, position, left)
        ids.append(best.message_id if best else 0)
        if best:
            left.remove(best)
    if all(ids):
        return Finding(Verdict.FOUND, tuple(ids))
    if any(ids):
        return Finding(Verdict.UNKNOWN, tuple(ids), "only a part of the album was seen")
    return Finding(Verdict.ABSENT)


def merge(part: Part, before: Sequence[int], message: Shown) -> Finding:
    """What is known of a part after one more message of it was seen by itself.

    The verdict is ABSENT when the message is none of the part's.
    """
    ids = list(before) or [0] * count_messages(part)
    if message.message_id not in ids:
        free = [place for place, known in enumerate(ids) if not known]
        fitting = next((place for place in free if _is_item(part, place, message)), None)
        if fitting is None:
            return Finding(Verdict.ABSENT, tuple(ids))
        ids[fitting] = message.message_id
    return Finding(Verdict.FOUND if all(ids) else Verdict.UNKNOWN, tuple(ids))


def count_messages(part: Part) -> int:
    """How many messages a part is in the channel."""
    return max(1, len(part.media))


def _best(part: Part, position: int, shown: Sequence[Shown]) -> Shown | None:
    alike = [message for message in shown if _is_item(part, position, message)]
    same = [message for message in alike if _is_formatted_as(part, position, message)]
    return next(iter(same or alike), None)


def _item(part: Part, position: int) -> tuple[Text, Media | None]:
    """Words and medium of one message of a part; the caption of an album is its first item's."""
    text = part.text if position == 0 else Text()
    return text, part.media[position] if part.media else None


def _is_item(part: Part, position: int, message: Shown) -> bool:
    text, media = _item(part, position)
    ours, theirs = text.text.strip(), message.text.text.strip()
    # Blank lines of a rich message are lost: between its blocks there are none.
    if ours.split() != theirs.split() if part.is_rich else ours != theirs:
        return False
    wanted = media.unique_id if media else None
    return wanted == (message.media.unique_id if message.media else None)


def _is_formatted_as(part: Part, position: int, message: Shown) -> bool:
    text, media = _item(part, position)
    ours = Content(text=text, media=(media,) if media else ())
    theirs = Content(text=message.text, media=(message.media,) if message.media else ())
    return look_alike(ours, theirs)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When evidence of a doubt is looked for: until when, and from when absence is believed.

    Beyond `until` it is looked for only while Telegram is out of reach.
    """

    doubted_at: datetime
    sure_at: datetime
    until: datetime

    def next_look(self, last: datetime | None) -> datetime:
        """The moment of the look that follows the last one: pauses double, to half a minute.

        In an outage they grow on, to five minutes.
        """
        if last is None:
            return self.doubted_at
        age, longest = last - self.doubted_at, LONGEST_PAUSE
        if last >= self.until:
            longest = max(longest, min(age / SHARE_OF_AGE, OUTAGE_PAUSE))
        pause = min(max(age, FIRST_PAUSE), longest)
        edges = [edge for edge in (self.sure_at, self.until) if edge > last]
        return min([last + pause, *edges])


def schedule(started_at: datetime, doubted_at: datetime, settle: timedelta) -> Schedule:
    """Evidence is gathered for `settle` since the attempt began, a late doubt a little longer."""
    settled = started_at + settle
    lost = min(doubted_at, started_at + CALL_LASTS)
    return Schedule(
        doubted_at=doubted_at,
        sure_at=max(settled, lost + min(settle, LANDS_WITHIN)),
        until=max(settled, doubted_at + min(settle, LEAST_SEARCH)),
    )


class Step(StrEnum):
    """What is done about a doubt after a look."""

    WAIT = "wait"
    ADOPT = "adopt"
    SEND_AGAIN = "send again"
    ASK = "ask"


def decide(
    findings: Sequence[tuple[Source, Finding]],
    times: Schedule,
    *,
    now: datetime,
    doubts: int,
    is_accepted: bool,
) -> Step:
    """The step that follows from a look at every source.

    `doubts` is how often the part was in doubt, this time included. `is_accepted`: Telegram has
    the message and sends it by itself, so that its absence says nothing.
    """
    if any(finding.verdict is Verdict.FOUND for _, finding in findings):
        return Step.ADOPT
    is_absent = any(
        finding.verdict is Verdict.ABSENT and source in KNOWS_ABSENCE
        for source, finding in findings
    )
    # What was seen in part is there in part: to send it again would double that.
    is_partial = any(any(f.message_ids) for s, f in findings if s is not Source.PROBES)
    if is_absent and not is_partial and not is_accepted and now >= times.sure_at:
        return Step.SEND_AGAIN if doubts < MOST_DOUBTS else Step.ASK
    # Only Telegram itself counts: the public page may be out of reach for good.
    is_outage = any(f.is_outage for s, f in findings if s is Source.PROBES)
    until = times.until + OUTAGE_LASTS if is_outage else times.until
    return Step.ASK if now >= until else Step.WAIT
