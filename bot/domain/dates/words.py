"""The vocabulary of moments in Russian and English, lower case, `ё` written as `е`."""

from enum import Enum, StrEnum
from typing import TypeVar

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR = "minute", "hour", "day", "week", "month", "year"


class Part(StrEnum):
    """A part of the day; `TONIGHT` is the English evening that reaches into the night."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    TONIGHT = "tonight"
    AM = "am"
    PM = "pm"


class Week(Enum):
    """Which week a weekday is taken from: the value is the distance from the current one."""

    THIS = 0
    NEXT = 1


T = TypeVar("T")


def _table(rows: dict[T, str]) -> dict[str, T]:
    return {word: value for value, words in rows.items() for word in words.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNITS = _table(
    {
        MINUTE: "минута минуту минуты минут минутку мин м minute minutes min mins m",
        HOUR: "час часа часов часик ч hour hours hr hrs h",
        DAY: "день дня дней сутки суток д day days d",
        WEEK: "неделя неделю недели недель недельку нед week weeks wk w",
        MONTH: "месяц месяца месяцев мес month months",
        YEAR: "год года лет year years",
    }
)
SINGLE_UNITS = _words("минуту минутку час часик день сутки неделю недельку месяц год")
"""Units that mean one by themselves: `через час`."""

WEEKDAYS = _table(
    {
        0: "понедельник понедельника пн пон пнд monday mon",
        1: "вторник вторника вт втр tuesday tue tues",
        2: "среда среду среды ср срд wednesday wed weds",
        3: "четверг четверга чт чтв thursday thu thur thurs",
        4: "пятница пятницу пятницы пт птн friday fri",
        5: "суббота субботу субботы сб суб saturday sat",
        6: "воскресенье воскресенья вс вск sunday sun",
    }
)
MONTHS = _table(
    {
        1: "январь января янв january jan",
        2: "февраль февраля фев февр february feb",
        3: "март марта мар march mar",
        4: "апрель апреля апр april apr",
        5: "май мая may",
        6: "июнь июня июн june jun",
        7: "июль июля июл july jul",
        8: "август августа авг august aug",
        9: "сентябрь сентября сен сент september sep sept",
        10: "октябрь октября окт october oct",
        11: "ноябрь ноября ноя нояб november nov",
        12: "декабрь декабря дек december dec",
    }
)
RELATIVE_DAYS = _table(
    {
        -2: "позавчера",
        -1: "вчера yesterday",
        0: "сегодня today",
        1: "завтра tomorrow tmrw tmr",
        2: "послезавтра",
    }
)
PARTS = _table(
    {
        Part.MORNING: "утром morning",
        Part.DAY: "днем afternoon",
        Part.EVENING: "вечером evening",
        Part.NIGHT: "ночью night",
    }
)
"""A part of the day said by itself."""

PARTS_OF_HOUR = _table(
    {
        Part.MORNING: "утра",
        Part.DAY: "дня",
        Part.EVENING: "вечера",
        Part.NIGHT: "ночи",
        Part.AM: "am a.m a.m.",
        Part.PM: "pm p.m p.m.",
    }
)
"""A part of the day said after an hour."""

NOON = _words("полдень полдня noon midday")
MIDNIGHT = _words("полночь midnight")
HOUR_MARKS = _words("ч час часа часов o'clock")
MINUTE_MARKS = _words("мин минут минута минуту минуты")
YEAR_MARKS = _words("г год года")

TIME_PREPOSITIONS = _words("в во на at")
WEEKDAY_PREPOSITIONS = _words("в во на on for")
DATE_PREPOSITIONS = _words("на on for")
THIS = _words("этот эту это этим этой this")
NEAREST = _words("ближайший ближайшую ближайшее coming")
NEXT = _words("следующий следующую следующее след будущий будущую будущее next")

CARDINALS = _table(
    {
        0: "ноль zero",
        1: "один одну одна одного one",
        2: "два две двух two",
        3: "три трех three",
        4: "четыре четырех four",
        5: "пять пяти five",
        6: "шесть шести six",
        7: "семь семи seven",
        8: "восемь восьми eight",
        9: "девять девяти nine",
        10: "десять десяти ten",
        11: "одиннадцать одиннадцати eleven",
        12: "двенадцать двенадцати twelve",
        13: "тринадцать тринадцати thirteen",
        14: "четырнадцать четырнадцати fourteen",
        15: "пятнадцать пятнадцати fifteen",
        16: "шестнадцать шестнадцати sixteen",
        17: "семнадцать семнадцати seventeen",
        18: "восемнадцать восемнадцати eighteen",
        19: "девятнадцать девятнадцати nineteen",
        20: "двадцать двадцати twenty",
        30: "тридцать тридцати thirty",
        40: "сорок сорока forty",
        50: "пятьдесят пятидесяти fifty",
    }
)
ORDINALS = _table(
    {
        1: "первое первого first",
        2: "второе второго second",
        3: "третье третьего third",
        4: "четвертое четвертого fourth",
        5: "пятое пятого fifth",
        6: "шестое шестого sixth",
        7: "седьмое седьмого seventh",
        8: "восьмое восьмого eighth",
        9: "девятое девятого ninth",
        10: "десятое десятого tenth",
        11: "одиннадцатое одиннадцатого eleventh",
        12: "двенадцатое двенадцатого twelfth",
        13: "тринадцатое тринадцатого thirteenth",
        14: "четырнадцатое четырнадцатого fourteenth",
        15: "пятнадцатое пятнадцатого fifteenth",
        16: "шестнадцатое шестнадцатого sixteenth",
        17: "семнадцатое семнадцатого seventeenth",
        18: "восемнадцатое восемнадцатого eighteenth",
        19: "девятнадцатое девятнадцатого nineteenth",
        20: "двадцатое двадцатого twentieth",
        30: "тридцатое тридцатого thirtieth",
    }
)
