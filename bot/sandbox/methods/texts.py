"""Texts, drafts, chat actions and polls."""

from aiogram.enums import ChatAction
from aiogram.methods import SendChatAction, SendMessage, SendMessageDraft, SendPoll
from aiogram.types import InputPollOption, Message

from bot.sandbox.acting import new_poll
from bot.sandbox.errors import bad_request, not_served
from bot.sandbox.outgoing import destination, send
from bot.sandbox.people import Bot
from bot.sandbox.registry import serves
from bot.sandbox.rooms import Draft, PrivateRoom
from bot.sandbox.state import State
from bot.sandbox.writing import message_text, preview

MOST_OPTIONS = 12
LONGEST_QUESTION = 300
LONGEST_OPTION = 100
UNSERVED_IN_POLLS = (
    "allow_adding_options",
    "allows_revoting",
    "close_date",
    "correct_option_id",
    "correct_option_ids",
    "country_codes",
    "description",
    "explanation",
    "explanation_media",
    "hide_results_until_closes",
    "media",
    "members_only",
    "open_period",
    "question_entities",
    "question_parse_mode",
    "shuffle_options",
)
ACTIONS = frozenset(action.value for action in ChatAction)


@serves(SendMessage, counts=True)
def send_message(state: State, bot: Bot, call: SendMessage) -> Message:
    """Sends a text."""
    fields = message_text(state.people, call.text, call.parse_mode, call.entities)
    room = destination(state, bot, call.chat_id)
    fields["link_preview_options"] = preview(call)
    return send(state, bot, room, call, fields).message


@serves(SendMessageDraft)
def send_message_draft(state: State, bot: Bot, call: SendMessageDraft) -> bool:
    """Streams a text that is being made, in a private chat only; empty, a placeholder.

    Of a stopped draft nothing more is shown. The Bot API says only that the button stops
    "further drafts"; that the call succeeds all the same is our reading.
    """
    room = destination(state, bot, call.chat_id)
    if not isinstance(room, PrivateRoom):
        raise bad_request("drafts can be sent only to private chats")
    if call.draft_id == 0:
        raise bad_request("invalid draft identifier specified")
    shown = (
        message_text(state.people, call.text, call.parse_mode, call.entities)["text"]
        if call.text
        else ""
    )
    if call.draft_id not in room.stopped_drafts:
        room.draft = Draft(
            id=call.draft_id,
            text=shown,
            at=state.now(),
            can_stop=bool(call.can_stop),
            keep_on_stop=bool(call.keep_on_stop),
            thread_id=call.message_thread_id,
        )
        state.tell("draft", room)
    return True


@serves(SendChatAction)
def send_chat_action(state: State, bot: Bot, call: SendChatAction) -> bool:
    """Shows what the bot is doing."""
    room = destination(state, bot, call.chat_id)
    if call.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.tell("typing", room)
    return True


@serves(SendPoll, counts=True, without=UNSERVED_IN_POLLS)
def send_poll(state: State, bot: Bot, call: SendPoll) -> Message:
    """Sends a poll: 1-12 options, anonymous in a channel."""
    room = destination(state, bot, call.chat_id)
    options = [one.text if isinstance(one, InputPollOption) else one for one in call.options]
    if not 1 <= len(call.question) <= LONGEST_QUESTION:
        raise bad_request(f"Poll question length must not exceed {LONGEST_QUESTION}")
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    if any(not 1 <= len(option) <= LONGEST_OPTION for option in options):
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    if room.chat.type == "channel" and call.is_anonymous is False:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    if call.type == "quiz":
        raise not_served("quizzes")
    poll = new_poll(
        call.question,
        options,
        is_anonymous=call.is_anonymous is not False,
        allows_multiple_answers=bool(call.allows_multiple_answers),
        is_closed=bool(call.is_closed),
    )
    return send(state, bot, room, call, {"poll": poll}).message
