"""Evidence: what is the part, when it is looked for, what follows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.evidence import (
    Finding,
    Shown,
    Source,
    Step,
    Verdict,
    decide,
    find,
    merge,
    schedule,
)
from bot.domain.posts import Media, MediaKind, Options
from bot.domain.publications import Part
from bot.domain.texts import Entity, Text

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
SETTLE = timedelta(seconds=60)
BOLD = (Entity("bold", 0, 5),)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def photo(name: str) -> Media:
    return Media(kind=MediaKind.PHOTO, file_id=f"id-{name}", unique_id=name)


def part(text: str = "", *media: str) -> Part:
    return Part(text=Text(text), media=tuple(map(photo, media)), options=Options())


def shown(message_id: int, text: str = "", media: str | None = None) -> Shown:
    return Shown(message_id, Text(text), photo(media) if media else None)


ALBUM = part("words", "a", "b", "c")


def test_the_same_words_behind_the_last_known_message_are_the_post():
    assert find(part("words"), [shown(7, "other"), shown(8, "words")]) == Finding(
        Verdict.FOUND, (8,)
    )


def test_other_words_or_another_file_are_not_the_post():
    assert find(part("words"), [shown(7, "other")]).verdict is Verdict.ABSENT
    assert find(part("words", "a"), [shown(7, "words", "b")]).verdict is Verdict.ABSENT
    assert find(part("words"), [shown(7, "words", "a")]).verdict is Verdict.ABSENT
    assert find(part("words"), []).verdict is Verdict.ABSENT


def test_formatting_that_came_back_changed_does_not_make_another_post_of_it():
    ours = Part(text=Text("Words", BOLD), options=Options())
    assert find(ours, [shown(7, "Words")]) == Finding(Verdict.FOUND, (7,))


def test_of_two_alike_the_one_formatted_as_sent_goes_first():
    ours = Part(text=Text("Words", BOLD), options=Options())
    two = [shown(7, "Words"), Shown(8, Text("Words", BOLD))]
    assert find(ours, two).message_ids == (8,)


def test_an_album_is_found_when_every_item_was_seen():
    items = [shown(7, "words", "a"), shown(8, "", "b"), shown(9, "", "c")]
    assert find(ALBUM, items) == Finding(Verdict.FOUND, (7, 8, 9))
    partly = find(ALBUM, items[1:])
    assert (partly.verdict, partly.message_ids) == (Verdict.UNKNOWN, (0, 8, 9))


def test_the_same_picture_twice_in_an_album_is_two_messages():
    twice = part("words", "a", "a")
    items = [shown(7, "words", "a"), shown(8, "", "a")]
    assert find(twice, items).message_ids == (7, 8)
    assert find(twice, items[:1]).verdict is Verdict.UNKNOWN


@given(st.permutations([(7, "words", "a"), (8, "", "b"), (9, "", "c")]))
def test_items_of_an_album_seen_one_by_one_in_any_order_make_the_whole(order):
    known: tuple[int, ...] = ()
    verdicts = []
    for item in order:
        finding = merge(ALBUM, known, shown(*item))
        verdicts.append(finding.verdict)
        known = finding.message_ids
        # The same update may come again.
        assert merge(ALBUM, known, shown(*item)) == finding
    assert known == (7, 8, 9)
    assert verdicts == [Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.FOUND]


def test_a_message_of_somebody_else_is_no_item():
    assert merge(ALBUM, (7, 0, 0), shown(12, "hello")) == Finding(Verdict.ABSENT, (7, 0, 0))


def test_evidence_is_gathered_until_the_settle_time_since_the_attempt_began():
    times = schedule(NOON, NOON + seconds(1), SETTLE)
    assert (times.sure_at, times.until) == (NOON + SETTLE, NOON + SETTLE)


def test_a_call_that_hung_for_a_minute_may_still_land_when_it_is_given_up():
    times = schedule(NOON, NOON + seconds(60), SETTLE)
    assert times.sure_at == NOON + seconds(70)
    assert times.until == NOON + seconds(80)


def test_a_doubt_found_after_a_long_outage_is_judged_at_once_and_not_asked_at_once():
    late = NOON + timedelta(hours=3)
    times = schedule(NOON, late, SETTLE)
    assert times.sure_at < late
    assert times.until == late + seconds(20)


@given(
    settle=st.integers(0, 3600),
    doubted=st.integers(0, 10_000),
    looks=st.integers(1, 40),
)
def test_looks_go_on_and_never_skip_the_moments_that_decide(settle, doubted, looks):
    times = schedule(NOON, NOON + seconds(doubted), seconds(settle))
    assert NOON + seconds(settle) <= times.sure_at <= times.until
    moments = [times.next_look(None)]
    for _ in range(looks):
        moments.append(times.next_look(moments[-1]))
        assert moments[-1] > moments[-2]
        assert moments[-1] - moments[-2] <= seconds(30 if moments[-2] < times.until else 300)
    for edge in (times.sure_at, times.until):
        assert edge in moments or moments[-1] < edge or edge <= moments[0]


FOUND, ABSENT, UNKNOWN = (Finding(verdict) for verdict in Verdict)
TIMES = schedule(NOON, NOON, SETTLE)


def step(
    *findings: tuple[Source, Finding], at: float = 60, doubts: int = 1, is_accepted: bool = False
) -> Step:
    return decide(findings, TIMES, now=NOON + seconds(at), doubts=doubts, is_accepted=is_accepted)


@pytest.mark.parametrize("source", Source)
def test_what_any_source_found_is_adopted_at_once(source):
    assert step((Source.PROBES, UNKNOWN), (source, FOUND), at=0) is Step.ADOPT


def test_what_is_absent_is_sent_again_only_when_no_call_can_land_any_more():
    assert step((Source.PROBES, ABSENT), at=59.9) is Step.WAIT
    assert step((Source.PROBES, ABSENT)) is Step.SEND_AGAIN


def test_a_second_doubt_about_the_same_part_goes_to_the_author():
    assert step((Source.PROBES, ABSENT), doubts=2) is Step.ASK


@pytest.mark.parametrize("source", [Source.ECHO, Source.PERSONAL, Source.PREVIEW])
def test_a_source_that_shows_the_channel_late_proves_no_absence(source):
    assert step((source, ABSENT)) is Step.ASK
    assert step((source, ABSENT), at=59) is Step.WAIT


def test_an_album_seen_in_part_is_never_sent_again():
    echo = Finding(Verdict.UNKNOWN, (7, 0, 0))
    assert step((Source.ECHO, echo), (Source.PROBES, ABSENT)) is Step.ASK


def test_what_telegram_took_and_sends_later_is_never_sent_again():
    assert step((Source.PROBES, ABSENT), is_accepted=True) is Step.ASK


def test_what_cannot_be_known_is_asked_about_when_the_time_is_over():
    assert step((Source.PROBES, UNKNOWN), at=59) is Step.WAIT
    assert step((Source.PROBES, UNKNOWN)) is Step.ASK
    assert step() is Step.ASK


def test_nobody_is_asked_while_telegram_cannot_be_reached_but_not_for_ever():
    outage = Finding(Verdict.UNKNOWN, (), "no network", is_outage=True)
    assert step((Source.PROBES, outage), at=61) is Step.WAIT
    assert step((Source.PREVIEW, outage), at=61) is Step.ASK
    assert step((Source.PROBES, outage), at=60 + 24 * 3600) is Step.ASK
