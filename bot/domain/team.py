"""The team of a channel: roles, and the one table of who may do what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is to Rubrika, or to one of its channels."""

    OWNER = "owner"
    EDITOR = "editor"
    AUTHOR = "author"
    READER = "reader"


TEAM = (Role.OWNER, Role.EDITOR, Role.AUTHOR)
"""Those who write, the one with the most rights first."""

INVITED = (Role.EDITOR, Role.AUTHOR)
"""Roles that an owner gives; owners are named by the installation."""


class Action(StrEnum):
    """What somebody may want to do with a post or with a channel."""

    WORK = "work"
    """See a post, change it, delete it, take it out of the plan."""
    PUBLISH = "publish"
    """Publish a post, put it into the plan, or move it there."""
    AMEND = "amend"
    """Change what a published post says."""
    SUBMIT = "submit"
    """Send a post for review."""
    REVIEW = "review"
    """Approve a post, or return it."""
    OVERRIDE = "override"
    """Let a post through that breaks the rules of its channel."""
    MANAGE = "manage"
    """Connect a channel, change its settings and its team, read its journal."""


_EDITING = frozenset({Action.WORK, Action.PUBLISH, Action.AMEND, Action.REVIEW, Action.OVERRIDE})
# With anybody's post; what authors may do with their own depends on the review of the channel.
_ANYBODYS: dict[Role, frozenset[Action]] = {
    Role.OWNER: _EDITING | {Action.MANAGE},
    Role.EDITOR: _EDITING,
    Role.AUTHOR: frozenset(),
    Role.READER: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is to a post: their role in its channel, and how far its review is."""

    role: Role
    is_own: bool = True
    needs_review: bool = False
    is_approved: bool = False
    """An editor approved exactly what the post says now."""

    def may(self, action: Action) -> bool:
        """Whether the person may do this with the post as it is now."""
        if action in _ANYBODYS[self.role]:
            return True
        if self.role is not Role.AUTHOR or not self.is_own:
            return False
        match action:
            case Action.WORK:
                return True
            case Action.PUBLISH:
                return self.is_approved or not self.needs_review
            case Action.SUBMIT:
                return self.needs_review and not self.is_approved
            case Action.AMEND:
                return not self.needs_review
        return False


def highest(roles: list[Role]) -> Role:
    """The role with the most rights; a reader's when there is none."""
    return min(roles, key=list(Role).index, default=Role.READER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An editor or author of a channel; `name` as Telegram knows it."""

    person_id: int
    channel_id: int
    role: Role
    name: str
    username: str | None
    invited_by: int
    since: datetime
