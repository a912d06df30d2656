"""What a review comes to, in words."""

from bot.domain.posts import Post, PostState
from bot.domain.reviews import Review, ReviewState
from bot.domain.team import Standing
from bot.translator import Translator

_UNPUBLISHED = (PostState.DRAFT, PostState.FAILED, PostState.APPROVED)


def decision(t: Translator, review: Review) -> str:
    """What somebody decided before."""
    match review.state:
        case ReviewState.APPROVED:
            return t("review-approved-by", name=review.decided_by_name)
        case ReviewState.RETURNED:
            return t("review-returned-by", name=review.decided_by_name, remark=review.remark)
    return t("review-withdrawn")


def card_line(t: Translator, post: Post, review: Review | None, standing: Standing) -> str:
    """What the card of a post says of its latest review; nothing when that is of no matter."""
    if review is None or post.state not in _UNPUBLISHED:
        return ""
    if review.state is ReviewState.RETURNED:
        return decision(t, review)
    if review.state is ReviewState.APPROVED and review.revision == post.revision:
        return decision(t, review)
    is_gone = review.state is ReviewState.APPROVED and standing.needs_review
    return t("review-approval-gone") if is_gone else ""
