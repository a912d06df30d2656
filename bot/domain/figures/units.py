"""What stands around a number: per cent, currencies, `more than`."""

import re

from bot.domain.figures.patterns import Pattern
from bot.domain.figures.values import Bound

_PERCENT = Pattern(
    r"\s?-?(?:%(?:\s?p(?!\w)|\s?포인트)?|pp(?!\w)|процент\w*(?:\s+пункт\w*)?|п\.\s?п\."
    r"|(?:per\s?cents?|percent)(?:age)?(?:\s+points?)?|prozent\w*|퍼센트|프로(?!\w)"
    r"|个百分点|個百分點)",
    re.IGNORECASE,
)
_POINTS = Pattern(r"%\s?p|п\.\s?п|пункт|point|punkt|百分点|百分點|pp$|포인트", re.IGNORECASE)
_PERCENT_BEFORE = Pattern(r"百分之\s?$")
_TENTHS = Pattern(r"成(?!立|为|為|功|本|员|員|果|都|年人|长|長|交|绩|績)")

_CURRENCIES = (
    ("USD", r"us\$|\$|долл(?:ар\w*|\.)?|usd|dollars?|us-dollar|美元|美金|달러|баксов"),
    ("EUR", r"€|евро|eur(?:os?)?|欧元|歐元|유로"),
    ("RUB", r"₽|руб(?:л\w*|\.)?|rub|rubel|rubles?|roubles?|卢布|盧布|루블"),
    ("CNY", r"rmb|cny|юан\w*|yuan|人民币|人民幣|元|위안"),
    ("KRW", r"₩|krw|вон(?:ы|а|у)?|won|韩元|韓元|원"),
    ("JPY", r"jpy|иен\w*|йен\w*|yen|日元|日圓|엔"),
    ("GBP", r"£|gbp|фунт\w*|pounds?|pfund|英镑|英鎊|파운드"),
)
_BOUNDARY = r"(?:(?<=[가-힣一-鿿₽€$£₩])|(?![A-Za-zА-Яа-яЁё]))"
_ANY_CURRENCY = "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES)
_CURRENCY = Pattern(rf"\s?-?(?:{_ANY_CURRENCY}){_BOUNDARY}", re.IGNORECASE)
_CURRENCY_BEFORE = Pattern(
    r"(?<![A-Za-z])(?:(?P<USD>us\$|\$|usd)|(?P<EUR>€|eur)|(?P<RUB>₽)|(?P<CNY>rmb|cny)"
    r"|(?P<KRW>₩|krw)|(?P<GBP>£|gbp)|(?P<YEN>[¥￥]))\s?$",
    re.IGNORECASE,
)

_OVER = (
    r"более(?:\s+чем)?|свыше|больше|не\s+менее|как\s+минимум|over|more\s+than|at\s+least|above"
    r"|upwards\s+of|über|mehr\s+als|mindestens|超过|超過|逾|至少|超|최소|넘는"
)
_UNDER = (
    r"менее(?:\s+чем)?|меньше|почти|не\s+более|максимум|less\s+than|under|almost|nearly"
    r"|at\s+most|fewer\s+than|weniger\s+als|fast|knapp|höchstens|近|不到|不足|거의"
)
_ABOUT = (
    r"около|примерно|порядка|приблизительно|где-то|about|around|some|roughly|approximately|circa"
    r"|rund|etwa|ungefähr|circa|ca\.|约|約|大约|大約|약|대략|~|≈"
)
_BOUND_BEFORE = Pattern(
    rf"(?:(?<!\w)|(?<=[一-鿿]))(?:(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<about>{_ABOUT}))"
    r"\s?(?:(?:на|а|an?|the|der|die|das)\s)?[$€£₩¥]?\s?$",
    re.IGNORECASE,
)
_BOUND_AFTER = Pattern(
    r"(?P<over>\s?\+|\s?[多余餘]|여(?=\s?[가-힣])|\s?(?:[가-힣]{1,3}\s)?이상|\s?с лишним"
    r"|\s?plus(?!\w)|以上)|(?P<under>\s?(?:[가-힣]{1,3}\s)?(?:미만|이하)|以下|以内)"
    r"|(?P<about>左右|上下|\s?(?:안팎|정도|전후))"
)
_NEAR = 24
"""Characters before a number that are looked at."""


def percent_at(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where the number with its sign of per cent begins and ends; None without one."""
    if match := _PERCENT.match(text, stop):
        return start, match.end()
    if match := _PERCENT_BEFORE.search(text[max(0, start - 5) : start]):
        return start - len(match[0]), stop
    return None


def are_points(words: str) -> bool:
    """Whether a sign of per cent is one of points: what changed from 20 % to 30 % grew by ten."""
    return _POINTS.search(words) is not None


def tenths_at(text: str, stop: int) -> int | None:
    """Where 成, a tenth, ends behind a number."""
    match = _TENTHS.match(text, stop)
    return match.end() if match else None


def currency_at(text: str, start: int, stop: int) -> tuple[str, int, int] | None:
    """(code, start, stop) of the number with its currency; `YEN` is ¥ of either country."""
    if match := _CURRENCY_BEFORE.search(text[max(0, start - 5) : start]):
        return match.lastgroup or "", start - len(match[0]), stop
    if match := _CURRENCY.match(text, stop):
        return match.lastgroup or "", start, match.end()
    return None


def bound_at(text: str, start: int, stop: int) -> Bound:
    """What the words beside a number say of it."""
    before = _BOUND_BEFORE.search(text[max(0, start - _NEAR) : start])
    match = before or _BOUND_AFTER.match(text, stop)
    return Bound(match.lastgroup) if match and match.lastgroup else Bound.EXACT
