"""Who may do what: the only judge of rights, asked by every service that changes something."""

from bot.domain.posts import Post
from bot.domain.reviews import ReviewState
from bot.domain.team import Action, Role, Standing, highest
from bot.errors import NotAllowed
from storage import channels, members, reviews
from storage.db import Database, Session

# What an author reads who may not do this with a post of their own.
_WHY_NOT = {
    Action.PUBLISH: "error-needs-approval",
    Action.AMEND: "error-amend-reviewed",
    Action.SUBMIT: "error-no-review",
}


class Rights:
    """Reads roles and approvals anew each time: who is removed may nothing from then on."""

    def __init__(self, db: Database, owner_ids: frozenset[int]) -> None:
        self._db = db
        self.owner_ids = owner_ids

    def is_owner(self, person_id: int) -> bool:
        """Whether a person may do everything, in every channel."""
        return person_id in self.owner_ids

    async def role_of(self, person_id: int) -> Role:
        """The person's highest role in any channel."""
        if self.is_owner(person_id):
            return Role.OWNER
        return highest(await members.list_roles(self._db, person_id))

    async def role_in(
        self, person_id: int, channel_id: int, session: Session | None = None
    ) -> Role:
        """The person's role in a channel."""
        if self.is_owner(person_id):
            return Role.OWNER
        role = await members.get_role(session or self._db, person_id, channel_id)
        return role or Role.READER

    async def standing(
        self, person_id: int, post: Post, session: Session | None = None
    ) -> Standing:
        """What a person is to a post; `session` is the transaction that is to act on it."""
        session = session or self._db
        is_own = post.author_id == person_id
        if post.channel_id is None:
            return Standing(role=await self._role_without_channel(person_id), is_own=is_own)
        role = await self.role_in(person_id, post.channel_id, session)
        channel = await channels.get_channel(session, post.channel_id)
        if role is not Role.AUTHOR or channel is None or not channel.needs_review:
            return Standing(role=role, is_own=is_own)
        review = await reviews.get_last(session, post.id)
        is_approved = (
            review is not None
            and review.state is ReviewState.APPROVED
            and (review.revision, review.channel_id) == (post.revision, post.channel_id)
        )
        return Standing(role=role, is_own=is_own, needs_review=True, is_approved=is_approved)

    async def may(
        self, person_id: int, action: Action, post: Post, session: Session | None = None
    ) -> bool:
        """Whether a person may do something with a post as it is now."""
        return (await self.standing(person_id, post, session)).may(action)

    async def require(
        self, person_id: int, action: Action, post: Post, session: Session | None = None
    ) -> None:
        """Refuse what a person may not do with a post as it is now.

        Raises:
            NotAllowed: with the reason, for whom the post is.
        """
        standing = await self.standing(person_id, post, session)
        if not standing.may(action):
            is_theirs = standing.may(Action.WORK)
            raise NotAllowed(_WHY_NOT.get(action) if is_theirs else None)

    async def require_member(
        self, person_id: int, channel_id: int, session: Session | None = None
    ) -> Role:
        """The role of somebody who writes for a channel.

        Raises:
            NotAllowed: the person is a reader there.
        """
        role = await self.role_in(person_id, channel_id, session)
        if role is Role.READER:
            raise NotAllowed("error-not-of-team")
        return role

    def require_owner(self, person_id: int) -> None:
        """Refuse settings to all but owners.

        Raises:
            NotAllowed: the person is no owner.
        """
        if not self.is_owner(person_id):
            raise NotAllowed("error-owners-only")

    async def _role_without_channel(self, person_id: int) -> Role:
        """To a draft that has no channel yet there are owners, and its author."""
        role = await self.role_of(person_id)
        return Role.AUTHOR if role is Role.EDITOR else role
