"""The walk of an author and a reader, step by step, going on from what the chat shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from aiogram.types import Message, MessageEntity

from bot.domain.posts import Content
from bot.domain.publications import layout
from bot.domain.texts import Text
from tests.crash.stage import Stage, words
from tests.newsroom import begins_with, buttons_of

FIRST = "First headline\n\nBold words and a link #case"
EDITED = "New headline\n\nOther words, bold and linked #case"
PUBLISHED = EDITED + "\n\n#ads"
ALBUM = "Three pictures of one campaign\n\n#campaign"
THIRD = "Third headline\n\nNever to be seen #never"
# Cut by the client at a blank, joined by the bot, cut again on the way out.
LONG = "Long headline\n\n#long " + " ".join(f"word{number:04}" for number in range(700))
PICTURES: list[tuple[str, bytes, str | None]] = [
    ("photo", f"picture {number}".encode(), f"{number}.jpg") for number in range(3)
]


def expected_texts(text: str) -> list[str]:
    """The messages that a text becomes in the channel."""
    return [part.text.text for part in layout(Content(text=Text(text)))]


def entities_of(text: str) -> list[MessageEntity]:
    """The first line bold, the word after it a link."""
    title = text.index("\n")
    return [
        MessageEntity(type="bold", offset=0, length=title),
        MessageEntity(
            type="text_link", offset=title + 2, length=5, url="https://example.com/case"
        ),
    ]


@dataclass
class Step:
    """What somebody does, and how they see that it was understood."""

    name: str
    act: Callable[[], object]
    is_answered: Callable[[], bool]


@dataclass
class Walk:
    """A walk on a stage. `questions` are what the author was asked, with the answers given."""

    stage: Stage
    questions: list[str] = field(default_factory=list)
    answered: set[int] = field(default_factory=set)
    seen: int = 0

    async def prepare(self) -> None:
        """The people say hello, the bot gets its channel: nothing is killed yet."""
        stage = self.stage
        await stage.keep_alive()
        stage.say("/start")
        stage.say("/start", person_id=stage.reader_id)
        await stage.rest()
        stage.world.promote(stage.channel_id, stage.bot_id, by=stage.author_id)
        assert await stage.until(lambda: self._new_word("Connected"), "connect")
        await stage.rest()
        # A channel with a past: of one in which nothing was ever seen, nobody knows the end.
        poll = stage.world.send_poll(stage.author_id, stage.channel_id, "Well?", ["Yes", "No"])
        await stage.rest()
        stage.world.delete(stage.author_id, stage.channel_id, poll.message_id)

    async def take(self, step: Step) -> None:
        """Do a step; repeat it as a person would when nothing came of it."""
        self.seen = max((m.message_id for m in self.stage.chat()), default=0)
        self.answered |= self._questions()
        for attempt in range(4):
            if attempt:
                self.stage.repeats.append(step.name)
            step.act()
            # What follows is awaited too: the next step begins in a quiet chat.
            if await self._finish(step):
                return
        raise AssertionError(f"{step.name}: no answer\n{self.stage.report()}")

    async def _finish(self, step: Step) -> bool:
        while True:
            await self.stage.until(lambda: bool(self._questions() - self.answered), step.name)
            if not self._questions() - self.answered:
                return step.is_answered()
            self.answer_questions()

    # --- an uncertain post ---

    def _questions(self) -> set[int]:
        return {
            message.message_id
            for message in self.stage.chat()
            if any(begins_with(button.text, "Send again") for button in buttons_of(message))
        }

    def answer_questions(self) -> None:
        """Look into the channel, and say what is there."""
        stage = self.stage
        for message in stage.chat():
            if message.message_id not in self._questions() - self.answered:
                continue
            self.answered.add(message.message_id)
            is_there = self._is_in_channel(words(message))
            label = "It is published" if is_there else "Send again"
            button = next(b for b in buttons_of(message) if begins_with(b.text, label))
            assert button.callback_data
            stage.world.press(
                stage.author_id, stage.bot_id, message.message_id, button.callback_data
            )
            self.questions.append(f"{words(message).splitlines()[0]}: {label}")

    def _is_in_channel(self, question: str) -> bool:
        """Whether the message that a question is about stands in the channel."""
        title = question.splitlines()[0]
        shown = [words(message) for message in self.stage.channel()]
        if title != "Long headline":
            return any(text.startswith(title) for text in shown)
        parts = [text for text in shown if text in expected_texts(LONG)]
        number = 2 if "2 of 2" in question else 1
        assert f"{number} of 2" in question, question
        return len(parts) >= number

    # --- what the chat shows ---

    def _fresh(self) -> list[Message]:
        return [m for m in self.stage.answers() if m.message_id > self.seen]

    def _new_word(self, word: str) -> bool:
        return any(words(message).startswith(word) for message in self._fresh())

    def _new(self, *parts: str) -> Callable[[], bool]:
        """A new message of the bot that holds all these words."""
        return lambda: any(
            all(part in words(message) for part in parts) for message in self._fresh()
        )

    def _shows(self, *parts: str) -> Callable[[], bool]:
        """A message of the bot, new or turned into another, holds all these words."""
        return lambda: any(
            all(part in words(message) for part in parts) for message in self.stage.answers()
        )

    def _offers(self, *labels: str) -> Callable[[], bool]:
        """The newest message with buttons has these."""

        def fits() -> bool:
            with_buttons = [m for m in self.stage.answers() if buttons_of(m)]
            texts = [button.text for button in buttons_of(with_buttons[-1])]
            return all(any(begins_with(text, label) for text in texts) for label in labels)

        return fits

    # --- the steps ---

    def steps(self) -> list[Step]:
        """The whole walk."""
        return [
            *self._write_first(),
            *self._schedule_first(),
            *self.publish_album(),
            *self.publish_long(),
            *self._cancel_third(),
            Step("first is due", self._pass(60), lambda: PUBLISHED in self.channel_texts()),
            *self._read_digest(),
        ]

    def _press(self, label: str) -> Callable[[], object]:
        return lambda: self.stage.press(label)

    def _pass(self, seconds: float) -> Callable[[], object]:
        return lambda: self.stage.dial.move(seconds)

    def _say(self, text: str) -> Callable[[], object]:
        return lambda: self.stage.say(text)

    def _write_first(self) -> list[Step]:
        stage = self.stage
        return [
            Step(
                "write",
                lambda: stage.say(FIRST, entities=entities_of(FIRST)),
                self._new("Draft", "First headline", "#case"),
            ),
            Step("ask tags", self._press("Tags"), self._shows("Added rubrics now")),
            Step("tags", self._say("#case #ads"), self._new("Draft", "#case #ads")),
            Step("ask text", self._press("Text"), self._shows("Send the new text")),
            Step(
                "text",
                lambda: stage.say(EDITED, entities=entities_of(EDITED)),
                self._new("Draft", "New headline"),
            ),
        ]

    def _schedule_first(self) -> list[Step]:
        return [
            Step("ask moment", self._press("Schedule"), self._shows("When shall it go out?")),
            Step("moment", self._say("in 1 minute"), self._new("Scheduled", "New headline")),
        ]

    def publish_album(self) -> list[Step]:
        """Three pictures with words, published now."""
        stage = self.stage

        def send() -> None:
            stage.world.send_album(stage.author_id, stage.bot_id, PICTURES, caption=ALBUM)

        return [
            Step("album", send, lambda: len(self._albums()) > 0),
            Step("album settles", self._pass(1.1), self._shows("Draft", "Three pictures")),
            *self._publish(ALBUM),
        ]

    def _albums(self) -> list[Message]:
        return [m for m in self.stage.chat() if m.media_group_id]

    def publish_long(self) -> list[Step]:
        """A text that is two messages, published now."""
        return [
            Step("long", self._say(LONG), lambda: self._drafts_of("Long headline") > 0),
            Step("long settles", self._pass(2.1), self._shows("Draft", "Long headline")),
            *self._publish(LONG),
        ]

    def _publish(self, text: str) -> list[Step]:
        title = text.splitlines()[0]
        done = expected_texts(text)
        return [
            Step(
                f"publish {title}", self._press("Publish now"), self._offers("Publish", "Cancel")
            ),
            Step(
                f"sure {title}",
                self._press_sure,
                lambda: (
                    all(self.channel_texts().count(part) for part in done)
                    and self._shows("Published", title)()
                ),
            ),
        ]

    def _press_sure(self) -> None:
        """The confirmation, not another post's button that begins alike."""
        stage = self.stage
        for message in reversed(stage.answers()):
            for button in buttons_of(message):
                if button.text == "Publish" and button.callback_data:
                    stage.world.press(
                        stage.author_id, stage.bot_id, message.message_id, button.callback_data
                    )
                    return
        raise LookupError("Publish")

    def _cancel_third(self) -> list[Step]:
        return [
            Step("third", self._say(THIRD), self._new("Draft", "Third headline")),
            Step("third: ask moment", self._press("Schedule"), self._shows("When shall it go")),
            Step("third: hour", self._press("In an hour"), self._shows("Scheduled", "Third")),
            Step("cancel", self._press("Cancel"), self._shows("Cancelled", "Third headline")),
        ]

    def _read_digest(self) -> list[Step]:
        stage, reader = self.stage, self.stage.reader_id

        def told(text: str) -> Callable[[], bool]:
            return lambda: any(text in words(m) for m in stage.answers(reader))

        return [
            Step("digest", lambda: stage.say("/digest", person_id=reader), told("Digest of")),
            Step(
                "daily",
                lambda: stage.press("Daily", person_id=reader),
                told("It comes daily at 10:00"),
            ),
            Step(
                "digest is due",
                lambda: stage.dial.move(self._until_ten()),
                lambda: bool(self.digests()) or self.digest_states() == ["unknown"],
            ),
        ]

    def _until_ten(self) -> float:
        now = self.stage.dial.now().astimezone(ZoneInfo("Europe/Moscow"))
        ten = now.replace(hour=10, minute=0, second=0, microsecond=0)
        if self.digest_states():
            return 0
        while ten <= now:
            ten += timedelta(days=1)
        return (ten - now).total_seconds() + 0.1

    # --- what came of it ---

    def channel_texts(self) -> list[str]:
        """The words of the channel, an album once."""
        return [words(m) for m in self.stage.channel() if words(m)]

    def digests(self) -> list[Message]:
        """Digests that the reader got."""
        return [
            m for m in self.stage.answers(self.stage.reader_id) if words(m).startswith("Digest: ")
        ]

    def digest_states(self) -> list[object]:
        """What the store says of the deliveries."""
        return [row[0] for row in self.stage.query("SELECT state FROM deliveries")]

    def _drafts_of(self, title: str) -> int:
        rows = self.stage.query("SELECT 1 FROM posts WHERE title LIKE :t", t=f"{title}%")
        return len(rows)
