"""Numbers as digits: grouping, decimal signs, what they are multiplied by."""

import re
from decimal import Decimal

# One to one, so that positions stay.
_PLAIN = str.maketrans(
    "０１２３４５６７８９％，．：－～〜–—‑−’\u00a0\u202f\u2009\u2007\u3000",
    "0123456789%,.:-~~----'     ",
)
_GROUPED = r"[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
NUMERAL = re.compile(rf"(?<![0-9])(?:{_GROUPED}|[0-9]+(?:[.,][0-9]+)*)")
"""A number as digits; not all digits are glued to what stands before them by chance."""

DECIMAL_POINT = frozenset({"en", "zh", "ko", "ja", "th", "he"})
DECIMAL_COMMA = frozenset(
    {"de", "fr", "es", "it", "pt", "nl", "pl", "cs", "tr", "sv", "da", "fi", "no", "nb", "id"}
)

_MYRIADS = {
    "万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8,
    "조": 10**12,
}  # fmt: skip
_SMALL = {"千": 10**3, "천": 10**3, "仟": 10**3, "百": 100, "백": 100}
_MYRIAD_PART = re.compile(
    r"(?:\s?(?P<small>[千천仟百백]))?(?P<more>[多余餘여几])?(?:\s?(?P<big>[万萬만亿億억조]))?"
)
_NEXT_DIGITS = re.compile(r"[,\s]?(?=[0-9])")

_SCALES: tuple[tuple[str, int], ...] = (
    (r"тыс(?:яч\w*|\.)?", 10**3),
    (r"миллион\w*|млн\.?", 10**6),
    (r"миллиард\w*|млрд\.?", 10**9),
    (r"триллион\w*|трлн\.?", 10**12),
    (r"tausend|tsd\.?|thousand", 10**3),
    (r"million(?:en|s)?|mio\.?|mln\.?|mn", 10**6),
    (r"milliarden?|mrd\.?|bn|miliony", 10**9),
    (r"trillion(?:s)?|tn", 10**12),
)
_SHORT = {"k": 10**3, "к": 10**3, "m": 10**6, "b": 10**9}
_SCALE = re.compile(
    r"[ -]?(?:"
    + "|".join(f"(?P<s{index}>{words})" for index, (words, _) in enumerate(_SCALES))
    + r"|(?P<billion>billion(?:s|en)?)|(?P<bio>bio\.)|(?<=[0-9])(?P<short>[kкmb]))(?!\w)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The text with ASCII digits, signs and blanks; not a character longer or shorter."""
    return text.translate(_PLAIN)


def read_number(numeral: str, language: str) -> tuple[tuple[Decimal, ...], Decimal]:
    """The readings of digits, the likeliest first, and what the last digit is worth.

    A lone `.` or `,` before three digits groups or parts the decimals as the language does;
    without a known one both are readings.
    """
    digits = re.sub("[ ']", "", numeral)
    marks = re.findall("[.,]", digits)
    if not marks:
        return (Decimal(digits),), Decimal(1)
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        return _decimal(digits, marks[-1])
    head, _, tail = digits.partition(marks[0])
    if len(marks) == 1 and not (len(tail) == 3 and 1 <= len(head) <= 3 and head != "0"):
        return _decimal(digits, marks[0])
    grouped = (Decimal(re.sub("[.,]", "", digits)),), Decimal(1)
    if len(marks) > 1:
        return grouped
    parted = _decimal(digits, marks[0])
    if language in DECIMAL_POINT:
        return grouped if marks[0] == "," else parted
    if language in DECIMAL_COMMA:
        return grouped if marks[0] == "." else parted
    first, second = (grouped, parted) if marks[0] == "." else (parted, grouped)
    return first[0] + second[0], first[1]


def _decimal(digits: str, mark: str) -> tuple[tuple[Decimal, ...], Decimal]:
    other = "," if mark == "." else "."
    value = Decimal(digits.replace(other, "").replace(mark, "."))
    return (value,), Decimal(1).scaleb(-len(digits.rpartition(mark)[2]))


def read_scale(text: str, at: int, language: str) -> tuple[int, int]:
    """What a word behind a number multiplies it by, and where the word ends; 1 without one."""
    match = _SCALE.match(text, at)
    if match is None:
        return 1, at
    if match["billion"]:
        return (10**12 if language == "de" else 10**9), match.end()
    if match["bio"]:
        return 10**12, match.end()
    if match["short"]:
        return _SHORT[match["short"].lower()], match.end()
    index = next(index for index in range(len(_SCALES)) if match[f"s{index}"])
    return _SCALES[index][1], match.end()


def read_myriads(text: str, at: int) -> tuple[int, int, bool]:
    """As `read_scale` for 千, 万, 億 and their kin; and whether `多` says that it is more."""
    match = _MYRIAD_PART.match(text, at)
    if match is None or not (match["small"] or match["big"] or match["more"]):
        return 1, at, False
    scale = _SMALL.get(match["small"] or "", 1) * _MYRIADS.get(match["big"] or "", 1)
    return scale, match.end(), bool(match["more"])


def continues_at(text: str, at: int) -> int | None:
    """Where the next part of a number as `1억 2000만` begins, if one may."""
    match = _NEXT_DIGITS.match(text, at)
    return match.end() if match else None
