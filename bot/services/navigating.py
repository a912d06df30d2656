"""Navigating: the post of a channel that lists its rubrics, published once, edited with them.

It is an ordinary post to whatever publishes, edits, pins and deletes; it has no moment among the
posts, so that lists, sums and digests, which go by moments, do not know it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.archive import Rubric
from bot.domain.channels import Channel, ChannelState
from bot.domain.edits import EditState
from bot.domain.navigations import (
    BETWEEN_COUNTS,
    BETWEEN_LOOKS,
    MOST_RUBRICS,
    Navigation,
    NavigationState,
    Question,
    Wording,
    compose,
    is_due,
)
from bot.domain.options import LinkPreview
from bot.domain.posts import Content, Options, Post, PostState
from bot.domain.texts import TEXT_LIMIT, Text
from bot.errors import InputRefused, NotEditable
from bot.services.cataloguing import Cataloguing
from storage import channels, edits, navigations, posts, publications, rubrics
from storage.db import Database, Session

PREVIEW_LIMIT = 3500
"""UTF-16 units of a preview: words about it stand in the same message."""
_SOON = timedelta(seconds=5)
_OVER = (PostState.DRAFT, PostState.FAILED, PostState.DELETED)
"""States of a post that will not be in the channel unless somebody publishes anew."""


class Words(Protocol):
    """Says what stands beside the rubrics, and where each leads."""

    async def wording(self, person_id: int) -> Wording: ...

    async def links(self, channel: Channel, rubrics: list[Rubric]) -> Mapping[int, str]:
        """rubric id -> the deep link that opens it."""
        ...


class Asker(Protocol):
    """Asks an author what is to become of a navigation post."""

    async def ask(self, navigation: Navigation, channel: Channel) -> bool:
        """False when it is to be tried again."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What a keeper of rubrics sees: the text as it would be, and what is in the channel."""

    channel: Channel
    preview: Text
    navigation: Navigation | None
    post: Post | None

    @property
    def is_out(self) -> bool:
        """Whether a post is in the channel, or on its way there."""
        return self.post is not None and self.post.state not in _OVER


class Navigating:
    """The only writer of navigation posts. Owners and editors of a channel may."""

    def __init__(
        self, db: Database, clock: Clock, cataloguing: Cataloguing, words: Words, asker: Asker
    ) -> None:
        self._db = db
        self._clock = clock
        self._cataloguing = cataloguing
        self._words = words
        self._asker = asker

    async def look(self, person_id: int, channel_id: int) -> Desk:
        """The navigation post of a channel, and a preview of it.

        Raises:
            NotAllowed: the person is neither owner nor editor there.
        """
        channel = await self._cataloguing.channel_for(person_id, channel_id)
        preview = await self._compose(channel, person_id, limit=PREVIEW_LIMIT)
        navigation = await navigations.get(self._db, channel.id)
        post = await posts.get_post(self._db, navigation.post_id) if navigation else None
        return Desk(channel, preview, navigation, post)

    async def publish(self, person_id: int, channel_id: int, *, is_pinned: bool) -> bool:
        """Put a navigation post into the plan, for now; False when there is one.

        Raises:
            InputRefused: the channel has no rubrics to show.
        """
        channel = await self._cataloguing.channel_for(person_id, channel_id)
        if not (await rubrics.list_used(self._db, channel.id, size=1)).items:
            raise InputRefused("error-navigation-empty")
        text = await self._compose(channel, person_id)
        options = Options(is_pinned=is_pinned, link_preview=LinkPreview.OFF)
        now = self._clock.now()
        async with self._db.transaction(durable=True) as session:
            known = await navigations.get(session, channel.id)
            before = await posts.get_post(session, known.post_id) if known else None
            if before is not None and before.state not in _OVER:
                return False
            if before is not None:
                # One that never came out stays nowhere.
                await posts.set_state(session, before.id, PostState.DELETED, now=now)
            post = await posts.insert(
                session, channel_id=channel.id, author_id=person_id, now=now,
                content=Content(text=text, options=options),
            )  # fmt: skip
            await navigations.begin(
                session, channel.id, post_id=post.id, person_id=person_id,
                revision=post.revision, now=now,
            )  # fmt: skip
            await publications.plan(
                session, post_id=post.id, channel_id=channel.id, due_at=now,
                requested_by=person_id, is_immediate=True, now=now,
            )  # fmt: skip
        return True

    async def overwrite(self, person_id: int, channel_id: int) -> Desk:
        """Put the rubrics in the place of what was written by hand, or try to change it again."""
        return await self._turn(person_id, channel_id, NavigationState.CURRENT)

    async def stop(self, person_id: int, channel_id: int) -> Desk:
        """Leave the post in the channel as it is; one that is gone is forgotten."""
        desk = await self.look(person_id, channel_id)
        if desk.is_out:
            return await self._turn(person_id, channel_id, NavigationState.STOPPED)
        if desk.navigation is not None:
            async with self._db.transaction() as session:
                await navigations.delete(session, desk.navigation)
        return await self.look(person_id, channel_id)

    async def resume(self, person_id: int, channel_id: int) -> Desk:
        """Keep the post up to date again; what was written by hand meanwhile is asked about."""
        return await self._turn(person_id, channel_id, NavigationState.CURRENT, keeps=True)

    async def keep_current(self) -> datetime | None:
        """Look at those that are due, and ask what is to be asked (a job)."""
        for navigation in await navigations.list_due(self._db, now=self._clock.now()):
            channel = await channels.get_channel(self._db, navigation.channel_id)
            post = await posts.get_post(self._db, navigation.post_id)
            if channel is not None and post is not None:
                await self._look_at(navigation, channel, post)
        for navigation in await navigations.list_questions(self._db):
            channel = await channels.get_channel(self._db, navigation.channel_id)
            if channel is None or await self._asker.ask(navigation, channel):
                async with self._db.transaction() as session:
                    await navigations.clear_question(session, navigation)
        return None

    async def _turn(
        self, person_id: int, channel_id: int, target: NavigationState, *, keeps: bool = False
    ) -> Desk:
        desk = await self.look(person_id, channel_id)
        if desk.navigation is None or desk.post is None or not desk.is_out:
            raise NotEditable("error-navigation-none")
        async with self._db.transaction() as session:
            now = self._clock.now()
            await navigations.move(
                session, desk.navigation, target, due_at=now,
                revision=None if keeps else desk.post.revision,
                # Whoever pressed waits for it.
                edited_at=None if keeps else now - BETWEEN_COUNTS,
            )  # fmt: skip
        return await self.look(person_id, channel_id)

    async def _look_at(self, navigation: Navigation, channel: Channel, post: Post) -> None:
        now = self._clock.now()
        if post.state is PostState.DELETED:
            async with self._db.transaction() as session:
                await navigations.delete(session, navigation)
            return
        if post.state is not PostState.PUBLISHED or channel.state is not ChannelState.CONNECTED:
            wait = _SOON if navigation.state is NavigationState.PUBLISHING else BETWEEN_LOOKS
            await self._wait(navigation, navigation.state, now + wait)
        elif navigation.state is NavigationState.PUBLISHING:
            await self._wait(navigation, NavigationState.CURRENT, now + BETWEEN_LOOKS)
        elif await navigations.is_being_edited(self._db, post.id):
            await self._wait(navigation, navigation.state, now + _SOON)
        elif post.revision > navigation.revision:
            async with self._db.transaction() as session:
                await self._ask(session, navigation, Question.CHANGED)
        else:
            await self._edit(navigation, channel, post)

    async def _edit(self, navigation: Navigation, channel: Channel, post: Post) -> None:
        now = self._clock.now()
        text = await self._compose(channel, navigation.person_id)
        wants = is_due(post.content.text, text, since_edit=now - navigation.edited_at)
        async with self._db.transaction(durable=True) as session:
            goes_on = await navigations.move(
                session, navigation, navigation.state, due_at=now + BETWEEN_LOOKS
            )
            if wants and goes_on:
                content = Content(text=text, options=post.content.options)
                edit = await edits.insert(
                    session, post_id=post.id, person_id=navigation.person_id,
                    base=post.revision, content=content, now=now,
                )  # fmt: skip
                await edits.move(
                    session, edit, sources=(EditState.OPEN,), target=EditState.WANTED, now=now,
                    due_at=now,
                )  # fmt: skip

    async def _ask(self, session: Session, navigation: Navigation, question: Question) -> None:
        await navigations.move(
            session, navigation, NavigationState.ASKING, due_at=self._clock.now(),
            question=question,
        )  # fmt: skip

    async def _wait(
        self, navigation: Navigation, target: NavigationState, due_at: datetime
    ) -> None:
        async with self._db.transaction() as session:
            await navigations.move(session, navigation, target, due_at=due_at)

    async def _compose(self, channel: Channel, person_id: int, limit: int = TEXT_LIMIT) -> Text:
        page = await rubrics.list_used(self._db, channel.id, size=MOST_RUBRICS)
        links = await self._words.links(channel, list(page.items))
        return compose(
            page.items, lambda rubric: links[rubric.id], await self._words.wording(person_id),
            is_whole=page.next is None, limit=limit,
        )  # fmt: skip
