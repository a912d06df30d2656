"""Proposals of a language model: kept until the author takes one, which makes a revision."""

from dataclasses import replace
from enum import Enum, auto

from bot.clock import Clock
from bot.domain.authorship import Maker
from bot.domain.pieces import Piece
from bot.domain.posts import Post
from bot.domain.proposals import KeptProposal, Wish
from bot.domain.texts import Text
from bot.errors import NotFound
from bot.services.drafting import Drafting, note
from bot.services.marking import with_ai_mark
from bot.services.rewriting import IsStopped, OnProgress, Rewriting, with_headline
from bot.services.saving import save_content
from storage import inputs, proposals
from storage.db import Database


class Taking(Enum):
    """What came of taking a proposal."""

    TAKEN = auto()
    TAKEN_BEFORE = auto()
    STALE = auto()
    """The post has changed since the proposal was made."""


class Proposing:
    """Keeps what a model proposes across restarts; the draft changes only when it is taken."""

    def __init__(
        self, db: Database, clock: Clock, drafting: Drafting, rewriting: Rewriting
    ) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._rewriting = rewriting

    async def propose(
        self,
        person_id: int,
        post_id: int,
        wish: Wish,
        *,
        on_progress: OnProgress,
        is_stopped: IsStopped,
    ) -> KeptProposal:
        """Ask for another version, or for headlines, and keep what came.

        Raises: as `Rewriting.rewrite` does.
        """
        if wish.change is None:
            return await self._propose_headlines(person_id, post_id, wish, is_stopped)
        made = await self._rewriting.rewrite(
            person_id, post_id, wish.change, on_progress=on_progress, is_stopped=is_stopped,
            language=wish.language, instruction=wish.instruction,
        )  # fmt: skip
        async with self._db.transaction() as session:
            post = await self._drafting.get_for(person_id, post_id)
            content = await with_ai_mark(session, post, made.content)
            return await proposals.replace(
                session, post_id, wish, revision=made.revision, text=content.text,
                headlines=(), lost=made.lost, now=self._clock.now(),
            )  # fmt: skip

    async def _propose_headlines(
        self, person_id: int, post_id: int, wish: Wish, is_stopped: IsStopped
    ) -> KeptProposal:
        # Read before: a text that changes meanwhile makes the headlines stale, not fresh.
        post = await self._drafting.require_editable(person_id, post_id)
        found = await self._rewriting.headlines(person_id, post_id, is_stopped=is_stopped)
        async with self._db.transaction() as session:
            return await proposals.replace(
                session, post_id, wish, revision=post.revision, text=Text(),
                headlines=found, lost=0, now=self._clock.now(),
            )  # fmt: skip

    async def note_words(self, post_id: int, piece: Piece) -> None:
        """Remember the message of an author's words: coming again, it is no new draft."""
        async with self._db.transaction() as session:
            if await inputs.get_input(session, piece.chat_id, piece.message_id) is None:
                await note(session, piece, post_id, "instruction")

    async def get(self, person_id: int, post_id: int, number: int) -> KeptProposal:
        """A proposal for a post that a person may work on.

        Raises:
            NotFound, NotAllowed: as `Drafting.get_for`; a later proposal has taken its place.
        """
        await self._drafting.get_for(person_id, post_id)
        kept = await proposals.get_proposal(self._db, post_id, number)
        if kept is None:
            raise NotFound("proposal-gone")
        return kept

    async def take(
        self, person_id: int, post_id: int, number: int, headline: int | None = None
    ) -> tuple[Post, Taking]:
        """Make what is proposed the post's, once; a post that has changed since stays.

        `headline` is the index of the one that was chosen, where headlines were proposed.

        Raises:
            NotFound, NotAllowed, NotEditable: the post is not theirs to change, or a later
                proposal has taken this one's place.
        """
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            kept = await self.get(person_id, post_id, number)
            if kept.taken_as is not None:
                return post, Taking.TAKEN_BEFORE
            if kept.revision != post.revision:
                return post, Taking.STALE
            content = replace(post.content, text=_proposed_text(post, kept, headline))
            content = await with_ai_mark(session, post, content)
            changed = await save_content(
                session, self._drafting.rights, post, content,
                editor_id=person_id, now=self._clock.now(), maker=Maker.MODEL,
            )  # fmt: skip
            await proposals.set_taken(session, post_id, number, revision=changed.revision)
            return changed, Taking.TAKEN


def _proposed_text(post: Post, kept: KeptProposal, headline: int | None) -> Text:
    """What the post is to say.

    Raises:
        NotFound: a version was asked of headlines, or a headline that is not there.
    """
    if headline is None and kept.wish.change is not None:
        return kept.text
    if headline is None or not 0 <= headline < len(kept.headlines):
        raise NotFound("proposal-gone")
    return with_headline(post.content.text, kept.headlines[headline])
