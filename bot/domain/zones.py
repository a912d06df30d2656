"""Time zones as people name them: by a city, an IANA name or an offset."""

import re
import zoneinfo
from functools import lru_cache

_CITIES = {
    # Russia, every zone of it.
    "Europe/Kaliningrad": "калининград, kaliningrad",
    "Europe/Moscow": "москва, moscow, мск, msk, петербург, санкт-петербург, спб, питер, "
    "saint petersburg, st petersburg, petersburg, нижний новгород, nizhny novgorod, "
    "казань, kazan, орел, orel, "
    "воронеж, voronezh, краснодар, krasnodar, ростов-на-дону, ростов, rostov-on-don, rostov, "
    "сочи, sochi, тула, tula, ярославль, yaroslavl, рязань, ryazan, липецк, lipetsk, "
    "пенза, penza, ставрополь, stavropol, махачкала, makhachkala, архангельск, arkhangelsk, "
    "мурманск, murmansk, белгород, belgorod, тверь, tver, курск, kursk, брянск, bryansk, "
    "вологда, vologda, смоленск, smolensk, петрозаводск, petrozavodsk, сыктывкар, syktyvkar, "
    "чебоксары, cheboksary, саранск, saransk, йошкар-ола, yoshkar-ola, грозный, grozny",
    "Europe/Simferopol": "симферополь, simferopol, севастополь, sevastopol",
    "Europe/Kirov": "киров, kirov",
    "Europe/Volgograd": "волгоград, volgograd",
    "Europe/Astrakhan": "астрахань, astrakhan",
    "Europe/Saratov": "саратов, saratov",
    "Europe/Ulyanovsk": "ульяновск, ulyanovsk",
    "Europe/Samara": "самара, samara, тольятти, tolyatti, ижевск, izhevsk",
    "Asia/Yekaterinburg": "екатеринбург, yekaterinburg, ekaterinburg, екб, челябинск, "
    "chelyabinsk, уфа, ufa, пермь, perm, тюмень, tyumen, оренбург, orenburg, курган, kurgan, "
    "сургут, surgut, магнитогорск, magnitogorsk, ханты-мансийск, khanty-mansiysk, "
    "салехард, salekhard",
    "Asia/Omsk": "омск, omsk",
    "Asia/Novosibirsk": "новосибирск, novosibirsk, нск",
    "Asia/Barnaul": "барнаул, barnaul, горно-алтайск, gorno-altaysk",
    "Asia/Tomsk": "томск, tomsk",
    "Asia/Novokuznetsk": "новокузнецк, novokuznetsk, кемерово, kemerovo",
    "Asia/Krasnoyarsk": "красноярск, krasnoyarsk, абакан, abakan, кызыл, kyzyl, норильск, norilsk",
    "Asia/Irkutsk": "иркутск, irkutsk, улан-удэ, ulan-ude, братск, bratsk",
    "Asia/Chita": "чита, chita",
    "Asia/Yakutsk": "якутск, yakutsk, благовещенск, blagoveshchensk",
    "Asia/Khandyga": "хандыга, khandyga",
    "Asia/Vladivostok": "владивосток, vladivostok, хабаровск, khabarovsk, "
    "комсомольск-на-амуре, биробиджан, birobidzhan",
    "Asia/Ust-Nera": "усть-нера, ust-nera",
    "Asia/Magadan": "магадан, magadan",
    "Asia/Sakhalin": "южно-сахалинск, yuzhno-sakhalinsk, сахалин, sakhalin",
    "Asia/Srednekolymsk": "среднеколымск, srednekolymsk",
    "Asia/Kamchatka": "петропавловск-камчатский, petropavlovsk-kamchatsky, камчатка, kamchatka",
    "Asia/Anadyr": "анадырь, anadyr",
    # Neighbours.
    "Europe/Minsk": "минск, minsk, гомель, gomel, брест, brest, гродно, grodno, витебск, vitebsk",
    "Europe/Kyiv": "киев, київ, kyiv, kiev, харьков, kharkiv, одесса, odesa, odessa, львов, lviv, "
    "днепр, dnipro",
    "Europe/Chisinau": "кишинев, chisinau, тирасполь, tiraspol",
    "Asia/Almaty": "алматы, алма-ата, almaty, астана, astana, шымкент, shymkent, "
    "караганда, karaganda",
    "Asia/Tashkent": "ташкент, tashkent",
    "Asia/Samarkand": "самарканд, samarkand",
    "Asia/Bishkek": "бишкек, bishkek",
    "Asia/Dushanbe": "душанбе, dushanbe",
    "Asia/Ashgabat": "ашхабад, ashgabat",
    "Asia/Baku": "баку, baku",
    "Asia/Yerevan": "ереван, yerevan",
    "Asia/Tbilisi": "тбилиси, tbilisi, батуми, batumi",
    # Europe.
    "Europe/Vilnius": "вильнюс, vilnius, каунас, kaunas",
    "Europe/Riga": "рига, riga",
    "Europe/Tallinn": "таллин, таллинн, tallinn",
    "Europe/Warsaw": "варшава, warsaw, краков, krakow, вроцлав, wroclaw, гданьск, gdansk",
    "Europe/Berlin": "берлин, berlin, мюнхен, munich, гамбург, hamburg, франкфурт, frankfurt, "
    "кельн, cologne, дюссельдорф, dusseldorf, штутгарт, stuttgart, лейпциг, leipzig",
    "Europe/Vienna": "вена, vienna",
    "Europe/Zurich": "цюрих, zurich, женева, geneva, берн, bern, базель, basel",
    "Europe/Paris": "париж, paris, лион, lyon, марсель, marseille, ницца, nice",
    "Europe/London": "лондон, london, манчестер, manchester, эдинбург, edinburgh",
    "Europe/Dublin": "дублин, dublin",
    "Europe/Madrid": "мадрид, madrid, барселона, barcelona, валенсия, valencia",
    "Europe/Lisbon": "лиссабон, lisbon, порту, porto",
    "Europe/Rome": "рим, rome, милан, milan, неаполь, naples, турин, turin",
    "Europe/Vatican": "ватикан, vatican",
    "Europe/Amsterdam": "амстердам, amsterdam, гаага, the hague, роттердам, rotterdam",
    "Europe/Brussels": "брюссель, brussels, антверпен, antwerp",
    "Europe/Luxembourg": "люксембург, luxembourg",
    "Europe/Monaco": "монако, monaco",
    "Europe/Prague": "прага, prague, брно, brno",
    "Europe/Bratislava": "братислава, bratislava",
    "Europe/Budapest": "будапешт, budapest",
    "Europe/Bucharest": "бухарест, bucharest",
    "Europe/Sofia": "софия, sofia",
    "Europe/Belgrade": "белград, belgrade, нови-сад, novi sad",
    "Europe/Zagreb": "загреб, zagreb",
    "Europe/Ljubljana": "любляна, ljubljana",
    "Europe/Sarajevo": "сараево, sarajevo",
    "Europe/Podgorica": "подгорица, podgorica, будва, budva",
    "Europe/Skopje": "скопье, skopje",
    "Europe/Tirane": "тирана, tirana",
    "Europe/Athens": "афины, athens, салоники, thessaloniki",
    "Europe/Istanbul": "стамбул, istanbul, анкара, ankara, анталья, antalya, измир, izmir",
    "Asia/Nicosia": "никосия, nicosia, лимасол, limassol",
    "Europe/Malta": "валлетта, valletta, мальта, malta",
    "Europe/Stockholm": "стокгольм, stockholm, гетеборг, gothenburg",
    "Europe/Oslo": "осло, oslo",
    "Europe/Copenhagen": "копенгаген, copenhagen",
    "Europe/Helsinki": "хельсинки, helsinki",
    "Atlantic/Reykjavik": "рейкьявик, reykjavik",
    # The world.
    "Asia/Jerusalem": "иерусалим, jerusalem, тель-авив, tel aviv, хайфа, haifa",
    "Asia/Dubai": "дубай, dubai, абу-даби, abu dhabi",
    "Asia/Riyadh": "эр-рияд, riyadh",
    "Asia/Qatar": "доха, doha",
    "Asia/Tehran": "тегеран, tehran",
    "Asia/Baghdad": "багдад, baghdad",
    "Asia/Beirut": "бейрут, beirut",
    "Asia/Kabul": "кабул, kabul",
    "Asia/Karachi": "карачи, karachi, исламабад, islamabad, лахор, lahore",
    "Asia/Kolkata": "дели, delhi, new delhi, нью-дели, мумбаи, mumbai, бангалор, bangalore, гоа, "
    "goa, калькутта, kolkata, calcutta, ченнаи, chennai",
    "Asia/Kathmandu": "катманду, kathmandu",
    "Asia/Colombo": "коломбо, colombo",
    "Asia/Dhaka": "дакка, dhaka",
    "Asia/Bangkok": "бангкок, bangkok, пхукет, phuket, паттайя, pattaya",
    "Asia/Ho_Chi_Minh": "хошимин, ho chi minh city, saigon, ханой, hanoi, нячанг, nha trang",
    "Asia/Singapore": "сингапур, singapore",
    "Asia/Kuala_Lumpur": "куала-лумпур, kuala lumpur",
    "Asia/Jakarta": "джакарта, jakarta",
    "Asia/Makassar": "бали, bali, денпасар, denpasar",
    "Asia/Manila": "манила, manila",
    "Asia/Hong_Kong": "гонконг, hong kong",
    "Asia/Shanghai": "пекин, beijing, шанхай, shanghai, шэньчжэнь, shenzhen, гуанчжоу, guangzhou",
    "Asia/Taipei": "тайбэй, taipei",
    "Asia/Seoul": "сеул, seoul, пусан, busan",
    "Asia/Tokyo": "токио, tokyo, осака, osaka, киото, kyoto",
    "Asia/Ulaanbaatar": "улан-батор, ulaanbaatar, ulan bator",
    "Australia/Sydney": "сидней, sydney, канберра, canberra",
    "Australia/Melbourne": "мельбурн, melbourne",
    "Australia/Brisbane": "брисбен, brisbane",
    "Australia/Perth": "перт, perth",
    "Pacific/Auckland": "окленд, auckland, веллингтон, wellington",
    "Pacific/Honolulu": "гонолулу, honolulu",
    "Africa/Cairo": "каир, cairo, хургада, hurghada",
    "Africa/Casablanca": "касабланка, casablanca, рабат, rabat",
    "Africa/Tunis": "тунис, tunis",
    "Africa/Algiers": "алжир, algiers",
    "Africa/Lagos": "лагос, lagos, абуджа, abuja",
    "Africa/Nairobi": "найроби, nairobi",
    "Africa/Addis_Ababa": "аддис-абеба, addis ababa",
    "Africa/Johannesburg": "йоханнесбург, johannesburg, кейптаун, cape town, претория, pretoria",
    "America/New_York": "нью-йорк, new york, nyc, вашингтон, washington, washington dc, бостон, "
    "boston, майами, miami, филадельфия, philadelphia, атланта, atlanta",
    "America/Detroit": "детройт, detroit",
    "America/Chicago": "чикаго, chicago, хьюстон, houston, даллас, dallas, остин, austin",
    "America/Denver": "денвер, denver",
    "America/Phoenix": "финикс, phoenix",
    "America/Los_Angeles": "лос-анджелес, los angeles, сан-франциско, san francisco, сиэтл, "
    "seattle, лас-вегас, las vegas, сан-диего, san diego",
    "America/Anchorage": "анкоридж, anchorage",
    "America/Toronto": "торонто, toronto, монреаль, montreal, оттава, ottawa",
    "America/Vancouver": "ванкувер, vancouver",
    "America/Mexico_City": "мехико, mexico city",
    "America/Havana": "гавана, havana",
    "America/Panama": "панама, panama",
    "America/Bogota": "богота, bogota",
    "America/Lima": "лима, lima",
    "America/Caracas": "каракас, caracas",
    "America/Santiago": "сантьяго, santiago",
    "America/Argentina/Buenos_Aires": "буэнос-айрес, buenos aires",
    "America/Montevideo": "монтевидео, montevideo",
    "America/Sao_Paulo": "сан-паулу, sao paulo, рио-де-жанейро, rio de janeiro, rio",
}

_MOSCOW_OFFSETS = {
    -1: "Europe/Kaliningrad",
    0: "Europe/Moscow",
    1: "Europe/Samara",
    2: "Asia/Yekaterinburg",
    3: "Asia/Omsk",
    4: "Asia/Krasnoyarsk",
    5: "Asia/Irkutsk",
    6: "Asia/Yakutsk",
    7: "Asia/Vladivostok",
    8: "Asia/Magadan",
    9: "Asia/Kamchatka",
}
"""Hours from Moscow, as Russian law names its zones."""

_PART_HOURS = {
    -570: "Pacific/Marquesas",
    -210: "America/St_Johns",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    630: "Australia/Lord_Howe",
    765: "Pacific/Chatham",
}
"""Minutes from UTC that are no whole hours, to a zone whose standard time they are."""

_OFFSET = re.compile(r"(utc|gmt|мск|msk)? ?([+-]) ?([0-9]{1,2})(?::?([0-5][0-9]))?")
_EASTMOST, _WESTMOST = 14, -12
_REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe"}
    | {"Indian", "Pacific"}
)
_NO_PLACES = frozenset({"factory", "localtime"})


def parse_zone(text: str) -> str | None:
    """The IANA name of a zone that a person names, None when there is no such one.

    A city in Russian or English, an IANA name in any case, or an offset: of whole hours (`UTC+3`,
    `+03:00`, `GMT-5`, `МСК+2`), which becomes `Etc/GMT-3` (that sign is the other way round), or
    of others where people live by it (`UTC+5:30` is `Asia/Kolkata`).
    """
    name = _fold(text.replace("−", "-"))
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        hours, minutes = int(offset[2] + offset[3]), int(offset[4] or 0)
        from_moscow = offset[1] in ("мск", "msk")
        if minutes:
            away = 60 * int(offset[3]) + minutes
            return None if from_moscow else _PART_HOURS.get(int(f"{offset[2]}{away}"))
        return _of_offset(hours, from_moscow=from_moscow)
    place = _place(name)
    by_name, by_city = _iana_zones()
    return CITIES.get(place) or by_name.get(name.replace(" ", "_")) or by_city.get(place)


def describe_zone(name: str) -> str:
    """A zone as people say it: `Etc/GMT-3`, whose sign is the other way round, is `UTC+3`."""
    offset = name.removeprefix("Etc/GMT")
    return f"UTC{-int(offset):+d}" if offset != name and offset else name.removeprefix("Etc/")


def name_zone(name: str, language: str) -> str:
    """A zone for those who live in it: its city in their language (`ru` or `en`), or its offset.

    A zone that is in no list of ours is told by the city of its IANA name.
    """
    is_wanted = str.isascii if language == "en" else _is_cyrillic
    cities = _CITIES.get(name, "").split(", ")
    if city := next((city for city in cities if city and is_wanted(city)), ""):
        return city.title()
    region, _, place = name.rpartition("/")
    is_place = region.partition("/")[0] in _REGIONS
    return place.replace("_", " ") if is_place else describe_zone(name)


def _is_cyrillic(city: str) -> bool:
    return not city.isascii()


def _of_offset(hours: int, *, from_moscow: bool) -> str | None:
    if from_moscow:
        return _MOSCOW_OFFSETS.get(hours)
    if not _WESTMOST <= hours <= _EASTMOST:
        return None
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _place(name: str) -> str:
    """A name without what people vary: hyphens, underscores, dots, `г.`."""
    spaced = re.sub(r"[-_.\s]+", " ", _fold(name)).strip()
    return spaced.removeprefix("г ").removeprefix("город ")


@lru_cache(maxsize=1)
def _iana_zones() -> tuple[dict[str, str], dict[str, str]]:
    """The installed database by folded name, and by city where one zone alone is named so."""
    zones = sorted(zoneinfo.available_timezones())
    by_name = {zone.casefold(): zone for zone in zones if zone.casefold() not in _NO_PLACES}
    placed = [zone for zone in zones if "/" in zone and not zone.startswith("Etc/")]
    cities = [_place(zone.rpartition("/")[2]) for zone in placed]
    pairs = zip(cities, placed, strict=True)
    return by_name, {city: zone for city, zone in pairs if cities.count(city) == 1}


CITIES = {_place(city): zone for zone, cities in _CITIES.items() for city in cities.split(", ")}
"""City, folded, to zone."""
