"""The writer without a language model: a draft of the article's own sentences."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.facts import trace
from bot.domain.kinds import StoryKind, classify
from bot.domain.sources import Article, weight
from bot.domain.texts import TEXT_LIMIT, Text, join, plain_title
from bot.domain.writing import Written
from bot.gateways.writers.choosing import choose, score_passages
from bot.gateways.writers.highlights import (
    TELLING,
    Highlight,
    around,
    find_highlights,
    find_main_names,
    worth_of,
    write_figure,
)
from bot.gateways.writers.layout import Part, linked, put_together, styled
from bot.gateways.writers.passages import Passage, is_call, split_passages
from bot.gateways.writers.quoting import harmless
from bot.gateways.writers.segmenting import is_dense, stem_of

Words = Callable[..., str]
"""Gives the sentence of a translation key."""

_LABELS = ("ru", "en")
"""Languages that our own words are in."""
_SUMMARY = 560.0
_SUMMARY_PASSAGES = 4
_HIGHLIGHTS = 5
_NAMES = 6
_TITLE_LIMIT = 200
_LINK_LIMIT = 90
"""UTF-16 units of a title as the link to its page."""
_MAX_READ = 60_000
"""Characters of an article that are read: a longer one is told by its beginning."""
_FIGURES_A_LINE = 4
_THIN = 300
"""Weight of an article below which there is hardly anything to choose from."""

_QUESTIONS = {
    StoryKind.LAUNCH: ("draft-ask-launch-1", "draft-ask-launch-2", "draft-ask-launch-3"),
    StoryKind.SCANDAL: ("draft-ask-scandal-1", "draft-ask-scandal-2", "draft-ask-scandal-3"),
    StoryKind.STUDY: ("draft-ask-study-1", "draft-ask-study-2", "draft-ask-study-3"),
    StoryKind.LAW: ("draft-ask-law-1", "draft-ask-law-2", "draft-ask-law-3"),
    StoryKind.CAMPAIGN: ("draft-ask-campaign-1", "draft-ask-campaign-2", "draft-ask-campaign-3"),
    StoryKind.GENERAL: ("draft-ask-general-1", "draft-ask-general-2", "draft-ask-general-3"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What of an article goes into a draft."""

    title: str
    passages: Sequence[Passage]
    highlights: Sequence[Highlight]
    names: Sequence[str]
    kind: StoryKind


class BuiltinWriter:
    """Chooses sentences of the article, lists its figures and names, asks for the opinion."""

    def __init__(self, words_in: Callable[[str], Words]) -> None:
        """`words_in` gives the translator of a language, `ru` or `en`."""
        self._words_in = words_in

    async def write(
        self,
        article: Article,
        *,
        words: Text | None,
        channel_language: str,
        author_language: str = "",
    ) -> Written:
        """A draft in the language of the article, with its labels in the channel's.

        What is for the author is in the author's language, `ru` or `en`; the channel's when none
        is given. `words` are the author's own and stand on top; they are never cut. The text is
        within Telegram's limit for a message unless they alone are not. Runs in a thread: it
        takes some tens of milliseconds of CPU.
        """
        author = author_language or _spoken(channel_language)
        return await asyncio.to_thread(self._write, article, words, channel_language, author)

    def source_line(self, article: Article, language: str) -> Text:
        """The line that names an article, its title the link; labels in `language`, or English."""
        return _source_line(_made_harmless(article), self._words_in(_spoken(language)))

    def _write(self, article: Article, words: Text | None, channel: str, author: str) -> Written:
        article = _made_harmless(article)
        material = _read(article)
        say = self._words_in(author)
        source = self.source_line(article, channel)
        text, scaffold = self._compose(article, material, words or Text(), source, author)
        facts = trace(
            text,
            _source_text(article),
            source_language=article.language,
            draft_language=article.language,
            stem=lambda word: stem_of(word, article.language),
            published=article.published,
            skip=(*scaffold, source.text),
        )
        note = _note(article, channel)
        questions = tuple(say(key) for key in _QUESTIONS[material.kind])
        return Written(
            text=text, facts=tuple(facts), note=note, scaffold=scaffold, questions=questions
        )

    def _compose(
        self, article: Article, material: _Material, own: Text, line: Text, language: str
    ) -> tuple[Text, tuple[str, ...]]:
        """The whole draft; what is least needed is left out while it is too long."""
        say = self._words_in(language)
        head = Part([styled(material.title, "bold")])
        story = Part(_story(material.passages, article.language))
        source = Part([line])
        asks = Part(_asks(material.kind, say), is_scaffold=True)
        facts = Part(
            _facts(article, material, say, language), is_scaffold=True,
            quote="expandable_blockquote",
        )  # fmt: skip
        mine = Part([own])
        layouts: tuple[list[Part], ...] = (
            [head, mine, story, asks, source, facts],
            [head, mine, story, asks, source],
            [head, mine, story, source],
            [head, mine, source],
            [mine, source],
            [mine],
        )
        for parts in layouts:
            text, scaffold = put_together(parts)
            if text.units <= TEXT_LIMIT:
                return text, scaffold
        return own, ()


def _spoken(language: str) -> str:
    """The language of labels in a channel of that language."""
    return language if language in _LABELS else "en"


def _made_harmless(article: Article) -> Article:
    return replace(
        article,
        title=harmless(article.title),
        text=harmless(article.text[:_MAX_READ]),
        site=harmless(article.site),
        author=harmless(article.author),
    )


def _read(article: Article) -> _Material:
    text = article.text
    passages = split_passages(text, article.language)
    title = plain_title(Text(article.title), _TITLE_LIMIT)
    scored = score_passages(passages, title, article.language)
    told = [one for one in scored if not _repeats(one.passage.text, title)]
    return _Material(
        title=title,
        passages=choose(told, budget=_SUMMARY, most=_SUMMARY_PASSAGES),
        highlights=find_highlights(text, article.language, most=_HIGHLIGHTS),
        names=find_main_names(text, article.language, most=_NAMES),
        kind=classify(article.title, text),
    )


def _repeats(sentence: str, title: str) -> bool:
    """Whether a sentence is the title again."""
    ours, theirs = _letters(sentence), _letters(title.rstrip("…"))
    return bool(theirs) and len(theirs) > 0.7 * len(ours) and (theirs in ours or ours in theirs)


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _story(passages: Sequence[Passage], language: str) -> list[Text]:
    """Sentences of one paragraph stay together; a list has an item a line."""
    lines: list[str] = []
    paragraph = -1
    blank = "" if language in ("zh", "ja") else " "
    for passage in passages:
        is_next = passage.paragraph == paragraph and not passage.is_list
        if is_next and lines:
            lines[-1] = f"{lines[-1]}{blank}{passage.text}"
        else:
            lines.extend(([""] if lines else []) + [passage.text])
        lines.extend(f"• {item}" for item in passage.items)
        paragraph = -1 if passage.is_list else passage.paragraph
    return [Text(line) for line in lines]


def _asks(kind: StoryKind, say: Words) -> list[Text]:
    questions = [styled(f"— {say(key)}", "italic") for key in _QUESTIONS[kind]]
    return [styled(say("draft-opinion"), "bold"), *questions]


def _facts(article: Article, material: _Material, say: Words, language: str) -> list[Text]:
    """A line for each sentence with figures, then the names."""
    is_foreign = article.language != language
    lines = []
    for highlight in material.highlights:
        if is_call(highlight.sentence):
            continue
        telling = [figure for figure in highlight.figures if worth_of(figure) >= TELLING]
        best = sorted(telling, key=worth_of, reverse=True)[:_FIGURES_A_LINE]
        shown = [figure for figure in telling if figure in best]
        values = dict.fromkeys(
            write_figure(figure, language) if is_foreign else figure.text for figure in shown
        )
        lead = styled(", ".join(values), "bold")
        lines.append(join([Text("• "), lead, Text(f" — {around(highlight.sentence, shown)}")]))
    if material.names:
        names = ", ".join(material.names)
        lines.append(join([Text("• "), styled(say("draft-names"), "bold"), Text(f": {names}")]))
    return [styled(say("draft-facts"), "bold"), *lines] if lines else []


def _source_line(article: Article, say: Words) -> Text:
    """The title as the link; what has no address is named by its site and author alone."""
    limit = _LINK_LIMIT // 2 if is_dense(article.language) else _LINK_LIMIT
    title = plain_title(Text(article.title), limit) or article.site
    about = ", ".join(
        filter(
            None,
            (
                article.site if article.site != title else "",
                article.author,
                _day(article.published, say) if article.published else "",
            ),
        )
    )
    if not article.address:
        return Text(f"{say('draft-source')}: {about}") if about else Text()
    link = linked(title or article.address, article.address)
    tail = Text(f" ({about})") if about else Text()
    return join([Text(f"{say('draft-source')}: "), link, tail])


def _day(day: date, say: Words) -> str:
    return say("source-day", day=day.day, month=say(f"month-{day.month}"), year=str(day.year))


def _source_text(article: Article) -> str:
    """All that a source says of itself, for tracing."""
    when = article.published.isoformat() if article.published else ""
    head = (article.title, article.site, article.author, when)
    return "\n".join([*filter(None, head), article.text])


def _note(article: Article, language: str) -> str:
    """The one thing that the author should know of the draft."""
    if article.is_partial:
        return "draft-note-partial"
    if weight(article.text) < _THIN:
        return "draft-note-thin"
    if article.language and article.language != language:
        return "draft-note-foreign"
    return ""
