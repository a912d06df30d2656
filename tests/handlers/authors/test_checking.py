"""House rules set in the chat, found by Check, mended with a tap, overridden with a remark."""

import pytest
from aiogram.types import MessageEntity

from storage import revisions, rules
from tests.newsroom import Newsroom, Person


async def open_rules(author: Person) -> None:
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("House rules")


async def switch_on(author: Person, name: str, *, is_error: bool = False) -> None:
    await open_rules(author)
    await author.press(name)
    if "Make it an error" in author.buttons() and is_error:
        await author.press("Make it an error")
    if "Switch on" in author.buttons():
        await author.press("Switch on")
    await author.send("/cancel")


async def add_words(author: Person, words: str) -> None:
    await open_rules(author)
    await author.press("Add a word list")
    await author.send(words)


async def test_rules_are_off_until_the_owner_switches_them_on(newsroom: Newsroom) -> None:
    author = newsroom.author
    await open_rules(author)
    assert "▫️ A rubric" in author.buttons()
    await author.press("A rubric")
    assert author.buttons() == ["Switch on", "Make it advice", "Back"]
    await author.press("Switch on")
    assert "On: error" in author.text
    await author.press("Make it advice")
    assert "On: advice" in author.text
    await author.press("Back")
    assert "✅ A rubric · advice" in author.buttons()
    assert not newsroom.world.refusals


async def test_an_error_blocks_publish_and_schedule_until_it_is_mended(newsroom: Newsroom) -> None:
    author = newsroom.author
    await switch_on(author, "A rubric")
    await author.send("Headline without a tag")
    assert "Check: 1 finding, blocking: 1" in author.text
    for button in ("Publish now", "Schedule", "Check"):
        await author.press(button)
        assert "No rubric." in author.text
        assert "1 error blocks Publish and Schedule" in author.text
        assert author.buttons() == ["Override", "Back"]
        await author.press("Back")
        # The sandbox is as strict as Telegram about messages in one chat.
        newsroom.clock.move(60)
    await author.press("Tags")
    await author.send("case")
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    assert newsroom.channel[-1].text == "Headline without a tag\n\n#case"


async def test_a_forged_confirmation_publishes_nothing_that_breaks_a_rule(
    newsroom: Newsroom,
) -> None:
    await switch_on(newsroom.author, "A rubric")
    await newsroom.author.send("Headline without a tag")
    await newsroom.forge_press(newsroom.author, "ap1:publish!:1")
    await newsroom.forge_press(newsroom.author, "ap1:hour:1")
    await newsroom.tick(7200)
    assert newsroom.channel == []


async def test_advice_does_not_block(newsroom: Newsroom) -> None:
    await switch_on(newsroom.author, "Length")
    await newsroom.author.send("Short #case")
    assert "Check: 1 finding" in newsroom.author.text
    assert "blocking" not in newsroom.author.text
    await newsroom.author.press("Publish now")
    await newsroom.author.press("Publish")
    await newsroom.work()
    assert newsroom.channel[-1].text == "Short #case"


async def test_an_owner_overrides_with_a_remark_that_is_kept(newsroom: Newsroom) -> None:
    author = newsroom.author
    await add_words(author, "уникальный")
    await author.send("Уникальные скидки #case")
    await author.press("Check")
    assert "Уникальные" in author.text
    await author.press("Override")
    await author.send("так сказал сам бренд")
    assert "overridden: так сказал сам бренд" in author.text
    assert author.buttons() == ["Back"]
    (override,) = await rules.list_overrides(newsroom.app.db, 1)
    assert (override.remark, override.person_id) == ("так сказал сам бренд", author.id)
    await author.press("Back")
    await author.press("Publish now")
    await author.press("Publish")
    await newsroom.work()
    assert newsroom.channel[-1].text == "Уникальные скидки #case"


async def test_an_override_does_not_cover_what_is_written_later(newsroom: Newsroom) -> None:
    author = newsroom.author
    await add_words(author, "уникальный, лучший")
    await author.send("Уникальные скидки #case")
    await author.press("Check")
    await author.press("Override")
    await author.send("так сказал сам бренд")
    await author.press("Back")
    await author.press("Text")
    await author.send("Уникальные и лучшие скидки #case")
    await author.press("Publish now")
    assert "1 error blocks Publish and Schedule" in author.text
    assert "лучшие" in author.text


@pytest.mark.parametrize(
    ("rule", "repair", "before", "after"),
    [
        ("Typography", "Set the typography", 'Это "хит"... #case', "Это «хит»… #case"),
        ("One sentence", "A line for each", "Раз. Два #case", "Раз.\nДва #case"),
    ],
)
async def test_a_repair_is_one_tap(
    newsroom: Newsroom, rule: str, repair: str, before: str, after: str
) -> None:
    author = newsroom.author
    await switch_on(author, rule)
    await author.send(before)
    await author.press("Check")
    await author.press(repair)
    assert author.text.startswith("Mended")
    assert "Nothing to mend" in author.text
    await author.press("Back")
    await author.press("Preview")
    assert author.messages[-2].text == after
    assert not newsroom.world.refusals


async def test_a_signature_is_typed_once_and_added_with_its_formatting(newsroom: Newsroom) -> None:
    author = newsroom.author
    await author.send("/channels")
    await author.press("Marketing aloud")
    await author.press("Signature")
    await author.press("Switch on")
    bold = MessageEntity(type="bold", offset=10, length=5)
    await author.send("Marketing aloud", entities=[bold])
    assert "On: advice" in author.text
    await author.send("Words #case")
    await author.press("Check")
    assert "No signature" in author.text
    await author.press("Add the signature")
    await author.press("Back")
    await author.press("Preview")
    preview = author.messages[-2]
    assert preview.text == "Words #case\n\nMarketing aloud"
    marks = [(e.type, e.offset, e.length) for e in preview.entities or [] if e.type == "bold"]
    assert marks == [("bold", 23, 5)]


async def test_typed_parameters_are_asked_again_with_an_example(newsroom: Newsroom) -> None:
    author = newsroom.author
    await open_rules(author)
    await author.press("Length")
    await author.press("Change")
    await author.send("words")
    assert "300-1500" in author.text
    await author.send("10-20")
    assert "10–20" in author.text
    assert "On: advice" in author.text


async def test_the_legal_lists_are_dated_and_say_that_they_are_no_advice(
    newsroom: Newsroom,
) -> None:
    author = newsroom.author
    await open_rules(author)
    await author.press("Notes on organisations")
    assert "no legal advice" in author.text
    assert "21.03.2022" in author.text
    await author.press("Change")
    await author.send("Ромашка, Лютик | признана цветком | 01.02.2026")
    assert "Ромашка, Лютик | признана цветком | 01.02.2026" in author.text
    await author.send("Пишут о Ромашке #case")
    await author.press("Check")
    assert "Ромашке" in author.text
    await author.press("Add the note")
    assert "Nothing to mend" in author.text


async def test_an_own_list_of_words_is_removed(newsroom: Newsroom) -> None:
    author = newsroom.author
    await add_words(author, "уникальный, качественный контент")
    await author.press("Words: уникальный")
    await author.press("Remove")
    assert not any("Words" in label for label in author.buttons())


async def test_a_reader_changes_no_rule(newsroom: Newsroom) -> None:
    await switch_on(newsroom.author, "A rubric")
    await newsroom.reader.send("/start")
    await newsroom.forge_press(newsroom.reader, "ah1:off:1")
    (rule,) = [r for r in await rules.list_rules(newsroom.app.db, 1) if r.kind == "rubric"]
    assert rule.is_on


async def test_a_long_list_of_findings_fits_one_message(newsroom: Newsroom) -> None:
    author = newsroom.author
    await switch_on(author, "No quotation marks")
    await switch_on(author, "One sentence")
    await add_words(author, "слово")
    await author.send('Слово "слово" и ещё слово подлиннее здесь. ' * 60 + "#case")
    await newsroom.tick(3)
    await author.press("Check")
    assert author.text.startswith("Check")
    assert not newsroom.world.refusals


async def test_repairs_are_revisions_that_are_nobodys_words(newsroom: Newsroom) -> None:
    await switch_on(newsroom.author, "Typography")
    await newsroom.author.send('Это "хит" #case')
    await newsroom.author.press("Check")
    await newsroom.author.press("Set the typography")
    makers = [
        revision.maker.value
        for revision in await revisions.list_revisions(newsroom.app.db, 1, limit=9)
    ]
    assert makers == ["rules", "author"]
