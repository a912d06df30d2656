"""What the buttons of authors carry. A post's id leads to its channel."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.numbers import Number


class Do(StrEnum):
    """What a button of a post does."""

    OPEN = "open"
    LISTED = "listed"
    EDIT = "edit"
    TEXT = "text"
    MEDIA = "media"
    DROP_MEDIA = "nomedia"
    ADD_MEDIA = "addmedia"
    TAGS = "tags"
    BUTTONS = "buttons"
    DROP_BUTTONS = "nobuttons"
    OPTIONS = "options"
    LINK = "link"
    LONG = "long"
    PICTURE = "picture"
    PREVIEW = "preview"
    CHECK = "check"
    OVERRIDE = "override"
    HISTORY = "history"
    TYPOGRAPHY = "typography"
    ARTICLE = "article"
    SCHEDULE = "schedule"
    SLOT = "slot"
    HOUR = "hour"
    TOMORROW = "tomorrow"
    PUBLISH = "publish"
    PUBLISH_SURE = "publish!"
    DELETE = "delete"
    DELETE_SURE = "delete!"
    CANCEL = "cancel"
    IT_IS_PUBLISHED = "published"
    SEND_AGAIN = "again"


class OnPost(CallbackData, prefix="ap1"):
    """A button of a post's card."""

    do: Do
    post: Number


class OnQuestion(CallbackData, prefix="au1"):
    """An answer to the question about an uncertain post: about this attempt, and no later one."""

    do: Do
    post: Number
    attempt: Number


class Option(StrEnum):
    """A switch of the Options page."""

    SILENT = "silent"
    PROTECTED = "protected"
    PINNED = "pinned"
    CAPTION = "caption"
    SPOILER = "spoiler"
    PREVIEW = "preview"
    SIZE = "size"


class Toggle(CallbackData, prefix="ao1"):
    """A switch of a post's options."""

    option: Option
    post: Number


class ExpiryDo(StrEnum):
    """What a button about the end of a post does."""

    OPEN = "open"
    KEEP = "keep"


class List(StrEnum):
    """Lists of an author's posts."""

    DRAFTS = "drafts"
    PLAN = "plan"
    POSTS = "posts"


# Before the first row: of an ascending list, of a descending one.
START = {List.PLAN: 0, List.DRAFTS: 1 << 52, List.POSTS: 1 << 52}


class Page(CallbackData, prefix="al1"):
    """A page of a list, behind the key (moment_ms, id) - or, backwards, before it."""

    of: List
    channel: Number
    moment: Number
    id: Number
    back: bool = False


class OtherChannel(CallbackData, prefix="aoc1"):
    """Another channel than the one whose list is shown; which one, is asked."""

    of: List


class ChooseChannel(CallbackData, prefix="ac1"):
    """The channel for a draft (`post` > 0), or to work with."""

    channel: Number
    post: Number = 0


class ChannelDo(StrEnum):
    """What a button of a channel's settings does."""

    LIST = "list"
    CONNECT = "connect"
    OPEN = "open"
    ZONE = "zone"
    RULES = "rules"
    SLOTS = "slots"
    RUBRICS = "rubrics"
    LATE = "late"
    NEW_WORDS = "words"
    SIGNATURE = "signature"
    TEAM = "team"
    LINKS = "links"
    ANNOUNCE = "announce"
    RUNS = "runs"
    JOURNAL = "journal"
    WEB = "web"
    ROUNDUP = "roundup"
    FORETELL = "foretell"
    REVIEW_ON = "review"
    REVIEW_OFF = "noreview"
    RESUME = "resume"
    DISCONNECT = "off"
    DISCONNECT_SURE = "off!"


class OnChannel(CallbackData, prefix="as1"):
    """A button of a channel's settings."""

    do: ChannelDo
    channel: Number = 0


class MediumDo(StrEnum):
    """What a button of the Media page does with one medium."""

    UP = "up"
    DOWN = "down"
    DROP = "drop"


class OnMedium(CallbackData, prefix="am1"):
    """A button of one medium of a post as it is in a revision."""

    do: MediumDo
    post: Number
    index: Number
    revision: Number


class OnArticle(CallbackData, prefix="ax1"):
    """One of the articles that a draft carries."""

    post: Number
    index: Number


class OnRepair(CallbackData, prefix="ar1"):
    """Mend what breaks a rule."""

    post: Number
    rule: Number


class OnFacts(CallbackData, prefix="af1"):
    """A page of Check: what is wrong with a post, then what its sources say."""

    post: Number
    page: Number


class TagsPage(CallbackData, prefix="at1"):
    """A page of the rubrics for a post; `cursor` is a packed `Cursor`, empty for the first."""

    post: Number
    cursor: str = ""


class AddRubric(CallbackData, prefix="ag1"):
    """The post is to have this rubric of its channel: pressed twice, it still has it."""

    post: Number
    rubric: Number
    cursor: str = ""


class DropTag(CallbackData, prefix="ad1"):
    """The post is to be without a rubric; `tag` is a fingerprint of it, which may have no id."""

    post: Number
    tag: Number
    cursor: str = ""


class RevisionDo(StrEnum):
    """What a button of the history does."""

    OLDER = "older"
    OPEN = "open"
    GO_BACK = "back"


class OnRevision(CallbackData, prefix="av1"):
    """A revision of a post."""

    do: RevisionDo
    post: Number
    number: Number


class RuleDo(StrEnum):
    """What a button of a house rule does."""

    OPEN = "open"
    ON = "on"
    OFF = "off"
    ERROR = "error"
    ADVICE = "advice"
    CHANGE = "change"
    REMOVE = "remove"


class OnRule(CallbackData, prefix="ah1"):
    """A button of a house rule."""

    do: RuleDo
    rule: Number
