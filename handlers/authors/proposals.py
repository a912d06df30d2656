"""Proposals of a language model: made beside the handlers, shown with what they change."""

from dataclasses import replace
from functools import partial

from aiogram import Bot
from aiogram.utils.formatting import Bold, Text, as_list

from bot.domain.posts import Post
from bot.domain.proposals import KeptProposal, Wish
from bot.domain.writing import Change
from bot.errors import InputRefused, LlmFailed
from bot.services.drafting import Drafting
from bot.services.generating import Preview
from bot.services.proposing import Proposing
from bot.services.revising import Revising
from bot.translator import Translator
from handlers.authors.cards import Cards
from handlers.authors.generating import Generating
from handlers.authors.history import show_changes
from handlers.authors.rewriting_keyboards import (
    ProposalDo,
    headlines_keyboard,
    proposal_keyboard,
)
from handlers.errors import sentence_of

# The new text stands above, whole: here is what changed, in short.
_ROOM = 1_200


class Proposals:
    """Has a model work on drafts, and shows what it proposes."""

    def __init__(
        self,
        bot: Bot,
        drafting: Drafting,
        proposing: Proposing,
        revising: Revising,
        generating: Generating,
        cards: Cards,
    ) -> None:
        self._bot = bot
        self._drafting = drafting
        self._proposing = proposing
        self._revising = revising
        self._generating = generating
        self._cards = cards

    def begin(self, t: Translator, person_id: int, post_id: int, wish: Wish) -> None:
        """Start on what is wished for a draft; it is shown in the person's chat.

        Raises:
            InputRefused: something is being written for this draft already.
        """
        work = partial(self._propose, t, person_id, post_id, wish)
        self._generating.start(t, person_id, post_id, work, is_streamed=True)

    async def _propose(
        self, t: Translator, person_id: int, post_id: int, wish: Wish, preview: Preview
    ) -> None:
        try:
            kept = await self._proposing.propose(
                person_id, post_id, wish,
                on_progress=preview.show, is_stopped=preview.is_stopped,
            )  # fmt: skip
        except (LlmFailed, InputRefused) as error:
            preview.finish()
            await self._show_card(t, person_id, post_id, sentence_of(error, t))
            return
        preview.finish()
        post = await self._drafting.get_for(person_id, post_id)
        if wish.change is None:
            await self._show_headlines(t, person_id, kept)
        else:
            await self._show_version(t, person_id, post, kept)

    async def _show_version(
        self, t: Translator, chat_id: int, post: Post, kept: KeptProposal
    ) -> None:
        """The text as it would stand in the channel, then what is other about it."""
        content = replace(post.content, text=kept.text, media=())
        await self._cards.preview(t, chat_id, replace(post, content=content))
        keyboard = proposal_keyboard(t, post.id, kept.number, tuple(ProposalDo))
        text = _about_version(t, post, kept)
        await self._bot.send_message(chat_id, reply_markup=keyboard, **text.as_kwargs())

    async def _show_headlines(self, t: Translator, chat_id: int, kept: KeptProposal) -> None:
        lines = [f"{number}. {words}" for number, words in enumerate(kept.headlines, 1)]
        text = as_list(Bold(t("proposal-headlines")), *lines, "", t("proposal-headlines-how"))
        keyboard = headlines_keyboard(t, kept.post_id, kept.number, kept.headlines)
        await self._bot.send_message(chat_id, reply_markup=keyboard, **text.as_kwargs())

    async def _show_card(self, t: Translator, person_id: int, post_id: int, note: str) -> None:
        """Why nothing is proposed, with the draft as it was."""
        post = await self._drafting.get_for(person_id, post_id)
        card, keyboard = await self._cards.compose(t, post, person_id)
        text = Text(note, "\n\n", card)
        shown = await self._bot.send_message(person_id, reply_markup=keyboard, **text.as_kwargs())
        await self._drafting.card_shown(post.id, shown.message_id)
        await self._revising.note_shown(person_id, [shown.message_id], post.id)


def _about_version(t: Translator, post: Post, kept: KeptProposal) -> Text:
    assert kept.wish.change is not None
    before, after = post.content.text, kept.text
    lines: list[Text | str] = [
        Bold(t(f"proposal-{kept.wish.change.value}")),
        t("proposal-length", before=before.units, after=after.units),
    ]
    if kept.lost:
        lines.append(t("proposal-lost", count=kept.lost))
    if kept.wish.change is not Change.TRANSLATE:
        # Of a translation every word is another.
        lines += ["", show_changes(before.text, after.text, _ROOM)]
    return as_list(*lines, "", t("proposal-how"))
