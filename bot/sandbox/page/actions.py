"""What people do on the page: each action checks its body and lets the world do it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import Message

from bot.sandbox.page import input as given
from bot.sandbox.page.input import BadInput, in_words
from bot.sandbox.page.seen import Seen
from bot.sandbox.page.views import Json

ANSWER_WAIT = 15.0
"""Seconds that a client shows the progress of a pressed button."""

DONE: Json = {"ok": True}


def _sent(message: Message) -> Json:
    return {"ok": True, "message": message.message_id}


async def say(seen: Seen, body: given.Say) -> Json:
    """Sends a text."""
    if not body.text.strip():
        raise BadInput("There is nothing to send.")
    seen.room(body.person, body.chat)
    with in_words():
        sent = seen.world.say(
            body.person,
            body.chat,
            body.text,
            entities=body.entities or None,
            reply_to=body.reply_to,
        )
    return _sent(sent)


async def edit(seen: Seen, body: given.Edit) -> Json:
    """Changes the text or caption of a message."""
    seen.room(body.person, body.chat)
    with in_words():
        edited = seen.world.edit(
            body.person, body.chat, body.message, body.text, entities=body.entities or None
        )
    return _sent(edited)


async def delete(seen: Seen, body: given.AtMessage) -> Json:
    """Deletes a message for everybody."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.delete(body.person, body.chat, body.message)
    return DONE


async def pin(seen: Seen, body: given.AtMessage) -> Json:
    """Pins a message."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.pin(body.person, body.chat, body.message)
    return DONE


async def react(seen: Seen, body: given.React) -> Json:
    """Puts the person's reactions on a message in place of the ones before."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.react(body.person, body.chat, body.message, body.emoji)
    return DONE


async def stars(seen: Seen, body: given.Stars) -> Json:
    """Gives stars of the person to a post."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.give_stars(body.person, body.chat, body.message, body.stars)
    return DONE


async def press(seen: Seen, body: given.Press) -> Json:
    """Presses a button and waits up to 15 s for what the bot answers."""
    seen.room(body.person, body.chat)
    queue = seen.world.subscribe()
    try:
        with in_words():
            query_id = seen.world.press(body.person, body.chat, body.message, body.data)
        answer = await _answer(seen, query_id, queue)
    finally:
        seen.world.unsubscribe(queue)
    return {"answered": answer is not None, **(answer or {})}


async def stop(seen: Seen, body: given.Stop) -> Json:
    """Stops a text that a bot is making."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.stop_generation(body.person, body.chat, body.draft)
    return DONE


async def _answer(seen: Seen, query_id: str, queue: asyncio.Queue[Any]) -> Json | None:
    try:
        async with asyncio.timeout(ANSWER_WAIT):
            while (answer := seen.world.callback_answer(query_id)) is None:
                await queue.get()
    except TimeoutError:
        return None
    return answer


async def forward(seen: Seen, body: given.Forward) -> Json:
    """Forwards messages, in their order, into another chat."""
    seen.room(body.person, body.chat)
    seen.room(body.person, body.to)
    with in_words():
        for message_id in sorted(body.messages):
            seen.world.forward(body.person, body.chat, message_id, body.to)
    return DONE


async def inline(seen: Seen, body: given.Inline) -> Json:
    """Asks a bot for inline results; waits up to 10 s for them."""
    seen.check_person(body.person)
    if body.chat is not None:
        seen.room(body.person, body.chat)
    with in_words():
        results = await seen.world.inline(
            body.person, body.bot, body.query, offset=body.offset, chat_id=body.chat
        )
    return {"results": [_result(one) for one in results]}


def _result(one: Json) -> Json:
    content = one.get("input_message_content") or {}
    fallback = content.get("message_text") or one.get("caption") or one["type"]
    file_id = one.get("photo_file_id")
    return {
        "id": one["id"],
        "title": one.get("title") or str(fallback)[:80],
        "description": one.get("description") or "",
        "file": f"/page/file/{file_id}" if file_id else None,
    }


async def choose(seen: Seen, body: given.Choose) -> Json:
    """Sends a result of inline mode."""
    seen.room(body.person, body.chat)
    with in_words():
        return _sent(seen.world.choose_inline(body.person, body.chat, body.query, body.result))


async def share_chat(seen: Seen, body: given.ShareChat) -> Json:
    """Answers a button that asks for a chat with one of the person's."""
    seen.room(body.person, body.channel)
    with in_words():
        return _sent(seen.world.share_chat(body.person, body.bot, body.request, body.channel))


async def send_location(seen: Seen, body: given.Place) -> Json:
    """Answers a button that asks where the person is."""
    with in_words():
        return _sent(
            seen.world.send_location(body.person, body.chat, body.latitude, body.longitude)
        )


async def add_bot(seen: Seen, body: given.AddBot) -> Json:
    """Makes a bot administrator of a channel of the person."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.promote(body.chat, body.bot, by=body.person)
    return DONE


async def remove_bot(seen: Seen, body: given.AddBot) -> Json:
    """Takes a bot out of a channel of the person."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.remove(body.chat, body.bot, by=body.person)
    return DONE


async def join(seen: Seen, body: given.Join) -> Json:
    """Follows an invite link, or the address of a public channel or group."""
    seen.check_person(body.person)
    name = body.link.rstrip("/").rpartition("/")[2].removeprefix("@").lower()
    public = seen.world.usernames.get(name)
    for chat_id, room in seen.world.chats.items():
        if room is public or body.link in room.invite_links:
            with in_words():
                link = None if room is public else body.link
                seen.world.join(chat_id, body.person, invite_link=link)
            return {"ok": True, "chat": chat_id}
    raise BadInput("This link leads nowhere here.")


async def leave(seen: Seen, body: given.InChat) -> Json:
    """Leaves a channel or group."""
    seen.room(body.person, body.chat)
    with in_words():
        seen.world.leave(body.chat, body.person)
    return DONE


async def block(seen: Seen, body: given.WithBot) -> Json:
    """Stops a bot: it can write to this person no more."""
    seen.check_person(body.person)
    with in_words():
        seen.world.block(body.person, body.bot)
    return DONE


async def unblock(seen: Seen, body: given.WithBot) -> Json:
    """Lets a stopped bot write again."""
    seen.check_person(body.person)
    with in_words():
        seen.world.unblock(body.person, body.bot)
    return DONE


async def read(seen: Seen, body: given.AtMessage) -> Json:
    """Notes up to which message a chat was seen."""
    seen.mark_read(body.person, body.chat, body.message)
    return DONE


Action = tuple[type[given.Body], Callable[[Seen, Any], Awaitable[Json]]]
ACTIONS: dict[str, Action] = {
    "say": (given.Say, say),
    "edit": (given.Edit, edit),
    "delete": (given.AtMessage, delete),
    "pin": (given.AtMessage, pin),
    "react": (given.React, react),
    "stars": (given.Stars, stars),
    "press": (given.Press, press),
    "stop": (given.Stop, stop),
    "forward": (given.Forward, forward),
    "inline": (given.Inline, inline),
    "choose": (given.Choose, choose),
    "share_chat": (given.ShareChat, share_chat),
    "send_location": (given.Place, send_location),
    "add_bot": (given.AddBot, add_bot),
    "remove_bot": (given.AddBot, remove_bot),
    "join": (given.Join, join),
    "leave": (given.InChat, leave),
    "block": (given.WithBot, block),
    "unblock": (given.WithBot, unblock),
    "read": (given.AtMessage, read),
}
"""Every POST below /page/ whose body is JSON: its shape and what it does."""
