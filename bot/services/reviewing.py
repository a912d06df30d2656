"""Review: authors send posts, editors approve or return them; who was first, counts."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.journal import Deed
from bot.domain.posts import Content, Post, PostState
from bot.domain.reviews import Review, ReviewState
from bot.domain.team import Action, Role
from bot.errors import NotEditable, NotFound
from bot.services.drafting import Drafting
from bot.services.planning import require_ready
from bot.services.saving import take_back
from storage import channels, journal, members, plans, posts, review_cards, reviews, revisions
from storage.db import Database, Session
from storage.review_cards import ReviewCard

# A card that could not be drawn is tried again after so long.
_PAUSE = timedelta(minutes=1)
_SENDABLE = (PostState.DRAFT, PostState.FAILED, PostState.APPROVED)
_DEEDS = {ReviewState.APPROVED: Deed.APPROVED, ReviewState.RETURNED: Deed.RETURNED}
_STATES = {ReviewState.APPROVED: PostState.APPROVED, ReviewState.RETURNED: PostState.DRAFT}


class Judge(Protocol):
    """Knows what a channel asks of its posts."""

    async def require_obeyed(self, post: Post) -> None:
        """Refuse a post that breaks the rules of its channel (Unready)."""
        ...


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a review; `is_mine`: it is the decision of whoever asked for it."""

    post: Post
    review: Review
    is_mine: bool


class Reviewing:
    """The only writer of reviews, but for changes of the posts themselves."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting, judge: Judge) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._rights = drafting.rights
        self._judge = judge

    async def submit(self, person_id: int, post_id: int) -> tuple[Post, Review]:
        """Send a post for review; twice is as good as once.

        Raises:
            NotFound, NotAllowed: the post is not theirs, or needs no review.
            NotEditable: it is planned, or went out.
            Unready: there is nothing in it.
        """
        await self._drafting.get_for(person_id, post_id)
        now = self._clock.now()
        async with self._db.transaction() as session:
            post = await self._post(session, post_id)
            last = await reviews.get_last(session, post_id)
            if post.state is PostState.IN_REVIEW and last:
                return post, last
            await self._rights.require(person_id, Action.SUBMIT, post, session)
            if post.state not in _SENDABLE or post.channel_id is None:
                raise NotEditable
            require_ready(post)
            await reviews.insert(
                session, post_id=post_id, channel_id=post.channel_id, revision=post.revision,
                person_id=person_id, now=now,
            )  # fmt: skip
            await posts.set_state(session, post_id, PostState.IN_REVIEW, now=now)
            await self._note(session, Deed.SUBMITTED, post, person_id)
            review = await self._last(session, post_id)
        return replace(post, state=PostState.IN_REVIEW), review

    async def withdraw(self, person_id: int, post_id: int) -> Post:
        """Take a post back from its editors; one that is not with them stays as it is."""
        await self._drafting.get_for(person_id, post_id)
        async with self._db.transaction() as session:
            post = await self._post(session, post_id)
            if post.state is not PostState.IN_REVIEW:
                return post
            now = self._clock.now()
            return await take_back(session, post, person_id=person_id, now=now)

    async def approve(
        self, person_id: int, post_id: int, revision: int, *, card: int | None = None
    ) -> Decided:
        """Let a post go out as it is in a revision; a decision that stands already stays.

        `card` is the message that will show the answer.

        Raises:
            NotFound, NotAllowed: the post is not theirs to review, or in no review.
            NotEditable: the post has changed since the revision.
            Unready: it breaks the rules of its channel.
        """
        post = await self._drafting.get_for(person_id, post_id)
        if post.state is PostState.IN_REVIEW:
            await self._judge.require_obeyed(post)
        return await self._decide(
            person_id, post_id, revision, ReviewState.APPROVED, "", card=card
        )

    async def send_back(self, person_id: int, post_id: int, revision: int, remark: str) -> Decided:
        """Make a post a draft again, and say why; a decision that stands already stays.

        Raises:
            NotFound, NotAllowed: the post is not theirs to review, or in no review.
            NotEditable: the post has changed since the revision.
        """
        return await self._decide(person_id, post_id, revision, ReviewState.RETURNED, remark)

    async def get_open(self, person_id: int, post_id: int) -> tuple[Post, Review]:
        """A post and its latest review, for whoever may decide it.

        Raises:
            NotFound, NotAllowed: the post is not theirs to review, or in no review.
        """
        post = await self._drafting.get_for(person_id, post_id)
        await self._rights.require(person_id, Action.REVIEW, post)
        return post, await self._last(self._db, post_id)

    async def seen_before(self, review: Review) -> Content | None:
        """What editors saw of a post before this review; None when it is the first."""
        number = await reviews.get_seen_revision(self._db, review)
        revision = number and await revisions.get_revision(self._db, review.post_id, number)
        return revision.content if revision else None

    async def list_reviewers(self, review: Review) -> list[int]:
        """Who is asked: editors of the channel and owners, but not who sent the post."""
        team = await members.list_members(self._db, review.channel_id)
        editors = {member.person_id for member in team if member.role is Role.EDITOR}
        return sorted((editors | self._rights.owner_ids) - {review.submitted_by})

    async def list_asked(self, review: Review) -> set[int]:
        """Who of them has the card already."""
        return await review_cards.list_chats(self._db, review.id)

    async def note_asked(self, review: Review, person_id: int, message_id: int) -> None:
        """An editor has the card; it is drawn anew when the review is over."""
        async with self._db.transaction() as session:
            await review_cards.insert(session, review.id, chat_id=person_id, message_id=message_id)

    async def list_stale_cards(self) -> list[ReviewCard]:
        """Cards that still ask what was decided meanwhile."""
        return await review_cards.list_due(self._db, now=self._clock.now())

    async def look_back(self, card: ReviewCard) -> tuple[Post | None, Review]:
        """What a card is about; None for a post that was deleted."""
        post = await posts.get_post(self._db, card.post_id)
        review = await reviews.get_review(self._db, card.review_id)
        assert review is not None
        is_gone = post is None or post.state is PostState.DELETED
        return None if is_gone else post, review

    async def is_current(self, person_id: int, post: Post, review: Review) -> bool:
        """Whether a review is the latest of its post, on which the person may work."""
        last = await self._last(self._db, post.id)
        return last.id == review.id and await self._rights.may(person_id, Action.WORK, post)

    async def note_drawn(self, card: ReviewCard, *, is_done: bool) -> None:
        """A card shows what was decided, or is to be drawn later."""
        async with self._db.transaction() as session:
            if is_done:
                await review_cards.delete(
                    session, chat_id=card.chat_id, message_id=card.message_id
                )
            else:
                due_at = self._clock.now() + _PAUSE
                await review_cards.postpone(session, card, due_at=due_at)

    async def note_editors_told(self, review: Review) -> None:
        """The editors have their cards."""
        async with self._db.transaction() as session:
            await reviews.set_editors_told(session, review.id, now=self._clock.now())

    async def note_author_told(self, review: Review) -> None:
        """The author knows the decision."""
        async with self._db.transaction() as session:
            await reviews.set_author_told(session, review.id, now=self._clock.now())

    async def switch(self, person_id: int, channel_id: int, *, is_on: bool) -> Channel:
        """Ask for review of what authors write in a channel, or for none.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: there is no such channel.
        """
        self._rights.require_owner(person_id)
        async with self._db.transaction() as session:
            if await channels.set_needs_review(session, channel_id, is_on):
                await journal.insert(
                    session, Deed.REVIEW_ON if is_on else Deed.REVIEW_OFF,
                    channel_id=channel_id, person_id=person_id, now=self._clock.now(),
                )  # fmt: skip
            channel = await channels.get_channel(session, channel_id)
        if channel is None:
            raise NotFound("error-channel-gone")
        return channel

    async def count_unapproved(self, channel_id: int) -> int:
        """How many posts in the plan of a channel no editor planned or approved."""
        owner_ids = self._rights.owner_ids
        return await plans.count_unapproved(self._db, channel_id, owner_ids=owner_ids)

    async def _decide(
        self,
        person_id: int,
        post_id: int,
        revision: int,
        state: ReviewState,
        remark: str,
        *,
        card: int | None = None,
    ) -> Decided:
        await self._drafting.get_for(person_id, post_id)
        now = self._clock.now()
        async with self._db.transaction() as session:
            post = await self._post(session, post_id)
            await self._rights.require(person_id, Action.REVIEW, post, session)
            review = await self._last(session, post_id)
            if card is not None:
                await review_cards.delete(session, chat_id=person_id, message_id=card)
            if review.state is not ReviewState.OPEN:
                is_mine = (review.state, review.decided_by) == (state, person_id)
                return Decided(post, review, is_mine)
            if post.revision != revision:
                raise NotEditable("review-changed")
            await reviews.close(
                session, post_id, state, person_id=person_id, now=now, remark=remark
            )
            await posts.set_state(session, post_id, _STATES[state], now=now)
            await self._note(session, _DEEDS[state], post, person_id, remark)
            review = await self._last(session, post_id)
        return Decided(replace(post, state=_STATES[state]), review, is_mine=True)

    async def _post(self, session: Session, post_id: int) -> Post:
        post = await posts.get_post(session, post_id)
        if post is None or post.state is PostState.DELETED:
            raise NotFound("error-post-gone")
        return post

    async def _last(self, session: Session, post_id: int) -> Review:
        review = await reviews.get_last(session, post_id)
        if review is None:
            raise NotFound("error-not-in-review")
        return review

    async def _note(
        self, session: Session, deed: Deed, post: Post, person_id: int, detail: str = ""
    ) -> None:
        await journal.insert(
            session, deed, channel_id=post.channel_id, person_id=person_id, post_id=post.id,
            now=self._clock.now(), detail=detail,
        )  # fmt: skip
