"""The time zone of a place on the map: that of the nearest city that is known.

Polygons of zones cost 35 MB of memory (tzfpy), so the zone is taken from the nearest of some 500
cities: the principal place of each zone, as the tz database gives it, and large cities that lie
nearer to another zone's principal place than to their own one's. Near borders that may be wrong:
whoever uses it says what was understood.
"""

import math
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_CITIES = {
    # Latitude and longitude in degrees. Saint Petersburg, Nizhny Novgorod, Kazan, Voronezh,
    # Krasnodar, Rostov, Sochi, Tula, Yaroslavl, Ryazan, Lipetsk, Penza, Stavropol, Makhachkala,
    # Arkhangelsk, Murmansk, Belgorod, Tver, Kursk, Bryansk, Vologda, Smolensk, Petrozavodsk,
    # Syktyvkar, Cheboksary, Saransk, Yoshkar-Ola, Grozny, Tambov, Ivanovo, Veliky Novgorod, Pskov,
    # Elista, Nalchik, Vladikavkaz, Maykop, Naryan-Mar, Vorkuta, Naberezhnye Chelny, Cherepovets.
    "Europe/Moscow": "59.9 30.3, 56.3 44.0, 55.8 49.1, 51.7 39.2, 45.0 39.0, 47.2 39.7, "
    "43.6 39.7, 54.2 37.6, 57.6 39.9, 54.6 39.7, 52.6 39.6, 53.2 45.0, 45.0 42.0, 43.0 47.5, "
    "64.5 40.5, "
    "69.0 33.1, 50.6 36.6, 56.9 35.9, 51.7 36.2, 53.2 34.4, 59.2 39.9, 54.8 32.0, 61.8 34.3, "
    "61.7 50.8, 56.1 47.2, 54.2 45.2, 56.6 47.9, 43.3 45.7, 52.7 41.4, 57.0 41.0, 58.5 31.3, "
    "57.8 28.3, 46.3 44.3, 43.5 43.6, 43.0 44.7, 44.6 40.1, 67.6 53.0, 67.5 64.0, 55.7 52.4, "
    "59.1 37.9",
    # Tolyatti, Izhevsk.
    "Europe/Samara": "53.5 49.4, 56.8 53.2",
    "Europe/Saratov": "51.5 46.1, 52.0 47.8",
    "Europe/Volgograd": "48.7 44.5, 50.1 45.4",
    "Europe/Ulyanovsk": "54.2 49.6",
    # Chelyabinsk, Ufa, Perm, Tyumen, Orenburg, Kurgan, Surgut, Magnitogorsk, Khanty-Mansiysk,
    # Salekhard, Nizhnevartovsk, Novy Urengoy.
    "Asia/Yekaterinburg": "55.2 61.4, 54.7 56.0, 58.0 56.3, 57.2 65.5, 51.8 55.1, 55.4 65.3, "
    "61.3 73.4, 53.4 59.0, 61.0 69.0, 66.5 66.6, 60.9 76.6, 66.1 76.7",
    "Asia/Barnaul": "52.0 86.0, 51.5 81.2",
    "Asia/Novokuznetsk": "55.4 86.1",
    # Abakan, Kyzyl, Norilsk.
    "Asia/Krasnoyarsk": "53.7 91.4, 51.7 94.4, 69.3 88.2",
    # Ulan-Ude, Bratsk.
    "Asia/Irkutsk": "51.8 107.6, 56.2 101.6",
    # Blagoveshchensk, Mirny, Neryungri, Tiksi.
    "Asia/Yakutsk": "50.3 127.5, 62.5 114.0, 56.7 124.7, 71.6 128.9",
    # Khabarovsk, Komsomolsk-on-Amur, Birobidzhan.
    "Asia/Vladivostok": "48.5 135.1, 50.5 137.0, 48.8 132.9",
    # Gomel, Brest, Grodno, Vitebsk, Mogilev.
    "Europe/Minsk": "52.4 31.0, 52.1 23.7, 53.7 23.8, 55.2 30.2, 53.9 30.3",
    # Kharkiv, Odesa, Lviv, Dnipro.
    "Europe/Kyiv": "50.0 36.2, 46.5 30.7, 49.8 24.0, 48.5 35.0",
    # Astana, Shymkent, Karaganda, Pavlodar, Semey, Ust-Kamenogorsk.
    "Asia/Almaty": "51.2 71.4, 42.3 69.6, 49.8 73.1, 52.3 77.0, 50.4 80.2, 49.9 82.6",
    # Krakow, Gdansk, Wroclaw.
    "Europe/Warsaw": "50.1 19.9, 54.4 18.6, 51.1 17.0",
    # Munich, Hamburg, Cologne, Frankfurt, Stuttgart.
    "Europe/Berlin": "48.1 11.6, 53.6 10.0, 50.9 7.0, 50.1 8.7, 48.8 9.2",
    # Lyon, Marseille, Bordeaux, Brest, Strasbourg.
    "Europe/Paris": "45.8 4.8, 43.3 5.4, 44.8 -0.6, 48.4 -4.5, 48.6 7.7",
    # Barcelona, Seville, La Coruna, Palma, Vigo.
    "Europe/Madrid": "41.4 2.2, 37.4 -6.0, 43.4 -8.4, 39.6 2.7, 42.2 -8.7",
    "Europe/Lisbon": "41.1 -8.6, 37.0 -7.9",
    # Edinburgh, Cardiff, Plymouth, Belfast.
    "Europe/London": "55.9 -3.2, 51.5 -3.2, 50.4 -4.1, 54.6 -5.9",
    # Milan, Naples, Palermo, Cagliari, Bari, Venice.
    "Europe/Rome": "45.5 9.2, 40.8 14.3, 38.1 13.4, 39.2 9.1, 41.1 16.9, 45.4 12.3",
    "Europe/Athens": "40.6 22.9, 35.3 25.1, 36.4 28.2",
    # Ankara, Antalya, Izmir, Trabzon, Van, Diyarbakir, Adana.
    "Europe/Istanbul": "39.9 32.9, 36.9 30.7, 38.4 27.1, 41.0 39.7, 38.5 43.4, 37.9 40.2, "
    "37.0 35.3",
    # Mumbai, Delhi, Bangalore, Chennai, Goa, Amritsar, Guwahati, Ahmedabad.
    "Asia/Kolkata": "19.1 72.9, 28.6 77.2, 13.0 77.6, 13.1 80.3, 15.5 73.8, 31.6 74.9, 26.1 91.7, "
    "23.0 72.6",
    "Asia/Karachi": "33.7 73.1, 31.5 74.3",
    # Hanoi lies in the zone of Bangkok; Phuket, Chiang Mai.
    "Asia/Bangkok": "21.0 105.8, 7.9 98.4, 18.8 99.0",
    "Asia/Ho_Chi_Minh": "16.1 108.2, 12.2 109.2",
    # Bali, Lombok.
    "Asia/Makassar": "-8.7 115.2, -8.6 116.1",
    # Beijing, Guangzhou, Chengdu, Harbin, Xi'an, Kunming, Wuhan, Lanzhou, Shenyang, Hohhot.
    "Asia/Shanghai": "39.9 116.4, 23.1 113.3, 30.6 104.1, 45.8 126.5, 34.3 108.9, 25.0 102.7, "
    "30.6 114.3, 36.1 103.8, 41.8 123.4, 40.8 111.7",
    # Osaka, Sapporo, Fukuoka.
    "Asia/Tokyo": "34.7 135.5, 43.1 141.3, 33.6 130.4",
    "Asia/Seoul": "35.2 129.1",
    # Boston, Miami, Atlanta, Washington, Charlotte, Cleveland, Jacksonville.
    "America/New_York": "42.4 -71.1, 25.8 -80.2, 33.7 -84.4, 38.9 -77.0, 35.2 -80.8, 41.5 -81.7, "
    "30.3 -81.7",
    # Houston, Dallas, San Antonio, New Orleans, Nashville, Memphis, Minneapolis, Kansas City,
    # Oklahoma City, Milwaukee, Saint Louis, Omaha, Birmingham.
    "America/Chicago": "29.8 -95.4, 32.8 -96.8, 29.4 -98.5, 30.0 -90.1, 36.2 -86.8, 35.1 -90.0, "
    "45.0 -93.3, 39.1 -94.6, 35.5 -97.5, 43.0 -87.9, 38.6 -90.2, 41.3 -95.9, 33.5 -86.8",
    # Salt Lake City, Albuquerque, El Paso, Billings.
    "America/Denver": "40.8 -111.9, 35.1 -106.6, 31.8 -106.4, 45.8 -108.5",
    "America/Phoenix": "32.2 -110.9",
    # San Francisco, Seattle, Las Vegas, San Diego, Portland, Sacramento, Reno, Spokane.
    "America/Los_Angeles": "37.8 -122.4, 47.6 -122.3, 36.2 -115.1, 32.7 -117.2, 45.5 -122.7, "
    "38.6 -121.5, 39.5 -119.8, 47.7 -117.4",
    "America/Toronto": "45.5 -73.6, 45.4 -75.7, 46.8 -71.2",
    "America/Mexico_City": "20.7 -103.3, 19.0 -98.2",
    "America/Sao_Paulo": "-22.9 -43.2, -15.8 -47.9, -19.9 -43.9, -25.4 -49.3, -30.0 -51.2",
    "America/Argentina/Buenos_Aires": "-38.7 -62.3, -38.0 -57.5",
    "Australia/Sydney": "-35.3 149.1",
    "Pacific/Auckland": "-41.3 174.8, -43.5 172.6",
    # Islands far from their zone's principal place: Midway, Kerguelen.
    "Pacific/Pago_Pago": "28.2 -177.4",
    "Indian/Maldives": "-49.3 70.2",
}

_PLACE = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
"""`+554521+0373704`: degrees, minutes and maybe seconds, as ISO 6709 writes them."""


class _Place(NamedTuple):
    """A point of the unit sphere, and its zone."""

    x: float
    y: float
    z: float
    zone: str


def nearest_zone(latitude: float, longitude: float) -> str:
    """The IANA name of the zone of the nearest known city; degrees, north and east positive."""
    here = _place(latitude, longitude, "")

    def nearness(place: _Place) -> float:
        # The greater the cosine of the angle between two points, the nearer they are.
        return here.x * place.x + here.y * place.y + here.z * place.z

    return max(_places(), key=nearness).zone


@lru_cache(maxsize=1)
def _places() -> tuple[_Place, ...]:
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    principal = [_principal(row[1], row[2]) for row in rows]
    cities = []
    for zone, points in _CITIES.items():
        for point in points.split(", "):
            latitude, longitude = map(float, point.split())
            cities.append(_place(latitude, longitude, zone))
    return (*principal, *cities)


def _principal(coordinates: str, zone: str) -> _Place:
    found = _PLACE.fullmatch(coordinates)
    assert found is not None, coordinates
    latitude = int(found[1] + "1") * _degrees(found[2], found[3], found[4])
    longitude = int(found[5] + "1") * _degrees(found[6], found[7], found[8])
    return _place(latitude, longitude, zone)


def _degrees(degrees: str, minutes: str, seconds: str | None) -> float:
    return int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600


def _place(latitude: float, longitude: float, zone: str) -> _Place:
    north, east = math.radians(latitude), math.radians(longitude)
    level = math.cos(north)
    return _Place(level * math.cos(east), level * math.sin(east), math.sin(north), zone)
