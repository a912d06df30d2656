"""Questions that an author may be asked. The data name the post or the channel."""

from aiogram.fsm.state import State, StatesGroup


class Asked(StatesGroup):
    """What the next text of an author answers."""

    new = State()
    text = State()
    media = State()
    tags = State()
    moment = State()
    channel_zone = State()
    more_media = State()
    override = State()
    remark = State()
    rule = State()
    rule_words = State()
    instruction = State()
    slots = State()
    repeat = State()
    edit_text = State()
    edit_media = State()
    edit_buttons = State()
    picture = State()
    buttons = State()
    expiry = State()
    link_name = State()
    link_new_name = State()
    forwards = State()
    welcome = State()
    welcome_delay = State()
    welcome_rest = State()
    announcement = State()
    announcement_rest = State()
    rubric_tag = State()
    rubric_description = State()
    rubric_emoji = State()
    rubric_target = State()
    roundup_time = State()
    roundup_tag = State()
