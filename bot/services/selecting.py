"""Selecting: what an issue of a channel's own digest has, and what else it was chosen from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.clock import Clock
from bot.domain.channels import Channel
from bot.domain.posts import Content, Post
from bot.domain.roundups import FEWEST, MOST, Candidate, Issue
from bot.errors import InputRefused, NotEditable, NotFound
from bot.services.drafting import Drafting
from bot.services.ranking import rank_again
from bot.services.saving import save_content
from storage import channels, posts, publications, roundup_issues, roundups
from storage.db import Database, Session
from storage.roundup_issues import NewIssue


class Words(Protocol):
    """Writes roundups in the language of their channel."""

    async def write(
        self,
        channel: Channel,
        period: NewIssue | Issue,
        chosen: Sequence[Candidate],
        tag: str | None,
    ) -> Content:
        """The content of a draft; `tag` None takes that of the language."""
        ...


@dataclass(frozen=True, slots=True)
class Selection:
    """An issue with its draft, and what it was chosen from as it ranks now, best first.

    `post` is None where there was too little to choose from, or the draft is gone. `is_touched`:
    somebody has changed the draft since we wrote it. `waits_for_review`: it would go out by
    itself, but its channel is reviewed.
    """

    issue: Issue
    channel: Channel
    post: Post | None
    candidates: Sequence[Candidate]
    is_touched: bool = False
    is_planned: bool = False
    waits_for_review: bool = False

    @property
    def may_change(self) -> bool:
        """Whether posts may still be put in and taken out."""
        return self.post is not None and self.post.state.is_editable and not self.is_touched


async def select(db: Session, issue: Issue) -> Selection:
    """An issue as it stands now.

    Raises:
        NotFound: its channel is gone.
    """
    channel = await channels.get_channel(db, issue.channel_id)
    if channel is None:
        raise NotFound("error-channel-gone")
    post = await posts.get_post(db, issue.post_id) if issue.post_id else None
    publication = await publications.get_of_post(db, post.id) if post else None
    roundup = await roundups.get(db, channel.id)
    is_automatic = roundup is not None and roundup.is_automatic and not issue.is_pressed
    return Selection(
        issue=issue,
        channel=channel,
        post=post,
        candidates=await rank_again(db, channel, issue),
        is_touched=post is not None and post.revision != issue.revision,
        is_planned=publication is not None,
        waits_for_review=is_automatic and channel.needs_review and issue.goes_at is None,
    )


class Selecting:
    """Whoever may edit a draft may choose what is in it, until somebody has edited it by hand."""

    def __init__(self, db: Database, clock: Clock, drafting: Drafting, words: Words) -> None:
        self._db = db
        self._clock = clock
        self._drafting = drafting
        self._words = words

    async def look(self, person_id: int, issue_id: int) -> Selection:
        """An issue for somebody who may work on its draft.

        Raises:
            NotFound: there is none, or its draft is gone.
            NotAllowed: the draft is not theirs.
        """
        issue = await roundup_issues.get(self._db, issue_id)
        if issue is None or issue.post_id is None:
            raise NotFound("error-post-gone")
        await self._drafting.get_for(person_id, issue.post_id)
        return await select(self._db, issue)

    async def choose(
        self, person_id: int, issue_id: int, post_id: int, *, is_chosen: bool
    ) -> Selection:
        """Put a post into an issue, or take it out: the draft is written anew.

        Raises:
            NotFound, NotAllowed: the draft is gone, or not theirs.
            NotEditable: it went out, or somebody has changed it.
            InputRefused: it would have too few posts, or too many.
        """
        known = await self.look(person_id, issue_id)
        assert known.post is not None
        await self._drafting.require_editable(person_id, known.post.id)
        candidates = [
            replace(one, is_chosen=is_chosen) if one.post.id == post_id else one
            for one in known.candidates
        ]
        if candidates == list(known.candidates):
            return known
        chosen = [one for one in candidates if one.is_chosen]
        if len(chosen) < FEWEST:
            raise InputRefused("error-roundup-few", count=FEWEST)
        if len(chosen) > MOST:
            raise InputRefused("error-roundup-many", count=MOST)
        roundup = await roundups.get(self._db, known.channel.id)
        tag = roundup.tag if roundup else None
        content = await self._words.write(known.channel, known.issue, chosen, tag)
        async with self._db.transaction() as session:
            await self._rewrite(session, person_id, issue_id, content, candidates)
        return await self.look(person_id, issue_id)

    async def _rewrite(
        self,
        session: Session,
        person_id: int,
        issue_id: int,
        content: Content,
        candidates: Sequence[Candidate],
    ) -> None:
        issue = await roundup_issues.get(session, issue_id)
        post = await posts.get_post(session, issue.post_id) if issue and issue.post_id else None
        if issue is None or post is None:
            raise NotFound("error-post-gone")
        if post.revision != issue.revision or not post.state.is_editable:
            raise NotEditable("error-roundup-edited")
        changed = await save_content(
            session, self._drafting.rights, post, content, editor_id=person_id,
            now=self._clock.now(),
        )  # fmt: skip
        await roundup_issues.set_draft(
            session, issue.id, post_id=post.id, revision=changed.revision
        )
        await roundup_issues.set_choices(
            session, issue.id, [(one.post.id, one.is_chosen) for one in candidates]
        )
