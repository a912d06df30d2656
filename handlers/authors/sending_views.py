"""How a post was sent, in lines: each attempt, and what was learned where the answer was lost."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text

from bot.domain.evidence import Verdict
from bot.translator import Translator
from handlers.moments import describe_moment
from storage import attempts, evidence, publications
from storage.attempts import Attempt
from storage.db import Database
from storage.evidence import Note

# The newest ones; a page is one message.
MOST_ATTEMPTS = 5


async def describe_sending(
    t: Translator, db: Database, post_id: int, zone: ZoneInfo
) -> list[Text | str]:
    """A heading, the attempts and their evidence; nothing for a post that was never sent."""
    publication = await publications.get_of_post(db, post_id)
    if publication is None:
        return []
    tried = await attempts.list_attempts(db, publication.id)
    notes = await evidence.list_notes(db, publication.id)
    lines: list[Text | str] = [Bold(t("sending-title"))] if tried else []
    is_long = any(attempt.part for attempt in tried)
    for attempt in tried[-MOST_ATTEMPTS:]:
        lines.append(_attempt(t, attempt, zone, is_long=is_long))
        lines += _learned(t, [note for note in notes if note.attempt_id == attempt.id])
    return lines


def _attempt(t: Translator, attempt: Attempt, zone: ZoneInfo, *, is_long: bool) -> str:
    outcome = t(f"attempt-{attempt.outcome or 'open'}")
    part = f" · {t('sending-part', part=attempt.part + 1)}" if is_long else ""
    return f"{describe_moment(t, attempt.started_at, zone)}{part} · {outcome}"


def _learned(t: Translator, notes: Sequence[Note]) -> list[str]:
    """The last word of each source; an echo beside an ordinary answer is one too."""
    last = {note.source: note for note in notes}
    return [f"   {t(f'evidence-{source.value}')}: {_verdict(t, last[source])}" for source in last]


def _verdict(t: Translator, note: Note) -> str:
    ids = [str(number) for number in note.finding.message_ids if number]
    if note.finding.verdict is Verdict.FOUND and ids:
        return t("verdict-found-as", post=", ".join(ids))
    return t(f"verdict-{note.finding.verdict.value}")
