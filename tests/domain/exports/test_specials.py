"""Polls, places, contacts and rich messages of an export: what they say is the text."""

import json
from datetime import UTC
from typing import Any

import pytest

from bot.domain.exports import Unreadable, read_message
from bot.domain.histories import HistoryMessage, Special
from bot.domain.texts import Entity
from tests.domain.exports.writing import message, part, written


def read(**told: Any) -> HistoryMessage:
    return read_message(message(**told), UTC)


def poll(question: Any, *answers: Any) -> dict[str, Any]:
    told = [{"text": one, "voters": 3, "chosen": False} for one in answers]
    return {"question": question, "closed": False, "total_voters": 6, "answers": told}


def test_a_poll_says_its_question_and_answers_in_both_forms_of_text():
    question = ["Где ", part("bold", "купите"), "?"]
    found = read(poll=poll(question, "В магазине", ["На ", part("link", "ozon.ru")]))
    assert found.special is Special.POLL
    assert found.text.text == "Где купите?\n• В магазине\n• На ozon.ru"
    assert found.text.entities == (Entity("bold", 4, 6), Entity("url", 30, 7))
    assert found.details["poll"]["total_voters"] == 6


def test_a_poll_with_words_of_its_own_keeps_them_first():
    found = read(poll=poll("Да?", "Нет"), **written("Спросим"))
    assert found.text.text == "Спросим\n\nДа?\n• Нет"


def test_what_was_said_once_is_not_said_again():
    first = read(poll=poll("Да?", "Нет"))
    again = read_message(dict(first.details) | written(first.text.text), UTC)
    assert again.text.text == first.text.text


@pytest.mark.parametrize(
    ("told", "special", "words"),
    [
        ({"todo_list": {"title": "Дела", "answers": [{"text": "Раз", "id": 1}]}},
         Special.CHECKLIST, "Дела\n• Раз"),
        ({"contact_information": {"first_name": "Анна", "last_name": "", "phone_number": "+7 9"}},
         Special.CONTACT, "Анна\n+7 9"),
        ({"place_name": "Кафе", "address": "Тверская, 1",
          "location_information": {"latitude": 55.75, "longitude": 37.61}},
         Special.VENUE, "Кафе\nТверская, 1\n55.750000, 37.610000"),
        ({"location_information": {"latitude": 55, "longitude": 37.6173}},
         Special.LOCATION, "55.000000, 37.617300"),
        ({"location_information": None, "live_location_period_seconds": 60},
         Special.LOCATION, ""),
        ({"game_title": "Змейка", "game_description": "Ешь"}, Special.GAME, "Змейка\nЕшь"),
        ({"invoice_information": json.dumps({"title": "Курс", "description": "Месяц"})},
         Special.INVOICE, "Курс\nМесяц"),
        ({"invoice_information": {"title": "Курс"}}, Special.INVOICE, "Курс"),
        ({"invoice_information": "не JSON"}, Special.INVOICE, "не JSON"),
        ({"giveaway_information": {"additional_prize": "Кружка"}}, Special.GIVEAWAY, "Кружка"),
        ({"giveaway_results": {"additional_prize": ""}}, Special.GIVEAWAY_RESULTS, ""),
        ({"paid_stars_amount": 50}, Special.PAID_MEDIA, ""),
        ({"media_type": "sticker", "file": "stickers/a.webp", "sticker_emoji": "😀"},
         Special.STICKER, "😀"),
        ({"media_type": "video_message", "file": "round_video_messages/a.mp4"},
         Special.VIDEO_MESSAGE, ""),
    ],
    ids=["todo", "contact", "venue", "location", "live", "game", "invoice", "invoice-object",
         "invoice-words", "giveaway", "results", "paid", "sticker", "round"],
)  # fmt: skip
def test_each_kind_says_what_it_is(told: dict[str, Any], special: Special, words: str):
    found = read(**told)
    assert (found.special, found.text.text) == (special, words)
    assert len(found.media) == (special is Special.VIDEO_MESSAGE)


@pytest.mark.parametrize("broken", [None, 5, [], {"question": None, "answers": "нет"}])
def test_a_poll_that_tells_nothing_is_a_poll_without_words(broken: object):
    found = read(poll=broken)
    assert (found.special, found.text.text) == (Special.POLL, "")


def test_half_a_character_inside_of_an_invoice_is_unreadable():
    with pytest.raises(Unreadable):
        read(invoice_information='{"title": "\\ud83d"}')


def rich(*blocks: Any) -> dict[str, Any]:
    told = message(rich_message={"rtl": False, "part": False, "blocks": list(blocks)})
    del told["text"], told["text_entities"]
    return told


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain", "text": text}


def test_a_rich_message_is_its_words_block_by_block():
    told = rich(
        {"type": "heading", "level": 1, "text": plain("Итоги")},
        {"type": "paragraph", "text": {"type": "concat", "text": [
            plain("Это "), {"type": "bold", "text": {"type": "italic", "text": plain("важно")}},
            plain(" и "),
            {"type": "text_link", "href": "https://example.org/", "text": plain("тут")}]}},
        {"type": "code", "text": plain("print(1)"), "language": "python"},
        {"type": "quote", "content": "text", "text": plain("сказано"),
         "caption": {"type": "plain", "text": "Анна"}},
        {"type": "list", "kind": "unordered", "items": [
            {"content": "text", "text": plain("раз")},
            {"content": "blocks", "blocks": [{"type": "paragraph", "text": plain("два")}]}]},
        {"type": "photo", "photo_id": "77", "photo_skip_reason": "unavailable",
         "caption": {"text": plain("подпись"), "credit": {"type": "empty"}}},
        {"type": "divider"},
        {"type": "table", "title": {"type": "empty"}, "rows": [
            {"cells": [{"text": plain("a"), "header": True}, {"text": plain("b")}]},
            {"cells": [{"text": plain("c")}, {"header": False}]}]},
    )  # fmt: skip
    found = read_message(told, UTC).text
    assert found.text == (
        "Итоги\n\nЭто важно и тут\n\nprint(1)\n\nсказано\n\nАнна\n\nраз\nдва\n\nподпись\n\na b\nc "
    )
    assert [one.type for one in found.entities] == [
        "bold", "italic", "text_link", "pre", "blockquote",
    ]  # fmt: skip
    units = found.text.encode("utf-16-le")
    bold = found.entities[0]
    assert units[bold.offset * 2 : bold.end * 2].decode("utf-16-le") == "важно"


@pytest.mark.parametrize("broken", [None, 5, [], {"blocks": 5}, {"blocks": [5, None, {}]}])
def test_a_rich_message_that_tells_nothing_has_no_words(broken: object):
    assert read(rich_message=broken).text.text == ""
