"""A bot with a fixed script for tests of the page; it talks to the sandbox only over HTTP."""

import asyncio

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    KeyboardButtonRequestChat,
    Message,
    MessageGenerationStopped,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)


def make_bot(token: str, url: str) -> Bot:
    """A bot whose server is the sandbox."""
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


def button(text: str, **kind: object) -> InlineKeyboardButton:
    """A button of an inline keyboard."""
    return InlineKeyboardButton.model_validate({"text": text, **kind})


CARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [button("Change", callback_data="change"), button("Alert", callback_data="alert")],
        [button("Slow", callback_data="slow"), button("Toast", callback_data="toast")],
        [
            button("Post", url="https://t.me/marketing/2"),
            button("Share", switch_inline_query="скидки"),
            button("Copy", copy_text=CopyTextButton(text="скопировано")),
        ],
    ]
)
KEYBOARD = ReplyKeyboardMarkup(
    keyboard=[
        [
            KeyboardButton(
                text="Connect a channel",
                request_chat=KeyboardButtonRequestChat(
                    request_id=1, chat_is_channel=True, request_title=True
                ),
            )
        ],
        [KeyboardButton(text="Rubrics")],
    ],
    resize_keyboard=True,
)


async def start(message: Message, command: CommandObject) -> None:
    """Greets, and names the payload of the link."""
    await message.answer(f"Welcome {command.args or 'without payload'}", reply_markup=KEYBOARD)


async def ask(message: Message) -> None:
    """Asks a question whose answer has to be a reply."""
    await message.answer("What?", reply_markup=ForceReply(input_field_placeholder="Answer here"))


async def stream(message: Message, bot: Bot) -> None:
    """Shows a text while it grows, then sends it."""
    for text in ("One", "One two", "One two three"):
        await bot.send_message_draft(chat_id=message.chat.id, draft_id=1, text=text)
        await asyncio.sleep(0.4)
    await message.answer("One two three")


async def write_long(message: Message, bot: Bot, halted: set[int]) -> None:
    """Thinks, then shows words that grow until they are stopped."""
    for words in range(100):
        if message.chat.id in halted:
            return
        text = " ".join(["word"] * words)
        await bot.send_message_draft(message.chat.id, draft_id=7, text=text, can_stop=True)
        await asyncio.sleep(0.3)


async def halt(event: MessageGenerationStopped, bot: Bot, halted: set[int]) -> None:
    """Says which draft was stopped."""
    halted.add(event.chat.id)
    await bot.send_message(event.chat.id, f"Stopped {event.draft_id}")


async def shared(message: Message) -> None:
    """Takes the keyboard away when the channel is chosen."""
    title = message.chat_shared.title if message.chat_shared else ""
    await message.answer(f"Connected {title}", reply_markup=ReplyKeyboardRemove())


async def card(message: Message) -> None:
    """Shows the card in reply to anything else."""
    await message.reply("Card <b>bold</b> #рекламныйхит", parse_mode="HTML", reply_markup=CARD)


async def pressed(query: CallbackQuery) -> None:
    """Answers a button in the manner that its data names."""
    if query.data == "slow":
        await asyncio.sleep(0.7)
    if query.data == "change" and isinstance(query.message, Message):
        await query.message.edit_text("Changed card", reply_markup=CARD)
    await query.answer(f"Answer to {query.data}", show_alert=query.data == "alert")


async def found(query: InlineQuery) -> None:
    """Three results for any words, nothing for none."""
    results = [
        InlineQueryResultArticle(
            id=str(number),
            title=f"Result {number}",
            description=query.query,
            input_message_content=InputTextMessageContent(
                message_text=f"Inline {number}: {query.query}"
            ),
        )
        for number in range(3)
    ]
    await query.answer(list(results) if query.query else [], cache_time=0)


async def register_commands(bot: Bot) -> None:
    """Tells Telegram the menu of commands."""
    await bot.set_my_commands(
        [
            BotCommand(command="start", description="Begin"),
            BotCommand(command="stream", description="Streams a text"),
            BotCommand(command="ask", description="Asks a question"),
        ]
    )


def script() -> Dispatcher:
    """What the bot does with updates."""
    dispatcher = Dispatcher(halted=set())
    private = F.chat.type == "private"
    dispatcher.message.register(start, private, CommandStart())
    dispatcher.message.register(ask, private, Command("ask"))
    dispatcher.message.register(stream, private, Command("stream"))
    dispatcher.message.register(write_long, private, Command("long"))
    dispatcher.stopped_message_generation.register(halt)
    dispatcher.message.register(shared, private, F.chat_shared)
    dispatcher.message.register(card, private, F.via_bot.is_(None))
    dispatcher.callback_query.register(pressed)
    dispatcher.inline_query.register(found)
    return dispatcher
