"""The line that a channel wants under posts written mostly by a model."""

from bot.domain import rules as house
from bot.domain.authorship import Maker, Version, model_share
from bot.domain.posts import Content, Post
from bot.domain.rules import Evidence, RuleKind
from bot.services.stemming import stem_of
from storage import revisions, rules
from storage.db import Session

_ALL_REVISIONS = 1 << 31


async def share_of_model(db: Session, post: Post) -> float:
    """The part of a post's words that a model wrote and nobody has changed since, 0.0 to 1.0."""
    if not await revisions.is_by(db, post.id, Maker.MODEL):
        return 0.0
    known = await revisions.list_revisions(db, post.id, limit=_ALL_REVISIONS)
    return model_share([Version(item.maker, item.content.text.text) for item in known[::-1]])


async def with_ai_mark(session: Session, post: Post, content: Content) -> Content:
    """What a model has written for a post, with the channel's line when it asks for one.

    The channel asks with a house rule that is on; the line is added once, and only when the model
    wrote as much of the new text as the rule says. To be stored as a revision made by a model.
    """
    if post.channel_id is None:
        return content
    known = await rules.list_rules(session, post.channel_id)
    marks = [rule for rule in known if rule.is_on and rule.kind is RuleKind.AI_MARK]
    if not marks:
        return content
    before = await revisions.list_revisions(session, post.id, limit=_ALL_REVISIONS)
    versions = [Version(item.maker, item.content.text.text) for item in before[::-1]]
    share = model_share([*versions, Version(Maker.MODEL, content.text.text)])
    return house.repair(content, marks[0], stem=stem_of, evidence=Evidence(model_share=share))
