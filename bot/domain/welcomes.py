"""The welcome of a source: its messages, and when each of them comes to a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates import local_to_utc
from bot.domain.posts import Content, MediaKind
from bot.domain.texts import CAPTION_LIMIT, ENTITY_LIMIT, TEXT_LIMIT, count_formatting
from bot.errors import InputRefused

MOST_STEPS = 5
LONGEST_DELAY = timedelta(days=30)

QUIET_FROM, QUIET_UNTIL = time(22), time(9)
"""Between these, on the person's clock, only the answer to Start comes."""

LATE = timedelta(days=1)
"""A message later than this, after an outage, is left out: it no longer fits its day."""
SPACING = timedelta(hours=1)
"""What piled up comes no faster than this, unless its own delays are shorter."""
ANSWER = timedelta(hours=1)
"""A message at once is the answer to Start for so long; later it keeps the quiet hours."""

MEDIA = (MediaKind.PHOTO, MediaKind.VIDEO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A message of a welcome; `delay` after the person came, chosen at `timed_at`."""

    id: int
    delay: timedelta
    content: Content
    timed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How far a person is: `passed` is the delay of the last step that is over.

    `last_at` is when the last message began to be sent, None when none was.
    """

    began_at: datetime
    zone: ZoneInfo
    passed: timedelta | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes next: `step` at `at`, both None when the welcome is over.

    `is_due`: it is to be sent now. `passed` is what is over then, steps left out included.
    """

    step: Step | None = None
    at: datetime | None = None
    is_due: bool = False
    passed: timedelta | None = None


def require_fit(content: Content) -> None:
    """Refuse what is no single message.

    Raises:
        InputRefused: it is empty, too long in UTF-16 units, another kind of media or an album,
            or carries more formatting than Telegram keeps.
    """
    kinds = [media.kind for media in content.media]
    if len(kinds) > 1 or any(kind not in MEDIA for kind in kinds):
        raise InputRefused("welcome-kind-refused")
    if not kinds and not content.text:
        raise InputRefused("welcome-empty")
    limit = CAPTION_LIMIT if kinds else TEXT_LIMIT
    if content.text.units > limit:
        key = "welcome-caption-long" if kinds else "welcome-text-long"
        raise InputRefused(key, units=content.text.units, limit=limit)
    if (found := count_formatting(content.text)) > ENTITY_LIMIT:
        raise InputRefused("welcome-formatting", count=found, limit=ENTITY_LIMIT)


def require_delay(delay: timedelta, others: Iterable[Step]) -> None:
    """Refuse a delay that no step may have beside the others.

    Raises:
        InputRefused: it is too long, or another message comes then.
    """
    if not timedelta(0) <= delay <= LONGEST_DELAY:
        raise InputRefused("welcome-delay-long", days=LONGEST_DELAY.days)
    if any(step.delay == delay for step in others):
        raise InputRefused("welcome-delay-taken")


def after_quiet(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself, or 9:00 when it falls into the quiet hours of a zone; aware UTC."""
    local = moment.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    day = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return max(moment, local_to_utc(day, QUIET_UNTIL, zone))


def moment_of(step: Step, course: Course) -> datetime:
    """When a step should come to a person, had there been no outage."""
    moment = max(course.began_at + step.delay, step.timed_at)
    return moment if _is_answer(step, course, moment) else after_quiet(moment, course.zone)


def look_ahead(steps: Sequence[Step], course: Course, now: datetime) -> Next:
    """What is to come to a person; what is too late by now is left out."""
    for step in sorted(steps, key=lambda step: step.delay):
        if course.passed is not None and step.delay <= course.passed:
            continue
        moment = moment_of(step, course)
        if now - moment > LATE:
            course = replace(course, passed=step.delay)
            continue
        at = _at(step, course, max(moment, now))
        return Next(step=step, at=at, is_due=at <= now, passed=course.passed)
    return Next(passed=course.passed)


def _at(step: Step, course: Course, moment: datetime) -> datetime:
    """The moment, but apart from the message before, and not in the quiet hours."""
    if course.last_at is not None and course.passed is not None:
        moment = max(moment, course.last_at + min(step.delay - course.passed, SPACING))
    return moment if _is_answer(step, course, moment) else after_quiet(moment, course.zone)


def _is_answer(step: Step, course: Course, moment: datetime) -> bool:
    return not step.delay and moment - course.began_at < ANSWER
