"""Bytes to text: what a page declares of its encoding is only a hint.

Imports of detectors happen on first use.
"""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages mean by these names (WHATWG, Encoding standard, "Names and labels").
_WIDER = {
    "ascii": "cp1252", "big5": "big5hkscs", "euc_kr": "cp949", "gb2312": "gb18030",
    "gbk": "gb18030", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932",
    "tis-620": "cp874",
}  # fmt: skip
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})"
)
_HEAD = 4096
_BROKEN = 0.005
"""Share of broken characters up to which a text is UTF-8 with a slip."""
_SHORT = 120
"""Bytes beyond ASCII below which a detector guesses worse than a page knows itself."""
_ODD = 0.05
"""Share of a text's letters above which what looks wrong is wrong."""
# Controls that no text has, and capitals in the midst of words: a Cyrillic text read as another.
_ODDITY = re.compile("[\x80-\x9f\ufffd]|(?<=[а-яёa-zà-ÿ])[А-ЯЁÀ-Þ]")


def decode(body: bytes, declared: str = "") -> str:
    """The text of a page; `declared` is the charset of its HTTP header.

    UTF-8 when it is; else what is detected in the bytes; what is declared decides only for a
    short page.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    loose = body.decode("utf-8", "replace")
    if loose.count("\ufffd") <= _BROKEN * sum(not c.isascii() for c in loose):
        return loose
    for encoding in _candidates(body, declared):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _least_broken(body, declared)


def _candidates(body: bytes, declared: str) -> list[str]:
    hints = [name for name in (declared, _declared_inside(body)) if _codec(name)]
    detected = _detect(body)
    is_short = sum(byte > 0x7F for byte in body) < _SHORT
    agreed = {_codec(name) for name in hints}
    is_believed = is_short and len(agreed) == 1 and _looks_right(body, *agreed)
    ordered = [*hints, *detected] if is_believed else [*detected, *hints]
    return list(dict.fromkeys(_codec(name) for name in ordered if _codec(name)))


def _detect(body: bytes) -> list[str]:
    from trafilatura.utils import detect_encoding

    return list(detect_encoding(body))


def _declared_inside(body: bytes) -> str:
    match = _DECLARED.search(body[:_HEAD].lower())
    return match[1].decode("ascii", "replace") if match else ""


def _codec(name: str) -> str:
    """The codec for a label, empty when there is none for text; UTF-8 has been tried."""
    try:
        found = codecs.lookup(name).name
        b"".decode(found)
    except (LookupError, ValueError):
        return ""
    return "" if found.startswith("utf-8") else _WIDER.get(found, found)


def _looks_right(body: bytes, encoding: str) -> bool:
    letters = [c for c in body.decode(encoding, "replace") if not c.isascii()]
    odd = _ODDITY.findall(body.decode(encoding, "replace"))
    return len(odd) <= _ODD * len(letters)


def _least_broken(body: bytes, declared: str) -> str:
    texts = [body.decode(name, "replace") for name in _candidates(body, declared)[:3]]
    texts.append(body.decode("utf-8", "replace"))
    return min(texts, key=lambda text: text.count("\ufffd"))
