"""Versions of a draft: asked for within rights, day and consent, and changing nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.channels import Look
from bot.domain.posts import Content, Post, PostState
from bot.domain.sources import Article, Consent
from bot.domain.texts import Entity, Text, utf16_len
from bot.domain.writing import Change, Spent
from bot.errors import (
    AppError,
    InputRefused,
    LlmBroken,
    LlmLimitReached,
    NotAllowed,
    NotEditable,
    NotFound,
)
from bot.services.drafting import Drafting
from bot.services.registering import Registering
from bot.services.rewriting import (
    Rewriter,
    Rewriting,
    part_rubrics,
    part_tail,
    with_headline,
)
from bot.services.usage import Usage
from storage import channels, people, posts, sources
from storage.db import to_ms
from tests.services.archives import NOON, Archive, open_archive

ANNA, STRANGER = 1, 3
TITLE = "Мышь пошла в суд"
BODY = f"{TITLE}\n\nСтудии против сервиса картинок."
TEXT = Text(f"{BODY}\n\n#суды #ии", (Entity("bold", 0, utf16_len(TITLE)),))


class NoLooker:
    async def look(self, chat_id: int, person_id: int) -> Look:
        raise AssertionError("nobody connects here")


class Scribe:
    """A language model that says what it is told to, and remembers what it was asked."""

    def __init__(self, answer: str | Exception = "Мышь судится\n\nСтудии против сервиса.") -> None:
        self.answer = answer
        self.asked: list[tuple[str, Change | None, str, str]] = []

    async def rewrite(self, text, change, *, on_progress, is_stopped, language="",
                      instruction="", spent=None) -> str:  # fmt: skip
        self.asked.append((text, change, language, instruction))
        await on_progress("…")
        return self._say(spent)

    async def headlines(self, text, *, count, is_stopped, spent=None) -> tuple[str, ...]:
        self.asked.append((text, None, "", ""))
        return tuple(self._say(spent).split("\n"))[:count]

    def _say(self, spent: Spent) -> str:
        if isinstance(self.answer, Exception):
            raise self.answer
        spent.prompt_characters, spent.answer_characters = 100, len(self.answer)
        return self.answer


class Desk:
    """A draft of Anna's, and all that is needed to have it rewritten."""

    def __init__(self, archive: Archive, scribe: Rewriter | None, *, limit: int = 9) -> None:
        self.archive = archive
        registering = Registering(
            archive.db, archive.clock, NoLooker(), owner_ids=frozenset({ANNA}), zone="UTC",
            default_language="en",
        )  # fmt: skip
        drafting = Drafting(archive.db, archive.clock, registering)
        usage = Usage(archive.db, daily_limit=limit, zone="UTC")
        self.rewriting = Rewriting(archive.db, archive.clock, drafting, usage, scribe)
        self.seen: list[str] = []

    async def write(self, text: Text = TEXT, state: PostState = PostState.DRAFT) -> Post:
        channel = (await channels.list_channels(self.archive.db))[0]
        async with self.archive.db.transaction() as session:
            return await posts.insert(
                session, channel_id=channel.id, author_id=ANNA, content=Content(text=text),
                now=NOON, state=state,
            )  # fmt: skip

    async def look(self, words: str) -> None:
        self.seen.append(words)

    async def change(
        self, post: Post, change: Change = Change.SHORTER, person: int = ANNA, **more
    ):
        return await self.rewriting.rewrite(
            person, post.id, change, on_progress=self.look, is_stopped=bool, **more
        )


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with open_archive(tmp_path) as opened:
        await opened.connect()
        async with opened.db.transaction() as session:
            await people.upsert(
                session, person_id=ANNA, name="Анна", username=None,
                telegram_language="ru", zone="UTC", now_ms=to_ms(NOON),
            )  # fmt: skip
        yield opened


async def test_a_version_keeps_rubrics_and_the_bold_headline_and_changes_nothing(
    archive: Archive,
) -> None:
    scribe = Scribe()
    desk = Desk(archive, scribe)
    post = await desk.write()
    proposal = await desk.change(post, Change.BY_WORDS, instruction="короче", language="")
    assert scribe.asked == [(BODY, Change.BY_WORDS, "", "короче")]
    assert proposal.content.text == Text(
        "Мышь судится\n\nСтудии против сервиса.\n\n#суды #ии", (Entity("bold", 0, 12),)
    )
    assert (proposal.revision, proposal.lost, proposal.content.tags) == (post.revision, 0, ())
    assert desk.seen == ["…"]
    assert await posts.get_post(archive.db, post.id) == post


async def test_formatting_that_found_no_place_is_counted(archive: Archive) -> None:
    text = Text(BODY, (Entity("italic", 18, 6), Entity("bold", 0, utf16_len(TITLE))))
    desk = Desk(archive, Scribe("Мышь судится\n\nВсе против сервиса."))
    assert (await desk.change(await desk.write(text))).lost == 1


async def test_five_headlines_are_offered_and_one_is_taken(archive: Archive) -> None:
    desk = Desk(archive, Scribe("Раз\nДва\nТри\nЧетыре\nПять\nШесть"))
    post = await desk.write()
    offered = await desk.rewriting.headlines(ANNA, post.id, is_stopped=bool)
    assert offered == ("Раз", "Два", "Три", "Четыре", "Пять")
    proposal = await desk.rewriting.propose_headline(ANNA, post.id, offered[1])
    assert proposal.content.text.text == "Два\n\nСтудии против сервиса картинок.\n\n#суды #ии"
    assert proposal.content.text.entities == (Entity("bold", 0, 3),)


async def test_only_who_may_change_a_draft_may_have_it_rewritten(archive: Archive) -> None:
    scribe = Scribe()
    desk = Desk(archive, scribe)
    post, sent = await desk.write(), await desk.write(state=PostState.PUBLISHED)
    with pytest.raises(NotAllowed):
        await desk.change(post, person=STRANGER)
    with pytest.raises(NotEditable):
        await desk.change(sent)
    with pytest.raises(NotFound):
        await desk.rewriting.headlines(ANNA, 999, is_stopped=bool)
    with pytest.raises(NotAllowed):
        await desk.rewriting.propose_headline(STRANGER, post.id, "x")
    assert scribe.asked == []


async def test_words_from_a_source_that_forbids_ai_are_not_given_to_one(archive: Archive) -> None:
    scribe = Scribe()
    desk = Desk(archive, scribe)
    post = await desk.write()
    async with archive.db.transaction() as session:
        for consent in (Consent(), Consent(may_use_ai=False)):
            source = await sources.upsert(session, Article(title="T", text=f"{consent}"), now=NOON)
            await sources.link(
                session, post_id=post.id, source_id=source.id, consent=consent, used_at=NOON
            )
    for asking in (desk.change(post), desk.rewriting.headlines(ANNA, post.id, is_stopped=bool)):
        with pytest.raises(InputRefused) as caught:
            await asking
        assert caught.value.message_key == "llm-source-refuses"
    assert scribe.asked == []


@pytest.mark.parametrize("text", [Text(), Text("#суды #ии"), Text("!!! 12")])
async def test_without_words_there_is_nothing_to_ask(archive: Archive, text: Text) -> None:
    desk = Desk(archive, Scribe())
    with pytest.raises(InputRefused) as caught:
        await desk.change(await desk.write(text))
    assert caught.value.message_key == "llm-no-text"


async def test_without_a_model_the_buttons_are_not_shown(archive: Archive) -> None:
    desk = Desk(archive, None)
    assert not desk.rewriting.is_possible
    assert Desk(archive, Scribe()).rewriting.is_possible
    with pytest.raises(InputRefused) as caught:
        await desk.change(await desk.write())
    assert caught.value.message_key == "llm-not-set"


@pytest.mark.parametrize("failure", [LlmBroken(), AppError()])
async def test_a_question_that_failed_does_not_count(archive: Archive, failure: AppError) -> None:
    scribe = Scribe(failure)
    desk = Desk(archive, scribe, limit=1)
    post = await desk.write()
    with pytest.raises(type(failure)):
        await desk.change(post)
    scribe.answer = "Мышь судится"
    await desk.change(post)
    with pytest.raises(LlmLimitReached):
        await desk.rewriting.headlines(ANNA, post.id, is_stopped=bool)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Слово\n\n#а #б\n#в\n", "#а #б\n#в"),
        ("Слово #а", ""),
        ("#а слово", ""),
        ("#а\nСлово", ""),
        ("#1", ""),
        ("😀\n#а", "#а"),
    ],
)
def test_rubrics_are_the_lines_of_hashtags_at_the_end(text: str, tags: str) -> None:
    body, found = part_rubrics(Text(text))
    assert found.text == tags
    assert body.text == text.removesuffix("\n").removesuffix(tags).strip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Старый\n\nТекст", "Новый\n\nТекст"),
        ("Одна строка", "Новый\n\nОдна строка"),
        ("", "Новый"),
        ("д" * 141 + "\nТекст", "Новый\n\n" + "д" * 141 + "\nТекст"),
        ("#тег\nТекст", "Новый\n\n#тег\nТекст"),
    ],
)
def test_a_headline_takes_the_place_of_the_old_one(before: str, after: str) -> None:
    text = with_headline(Text(before), "Новый")
    assert text.text == after
    assert text.entities == (Entity("bold", 0, 5),)


def test_a_link_below_the_headline_stays_on_its_words() -> None:
    text = Text("Старый\nтекст", (Entity("bold", 0, 6), Entity("italic", 7, 5)))
    assert with_headline(text, "Новый заголовок").entities == (
        Entity("bold", 0, 15), Entity("italic", 16, 5),
    )  # fmt: skip


LINE = "Подписаться 💌 на канал"


@pytest.mark.parametrize(
    ("text", "body", "tail"),
    [
        (f"слова 🦊\n\n#суды\n\n{LINE}", "слова 🦊", f"#суды\n\n{LINE}"),
        (f"слова\n\n{LINE}\n\n#суды #ии", "слова", f"{LINE}\n\n#суды #ии"),
        (f"\n слова\n{LINE}\n", "слова", LINE),
        (f"слова {LINE}", f"слова {LINE}", ""),
        (f"{LINE}\nслова", f"{LINE}\nслова", ""),
        (LINE, "", LINE),
        ("слова", "слова", ""),
    ],
)
def test_the_lines_of_the_house_are_no_words_of_the_post(text: str, body: str, tail: str) -> None:
    assert [part.text for part in part_tail(Text(text), ["", LINE])] == [body, tail]


def test_a_line_of_the_house_keeps_its_link() -> None:
    link = Entity("text_link", 7, utf16_len(LINE), url="https://t.me/x")
    _, tail = part_tail(Text(f"слова\n\n{LINE}", (link,)), [LINE])
    assert tail.entities == (Entity("text_link", 0, utf16_len(LINE), url="https://t.me/x"),)


_PIECES = st.lists(st.sampled_from(["слова", "🦊", "#суды", " ", "\n", "\n\n", LINE, f"\n{LINE}"]))


@given(_PIECES.map("".join))
def test_nothing_of_a_post_is_lost_between_its_words_and_its_tail(words: str) -> None:
    body, tail = part_tail(Text(words), [LINE])
    assert "".join(f"{body.text}{tail.text}".split()) == "".join(words.split())
    assert part_tail(body, [LINE]) == (body, Text())
