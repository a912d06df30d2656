"""What was meant by a word that finds nothing: mistyped, in the wrong layout, in Latin letters."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.layouts import flip_layout, transliterate
from bot.domain.queries import read_terms
from bot.services.queries import MAX_STEMS, is_empty_word, parse_query, shorten
from bot.services.stemming import MAX_WORD, forms_of, stem_of, words_of
from storage import finds, vocabulary
from storage.db import Database
from storage.finds import Sought
from storage.together import together

MAX_CORRECTED = 3
"""Words of a query that are corrected: each costs a few queries."""

# From so many letters of a word on, one and two errors are forgiven.
_ONE_FROM, _TWO_FROM = 4, 8
# Of the vocabulary, what begins or ends alike: so many of either are compared.
_MOST_SIMILAR = 5000
# The nearest of them are looked up in the channel.
_MOST_CHECKED = 8
_TOKEN = re.compile(r"\S+")
_ENDS = ",.;!?"


@dataclass(frozen=True, slots=True)
class Correction:
    """`words` is the whole query with what was meant; `exact` has what was typed in quotes.

    `typed` found nothing, and `meant` stand for them.
    """

    words: str
    exact: str
    typed: tuple[str, ...]
    meant: tuple[str, ...]


class Correcting:
    """Finds what was meant among the words of a channel, and only there."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def correct(self, channel_id: int, typed: str) -> Correction | None:
        """What was meant; None when each word finds something, or nothing like it is there.

        Quotes, rubrics, exclusions and dates are taken as they stand.
        """
        line = shorten(typed)
        changes: list[tuple[int, int, str]] = []
        for token in list(_TOKEN.finditer(read_terms(line).words))[:MAX_STEMS]:
            changes += await self._changes(channel_id, token[0], token.start())
            if len(changes) >= MAX_CORRECTED:
                break
        words = exact = line
        for start, stop, meant in reversed(changes):
            words = f"{words[:start]}{meant}{words[stop:]}"
            exact = f'{exact[:start]}"{exact[start:stop]}"{exact[stop:]}'
        if not changes:
            return None
        wrong = tuple(line[start:stop] for start, stop, _ in changes)
        return Correction(words, exact, wrong, tuple(meant for _, _, meant in changes))

    async def _changes(self, channel_id: int, token: str, at: int) -> list[tuple[int, int, str]]:
        """Which parts of a token stand for what else; `at` is where it begins."""
        words = [word for word in words_of(token) if not is_empty_word(word.stem)]
        typed = [token[word.start : word.stop] for word in words]
        flips = {
            flipped: len(part) for part in dict.fromkeys((token.rstrip(_ENDS), token))
            if (flipped := flip_layout(part))
        }  # fmt: skip
        known = await self._known(channel_id, [*typed, *flips])
        unknown = [word for word, text in zip(words, typed, strict=True) if text not in known]
        if not unknown:
            return []
        for flipped, length in flips.items():
            if flipped in known:
                return [(at, at + length, flipped)]
        changes = []
        for word in unknown[:MAX_CORRECTED]:
            meant = await self._meant(channel_id, token[word.start : word.stop])
            if meant:
                changes.append((at + word.start, at + word.stop, meant))
        return changes

    async def _meant(self, channel_id: int, typed: str) -> str | None:
        """The word of the channel that is nearest to a typed one."""
        russian = transliterate(typed)
        if russian and await self._known(channel_id, [russian]):
            return russian
        for word in filter(None, (typed, russian)):
            stem = await self._nearest(channel_id, word)
            if stem:
                return await self._form(channel_id, stem, word.lower())
        return None

    async def _nearest(self, channel_id: int, word: str) -> str | None:
        """The stem with fewest errors between, of those that the channel has; then the usual."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        stem = stem_of(word)
        if not _ONE_FROM <= len(word) <= MAX_WORD or len(stem) < 2:
            return None
        errors = 2 if len(word) >= _TWO_FROM else 1
        # One of the pieces between so many errors is whole: the first or the last one rather.
        piece = max(1, (len(stem) - 1) // (errors + 1))
        similar = await vocabulary.list_similar(
            self._db, stem[:piece], stem[-piece:], shortest=len(stem) - errors,
            longest=len(stem) + errors, limit=_MOST_SIMILAR,
        )  # fmt: skip
        near = process.extract(
            stem, similar, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_CHECKED
        )
        db = together(self._db)
        counted = await asyncio.gather(
            *(finds.count(db, channel_id, f'"{other}"') for other, _, _ in near)
        )
        best = min(
            (
                (int(distance), -posts, other)
                for (other, distance, _), posts in zip(near, counted, strict=True) if posts
            ),
            default=None,
        )  # fmt: skip
        return best[2] if best else None

    async def _form(self, channel_id: int, stem: str, typed: str) -> str | None:
        """The form in which posts have a stem, the one most like what was typed."""
        from rapidfuzz.distance import OSA

        page = await finds.find_newest(
            self._db, channel_id, Sought(match=f'"{stem}"'), size=_MOST_CHECKED
        )
        text = "\n".join(post.content.full_text.text for post in page.items)
        forms = {form.lower() for form in forms_of(text, {stem})}
        return min(forms, key=lambda form: (OSA.distance(form, typed), form), default=None)

    async def _known(self, channel_id: int, texts: Sequence[str]) -> set[str]:
        """Those of several texts whose words, all of them, are in a post, in any form."""
        matches = {text: parse_query(f'"{text}"').match() for text in texts}
        sought = [text for text, match in matches.items() if match]
        db = together(self._db)
        counted = await asyncio.gather(
            *(finds.count(db, channel_id, matches[text], limit=1) for text in sought)
        )
        return {text for text, posts in zip(sought, counted, strict=True) if posts}
