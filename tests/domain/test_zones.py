"""Time zones are found by city, by name and by offset."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.zones import _CITIES, CITIES, name_zone, parse_zone

NOVEMBER = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Москва", "Europe/Moscow"),
        ("г. Санкт-Петербург", "Europe/Moscow"),
        ("ростов на дону", "Europe/Moscow"),
        ("new  york", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("AMERICA/NEW YORK", "America/New_York"),
        ("America/Port-au-Prince", "America/Port-au-Prince"),
        ("kathmandu", "Asia/Kathmandu"),
        ("Nuuk", "America/Nuuk"),
        ("utc", "UTC"),
        ("UTC+3", "Etc/GMT-3"),
        ("utc +3", "Etc/GMT-3"),
        ("+03:00", "Etc/GMT-3"),
        ("+0300", "Etc/GMT-3"),
        ("GMT-5", "Etc/GMT+5"),
        ("UTC−5", "Etc/GMT+5"),
        ("UTC+0", "Etc/UTC"),
        ("UTC+14", "Etc/GMT-14"),
        ("-12", "Etc/GMT+12"),
        ("МСК", "Europe/Moscow"),
        ("мск+2", "Asia/Yekaterinburg"),
        ("etc/gmt-3", "Etc/GMT-3"),
        ("+03:30", "Asia/Tehran"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("+05:45", "Asia/Kathmandu"),
        ("UTC−9:30", "Pacific/Marquesas"),
        ("+05:20", None),
        ("мск+2:30", None),
        ("UTC+15", None),
        ("-13", None),
        ("мск+12", None),
        ("3", None),
        ("Factory", None),
        ("Europe", None),
        ("Атлантида", None),
        ("../etc/passwd", None),
        ("", None),
    ],
)
def test_a_zone_is_what_a_person_names(text: str, zone: str | None):
    assert parse_zone(text) == zone


def test_there_are_many_cities_and_each_is_in_one_zone():
    named = [city for cities in _CITIES.values() for city in cities.split(", ")]
    assert len(named) == len(set(named)) == len(CITIES)
    assert len(CITIES) >= 300


@pytest.mark.parametrize("zone", sorted(_CITIES))
def test_a_zone_of_the_list_exists_and_is_found_by_its_cities(zone: str):
    assert ZoneInfo(zone).key == zone
    assert {parse_zone(city.title()) for city in _CITIES[zone].split(", ")} == {zone}


@pytest.mark.parametrize("zone", sorted(zoneinfo.available_timezones() - {"Factory", "localtime"}))
def test_every_iana_name_is_understood_in_any_case(zone: str):
    found = parse_zone(zone.upper())
    assert found is not None
    # "Singapore" and "Hongkong" are cities first: another name for the same time.
    assert (
        NOVEMBER.astimezone(ZoneInfo(found)).utcoffset()
        == NOVEMBER.astimezone(ZoneInfo(zone)).utcoffset()
    )


def test_every_regional_zone_of_russia_has_a_city():
    russian = (
        "Kaliningrad Moscow Simferopol Kirov Volgograd Astrakhan Saratov Ulyanovsk Samara "
        "Yekaterinburg Omsk Novosibirsk Barnaul Tomsk Novokuznetsk Krasnoyarsk Irkutsk Chita "
        "Yakutsk Khandyga Vladivostok Ust-Nera Magadan Sakhalin Srednekolymsk Kamchatka Anadyr"
    )
    assert set(russian.split()) <= {zone.partition("/")[2] for zone in _CITIES}


@given(st.integers(-12, 14))
def test_an_offset_is_a_zone_with_that_offset(hours: int):
    zone = parse_zone(f"UTC{hours:+d}")
    assert zone is not None
    assert NOVEMBER.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(hours=hours)


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_every_answer_is_a_zone(text: str):
    zone = parse_zone(text)
    assert zone is None or ZoneInfo(zone).key == zone


@pytest.mark.parametrize(
    ("zone", "russian", "english"),
    [
        ("Europe/Moscow", "Москва", "Moscow"),
        ("Asia/Sakhalin", "Южно-Сахалинск", "Yuzhno-Sakhalinsk"),
        ("Asia/Kolkata", "Дели", "Delhi"),
        ("Etc/GMT-3", "UTC+3", "UTC+3"),
        ("America/Argentina/Ushuaia", "Ushuaia", "Ushuaia"),
        ("Africa/Dar_es_Salaam", "Dar es Salaam", "Dar es Salaam"),
        ("US/Pacific", "US/Pacific", "US/Pacific"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_named_as_those_who_live_there_say(zone: str, russian: str, english: str):
    assert (name_zone(zone, "ru"), name_zone(zone, "en")) == (russian, english)


@pytest.mark.parametrize("language", ["ru", "en"])
@given(zone=st.sampled_from(sorted(_CITIES)))
def test_the_name_of_a_zone_leads_back_to_it(zone: str, language: str):
    name = name_zone(zone, language)
    assert name.isascii() is (language == "en")
    assert parse_zone(name) == zone
