"""What a message says that is neither text nor a file: polls, places, contacts and their kin."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.exports.media import special_kind
from bot.domain.exports.texts import read_text
from bot.domain.exports.values import Unreadable, mapping, sequence, string
from bot.domain.histories import Special
from bot.domain.texts import Text, join

_ITEM = Text("• ")


def special_of(raw: Mapping[str, Any]) -> tuple[Special | None, Text]:
    """What a message carries, and its words: what makes it findable.

    Raises:
        Unreadable: the words of a poll or a list are none, or absurdly many.
    """
    if not _TOLD.isdisjoint(raw):
        for key, kind, words in _KEYS:
            if key in raw:
                return kind, words(raw)
    kind_of_file = special_kind(raw)
    return kind_of_file, Text(string(raw.get("sticker_emoji"))) if kind_of_file else Text()


def _choice(key: str, title: str) -> Callable[[Mapping[str, Any]], Text]:
    """Words of a poll or a list of tasks: a line for each of its answers."""

    def read(raw: Mapping[str, Any]) -> Text:
        told = mapping(raw[key])
        answers = [
            join([_ITEM, read_text(mapping(answer).get("text"))])
            for answer in sequence(told.get("answers"))
        ]
        question = read_text(told.get(title))
        return join([*([question] if question else []), *answers], "\n")

    return read


def _contact(raw: Mapping[str, Any]) -> Text:
    told = mapping(raw["contact_information"])
    name = f"{string(told.get('first_name'))} {string(told.get('last_name'))}".strip()
    return _lines(name, string(told.get("phone_number")))


def _place(raw: Mapping[str, Any]) -> Text:
    where = mapping(raw.get("location_information"))
    latitude, longitude = where.get("latitude"), where.get("longitude")
    point = ""
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        point = f"{latitude:.6f}, {longitude:.6f}"
    return _lines(string(raw.get("place_name")), string(raw.get("address")), point)


def _game(raw: Mapping[str, Any]) -> Text:
    return _lines(*(string(raw.get(f"game_{key}")) for key in ("title", "description", "link")))


def _invoice(raw: Mapping[str, Any]) -> Text:
    """Telegram Desktop writes the object as a string of JSON."""
    told = raw["invoice_information"]
    if isinstance(told, str):
        try:
            told = json.loads(told)
        except (ValueError, RecursionError):
            return _lines(told)
    invoice = mapping(told)
    return _lines(string(invoice.get("title")), string(invoice.get("description")))


def _prize(key: str) -> Callable[[Mapping[str, Any]], Text]:
    return lambda raw: _lines(string(mapping(raw[key]).get("additional_prize")))


def _nothing(_: Mapping[str, Any]) -> Text:
    return Text()


def _lines(*lines: str) -> Text:
    words = "\n".join(filter(None, lines))
    try:
        # Words out of a string of JSON have not been looked at.
        words.encode()
    except UnicodeEncodeError as error:
        raise Unreadable("it has half a character") from error
    return read_text(words.replace("\0", ""))


# A venue has a location as well, and goes before it.
_KEYS: tuple[tuple[str, Special, Callable[[Mapping[str, Any]], Text]], ...] = (
    ("poll", Special.POLL, _choice("poll", "question")),
    ("todo_list", Special.CHECKLIST, _choice("todo_list", "title")),
    ("contact_information", Special.CONTACT, _contact),
    ("place_name", Special.VENUE, _place),
    ("address", Special.VENUE, _place),
    ("location_information", Special.LOCATION, _place),
    ("game_title", Special.GAME, _game),
    ("game_description", Special.GAME, _game),
    ("invoice_information", Special.INVOICE, _invoice),
    ("giveaway_information", Special.GIVEAWAY, _prize("giveaway_information")),
    ("giveaway_results", Special.GIVEAWAY_RESULTS, _prize("giveaway_results")),
    ("paid_stars_amount", Special.PAID_MEDIA, _nothing),
)
_TOLD = frozenset(key for key, _, _ in _KEYS)
