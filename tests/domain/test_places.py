"""The zone of a point on the map: that of the nearest city that is known."""

from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import nearest_zone
from tests.services.archives import NOON

_CITIES = [
    ("Moscow", 55.75, 37.62, "Europe/Moscow"),
    ("Kaliningrad", 54.71, 20.51, "Europe/Kaliningrad"),
    ("Samara", 53.20, 50.15, "Europe/Samara"),
    ("Kazan", 55.80, 49.11, "Europe/Moscow"),
    ("Yekaterinburg", 56.84, 60.61, "Asia/Yekaterinburg"),
    ("Novosibirsk", 55.03, 82.92, "Asia/Novosibirsk"),
    ("Khabarovsk", 48.48, 135.08, "Asia/Vladivostok"),
    ("Petropavlovsk-Kamchatsky", 53.02, 158.65, "Asia/Kamchatka"),
    ("Minsk", 53.90, 27.57, "Europe/Minsk"),
    ("Tbilisi", 41.72, 44.79, "Asia/Tbilisi"),
    ("Yerevan", 40.18, 44.51, "Asia/Yerevan"),
    ("Munich", 48.14, 11.58, "Europe/Berlin"),
    ("Strasbourg", 48.58, 7.75, "Europe/Paris"),
    ("Porto", 41.15, -8.61, "Europe/Lisbon"),
    ("Vigo", 42.24, -8.72, "Europe/Madrid"),
    ("Detroit", 42.33, -83.05, "America/Detroit"),
    ("Boston", 42.36, -71.06, "America/New_York"),
    ("San Francisco", 37.77, -122.42, "America/Los_Angeles"),
    ("Buenos Aires", -34.60, -58.38, "America/Argentina/Buenos_Aires"),
    ("Cape Town", -33.92, 18.42, "Africa/Johannesburg"),
    ("Singapore", 1.29, 103.85, "Asia/Singapore"),
    ("Melbourne", -37.81, 144.96, "Australia/Melbourne"),
    ("Wellington", -41.29, 174.78, "Pacific/Auckland"),
]

# Hours from UTC, of which some are no whole ones.
_ODD_HOURS = [
    ("Delhi", 28.61, 77.21, 5.5),
    ("Kathmandu", 27.72, 85.32, 5.75),
    ("Tehran", 35.69, 51.39, 3.5),
    ("Kabul", 34.53, 69.17, 4.5),
    ("Yangon", 16.84, 96.17, 6.5),
    ("Adelaide", -34.93, 138.60, 10.5),
    ("Darwin", -12.46, 130.84, 9.5),
    ("St. John's", 47.56, -52.71, -3.5),
    ("Chatham", -43.95, -176.56, 13.75),
]


def _hours(zone: str) -> float:
    offset = NOON.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset.total_seconds() / 3600


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [city[1:] for city in _CITIES],
    ids=[city[0] for city in _CITIES],
)
def test_a_city_has_the_time_of_its_zone(latitude: float, longitude: float, zone: str):
    found = nearest_zone(latitude, longitude)
    # One zone of the tz database may stand for another: what counts is the time.
    assert _hours(found) == _hours(zone), found


@pytest.mark.parametrize(
    ("latitude", "longitude", "hours"),
    [city[1:] for city in _ODD_HOURS],
    ids=[city[0] for city in _ODD_HOURS],
)
def test_zones_of_half_and_quarter_hours_are_found(
    latitude: float, longitude: float, hours: float
):
    assert _hours(nearest_zone(latitude, longitude)) == hours


@pytest.mark.parametrize(
    ("latitude", "longitude", "hours"),
    [(28.0, -179.0, -11), (30.0, -40.0, -1), (-40.0, 80.0, 5)],
    ids=["by Midway", "by the Azores", "by Kerguelen"],
)
def test_in_the_middle_of_an_ocean_the_nearest_land_decides(
    latitude: float, longitude: float, hours: float
):
    assert _hours(nearest_zone(latitude, longitude)) == hours


def test_the_line_of_the_date_is_no_border_of_nearness():
    assert nearest_zone(-16.8, 179.99) == nearest_zone(-16.8, -179.99) == "Pacific/Fiji"


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_of_the_earth_has_a_zone(latitude: float, longitude: float):
    assert nearest_zone(latitude, longitude) in available_timezones()
